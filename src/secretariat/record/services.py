"""One deed = one service = one transaction = one entry in the record."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from secretariat.frame.doors import came_by
from secretariat.record import queries
from secretariat.record.models import Entry, Node, Opening, Sequencer
from travaux.record.commitment import SALT_BYTES, commitment
from travaux.record.commitment import Opening as Value
from travaux.record.entry import check_facts, leaf_of
from travaux.record.tiles import WIDTH, crossed
from travaux.record.tree import Frontier, frontier_of
from travaux.refusal import Changed, Invalid, NotEntitled, Unknown

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deed:
    """A thing that may be done: its name in the record, the words for it, and the service that does it."""

    name: str
    words: str
    service: Callable[..., Any]


class AlreadyDone(Changed):
    """The same was asked for with the same key, and somebody was faster."""

    asked = "You asked for the same thing a second time."
    because = "It was done when you asked the first time."
    rule = "What is asked for with one key is done once."
    remedy = "Look at the receipt of the deed: it is in the record."


class MayNotErase(NotEntitled):
    """Only those who run the site erase what is personal."""

    asked = "You asked to erase personal data from the record."
    because = "That is for the staff of this site."
    rule = "The one who keeps personal data answers for erasing it; no process can give that right away."
    remedy = "Write to the secretariat: say which entry names you."


class NoSuchBasis(Invalid):
    """The reason is none of those for which data is erased."""

    asked = "You asked to erase personal data from the record, on the basis “{basis}”."
    because = "That is no basis that the record knows."
    rule = "The bases are: {known}."
    remedy = "Choose one of them."


class NothingToErase(Unknown):
    """The entry has no private values, or they are erased."""

    asked = "You asked to erase personal data from an entry of the record."
    because = "There is none of that name, or it was erased before."
    rule = "What is personal is kept beside the entry, and can be erased once."
    remedy = "Look at the receipt of the entry: it names what is kept beside it."


class Doer(Protocol):
    """Who does a deed, as far as the record needs to know; persons belong to the floor above."""

    @property
    def reference(self) -> str:
        """How the record names the capacity."""

    @property
    def runs_site(self) -> bool:
        """Whether it is the staff or the operator of the site."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who works on the machine itself, without an account."""

    reference: str = "officer"
    runs_site: bool = True


@dataclass(slots=True)
class Once:
    """A deed is asked for with a key: digests of who asks where with which key, and of what was sent with it."""

    key: str
    sent: str
    entry: Entry | None = None


DEEDS: dict[str, Deed] = {}
ONE = 1
COMMITTED = "committed"
DOOR = "door"
# Why personal data is erased, in the words of art. 17 (1) of the General Data Protection Regulation, (a) to (e).
BASES = ("no longer needed", "consent withdrawn", "objection", "unlawful", "legal obligation")
asked_once: ContextVar[Once | None] = ContextVar("the key with which the deed under way was asked for", default=None)
# Every deed passes here, while others wait for it: Django would put each of these together anew every time, which
# takes it half a millisecond.
_LAST = "SELECT size, CAST(frontier AS TEXT) FROM record_checkpoint ORDER BY size DESC LIMIT 1"
_PUT = "INSERT INTO record_checkpoint (size, root, frontier, at) VALUES (%s, %s, %s, %s)"
_WAITS = "SELECT 1 FROM record_entry WHERE position IS NULL LIMIT 1"
_WAITING = "SELECT id, leaf, at FROM record_entry WHERE position IS NULL ORDER BY id"
_PLACE = "UPDATE record_entry SET position = %s WHERE id = %s"
_WAIT = "SELECT 1 FROM record_sequencer WHERE id = 1 FOR UPDATE"
_turn = Lock()
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
                    if not _alone():
                        transaction.on_commit(sequence)
            finally:
                _written.reset(token)
            return result

        DEEDS[name] = Deed(name, words, done)
        return done

    return registered


def enter(
    deed_name: str,
    *,
    process: str,
    actor: str,
    subject: str,
    facts: Mapping[str, Any],
    at: datetime,
    private: Mapping[str, str] | None = None,
) -> Entry:
    """Append the entry of the deed under way; the log takes it up as soon as the deed is committed.

    `actor` and `subject` are references without personal data (`delegate:ARL`, `proposal:<uuid>`). What is personal
    in the facts is given as `private`, by name: it enters as a commitment, and its value can be erased later.
    The door through which its doer came is a fact of every entry: what was done by command in the name of a
    delegation must not look like what the delegation did on a page.
    """
    written = _written.get()
    if written is None:
        message = f"{deed_name} writes in the record outside a deed"
        raise RuntimeError(message)
    values = [Value(name, secrets.token_bytes(SALT_BYTES), value) for name, value in (private or {}).items()]
    entry = Entry(deed=deed_name, process=process, actor=actor, subject=subject, facts=dict(facts), at=at)
    entry.entered_at = timezone.now()
    if door := came_by.get():
        entry.facts[DOOR] = door
    if values:
        entry.facts[COMMITTED] = {value.name: commitment(value) for value in values}
    check_facts(entry.facts)
    entry.leaf = leaf_of(queries.entry_shape(entry)).hex()
    frontier = _head() if _alone() else None
    entry.position = None if frontier is None else frontier.size
    _save(entry)
    if frontier is not None:
        _extend(frontier, [entry.leaf], connection.ops.adapt_datetimefield_value(at))
    Opening.objects.bulk_create(
        Opening(entry=entry, name=value.name, salt=value.salt.hex(), value=value.value) for value in values
    )
    written.append(entry)
    return entry


def _alone() -> bool:
    """Whether only one writes at a time: an entry then takes its place as it is written, else once it is committed."""
    return connection.vendor == "sqlite"


def _save(entry: Entry) -> None:
    """Save the entry, under the key with which the deed was asked for, if any; raises AlreadyDone."""
    once = asked_once.get()
    if once is None:
        entry.save()
        return
    if once.entry is not None:
        message = f"{entry.deed} is the second deed of one request: a key would vouch for one of them only"
        raise RuntimeError(message)
    entry.once, entry.sent = once.key, once.sent
    try:
        entry.save()
    except IntegrityError:  # the other had not committed when it was looked for, at the door
        raise AlreadyDone from None
    once.entry = entry


def sequence() -> None:
    """Give every committed entry its place in the log and write the new head; take up what a crash left over too.

    Whoever waited for the turn finds, as a rule, that the one before took up his entry as well: many at once share
    one transaction, and one wait for the disk.
    """
    with _turn:
        with connection.cursor() as cursor:
            cursor.execute(_WAITS)
            waits = cursor.fetchone() is not None
        if waits:
            _take_up()


@transaction.atomic(savepoint=False)
def _take_up() -> None:
    if not _alone():  # there the writer's lock is held since the transaction began
        _wait_for_others()
    # What is read from here on, nobody else changes before we are done.
    frontier = _head()
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        waiting = cursor.fetchall()
        if not waiting:
            return
        cursor.executemany(_PLACE, [(place, key) for place, (key, *_) in enumerate(waiting, frontier.size)])
    _extend(frontier, [leaf for _, leaf, _ in waiting], waiting[-1][2])


def _head() -> Frontier:
    """Return where the log ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        last = cursor.fetchone()
    return Frontier.resume(last[0], json.loads(last[1])) if last else Frontier()


def _extend(frontier: Frontier, leaves: Sequence[str], at: Any) -> None:
    """Write the head of the log with these leaves at its end; `at` is a time as the database has it."""
    before = frontier.size
    for leaf in leaves:
        frontier = frontier.extended(bytes.fromhex(leaf))
    _keep_nodes(before, frontier.size)
    head = (frontier.size, frontier.root().hex(), json.dumps(frontier.stored()))
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [*head, at])


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WAIT)
        if cursor.fetchone() is None:
            Sequencer.objects.get_or_create(pk=ONE)
            cursor.execute(_WAIT)


@deed("personal data erased from the record")
def erase_personal_data(entry: Entry, *, names: Sequence[str] = (), basis: str, by: Doer, at: datetime) -> int:
    """Erase private values of an entry, all or those of these `names`; return how many.

    The commitments stay, so the log stays whole: without salt and value they tell nothing. That something was erased,
    from which entry and on which basis, is a deed itself. Raises MayNotErase, NoSuchBasis, NothingToErase.
    """
    if not by.runs_site:
        raise MayNotErase
    if basis not in BASES:
        raise NoSuchBasis(basis=basis, known=", ".join(BASES))
    rows = Opening.objects.select_for_update().filter(entry=entry)
    rows = rows.filter(name__in=names) if names else rows
    erased = sorted(rows.values_list("name", flat=True))
    if not erased:
        raise NothingToErase
    rows.delete()
    facts = {"names": erased, "basis": basis}
    subject = f"entry:{entry.uuid}"
    enter("erase_personal_data", process=entry.process, actor=by.reference, subject=subject, facts=facts, at=at)
    return len(erased)


def _keep_nodes(before: int, after: int) -> None:
    """Keep the roots of the tiles that were filled while the log grew: with them a proof reads a few tiles only."""
    for level, number in crossed(before, after):
        tile = queries.tile(level - 1, number, WIDTH)
        Node.objects.create(level=level, number=number, root=frontier_of(tile).root().hex())
