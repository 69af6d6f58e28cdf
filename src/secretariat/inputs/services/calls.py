"""Calls for inputs: opened by the secretariat, answered by those whom they address, recalled to those who have not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.mail import EmailMessage
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext, override

from secretariat.inputs.models import Call, HalfAnswer
from secretariat.inputs.queries import silent
from secretariat.inputs.services.steps import themes_named
from secretariat.jobs.services.mail import address_of
from secretariat.participation.models import Entity, Kind, Seat
from secretariat.participation.queries import seats
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid, NotEntitled
from travaux.words.tokens import words


class WrongCall(Invalid):
    """The call has no title or no mandate, or names what there is not."""

    asked = "You asked to open a call for inputs."
    because = "{why}"
    rule = "A call says by which paragraph it is made, who may answer, in which languages and until when."
    remedy = "Put that right, and open it again."


class AlreadyClosed(Changed):
    """The deadline of the call has passed."""

    asked = "You asked to remind those who have not answered {key}."
    because = "It closed on {day}."
    rule = "One is reminded while one can still be in time; late papers are taken all the same, and marked."
    remedy = "Open another call if more inputs are needed."


class NotAsked(NotEntitled):
    """The call does not address this kind of entity."""

    asked = "You asked to answer the call {key} for {entity}."
    because = "It is addressed to: {kinds}."
    rule = "A call says who may answer ({paragraph})."
    remedy = "File the paper as an input of your own, without the call, or write to the secretariat."


class LanguageNotOffered(Invalid):
    """The call does not take papers in that language."""

    asked = "You asked to answer the call {key} with a paper in “{language}”."
    because = "It takes papers in: {languages}."
    rule = "A call says in which languages it is answered."
    remedy = "Hand the paper in in one of these; others can be added to it as language versions."


class TooLong(Invalid):
    """The paper is longer than the call allows."""

    asked = "You asked to answer the call {key}."
    because = "The paper has {length} words; the call takes {at_most}."
    rule = "A call says how long an answer may be."
    remedy = "Shorten it, or file the whole as a paper of its own, without the call."


@dataclass(frozen=True, slots=True)
class Calling:
    """A call as it is made: `closes` is a time on the clock of the place `zone`."""

    title: str
    paragraph: str
    closes: datetime
    zone: str
    asks: str = ""
    themes: Sequence[str] = ()
    kinds: Sequence[str] = ()
    languages: Sequence[str] = ()
    words: int = 0


@deed("call for inputs opened")
def open_call(process: Process, *, calling: Calling, by: Actor, at: datetime) -> Call:
    """Open a call for inputs. Raises WrongCall, NoSuchTheme."""
    require(process, by, "open_call", at=at)
    closes = _deadline(process, calling, at)
    chosen = themes_named(process, calling.themes)
    Process.objects.select_for_update().get(pk=process.pk)  # two calls must not take the same number
    number = (Call.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    call = Call.objects.create(
        process=process,
        number=number,
        key=f"{process.key.partition('-')[0].upper()}-C-{number}",
        title=calling.title.strip(),
        asks=calling.asks.strip(),
        paragraph=calling.paragraph,
        kinds=list(calling.kinds),
        languages=list(calling.languages),
        words=calling.words,
        closes_at=closes,
        zone=calling.zone,
        opened_at=at,
    )
    call.themes.set(chosen)
    facts = {
        "title": call.title,
        "paragraph": call.paragraph,
        "closes": closes.isoformat(),
        "zone": call.zone,
        "kinds": call.kinds,
        "languages": call.languages,
        "words": call.words,
        "themes": [theme.key for theme in chosen],
    }
    _enter("open_call", call, by, at, facts)
    return call


@deed("reminder of a call sent")
def remind_of_call(call: Call, *, by: Actor, at: datetime) -> list[Entity]:
    """Remind the people of those whom a call addresses and who have not answered; return whom. Raises AlreadyClosed."""
    require(call.process, by, "remind_of_call", at=at)
    if at >= call.closes_at:
        raise AlreadyClosed(key=call.key, day=f"{call.closes_at.astimezone(ZoneInfo(call.zone)):%d %B %Y, %H:%M}")
    entities = silent(call)
    for seat in seats(call.process).filter(entity__in=entities):
        _remind(call, seat)
    _enter("remind_of_call", call, by, at, {"entities": [entity.code for entity in entities]})
    return entities


def keep_half_answer(process: Process, *, place: str, typed: dict[str, object], by: Actor, at: datetime) -> None:
    """Keep what somebody has typed so far, for that person alone; nothing is handed in, so it is no deed."""
    HalfAnswer.objects.update_or_create(
        process=process, person=by.person, place=place, defaults={"typed": typed, "at": at}
    )


def check_answer(call: Call | None, entity: Entity, *, language: str, text: str) -> None:
    """Refuse what a call does not take; after its deadline it is taken all the same, and marked late."""
    if call is None:
        return
    if call.kinds and entity.kind not in call.kinds:
        kinds = ", ".join(str(Kind(kind).label) for kind in call.kinds)
        raise NotAsked(key=call.key, entity=entity.name, kinds=kinds, paragraph=call.paragraph)
    if call.languages and language not in call.languages:
        raise LanguageNotOffered(key=call.key, language=language or "—", languages=", ".join(call.languages))
    length = len(words(text)) if call.words else 0
    if length > call.words:
        raise TooLong(key=call.key, length=length, at_most=call.words)


def is_late(process: Process, call: Call | None, at: datetime) -> bool:
    """Whether a paper comes after the deadline of its call; without one, after the phases that take papers first.

    These are the phases of the first rule on filing; the rules after it take late papers.
    """
    if call:
        return at >= call.closes_at
    modalities = modalities_of(process)
    phases = modalities.rules_on("file_submission")[0].phases
    return bool(phases) and at >= max(modalities.end_of(modalities.phase(key)) for key in phases)


def _deadline(process: Process, calling: Calling, at: datetime) -> datetime:
    paragraphs = dict(modalities_of(process).paragraphs)
    if not calling.title.strip():
        raise WrongCall(why="It has no title.")
    if calling.paragraph not in paragraphs:
        raise WrongCall(why=f"The process has no paragraph “{calling.paragraph}”.")
    if calling.zone not in available_timezones():
        raise WrongCall(why=f"There is no time zone “{calling.zone}”.")
    unknown = set(calling.kinds) - set(Kind.values)
    if unknown:
        raise WrongCall(why=f"There is no kind of entity “{min(unknown)}”.")
    closes = calling.closes.replace(tzinfo=ZoneInfo(calling.zone))
    if closes <= at:
        raise WrongCall(why="Its deadline has passed already.")
    return closes


def _remind(call: Call, seat: Seat) -> None:
    if not seat.person.email:
        return
    page = reverse("inputs:call", kwargs={"process": call.process.key, "key": call.key})
    with override(seat.person.language or None):
        closes = f"{call.closes_at.astimezone(ZoneInfo(call.zone)):%Y-%m-%d %H:%M}"
        lines = (
            gettext("The call “%(title)s” is open until %(closes)s (%(zone)s).")
            % {"title": call.title, "closes": closes, "zone": call.zone},
            gettext("Nothing has been filed for %(entity)s yet.") % {"entity": seat.entity and seat.entity.name},
            gettext("Page: %(page)s") % {"page": address_of(page)},
        )
        subject = gettext("Reminder: %(title)s") % {"title": call.title}
        EmailMessage(subject.replace("\n", " "), "\n".join(lines), to=[seat.person.email]).send()


def _enter(name: str, call: Call, by: Actor, at: datetime, facts: dict[str, object]) -> None:
    enter(
        name,
        process=call.process.key,
        actor=by.reference,
        subject=f"call:{call.uuid}",
        facts={"call": call.key, **facts},
        at=at,
    )
