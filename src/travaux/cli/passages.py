"""`travaux passages`: a paper cut into passages."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from travaux.formats.apart import open_apart
from travaux.passages.recommending import told_apart
from travaux.passages.segment import Passage
from travaux.words.language import language_of

_SHOWN = 90


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of a table.")
def passages(file: Path, *, json_: bool) -> None:
    """Cut FILE (.docx, .pdf, .html, .md, .txt, .xml) into passages, each with its place, kind and printed number.

    The JSON also gives the language of each, as far as its words tell it, whether it recommends, and by which words.
    What could not be read is said on the error stream.
    """
    opened = open_apart(file.read_bytes(), file.name)
    found = opened.passages
    for remark in opened.reading.warnings:
        click.echo(f"{file.name}: {remark.said}", err=True)
    if json_:
        click.echo(json.dumps(_told(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_line(passage) for passage in found))


def _told(found: Sequence[Passage]) -> list[dict[str, Any]]:
    return [
        asdict(passage)
        | {
            "language": language_of(passage.text),
            "recommendation": asking.is_recommendation,
            "asking": list(asking.words),
        }
        for passage, asking in zip(found, told_apart(found), strict=True)
    ]


def _line(passage: Passage) -> str:
    words = " ".join(passage.text.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return f"{passage.start:>7} {passage.end:>7}  {passage.kind:<10} {passage.number:<6} {shown}"
