"""The text out and in on the command line."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import click
from django.conf import settings
from django.db import transaction

from secretariat.exchange import queries, services
from secretariat.exchange.models import Returned
from secretariat.exchange.queries import Line, NoSuchDocument
from secretariat.exchange.services import HandedIn, Wish
from secretariat.frame.cli import show
from secretariat.frame.refusals import told
from secretariat.negotiation.commands.base import Here, here, text, uuid_of
from secretariat.negotiation.models import TextVersion
from secretariat.negotiation.queries import current, version_numbered
from secretariat.participation.queries import entity
from travaux.formats import tables

__all__ = ["text"]


def _version(here: Here, ordinal: int | None) -> TextVersion | None:
    return None if ordinal is None else version_numbered(here.text, here.door.actor, ordinal)


@text.command()
@click.argument("form", type=click.Choice([*queries.FORMS, *queries.TABLES]))
@click.argument("out", type=click.File("wb"), default="-")
@click.option("--version", "ordinal", type=int, help="Number of the version; without it the newest.")
@click.option("--old", type=int, help="Number of the version that it is compared with; without it the one before.")
@click.option("--language", default="", metavar="CODE", help="Language; without it the one negotiated.")
@here
def out(
    here: Here, form: str, out: IO[bytes], *, ordinal: int | None, old: int | None, language: str, json_: bool
) -> None:
    """Write the text in FORM to OUT (standard output without it); a table as CSV, JSON or a spreadsheet by suffix."""
    version = _version(here, ordinal) or current(here.text)
    sheet = queries.Sheet(version, here.door.actor, here.door.at, language or here.text.language, _version(here, old))
    if form in queries.TABLES:
        table = queries.TABLES[form]
        suffix = "json" if json_ else Path(str(getattr(out, "name", ""))).suffix.lstrip(".").lower()
        content = tables.WRITERS.get(suffix, tables.as_csv)(table.columns, table.rows(sheet))
    else:
        asked = queries.FORMS[form]
        content = asked.write(queries.sheet_of(version, asked, sheet))
    out.write(content)


@text.command("in")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--entity", "code", required=True, metavar="CODE", help="Delegation whose changes they are.")
@click.option("--made-from", "ordinal", type=int, help="Number of the version, if the document does not say it.")
@here
def in_(here: Here, file: Path, code: str, ordinal: int | None, *, json_: bool) -> None:
    """Hand in FILE, a document that was changed, and list what it suggests; nothing is proposed by that."""
    with file.open("rb") as opened:
        content = opened.read(settings.TRAVAUX_MAX_UPLOAD + 1)
    document = HandedIn(entity(here.door.process, code), content, file.name, _version(here, ordinal))
    returned = services.hand_in_document(here.text, document=document, **here.by)
    put_down = services.reading_of(returned)
    with transaction.atomic():
        put_down()
    _show(returned, json_=json_)


@text.command()
@click.argument("document")
@here
def suggestions(here: Here, document: str, *, json_: bool) -> None:
    """List what the DOCUMENT (its uuid) suggests."""
    _show(_returned(here, document), json_=json_)


@text.command()
@click.argument("document")
@click.option("--only", type=int, multiple=True, metavar="N", help="Number of a suggestion; without it all of them.")
@here
def confirm(here: Here, document: str, only: Iterable[int], *, json_: bool) -> None:
    """Prepare as proposals what the DOCUMENT (its uuid) suggests; only the own delegation sees them."""
    returned = _returned(here, document)
    wishes = [Wish(line.row) for line in _chosen(returned, only)]
    found = services.confirm_suggestions(returned, wishes=wishes, **here.by)
    rows = [{"proposal": str(each.uuid), "kind": each.kind, "wording": each.wording} for each in found.proposals]
    left = [{"suggestion": row.ordinal, "refused": " ".join(told(refusal))} for row, refusal in found.left]
    if json_:
        show({"prepared": rows, "left": left}, json_=True)
        return
    show(rows, json_=False)
    for each in left:
        click.echo(f"{each['suggestion']}: {each['refused']}")


@text.command("drop")
@click.argument("document")
@click.option("--only", type=int, multiple=True, metavar="N", help="Number of a suggestion; without it all of them.")
@here
def drop(here: Here, document: str, only: Iterable[int], *, json_: bool) -> None:
    """Drop what the DOCUMENT (its uuid) suggests."""
    returned = _returned(here, document)
    chosen = [line.row for line in _chosen(returned, only)]
    show({"dropped": services.drop_suggestions(returned, chosen=chosen, **here.by)}, json_=json_)


def _returned(here: Here, given: str) -> Returned:
    uuid = uuid_of(given)
    if uuid is None:
        raise NoSuchDocument(uuid=given)
    return queries.returned_named(here.door.process, here.door.actor, uuid)


def _chosen(returned: Returned, only: Iterable[int]) -> list[Line]:
    wanted = set(only)
    lines = [line for line in queries.lines(returned) if line.is_open]
    return [line for line in lines if not wanted or line.row.ordinal in wanted]


def _show(returned: Returned, *, json_: bool) -> None:
    rows = [_told(line) for line in queries.lines(returned)]
    if json_:
        head = {"document": str(returned.uuid), "state": returned.state, "refusal": returned.refusal}
        show({**head, "remarks": returned.remarks, "reported": returned.reported, "suggestions": rows}, json_=True)
        return
    click.echo(f"{returned.uuid} {returned.get_state_display()}")
    for sentence in [*returned.refusal, *returned.remarks]:
        click.echo(sentence)
    show(rows, json_=False)


def _told(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "number": row.ordinal,
        "paragraph": line.number,
        "kind": row.kind,
        "status": row.status,
        "fate": row.fate,
        "found by": row.found_by,
        "likeness": round(row.likeness, 2),
        "tracked": row.tracked,
        "by": ", ".join(row.authors),
        "revisions": ", ".join(trace["id"] for trace in row.traces),
        "wording": row.wording,
    }
