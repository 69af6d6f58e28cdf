"""The outbox on the command line: look, release, note what came back."""

from datetime import datetime
from typing import IO
from uuid import UUID

import click

from secretariat.frame.cli import acting, show
from secretariat.outbox import queries, services
from secretariat.participation.queries import door


@click.group()
def outbox() -> None:
    """Look at messages to groups, release them, note those that came back."""


@outbox.command("list")
@acting
def list_(process: str, username: str, at: datetime, *, json_: bool) -> None:
    """List the messages, the newest first."""
    here = door(process, username=username, at=at)
    rows = [
        {"message": str(each.uuid), "state": each.state, "subject": each.wordings.all()[0].subject}
        for each in queries.messages(here).prefetch_related(queries.SUBJECTS)
    ]
    show(rows, json_=json_)


@outbox.command("prepare")
@click.argument("body", type=click.File("r", encoding="utf-8"))
@click.option("--subject", required=True)
@click.option("--language", default="en", show_default=True)
@click.option("--role", "roles", multiple=True, help="Those who sit as; repeat for each.")
@click.option("--kind", "kinds", multiple=True, help="For these kinds of entity only; repeat for each.")
@click.option("--meeting", default="", metavar="KEY", help="The people approved for a meeting.")
@click.option("--to", "addresses", multiple=True, metavar="ADDRESS", help="A further address; repeat for each.")
@acting
def prepare(  # noqa: PLR0913, PLR0917 - a message has these parts, and click hands each over
    body: IO[str],
    subject: str,
    language: str,
    roles: tuple[str, ...],
    kinds: tuple[str, ...],
    meeting: str,
    addresses: tuple[str, ...],
    process: str,
    username: str,
    at: datetime,
    *,
    json_: bool,
) -> None:
    """Prepare a message with the words of BODY; nothing leaves."""
    here = door(process, username=username, at=at)
    group = services.Group(roles, kinds, meeting, " ".join(addresses))
    words = [services.Worded(language, subject, body.read())]
    made = services.prepare_message(here.process, group=group, words=words, by=here.actor, at=at)
    show({"message": str(made.uuid), "mails": len(queries.recipients(made)), "seen": queries.digest(made)}, json_=json_)


@outbox.command("show")
@click.argument("message", type=click.UUID)
@acting
def show_(message: UUID, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Show MESSAGE: its words and addresses, or the log of its mails; `seen` is what releasing asks for."""
    here = door(process, username=username, at=at)
    found = queries.message_named(here, message)
    told = {
        "message": str(found.uuid),
        "state": found.state,
        "seen": queries.digest(found) if found.state == found.State.DRAFT else "",
        "words": [{"language": e.language, "subject": e.subject, "body": e.body} for e in queries.wordings(found)],
        "mails": [
            {"address": each.delivery.address, "state": each.state, "bounce": each.delivery.bounce}
            for each in queries.log_of(queries.deliveries(found))
        ]
        or [{"address": each.address, "state": "draft", "bounce": ""} for each in queries.recipients(found)],
    }
    show(told, json_=json_)


@outbox.command("release")
@click.argument("message", type=click.UUID)
@click.option("--seen", required=True, help="What `show` printed under that name: exactly that leaves.")
@acting
def release(message: UUID, seen: str, process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Let MESSAGE leave."""
    here = door(process, username=username, at=at)
    found = services.release_message(queries.message_named(here, message), seen=seen, by=here.actor, at=at)
    show({"message": str(found.uuid), "mails": queries.deliveries(found).count()}, json_=json_)


@outbox.command("bounce")
@click.argument("file", type=click.File("rb"))
@acting
def bounce(file: IO[bytes], process: str, username: str, at: datetime, *, json_: bool) -> None:
    """Note from FILE, a mail server's report, that a mail came back; `-` reads it from the mail server itself."""
    here = door(process, username=username, at=at)
    noted = services.note_bounce(here.process, report=file.read(), by=here.actor, at=at)
    show({"address": noted.address, "bounce": noted.bounce}, json_=json_)
