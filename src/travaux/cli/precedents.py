"""`travaux precedents`: agreed language at hand, from a corpus of adopted texts."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from travaux.cli.characters import characters
from travaux.cli.corpus import Tally, taken_up
from travaux.cli.writing import NewFile
from travaux.formats.apart import open_apart
from travaux.refusal import Unknown
from travaux.text.precedents.file import IndexFile
from travaux.text.precedents.postings import SHORTEST
from travaux.text.precedents.report import MOST, Row, rows
from travaux.text.precedents.search import find as find_runs

_TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ""})


class NoText(Unknown):
    """What was given is no file, and too short to be words to look for."""

    asked = "You asked for the agreed language in “{text}”."
    because = "There is no such file, and as words it is shorter than {shortest} words."
    rule = "What names no file is taken for the words themselves."
    remedy = "Give a file, at least {shortest} words, or - and the words on the standard input."


@click.group("precedents")
def precedents() -> None:
    """Find in a draft what was agreed before, in a corpus of adopted texts."""


@precedents.command("build")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--index", required=True, type=NewFile(), help="File of the index.")
@click.option("--symbol", default="", help="Symbol of the texts, instead of what the files say.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="Day of adoption, instead of what the files say.")
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def build(corpus: tuple[Path, ...], *, index: Path, symbol: str, date: str, json_: bool) -> None:
    """Take the adopted texts of CORPUS up into an index, which is made if there is none.

    CORPUS are files or folders, folders with all that is in them: Akoma Ntoso (.xml), .docx, .md, .txt, .html, .pdf,
    and archives of these (.tar, .tar.gz, .tar.xz). Symbol, paragraph numbers and date are read from Akoma Ntoso; of
    another file the symbol and the date are taken from its name (A_RES_71_280.txt). What is in the index already is
    passed over, what has changed since is replaced; what cannot be read is named with the reason. An interrupted run
    is taken up again by running it once more.
    """
    with IndexFile(index, create=True) as base:
        tally = taken_up(base, corpus, symbol=symbol, date=date, tell=_tell)
        told = {**asdict(tally), "paragraphs": base.size()}
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if json_ else _summary(tally, told["paragraphs"]))


def _tell(words: str) -> None:
    click.echo(words, err=True)


def _summary(tally: Tally, paragraphs: int) -> str:
    lines = [f"{name.replace('_', ' ')}: {count}" for name, count in asdict(tally).items() if name != "unreadable"]
    return "\n".join([*lines, f"could not be read: {len(tally.unreadable)}", f"paragraphs in the index: {paragraphs}"])


@precedents.command("find")
@click.argument("text")
@click.option("--index", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File of the index.")
@click.option("--min-words", default=SHORTEST, show_default=True, help="Words of the shortest run that is told.")
@click.option("--sources", default=MOST, show_default=True, help="Adopted paragraphs named for one run; 0 names all.")
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def find(text: str, *, index: Path, min_words: int, sources: int, json_: bool) -> None:
    """Find every run of words of TEXT that an adopted text has, and what is nearly the same.

    TEXT is a file, or - for the standard input; what names no file is taken for the words themselves. Places count
    characters of the text as it stands in the file; of a .docx, .pdf, .html or .xml, of the text read from it.
    """
    draft = _draft(text, min_words)
    with IndexFile(index) as base:
        told = rows(base, find_runs(base, draft, shortest=min_words), most=sources or sys.maxsize)
    click.echo(json.dumps([_fact(row) for row in told], ensure_ascii=False, indent=2) if json_ else _lines(told))


def _draft(text: str, shortest: int) -> str:
    if text == "-":
        return characters(sys.stdin.buffer.read(), text)
    file = Path(text)
    if _is_file(file):
        content = file.read_bytes()
        is_text = file.suffix.lower() in _TEXTS
        return characters(content, file.name) if is_text else open_apart(content, file.name).reading.text
    if len(text.split()) < shortest:
        raise NoText(text=text, shortest=shortest)
    return text


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # words that are longer than any name of a file
        return False


def _fact(row: Row) -> dict[str, Any]:
    fact = asdict(row)
    if row.exact:
        del fact["differences"]
    return fact


def _lines(told: Iterable[Row]) -> str:
    """Write the runs that lie in no longer one, the weightiest first; of a run found often, where it was said first."""
    kept: list[list[Row]] = []
    for _, group in groupby(told, key=lambda row: (row.start, row.end, row.exact)):
        some = list(group)
        if not (kept and some[0].exact and kept[-1][0].exact and some[0].end <= kept[-1][0].end):
            kept.append(some)
    kept.sort(key=lambda some: -some[0].words * some[0].rarity)
    return "\n".join(line for some in kept for line in _line(some)) or "nothing of it was found"


def _line(some: list[Row]) -> Iterator[str]:
    row = some[0]
    kind = "" if row.exact else " nearly"
    yield f"{row.start} to {row.end}{kind}, {row.words} words, rarity {row.rarity:.2f}: {' '.join(row.text.split())}"
    yield from (f"    {each.symbol}, {each.paragraph}{each.date and f', {each.date}'}" for each in some[:3])
    if row.occurrences > len(some[:3]):
        yield f"    … {row.occurrences} paragraphs in all, the latest in {some[-1].symbol} ({some[-1].date})"
    yield from (f"    “{each.text}” is “{each.adopted}” there" for each in row.differences)
