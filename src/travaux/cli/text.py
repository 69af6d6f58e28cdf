"""The text engines on the command line, without the site."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from travaux.refusal import Invalid
from travaux.text.bracket import Bracket, Node, depth, options_marked, parse, walk, warnings

PLAIN = frozenset({".txt", ".md", ".markdown", ".text", ""})


class NotPlainText(Invalid):
    """A file was given that is not read as plain text."""

    asked = "You asked for the brackets in “{file}”."
    because = "Files of the kind “{suffix}” are not read by this command yet."
    remedy = "Give a .txt or .md file."


@dataclass(frozen=True, slots=True)
class Located:
    """A bracket out of balance: its paragraph and line, counted from 1, its offset in characters, and what is wrong."""

    paragraph: int
    line: int
    offset: int
    what: str


@dataclass(frozen=True, slots=True)
class Count:
    """The square brackets of a text; paragraphs are the blocks between blank lines."""

    opened: int
    closed: int
    unbalanced_paragraphs: int
    max_depth: int
    options: int
    placeholders: int
    warnings: tuple[Located, ...]


def count(text: str) -> Count:
    """Count every square bracket of `text` and locate those that are out of balance in their paragraph."""
    blocks = list(_blocks(text))
    parsed = [parse(words) for _, words in blocks]
    warned = [_located(text, rank, blocks[rank][0], nodes) for rank, nodes in enumerate(parsed)]
    return Count(
        opened=text.count("["),
        closed=text.count("]"),
        unbalanced_paragraphs=sum(1 for found in warned if found),
        max_depth=max(map(depth, parsed), default=0),
        options=options_marked(text),
        placeholders=sum(isinstance(n, Bracket) and n.is_placeholder for nodes in parsed for n, _ in walk(nodes)),
        warnings=tuple(located for found in warned for located in found),
    )


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs between blank lines, each with its offset in the text."""
    start = place = 0
    for line in text.split("\n"):
        end = min(place + len(line) + 1, len(text))
        if line.strip():
            place = end
            continue
        if place > start:
            yield start, text[start:place]
        start = place = end
    if place > start:
        yield start, text[start:place]


def _located(text: str, rank: int, start: int, nodes: tuple[Node, ...]) -> list[Located]:
    return [
        Located(rank + 1, text.count("\n", 0, start + each.offset) + 1, start + each.offset, each.what)
        for each in warnings(nodes)
    ]


@click.command("brackets")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def brackets(file: Path, *, json_: bool) -> None:
    """Count the square brackets of FILE (.txt or .md) and tell which are out of balance."""
    if file.suffix.lower() not in PLAIN:
        raise NotPlainText(file=file.name, suffix=file.suffix)
    found = count(file.read_bytes().decode("utf-8-sig", "replace"))
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2) if json_ else _lines(found))


def _lines(found: Count) -> str:
    figures = asdict(found)
    del figures["warnings"]
    lines = [f"{name.replace('_', ' ')}: {figure}" for name, figure in figures.items()]
    return "\n".join([*lines, *(f"line {w.line} (paragraph {w.paragraph}): {w.what}" for w in found.warnings)])
