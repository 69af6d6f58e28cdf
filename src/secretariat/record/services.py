"""One deed = one service = one transaction = one entry in the record."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from secretariat.record import queries
from secretariat.record.models import Checkpoint, Entry, Sequencer
from travaux.record.entry import leaf_of
from travaux.record.tree import Frontier

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deed:
    """A thing that may be done: its name in the record, the words for it, and the service that does it."""

    name: str
    words: str
    service: Callable[..., Any]


DEEDS: dict[str, Deed] = {}
ONE = 1
_written: ContextVar[list[Entry] | None] = ContextVar("entries written by the deed under way", default=None)


def deed(words: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a service a deed: it runs in one transaction and leaves exactly one entry, or nothing at all.

    `words` says the deed in the past tense, for the page of the record. A deed never calls another.
    """

    def registered(service: Callable[P, T]) -> Callable[P, T]:
        name = service.__name__

        @wraps(service)
        def done(*args: P.args, **kwargs: P.kwargs) -> T:
            written: list[Entry] = []
            token = _written.set(written)
            try:
                with transaction.atomic():
                    result = service(*args, **kwargs)
                    if [entry.deed for entry in written] != [name]:
                        left = [entry.deed for entry in written]
                        message = f"{name} left {left} in the record, not one entry of its own"
                        raise RuntimeError(message)
            finally:
                _written.reset(token)
            return result

        DEEDS[name] = Deed(name, words, done)
        return done

    return registered


def enter(deed_name: str, *, process: str, actor: str, subject: str, facts: Mapping[str, Any], at: datetime) -> Entry:
    """Append the entry of the deed under way; the log takes it up as soon as the deed is committed.

    `actor` and `subject` are references without personal data (`delegate:ARL`, `proposal:<uuid>`).
    """
    written = _written.get()
    if written is None:
        message = f"{deed_name} writes in the record outside a deed"
        raise RuntimeError(message)
    entry = Entry(deed=deed_name, process=process, actor=actor, subject=subject, facts=dict(facts), at=at)
    entry.leaf = leaf_of(queries.entry_shape(entry)).hex()
    entry.save()
    written.append(entry)
    transaction.on_commit(sequence)
    return entry


@transaction.atomic
def sequence() -> None:
    """Give every committed entry its place in the log and write the new head; take up what a crash left over too."""
    Sequencer.objects.get_or_create(pk=ONE)
    Sequencer.objects.select_for_update().get(pk=ONE)  # what is read after this, nobody else changes before we are done
    last = Checkpoint.objects.order_by("-size").first()
    frontier = Frontier.resume(last.size, last.frontier) if last else Frontier()
    waiting = list(Entry.objects.filter(position=None).order_by("id"))
    if not waiting:
        return
    for entry in waiting:
        entry.position = frontier.size
        frontier = frontier.extended(bytes.fromhex(entry.leaf))
    Entry.objects.bulk_update(waiting, ["position"])
    Checkpoint.objects.create(
        size=frontier.size, root=frontier.root().hex(), frontier=frontier.stored(), at=waiting[-1].at
    )
