"""`travaux facts`: sentences whose figures are asked again."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from travaux.cli.evidence_data import JSON, REGISTRY
from travaux.evidence.citing import Cited, citations
from travaux.evidence.facts import Checked, Desk, Fact, check, read_facts
from travaux.evidence.table import decoded
from travaux.formats.detect import MARKDOWN, TEXT, detect
from travaux.formats.intake import read
from travaux.refusal import Unknown

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FACTS = click.argument("file", type=FILE, required=False)
USUAL = "facts.toml"
NOT_AS_APPROVED = 1


class NoFacts(Unknown):
    """There is no file of facts."""

    asked = "You asked for the facts in “{file}”."
    because = "There is no such file."
    remedy = "Write one (docs/reference/evidence.md shows how), or name another."


@click.group("facts")
def facts() -> None:
    """Ask figures of registered editions, put them in sentences, and ask them again."""


@facts.command("check")
@FACTS
@click.option(
    "--text",
    "texts",
    type=FILE,
    multiple=True,
    help="A paper that cites facts (Word, PDF, HTML, Markdown, plain text …): altered figures are found.",
)
@REGISTRY
@JSON
def check_(*, file: Path | None, texts: tuple[Path, ...], registry: Path, json_: bool) -> None:
    """Ask every fact of FILE (TOML; facts.toml of the registry) again.

    Ends with status 1 if one is stale, changed, failed or altered in a text.
    """
    known = _known(file, registry)
    with Desk(registry) as desk:
        checked = list(check(desk, known))
        rendered = {
            fact.key: desk.render(fact) for fact, one in zip(known, checked, strict=True) if one.state != "failed"
        }
    cited = {path.name: list(citations(_words(path), rendered)) for path in texts}
    if json_:
        told = {
            "facts": [asdict(each) for each in checked],
            "texts": {n: [asdict(c) for c in cs] for n, cs in cited.items()},
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _tell(checked, cited)
    altered = any(not one.intact for found in cited.values() for one in found)
    if altered or any(one.state != "current" for one in checked):
        raise click.exceptions.Exit(NOT_AS_APPROVED)


def _words(path: Path) -> str:
    """Return the words of a paper; of a plain text as they stand, so that its lines keep their numbers."""
    content = path.read_bytes()
    if detect(content, path.name).format in (TEXT, MARKDOWN):
        return decoded(content, path.name)
    return read(content, path.name).text


def _known(file: Path | None, registry: Path) -> tuple[Fact, ...]:
    path = registry / USUAL if file is None else file
    if not path.is_file():
        raise NoFacts(file=path)
    return read_facts(decoded(path.read_bytes(), path.name), path.name)


def _tell(checked: list[Checked], cited: dict[str, list[Cited]]) -> None:
    for one in checked:
        click.echo(f"{one.key}: {_state(one)}")
    for name, found in cited.items():
        for each in found:
            click.echo(f"{name}, line {each.line}: {each.key} {'intact' if each.intact else 'ALTERED'}")
            if not each.intact:
                click.echo(f"  says   {each.said}\n  should {each.should}")


def _state(one: Checked) -> str:
    if one.state == "failed":
        return f"failed: {one.because}"
    told = f"{one.state} (edition {one.edition}): {one.says}"
    if one.now != one.says:
        told += f"\n  now comes out as: {one.now}"
    if one.newest_edition != one.edition:
        told += f"\n  with the edition {one.newest_edition}: {one.newest or one.because}"
    return told


@facts.command("render")
@FACTS
@REGISTRY
@JSON
def render(*, file: Path | None, registry: Path, json_: bool) -> None:
    """Write every fact of FILE (TOML; facts.toml of the registry) as a sentence with its footnote, in Markdown."""
    known = _known(file, registry)
    with Desk(registry) as desk:
        found = [desk.render(fact) for fact in known]
    if json_:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(f"{each.sentence}[^{each.key}]\n\n[^{each.key}]: {each.footnote}\n")
