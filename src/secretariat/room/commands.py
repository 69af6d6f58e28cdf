"""What the site starts for the room screens beside its pages."""

from secretariat.room.services.handing import before, beside, live

__all__ = ["before", "beside", "live"]
