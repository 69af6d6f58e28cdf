"""The deeds of the room screen: which paragraph is before the room, and that it stands still for a while."""

from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation.models import NegotiatingText, Provision, ProvisionVersion
from secretariat.negotiation.queries import is_presented, label
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from secretariat.room import queries
from secretariat.room.models import Screen
from travaux.refusal import Changed


class NotPresented(Changed):
    """What was not presented is not put before a room."""

    asked = "You asked to put a paragraph of “{text}” before the room."
    because = "The text has not been presented yet: only those who draft it see it."
    rule = "A screen is seen by everybody in the room, and so shows what everybody may know of."
    remedy = "Present the draft first."


class AlreadyFrozen(Changed):
    """The screen stands still already."""

    asked = "You asked to freeze the room screen."
    because = "It has been frozen since {time}."
    remedy = "Release it first, or put another paragraph before the room."


class NotFrozen(Changed):
    """The screen follows the text."""

    asked = "You asked to release the room screen."
    because = "It is not frozen: it follows the text."
    remedy = "Nothing is to be done."


@deed("paragraph put before the room")
def show_provision(row: ProvisionVersion, *, by: Actor, at: datetime) -> Screen:
    """Put a paragraph before the room: every screen turns to it, and a frozen one follows the text again."""
    text = row.version.text
    _check(text, "show_provision", by, at)
    screen = _screen(text, row.provision)
    screen.provision, screen.kept, screen.frozen_at = row.provision, None, None
    screen.save()
    _enter("show_provision", text, row, by, at)
    return screen


@deed("screen frozen")
def freeze_screen(text: NegotiatingText, *, by: Actor, at: datetime) -> Screen:
    """Let the screens of the room stand still, so that what they show can be talked about; the text goes on beneath."""
    _check(text, "freeze_screen", by, at)
    row = queries.row_shown(text, queries.screen_of(text))
    screen = _screen(text, row.provision)
    if screen.frozen_at is not None:
        raise AlreadyFrozen(time=f"{screen.frozen_at:%H:%M:%S} UTC")
    screen.kept, screen.frozen_at = queries.stored(queries.stage_of(row, at=at)), at
    screen.save()
    _enter("freeze_screen", text, row, by, at)
    return screen


@deed("screen released")
def release_screen(text: NegotiatingText, *, by: Actor, at: datetime) -> Screen:
    """Let the screens of the room follow the text again."""
    _check(text, "release_screen", by, at)
    row = queries.row_shown(text, queries.screen_of(text))
    screen = _screen(text, row.provision)
    if screen.frozen_at is None:
        raise NotFrozen
    screen.kept = screen.frozen_at = None
    screen.save()
    _enter("release_screen", text, row, by, at)
    return screen


def _check(text: NegotiatingText, name: str, by: Actor, at: datetime) -> None:
    require(text.process, by, name, at=at)
    if not is_presented(text):
        raise NotPresented(text=text)


def _screen(text: NegotiatingText, provision: Provision) -> Screen:
    """Return the screen of a text, made with its first use, and keep others from changing it meanwhile."""
    rows = Screen.objects.unscoped(DEED)
    rows.get_or_create(text=text, defaults={"provision": provision})
    return rows.select_for_update().get(text=text)


def _enter(name: str, text: NegotiatingText, row: ProvisionVersion, by: Actor, at: datetime) -> None:
    subject = f"provision:{row.provision.uuid}"
    facts = {"text": text.key, "number": label(row) if row.number else "", "wording_sha256": row.sha256}
    enter(name, process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
