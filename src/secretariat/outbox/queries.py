"""Messages to groups: to whom they go, in which language, what became of each mail."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import DEED, PART
from secretariat.jobs.models import Job
from secretariat.outbox.models import Delivery, Message, Wording
from secretariat.participation.queries import addresses_of
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from secretariat.registration.models import Meeting, Registration
from travaux.refusal import Unknown


class NoSuchMessage(Unknown):
    """There is no such message, or not for these eyes."""

    asked = "You asked for a message to a group."
    because = "There is none that you may know of at that address."
    remedy = "Choose one from the outbox."


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """An address, and the language in which the message goes there."""

    address: str
    language: str


def messages(door: Door) -> QuerySet[Message]:
    """Return the messages that the actor may know of, the newest first, with the number of mails and of bounces."""
    found = Message.objects.visible_to(door.actor, door.process)
    mails, back = Count("deliveries"), Count("deliveries", filter=Q(deliveries__bounced_at__isnull=False))
    return found.annotate(mails=mails, bounces=back).order_by("-prepared_at", "-pk")


SUBJECTS = Prefetch("wordings", queryset=Wording.objects.unscoped(PART))


def message_named(door: Door, uuid: UUID) -> Message:
    """Return a message that the actor may know of, or raise NoSuchMessage."""
    found = Message.objects.visible_to(door.actor, door.process).select_related("process").filter(uuid=uuid).first()
    if found is None:
        raise NoSuchMessage
    return found


def wordings(message: Message) -> list[Wording]:
    """Return the message in its languages, the first of them for everybody else."""
    return list(Wording.objects.unscoped(PART).filter(message=message))


def meetings(process: Process) -> list[tuple[str, str]]:
    """Return the meetings whose people can be written to."""
    return list(Meeting.objects.filter(process=process).values_list("key", "title"))


def recipients(message: Message) -> list[Recipient]:
    """Return to whom the message goes, each address once, in its own language where it is worded in that."""
    languages = [each.language for each in wordings(message)]
    found: dict[str, Recipient] = {}
    for address, language in _addresses(message):
        known = language if language in languages else languages[0]
        found.setdefault(address.casefold(), Recipient(address, known))
    return sorted(found.values())


def _addresses(message: Message) -> Iterable[tuple[str, str]]:
    if message.roles:
        yield from addresses_of(message.process, roles=message.roles, kinds=message.kinds)
    if message.meeting:
        people = Registration.objects.unscoped(DEED).filter(
            meeting__process=message.process, meeting__key=message.meeting, state=Registration.State.APPROVED
        )
        yield from ((address, "") for address in people.order_by("pk").values_list("email", flat=True))
    yield from ((address, "") for address in message.addresses.split())


def wrong_addresses(typed: str) -> list[str]:
    """Return those of the addresses typed that are none."""
    return [address for address in typed.replace(",", " ").replace(";", " ").split() if not _is_address(address)]


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def digest(message: Message) -> str:
    """Return the digest of what would leave now: the words, and to whom; what was previewed is released, or nothing."""
    words = [(each.language, each.subject, each.body) for each in wordings(message)]
    told = [words, [(each.address, each.language) for each in recipients(message)]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def by_language(found: Iterable[Recipient]) -> dict[str, int]:
    """Return how many mails leave in each language."""
    return dict(Counter(each.language for each in found))


@dataclass(frozen=True, slots=True)
class Delivered:
    """A mail of a message, and how it stands."""

    delivery: Delivery
    state: str
    words: str | Promise


BOUNCED = _("Came back")
SENT = _("Handed to the mail server")
WORDS: dict[str, Promise] = {
    "waiting": _("Waits for the worker"),
    "running": _("In hand"),
    "doubt": _("In doubt"),
    "failed": _("Given up"),
    "dropped": _("Dropped by the operator"),
    "done": SENT,
    "refused": _("Refused"),
}


def deliveries(message: Message) -> QuerySet[Delivery]:
    """Return the mails of a message that was found for its reader."""
    return Delivery.objects.unscoped(PART).filter(message=message).order_by("address")


def log_of(rows: Iterable[Delivery]) -> list[Delivered]:
    """Return how each mail stands: as its job does, until it comes back."""
    mails = list(rows)
    jobs = [each.job for each in mails if each.job]
    states = dict(Job.objects.filter(uuid__in=jobs).values_list("uuid", "state"))
    return [_delivered(each, str(states.get(each.job, "done") if each.job else "done")) for each in mails]


def _delivered(delivery: Delivery, state: str) -> Delivered:
    if delivery.bounced_at:
        return Delivered(delivery, "bounced", BOUNCED)
    return Delivered(delivery, state, WORDS[state])
