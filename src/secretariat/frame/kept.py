"""What was made once and is asked for often, kept in memory until there is no room for it.

Nothing here grows stale by itself: what is kept must have in its key all that it was made from. The least recently
asked for goes first; while one makes a thing, whoever asks for the same waits for it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
MIB = 1024 * 1024
_everything: list["Kept[object]"] = []


class Kept(Generic[T]):
    """Things by their keys, of at most `room` bytes together; `size` tells how many bytes one takes."""

    def __init__(self, room: int, size: Callable[[T], int]) -> None:
        self.room, self.size = room, size
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._taken = 0
        self._lock = Lock()
        self._making: dict[Hashable, tuple[Lock, int]] = {}
        _everything.append(self)  # type: ignore[arg-type] # only to forget what it keeps

    def found(self, key: Hashable) -> T | None:
        """Return what is kept under `key`, if anything is."""
        with self._lock:
            kept = self._things.get(key)
            if kept is None:
                return None
            self._things.move_to_end(key)
            return kept[0]

    def keep(self, key: Hashable, thing: T) -> None:
        """Keep a thing, and let go of those least recently asked for; what has no room at all is not kept."""
        size = self.size(thing)
        with self._lock:
            self._drop(key)
            if size > self.room:
                return
            self._things[key] = (thing, size)
            self._taken += size
            while self._taken > self.room:
                self._drop(next(iter(self._things)))

    def made(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under `key`; made now, by one of those who ask at once, if nothing is."""
        found = self.found(key)
        if found is not None:
            return found
        with self.turn(key):
            found = self.found(key)
            if found is None:
                found = make()
                self.keep(key, found)
            return found

    @contextmanager
    def turn(self, key: Hashable) -> Iterator[None]:
        """Let one at a time make the thing of a key."""
        with self._lock:
            turn, waiting = self._making.get(key, (Lock(), 0))
            self._making[key] = (turn, waiting + 1)
        try:
            with turn:
                yield
        finally:
            with self._lock:
                turn, waiting = self._making.pop(key)
                if waiting > 1:
                    self._making[key] = (turn, waiting - 1)

    @property
    def count(self) -> int:
        """How many things are kept."""
        return len(self._things)

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._things.clear()
            self._taken = 0

    def _drop(self, key: Hashable) -> None:
        _, size = self._things.pop(key, (None, 0))
        self._taken -= size


def forget_everything() -> None:
    """Let go of all that is kept anywhere in this process: for whoever changes code or rows behind the deeds' back."""
    for kept in _everything:
        kept.forget()
