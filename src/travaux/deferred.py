"""Libraries that take long to load, loaded when something of them is first asked for.

A site starts far more often than it reckons: every command, job and restart would pay for figures that nobody asks for.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


class Deferred:
    """A module that stands in for one which is loaded with the first name that is asked of it."""

    def __init__(self, name: str) -> None:
        """Remember the module's name; nothing is loaded."""
        self._module = name

    def __getattr__(self, name: str) -> Any:
        """Load the module, and keep what was asked for, so that it is asked once."""
        found = getattr(import_module(self._module), name)
        setattr(self, name, found)
        return found


def deferred(name: str) -> Any:
    """Return a module that loads itself when used, or None where its library is not installed."""
    return Deferred(name) if find_spec(name.partition(".")[0]) else None
