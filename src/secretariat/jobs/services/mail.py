"""Mail: put down in the deed's transaction, one job for each address, and sent by the worker with the checkpoint."""

from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, override

from secretariat.jobs.models import Job
from secretariat.jobs.services.queue import enqueue
from secretariat.jobs.services.registry import HandOver, Result, handler
from secretariat.jobs.services.transport import transport
from secretariat.record import queries as record
from secretariat.record.models import Entry

KIND = "mail"


class BearsAttachments(TypeError):  # noqa: N818 - says what is wrong
    """A mail of ours is words; what is to be read is a page of the site, with its rights."""


class Backend(BaseEmailBackend):
    """Django's way to send mail, as a job in the transaction under way: a deed that is undone has sent nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put down one job for each address; return how many messages there were. Raises BadHeaderError."""
        return sum(1 for message in email_messages if self._put_down(message))

    def _put_down(self, message: EmailMessage) -> bool:
        if message.attachments:
            raise BearsAttachments
        message.message()  # what no header may hold is refused here, where somebody can be told
        for address in message.recipients():
            enqueue(KIND, _payload(message, address))
        return bool(message.recipients())


def _payload(message: EmailMessage, address: str) -> dict[str, Any]:
    alternatives = getattr(message, "alternatives", None) or []
    headers = {"To": ", ".join(map(str, message.to)), "Cc": ", ".join(map(str, message.cc))}
    return {
        "address": address,
        "subject": str(message.subject),
        "body": str(message.body),
        "from": message.from_email,
        "reply_to": list(map(str, message.reply_to)),
        "headers": {**{name: value for name, value in headers.items() if value}, **_strings(message.extra_headers)},
        "html": [str(content) for content, kind in alternatives if kind == "text/html"],
        "language": get_language() or settings.LANGUAGE_CODE,
    }


def _strings(headers: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in headers.items()}


def _was_taken(job: Job) -> bool | None:
    return transport().was_taken(str(job.uuid))


@handler(KIND, outside=True, was_done=_was_taken)
def send(job: Job) -> HandOver:
    """Write the mail, with the checkpoint as it is now, and connect; what is returned hands it over."""
    message = _written(job)
    hand_over = transport().open()

    def handed_over() -> Result:
        hand_over(str(job.uuid), message)
        return None

    return handed_over


def _written(job: Job) -> EmailMessage:
    given = job.payload
    host = urlsplit(settings.TRAVAUX_ADDRESS).hostname or "travaux.invalid"
    headers = {"Message-ID": f"<{job.uuid}@{host}>", "Date": format_datetime(job.enqueued_at)}
    why, head = _foot(given["language"])
    message = EmailMultiAlternatives(
        subject=given["subject"],
        body=f"{given['body'].rstrip()}\n\n-- \n{why}\n\n{head}",
        from_email=given["from"],
        to=[given["address"]],
        reply_to=given["reply_to"],
        headers={**given["headers"], **headers, "Auto-Submitted": "auto-generated"},
    )
    for content in given["html"]:
        message.attach_alternative(content + format_html("<hr><p>{}</p><pre>{}</pre>", why, head), "text/html")
    return message


def _foot(language: str) -> tuple[str, str]:
    with override(language):
        why = gettext(
            "The record of this site stood as follows when this mail was sent. Keep the mail: with these lines anybody "
            "can show later whether something that was entered before has been changed."
        )
    return why, record.checkpoint().text()


def address_of(page: str) -> str:
    """Return the full address of a page of ours, as far as the installation says where it stands."""
    return f"{settings.TRAVAUX_ADDRESS}{page}"


def send_receipt(entry: Entry, *, to: str, language: str, key: str, page: str) -> None:
    """Send the author of a deed the receipt of its entry, in the author's language; nothing where there is no address.

    The mail says what the record keeps of the deed, and none of its words.
    """
    if not to:
        return
    with override(language or settings.LANGUAGE_CODE):
        lines = (
            gettext("Received: %(key)s") % {"key": key},
            gettext("Time: %(at)s (UTC)") % {"at": f"{entry.at:%Y-%m-%d %H:%M:%S}"},
            gettext("Entry in the record: %(uuid)s") % {"uuid": entry.uuid},
            gettext("Its leaf: %(leaf)s") % {"leaf": entry.leaf},
            gettext("Page: %(page)s") % {"page": address_of(page)},
        )
        subject = gettext("Receipt for %(key)s") % {"key": key}
        EmailMessage(subject, "\n".join(lines), to=[to]).send()
