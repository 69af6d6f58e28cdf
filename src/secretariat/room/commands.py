"""What the site starts for the room screens beside its pages."""

from secretariat.room.services.handing import before, beside

__all__ = ["before", "beside"]
