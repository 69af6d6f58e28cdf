"""The deeds of the room screen, and the side app that tells the screens of a change."""

from secretariat.room.services.languages import render_provision
from secretariat.room.services.screens import freeze_screen, release_screen, show_provision

__all__ = ["freeze_screen", "release_screen", "render_provision", "show_provision"]
