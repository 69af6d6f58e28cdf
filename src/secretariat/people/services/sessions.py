"""Sessions in the database, told apart: one that was ended meanwhile, and a database that cannot write now."""

from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.db.utils import InterfaceError, OperationalError


class SessionStore(InDatabase):
    """The library's own takes every failure to write for a session that somebody has ended, which answers 400."""

    def save(self, must_create: bool = False) -> Any:  # noqa: FBT001, FBT002 - the library calls it so
        """Save the session; raises UpdateError if it was ended meanwhile, and what the database says of itself."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from error.__context__.__cause__
            raise
