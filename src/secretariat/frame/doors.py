"""Through which door somebody came in, a page of the site or the command line of its machine; what a request may be."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WEB = "web"
COMMAND = "command"
# What a request may be: reading changes nothing.
READING = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = READING | {"POST"}
# Nothing where the site works by itself, as when it makes the sample.
came_by: ContextVar[str] = ContextVar("the door through which somebody came in", default="")


@contextmanager
def through(door: str) -> Iterator[None]:
    """Let what is done meanwhile be known to have come through `door`."""
    token = came_by.set(door)
    try:
        yield
    finally:
        came_by.reset(token)
