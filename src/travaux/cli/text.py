"""The text engines on the command line, without the site."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from travaux.cli.characters import characters
from travaux.formats.intake import read
from travaux.formats.plain import Undecodable
from travaux.text.markup import marked_up
from travaux.text.survey import Count, Paragraph, blocks, own_pairs, survey

PLAIN = frozenset({".txt", ".md", ".markdown", ".text", ""})
MARKDOWN = frozenset({".md", ".markdown"})
MARKED_UP = frozenset({".xml", ".akn", ".html", ".htm", ".xhtml"})


def count(text: str, suffix: str = ".txt") -> Count:
    """Count the brackets of a text that stands in its file as it is: plain, Markdown, HTML or XML."""
    if suffix in MARKED_UP:
        return survey(text, marked_up(text))
    is_markdown = suffix in MARKDOWN
    return survey(text, blocks(text, markdown=is_markdown), markup=own_pairs(text) if is_markdown else 0)


def _count(file: Path) -> Count:
    content, suffix = file.read_bytes(), file.suffix.lower()
    if suffix in PLAIN or suffix in MARKED_UP:
        return count(_decoded(content, file.name), suffix)
    reading = read(content, file.name)
    stretches = [(block.start, block.end) for block in reading.blocks]
    return survey(reading.text, [Paragraph(reading.text[a:b], ((0, a),)) for a, b in stretches])


def _decoded(content: bytes, filename: str) -> str:
    """Return the characters of a file; those in which no encoding makes sense are kept as marks, none is dropped."""
    try:
        return characters(content, filename).removeprefix("\ufeff")
    except Undecodable:
        return content.decode("utf-8", "replace")


@click.command("brackets")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of lines.")
def brackets(file: Path, *, json_: bool) -> None:
    """Count every square bracket of FILE and tell which are out of balance.

    FILE is plain text, Markdown, HTML or XML, in which line and offset are those of the file; or a Word file or a PDF,
    in which they are those of its text as it is read. Paragraphs are what stands between blank lines, in HTML and XML
    between tags, and are counted from 1 without the head of a Markdown file; a paragraph is unbalanced when more is
    opened in it than closed, or less. Brackets of footnotes and addresses in Markdown are counted like all others and
    told again as “markup”.
    """
    found = _count(file)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2) if json_ else _lines(found))


def _lines(found: Count) -> str:
    figures = asdict(found)
    del figures["warnings"]
    lines = [f"{name.replace('_', ' ')}: {figure}" for name, figure in figures.items()]
    return "\n".join([*lines, *(f"line {w.line} (paragraph {w.paragraph}): {w.what}" for w in found.warnings)])
