"""How a mail leaves: to a server by SMTP, or into a folder, one file each."""

import os
import smtplib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from secretariat.frame.addresses import is_here
from secretariat.jobs.services.registry import NotTaken
from travaux.refusal import Invalid

SECONDS = 30
# The server's own no: it has not taken the mail. Anything else that goes wrong in mid-sending leaves that open.
SAID_NO = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
)
FINAL = range(500, 600)


class NoWayOut(Invalid):
    """The setting names no way by which mail can leave."""

    asked = "You set TRAVAUX_MAIL."
    because = "It names no way by which mail can leave: it begins with “{scheme}”."
    remedy = "Write smtp://user:password@host:587, smtps://user:password@host, or file:///folder."


class InTheClear(Invalid):
    """Mail is to leave the machine without TLS."""

    asked = "You set TRAVAUX_MAIL to reach {host} with tls=0."
    because = "Mails, and the password for the server, would travel where anybody on the way can read them."
    rule = "Without TLS mail goes to a server on this machine only (localhost, 127.0.0.1, [::1])."
    remedy = (
        "Leave tls=0 out: then STARTTLS is used; or write smtps://. If the server has neither, relay through one here."
    )


class Transport(Protocol):
    """A way by which mail leaves."""

    def open(self) -> Callable[[str, EmailMessage], None]:
        """Do all that can fail beforehand, and return what hands a mail over under the name of its job."""

    def was_taken(self, name: str) -> bool | None:
        """Whether the mail of that name has left; None where nobody can tell."""


class Folder:
    """A folder in which each mail is one file, named for its job: written beside and renamed, so whole or not there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> Callable[[str, EmailMessage], None]:
        """Make the folder, for its owner only."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self._keep

    def was_taken(self, name: str) -> bool | None:
        """Look whether the file is there."""
        return self._file(name).exists()

    def _file(self, name: str) -> Path:
        return self.path / f"{name}.eml"

    def _keep(self, name: str, message: EmailMessage) -> None:
        beside = self.path / f".{name}.part"
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - a handle
            file.write(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg] # Django's own, unknown to the stubs
            file.flush()
            os.fsync(file.fileno())
        beside.rename(self._file(name))
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Server:
    """A mail server. Whether it took a mail that it gave no answer on, nobody can tell."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend

    def open(self) -> Callable[[str, EmailMessage], None]:
        """Connect and sign in."""
        try:
            self.backend.open()
        except OSError:  # begun, and then: the server has no TLS, or does not know this password
            with suppress(OSError):
                self.backend.close()
            raise
        return self._send

    def was_taken(self, _name: str) -> bool | None:
        """Say that nobody can tell."""
        return None

    def _send(self, _name: str, message: EmailMessage) -> None:
        try:
            self.backend.send_messages([message])
        except SAID_NO as no:
            code = _code(no)
            raise NotTaken(code, by="SMTP", final=code in FINAL) from None
        finally:
            self._leave()

    def _leave(self) -> None:
        """End the connection; how that goes says nothing about the mail."""
        connection, self.backend.connection = self.backend.connection, None
        if connection is not None:
            connection.close()


def _code(no: smtplib.SMTPException) -> int:
    if isinstance(no, smtplib.SMTPRecipientsRefused):
        return max(code for code, _words in no.recipients.values())
    return no.smtp_code if isinstance(no, smtplib.SMTPResponseException) else 500


def transport() -> Transport:
    """Return the way that TRAVAUX_MAIL names, or a folder beside the data; raises NoWayOut, InTheClear."""
    given = urlsplit(settings.TRAVAUX_MAIL)
    if not given.scheme:
        return Folder(settings.TRAVAUX_DATA / "mail")
    if given.scheme == "file":
        return Folder(Path(url2pathname(given.path)))
    if given.scheme not in {"smtp", "smtps"} or not given.hostname:
        raise NoWayOut(scheme=given.scheme)
    return _server(given, given.hostname)


def _server(given: SplitResult, host: str) -> Server:
    """Return the server of the address; certificates are checked against those that the machine trusts."""
    return Server(
        EmailBackend(
            host=host,
            port=given.port or (465 if given.scheme == "smtps" else 25),
            username=unquote(given.username or ""),
            password=unquote(given.password or ""),
            use_ssl=given.scheme == "smtps",
            use_tls=given.scheme == "smtp" and _starts_tls(given, host),
            timeout=SECONDS,
        )
    )


def _starts_tls(given: SplitResult, host: str) -> bool:
    """Whether STARTTLS is used: always, but with tls=0, or without a password, on this machine; raises InTheClear."""
    asked = parse_qs(given.query).get("tls", [""])[-1]
    if asked == "0" and not is_here(host):
        raise InTheClear(host=host)
    return asked != "0" and bool(asked or given.password or not is_here(host))
