"""Mail to groups: prepared, looked at, released by a person; what came back is noted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Max
from django.utils.translation import override

from secretariat.frame.scope import DEED
from secretariat.jobs.models import Job
from secretariat.outbox import queries
from secretariat.outbox.models import Delivery, Message, Wording
from secretariat.participation.models import Kind
from secretariat.participation.services import ROLES
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.participation.bounce import bounced
from travaux.refusal import Changed, Invalid, Unknown
from travaux.words.tokens import digest

MARK = "X-Travaux-Delivery"
LONGEST, SUBJECT = 20_000, 200


class NobodyToWriteTo(Invalid):
    """The group is empty, or none was named."""

    asked = "You asked to write to a group."
    because = "Nobody who can be reached by mail is in it."
    remedy = "Choose roles, a meeting, or give addresses."


class WrongGroup(Invalid):
    """The group is none."""

    asked = "You asked to write to “{given}”."
    because = "There is no such role, kind of entity or meeting, or it is no mail address."
    remedy = "Choose from what the form offers."


class WrongWords(Invalid):
    """The message cannot be sent as it is worded."""

    asked = "You asked to send a message in “{language}”."
    because = "Subject or body is empty or too long, the subject has several lines, or the site has no such language."
    remedy = "Give a subject of one line and a body for at least one language."


class Settled(Changed):
    """It was released or dropped."""

    asked = "You asked to change, release or drop a message."
    because = "It stands as: {state}."
    rule = "What was released has left, and cannot be called back."
    remedy = "Prepare another message."


class PreviewChanged(Changed):
    """What would leave is not what was looked at."""

    asked = "You asked to release a message."
    because = "Its words, or those to whom it goes, have changed since you looked at it."
    rule = "What leaves is what a person looked at and released."
    remedy = "Look at the preview again."


class NoSuchDelivery(Unknown):
    """No mail of the outbox is the one that came back."""

    asked = "You reported a mail that came back."
    because = "No message of this process has sent it."
    remedy = "Look whether it belongs to another process; other mails of the site are not in an outbox."


class CameBackBefore(Changed):
    """It was noted."""

    asked = "You reported that a mail to {address} came back."
    because = "That is noted already."
    remedy = "Nothing needs to be done."


@dataclass(frozen=True, slots=True)
class Group:
    """To whom: those who hold these roles for entities of these kinds, the people of a meeting, further addresses."""

    roles: Sequence[str] = ()
    kinds: Sequence[str] = ()
    meeting: str = ""
    addresses: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """The message in one language."""

    language: str
    subject: str
    body: str


@deed("message prepared")
def prepare_message(process: Process, *, group: Group, words: Sequence[Worded], by: Actor, at: datetime) -> Message:
    """Prepare a message; nothing leaves. Raises WrongGroup, WrongWords, or the refusal of the modalities."""
    require(process, by, "prepare_message", at=at)
    _check(process, group, words)
    message = Message.objects.create(process=process, prepared_at=at, **_parts(group))
    _word(message, words)
    _entered("prepare_message", message, _told(message, words), by=by, at=at)
    return message


@deed("message reworded")
def reword_message(message: Message, *, group: Group, words: Sequence[Worded], by: Actor, at: datetime) -> Message:
    """Change a message that has not left. Raises Settled, and as `prepare_message`."""
    require(message.process, by, "reword_message", at=at)
    _check(message.process, group, words)
    message = _draft(message)
    for part, value in _parts(group).items():
        setattr(message, part, value)
    message.save()
    Wording.objects.unscoped(DEED).filter(message=message).delete()
    _word(message, words)
    _entered("reword_message", message, _told(message, words), by=by, at=at)
    return message


@deed("message released")
def release_message(message: Message, *, seen: str, by: Actor, at: datetime) -> Message:
    """Let a message leave, one mail for each address, in the deed's own transaction; `seen` is the preview's digest.

    Raises Settled, PreviewChanged or NobodyToWriteTo, or the refusal of the modalities.
    """
    require(message.process, by, "release_message", at=at)
    message = _draft(message)
    found = queries.recipients(message)
    if not found:
        raise NobodyToWriteTo
    if seen != queries.digest(message):
        raise PreviewChanged
    message.state, message.released_at = Message.State.RELEASED, at
    message.save()
    words = {each.language: each for each in queries.wordings(message)}
    _send(message, [(each, words[each.language]) for each in found])
    facts = {"mails": len(found), "languages": queries.by_language(found), "sha256": seen}
    _entered("release_message", message, facts, by=by, at=at)
    return message


@deed("message dropped")
def drop_message(message: Message, *, by: Actor, at: datetime) -> Message:
    """Drop a message that has not left. Raises Settled."""
    require(message.process, by, "drop_message", at=at)
    message = _draft(message)
    message.state = Message.State.DROPPED
    message.save()
    _entered("drop_message", message, {}, by=by, at=at)
    return message


@deed("bounce noted")
def note_bounce(process: Process, *, report: bytes, by: Actor, at: datetime) -> Delivery:
    """Note from a mail server's report that a mail came back. Raises NotABounce, NoSuchDelivery or CameBackBefore."""
    require(process, by, "note_bounce", at=at)
    said = bounced(report)
    rows = Delivery.objects.unscoped(DEED).select_for_update(of=("self",)).select_related("message__process")
    identity = _uuid(said.mail)
    delivery = rows.filter(message__process=process, job=identity).first() if identity else None
    if delivery is None:
        raise NoSuchDelivery
    if delivery.bounced_at:
        raise CameBackBefore(address=delivery.address)
    delivery.bounced_at, delivery.bounce = at, f"{said.status} {said.reason}".strip()[:300]
    delivery.save()
    _entered("note_bounce", delivery.message, {"status": said.status}, by=by, at=at)
    return delivery


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _check(process: Process, group: Group, words: Sequence[Worded]) -> None:
    known = ((group.roles, ROLES), (group.kinds, Kind.values))
    wrong = [given for given_, choices in known for given in given_ if given not in choices]
    wrong += queries.wrong_addresses(group.addresses)
    if group.meeting and group.meeting not in dict(queries.meetings(process)):
        wrong.append(group.meeting)
    if wrong:
        raise WrongGroup(given=wrong[0])
    if not (group.roles or group.meeting or group.addresses.strip()):
        raise NobodyToWriteTo
    if not words:
        raise WrongWords(language="")
    for each in words:
        if not _is_good(each):
            raise WrongWords(language=each.language)


def _is_good(each: Worded) -> bool:
    languages = dict(settings.LANGUAGES)
    one_line = each.subject.strip() and len(each.subject) <= SUBJECT and len(each.subject.splitlines()) == 1
    return bool(each.language in languages and one_line and each.body.strip() and len(each.body) <= LONGEST)


def _parts(group: Group) -> Mapping[str, Any]:
    addresses = " ".join(group.addresses.replace(",", " ").replace(";", " ").split())
    return {
        "roles": list(group.roles),
        "kinds": list(group.kinds),
        "meeting": group.meeting,
        "addresses": addresses,
    }


def _word(message: Message, words: Iterable[Worded]) -> None:
    Wording.objects.bulk_create(
        Wording(message=message, language=each.language, subject=each.subject.strip(), body=each.body.strip())
        for each in words
    )


def _told(message: Message, words: Sequence[Worded]) -> Mapping[str, Any]:
    """Return the facts of a message: the group and digests of the words, never an address."""
    shas = {each.language: digest(f"{each.subject.strip()}\n{each.body.strip()}") for each in words}
    extra = len(message.addresses.split())
    group = {"roles": message.roles, "kinds": message.kinds, "meeting": message.meeting, "addresses": extra}
    return {"group": group, "sha256": shas}


def _draft(message: Message) -> Message:
    rows = Message.objects.unscoped(DEED).select_for_update(of=("self",)).select_related("process")
    message = rows.get(pk=message.pk)
    if message.state != Message.State.DRAFT:
        raise Settled(state=message.get_state_display())
    return message


def _send(message: Message, mails: Sequence[tuple[queries.Recipient, Wording]]) -> None:
    """Put down a job for each mail, and which it is; the mark finds it again before the worker forgets the words."""
    rows = [Delivery(message=message, address=to.address, language=to.language) for to, _words in mails]
    last = Job.objects.aggregate(last=Max("pk"))["last"] or 0
    for row, (to, words) in zip(rows, mails, strict=True):
        with override(to.language):
            EmailMessage(words.subject, words.body, to=[to.address], headers={MARK: str(row.uuid)}).send()
    put_down = Job.objects.filter(pk__gt=last, kind="mail").values_list("payload", "uuid")
    jobs = {payload.get("headers", {}).get(MARK): uuid for payload, uuid in put_down}
    for row in rows:
        row.job = jobs.get(str(row.uuid))
    Delivery.objects.bulk_create(rows)


def _entered(name: str, message: Message, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    subject = f"message:{message.uuid}"
    enter(name, process=message.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
