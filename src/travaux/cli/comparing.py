"""`travaux compare` and `travaux concordance`: any two texts side by side, by their words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import click

from travaux.cli.contributors import contributors
from travaux.cli.units import Text, read_units
from travaux.text.alignment import Change, Link, align
from travaux.text.alignment_identity import lasting
from travaux.text.concordance import Known, Row, as_csv, as_data, cells, labels, rows
from travaux.text.concordance_page import UNTOLD, page
from travaux.text.units import Unit
from travaux.words.align import Run, runs

_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_WHOLES = (Change.SPLIT, Change.MERGED)
_SHOWN = 72


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts as their units, and what became of each."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    links: list[Link]
    known: Mapping[int, Known] = field(default_factory=dict)

    @property
    def names(self) -> tuple[list[str], list[str]]:
        """What the units of both are called."""
        return labels(self.old), labels(self.new)

    @property
    def rows(self) -> list[Row]:
        """What became of every unit, in the order of the new text."""
        return rows(self.old, self.new, self.links, self.known)


def compared(old: Path, new: Path) -> Compared:
    """Read two files and align them. Raises what reading them raises; what was left out is said on the error stream."""
    before, after = _read(old), _read(new)
    wordings = [unit.text for unit in before.units], [unit.text for unit in after.units]
    links = align(*wordings)
    certain = lasting(before.names, after.names, links)
    return Compared(before.units, after.units, align(*wordings, certain) if certain else links)


def _read(file: Path) -> Text:
    text = read_units(file.read_bytes(), file.name)
    for remark in text.remarks:
        click.echo(f"{file.name}: {remark.said}", err=True)
    return text


_old = click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_new = click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command()
@_old
@_new
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of the text with its changes marked.")
def compare(old: Path, new: Path, *, json_: bool) -> None:
    """Tell what became of every paragraph of OLD in NEW (.xml, .docx, .md, .txt, .pdf), by their words.

    A paragraph is unchanged, edited, moved, moved and edited, split, merged, struck or new; words taken out stand in
    [-…-], words put in in {+…+}. Its printed number is told from its words: renumbering is no edit.
    """
    found = compared(old, new)
    click.echo(_json(found) if json_ else "\n".join(_lines(found)))


@click.command()
@_old
@_new
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, for a spreadsheet.")
@click.option("--html", "form", flag_value="html", help="Print one HTML page that needs nothing else.")
def concordance(old: Path, new: Path, *, form: str | None) -> None:
    """Print the concordance table of OLD and NEW: each number of the new text, where it comes from, what it became.

    With the shares of words kept; without an option as lines. Contributors are the authors of tracked changes in NEW
    (.docx) and those named at the head of brackets (“[EU, G77: …]”), the rationale are the comments of a .docx; what
    the file does not tell stays empty, and a note says so.
    """
    found = compared(old, new)
    found = replace(found, known=contributors(new.read_bytes(), new.name, found.new))
    if not found.known:
        click.echo(f"{new.name}: {UNTOLD}", err=True)
    names = found.names
    if form == "json":
        told = list(as_data(found.rows, found.old, found.new, names))
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif form == "csv":
        click.echo(as_csv(cells(row, found.old, found.new, names) for row in found.rows), nl=False)
    elif form == "html":
        click.echo(page(found.rows, found.old, found.new, names, title=f"Concordance of {old.name} and {new.name}"))
    else:
        click.echo("\n".join(_entry(cells(row, found.old, found.new, names)) for row in found.rows))


def _json(found: Compared) -> str:
    answer = {
        "old": [_unit(unit) for unit in found.old],
        "new": [_unit(unit) for unit in found.new],
        "links": [{"old": link.old, "new": link.new, "type": link.change} for link in found.links],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _unit(unit: Unit) -> dict[str, object]:
    return {key: value for key, value in asdict(unit).items() if key != "notes" or value}


def _lines(found: Compared) -> Iterator[str]:
    before, after = found.names
    for row in found.rows:
        old, new = (_joined(before, row.old), _joined(after, row.new))
        words = _marked(_words(found.old, row.old), _words(found.new, row.new))
        status = row.became.replace("_", " and ") + (" and moved" if row.moved and row.became in _WHOLES else "")
        yield f"{old or '—'} → {new or '—'}  {status}\n    {words}\n"


def _joined(names: Sequence[str], places: Sequence[int]) -> str:
    return " + ".join(names[place] for place in places)


def _words(units: Sequence[Unit], places: Sequence[int]) -> str:
    return " ".join(units[place].text for place in places)


def _marked(old: str, new: str) -> str:
    if old == new:
        return old if len(old) <= _SHOWN else f"{old[:_SHOWN]}…"
    return "".join(_shown(run) for run in runs(old, new))


def _shown(run: Run) -> str:
    """Return words with their mark; spaces alone bear none, those taken out are left out."""
    if run.words.isspace():
        return "" if run.status == "removed" else run.words
    opening, closing = _MARKS[run.status]
    return f"{opening}{run.words}{closing}"


def _entry(cells: Sequence[str]) -> str:
    new, contributors, old, became, _, kept, *_ = cells
    return f"{new or '—':<24} {old or '—':<24} {became:<16} {kept:<12} {contributors}".rstrip()
