"""`travaux obligations`: what a resolution asks of whom, by when."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from travaux.cli.writing import NewFile
from travaux.formats.convert import document_of
from travaux.formats.detect import detect
from travaux.formats.guard import weighed
from travaux.formats.reading import Limits
from travaux.formats.resolution import resolution_of
from travaux.modalities.reading import DateSaid, Obligation, Paragraph, Resolution, drafted

_LIMITS = Limits(text=16 * 1024 * 1024)  # who runs a command waits for nobody else: more than the site takes
_WIDTH = 100


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
@click.option(
    "--draft",
    type=NewFile(),
    help="Write a draft of a process file to this file, or to the output (-).",
)
@click.option("--adopted", type=click.DateTime(["%Y-%m-%d"]), help="The day of adoption, where FILE does not say it.")
def obligations(file: Path, *, json_: bool, draft: Path | None, adopted: datetime | None) -> None:
    """Say what the resolution in FILE asks of whom, by when, with which force: suggestions, for a person to confirm.

    FILE is Akoma Ntoso, Word, OpenDocument, PDF, HTML, Markdown or plain text, in one of the six languages.
    """
    read = read_file(file)
    if adopted:
        read = replace(read, about=replace(read.about, adopted=adopted.date()))
    if draft:
        _write(drafted(read), draft)
    elif json_:
        click.echo(json.dumps(told(read), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{read.about.symbol or file.name}: {read.about.title}")
        for paragraph in read.operative:
            _print(paragraph)
    for remark in read.remarks:
        click.echo(f"{file.name}: {remark}", err=True)


def _write(text: str, target: Path) -> None:
    if str(target) == "-":
        click.echo(text, nl=False)
    else:
        target.write_text(text, encoding="utf-8")


def read_file(file: Path) -> Resolution:
    """Read a resolution from a file. Raises what opening it raises, NotInLanguage and NoResolution."""
    content = file.read_bytes()
    weighed(content, file.name, _LIMITS.size)
    return resolution_of(document_of(detect(content, file.name), _LIMITS))


def told(read: Resolution) -> dict[str, Any]:
    """Return a resolution in the form in which programs take it."""
    return {
        "symbol": read.about.symbol,
        "title": read.about.title,
        "paragraphs": [_paragraph(each) for each in read.paragraphs],
    }


def _paragraph(each: Paragraph) -> dict[str, Any]:
    return {
        "number": each.number,
        "text": each.text,
        "kind": str(each.kind),
        "opening": each.opening,
        "force": each.force,
        "dates": [_date(date_) for date_ in each.dates],
        "obligations": [_obligation(owed) for owed in each.obligations],
    }


def _obligation(owed: Obligation) -> dict[str, Any]:
    return {
        "addressees": [who.name for who in owed.addressees],
        "action": owed.action,
        "due": {**_date(owed.due), "occasion": owed.due.occasion} if owed.due else None,
        "conditions": list(owed.conditions),
        "references": list(owed.references),
    }


def _date(said: DateSaid) -> dict[str, Any]:
    return {"text": said.text, "earliest": _day(said.earliest), "latest": _day(said.latest)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _print(paragraph: Paragraph) -> None:
    head = " ".join(part for part in (paragraph.number or f"({paragraph.within})", paragraph.opening) if part)
    click.echo(f"{head}{'' if paragraph.obligations else ': asks nothing itself'}")
    for owed in paragraph.obligations:
        click.echo(f"    {'; '.join(_lines(owed))}")


def _lines(owed: Obligation) -> Iterator[str]:
    names = ", ".join(who.name for who in owed.addressees) or "nobody by name"
    action = owed.action if len(owed.action) <= _WIDTH else f"{owed.action[:_WIDTH].rstrip()} …"
    yield f"{owed.force} {names}: {action}"
    if owed.due:
        days = " to ".join(_day(day) or "…" for day in (owed.due.earliest, owed.due.latest))
        yield f"{owed.due.text} ({days})" if owed.due.earliest or owed.due.latest else owed.due.text
    yield from owed.conditions
