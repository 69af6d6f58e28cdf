"""`travaux word`: tracked changes read, resolved and written."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from travaux.cli.writing import NewFile
from travaux.formats.taken import taken
from travaux.formats.word import plain, resolve
from travaux.formats.word.package import Package, open_package
from travaux.formats.word.read import read_revisions, remarks_on
from travaux.formats.word.redline import redlined
from travaux.formats.word.revision import Revision
from travaux.refusal import Invalid

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = NewFile()
_SHOWN = 70


class NotWritten(Invalid):
    """The file to be written has a suffix of which nothing is made here."""

    asked = "You asked for “{file}”."
    because = "Nothing is written here as “{suffix}”."
    rule = "What comes out is told by the suffix: {known}."
    remedy = "Name a file with one of these suffixes."


@click.group()
def word() -> None:
    """Tracked changes and comments of Word documents: read, accepted, rejected, written."""


@word.command()
@click.argument("file", type=_FILE)
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def read(file: Path, *, json_: bool) -> None:
    """List every tracked change and comment of FILE (.docx): what, who, when, and where in the text.

    `paragraph` counts from 0 in reading order, also in tables; `start` and `end` are characters in its text with all
    insertions and all deletions shown; `parent` is the id of the change around this one, or of the comment answered.
    """
    package = _opened(file)
    revisions = read_revisions(package)
    for remark in remarks_on(package, revisions):
        click.echo(f"{file.name}: {remark.said}", err=True)
    if json_:
        click.echo(json.dumps([revision.row for revision in revisions], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(_line, revisions)))


@word.command()
@click.argument("file", type=_FILE)
@click.argument("out", type=_OUT)
def accept(file: Path, out: Path) -> None:
    """Accept every tracked change of FILE (.docx) and write OUT (.docx, .txt or .md). Comments stay."""
    _resolved(file, out, resolve.accept)


@word.command()
@click.argument("file", type=_FILE)
@click.argument("out", type=_OUT)
def reject(file: Path, out: Path) -> None:
    """Reject every tracked change of FILE (.docx) and write OUT (.docx, .txt or .md). Comments stay."""
    _resolved(file, out, resolve.reject)


@word.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.argument("out", type=_OUT)
@click.option("--author", metavar="NAME", default="Travaux", show_default=True, help="Whose changes they are.")
def redline(old: Path, new: Path, out: Path, author: str) -> None:
    """Write OUT (.docx): OLD with the changes tracked that make it NEW.

    OLD and NEW may be .docx, .md, .txt, .html or .xml (Akoma Ntoso). Rejected, all changes give OLD; accepted, NEW.
    """
    if out.suffix.lower() != ".docx":
        raise NotWritten(file=out.name, suffix=out.suffix, known=".docx")
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = redlined(taken(old.read_bytes(), old.name), taken(new.read_bytes(), new.name), author, at)
    for remark in found.remarks:
        click.echo(remark.said, err=True)
    out.write_bytes(found.content)


def _resolved(file: Path, out: Path, settle: Callable[[Package], None]) -> None:
    write = _writer(out)
    package = _opened(file)
    if package.has_macros:
        click.echo(f"{file.name}: macros, which are neither run nor kept", err=True)
    settle(package)
    out.write_bytes(write(package))


def _opened(file: Path) -> Package:
    return open_package(file.read_bytes(), file.name)


_WRITERS: dict[str, Callable[[Package], bytes]] = {
    ".docx": Package.saved,
    ".txt": lambda package: plain.text(package).encode(),
    ".md": lambda package: plain.markdown(package).encode(),
}


def _writer(out: Path) -> Callable[[Package], bytes]:
    suffix = out.suffix.lower()
    if suffix not in _WRITERS:
        raise NotWritten(file=out.name, suffix=suffix, known=", ".join(_WRITERS))
    return _WRITERS[suffix]


def _line(revision: Revision) -> str:
    place = f"{revision.part} {revision.paragraph}:{revision.start}-{revision.end}"
    words = " ".join(revision.text.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return f"{place:<22} {revision.kind:<12} {revision.author or '(no author)'}, {revision.date or 'no date'}: {shown}"
