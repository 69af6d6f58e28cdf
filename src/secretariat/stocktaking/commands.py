"""The stocktaking on the command line."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import acting, show
from secretariat.inputs.models import Passage
from secretariat.inputs.queries import passage_named, passages_named
from secretariat.participation.queries import door as door_of
from secretariat.record.queries import checkpoint
from secretariat.stocktaking import queries, services
from secretariat.stocktaking.models import Activity, Sentence, Summary
from travaux.formats.tables import as_csv
from travaux.summary.citation import check as check_citations
from travaux.summary.citation import resolve


@click.command()
@click.option("--by", type=click.Choice(queries.AXES), default="kind", show_default=True, help="How to group.")
@click.option("--csv", "csv_", is_flag=True, help="Print CSV.")
@acting
def coverage(*, by: queries.Axis, csv_: bool, process: str, username: str, at: datetime, json_: bool) -> None:
    """Print how many entities spoke on each theme, by kind, region, group, status and so on, and the gaps."""
    door = door_of(process, username=username, at=at)
    found = queries.coverage(door.process, by)
    rows: list[dict[str, str | int]] = [
        {"theme": theme, **dict(zip(found.groups, counts, strict=True))}
        for theme, counts in zip(found.themes, found.counts, strict=True)
    ]
    if csv_:
        columns = ["theme", *found.groups]
        click.echo(as_csv(columns, [[*row.values()] for row in rows]).decode("utf-8-sig"), nl=False)
    elif json_:
        show({"rows": rows, "gaps": found.gaps}, json_=True)
    else:
        show(rows, json_=False)
        click.echo("\n".join(found.gaps))


@click.group()
def summary() -> None:
    """Write, check, issue and show the chair's summaries."""


@summary.command("open")
@click.argument("title")
@click.option("--kind", type=click.Choice(Summary.Kind.values), default="chair", show_default=True, help="What it is.")
@acting
def open_(*, title: str, kind: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Open a summary under TITLE."""
    door = door_of(process, username=username, at=at)
    show(_shown(services.open_summary(door.process, title=title, kind=kind, by=door.actor, at=at)), json_=json_)


@summary.command()
@click.argument("key")
@click.argument("wording")
@click.option("--cite", "cited", type=click.UUID, multiple=True, metavar="PASSAGE", help="May be repeated.")
@click.option("--own", is_flag=True, help="The chair's own sentence, resting on no passage.")
@click.option("--theme", default="", metavar="KEY", help="The theme that it belongs under.")
@acting
def write(  # noqa: PLR0913 - a command has these options
    *,
    key: str,
    wording: str,
    cited: tuple[UUID, ...],
    own: bool,
    theme: str,
    process: str,
    username: str,
    at: datetime,
    json_: bool,
) -> None:
    """Write the sentence WORDING at the end of the summary KEY, with the passages (uuids) that it rests on."""
    door = door_of(process, username=username, at=at)
    found = queries.summary_named(door.process, key, door.actor)
    passages = passages_named(cited, door.process)
    row = services.write_sentence(found, wording=wording, passages=passages, own=own, theme=theme, by=door.actor, at=at)
    show({"summary": key, "sentence": str(row.uuid), "passages": len(passages)}, json_=json_)


@summary.command()
@click.argument("key")
@click.argument("sentence", type=click.UUID)
@click.option("--wording", default=None, metavar="WORDS", help="Left out, the wording stays.")
@click.option("--cite", "cited", type=click.UUID, multiple=True, metavar="PASSAGE", help="May be repeated.")
@click.option("--uncite", is_flag=True, help="Rest it on no passage but those now given with --cite.")
@click.option("--own/--not-own", default=None, help="Whether it is the chair's own. Left out, that stays.")
@click.option("--theme", default=None, metavar="KEY", help="The theme that it belongs under. Left out, it stays.")
@acting
def mend(  # noqa: PLR0913 - a command has these options
    *,
    key: str,
    sentence: UUID,
    wording: str | None,
    cited: tuple[UUID, ...],
    uncite: bool,
    own: bool | None,
    theme: str | None,
    process: str,
    username: str,
    at: datetime,
    json_: bool,
) -> None:
    """Mend SENTENCE (its uuid) of the summary KEY; passages given are added to those that it rests on."""
    door = door_of(process, username=username, at=at)
    found = queries.sentence_named(queries.summary_named(door.process, key, door.actor), sentence)
    kept = [] if uncite else [row.passage for row in queries.citations_of([found.pk])]
    row = services.mend_sentence(
        found,
        wording=found.wording if wording is None else wording,
        passages=[*kept, *passages_named(cited, door.process)],
        own=found.own if own is None else own,
        theme=queries.theme_of(found) if theme is None else theme,
        by=door.actor,
        at=at,
    )
    show({"summary": key, "sentence": str(row.uuid), "passages": row.passages.count()}, json_=json_)


@summary.command()
@click.argument("key")
@click.argument("sentence", type=click.UUID)
@acting
def strike(*, key: str, sentence: UUID, process: str, username: str, at: datetime, json_: bool) -> None:
    """Strike SENTENCE (its uuid) of the summary KEY."""
    door = door_of(process, username=username, at=at)
    found = queries.sentence_named(queries.summary_named(door.process, key, door.actor), sentence)
    services.strike_sentence(found, by=door.actor, at=at)
    show({"summary": key, "struck": str(found.uuid)}, json_=json_)


@summary.command()
@click.option("--theme", default="", metavar="KEY", help="Only this theme.")
@click.option("--most", default=3, show_default=True, help="How many passages a theme.")
@acting
def outline(*, theme: str, most: int, process: str, username: str, at: datetime, json_: bool) -> None:
    """Print the passages that speak for most, theme by theme, each with its exact place."""
    door = door_of(process, username=username, at=at)
    rows = [
        {"theme": section.theme.key, **_place(passage)}
        for section in queries.outline_of(door.process, theme=theme, most=most)
        for passage in section.passages
    ]
    show(rows if json_ else [row | {"text": " ".join(row["text"].split())[:90]} for row in rows], json_=json_)


@summary.command()
@click.argument("key")
@acting
def check(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Check that every sentence of the summary KEY is cited, and resolve every citation to its exact words."""
    door = door_of(process, username=username, at=at)
    rows = list(queries.sentences_of(queries.summary_named(door.process, key, door.actor)))
    sentences, sources = queries.as_cited(rows), queries.sources_of(rows)
    check_citations(sentences)
    resolved = [resolve(cited, sources) for sentence in sentences for cited in sentence.citations]
    show({"summary": key, "sentences": len(sentences), "citations": len(resolved)}, json_=json_)


@summary.command()
@click.argument("key")
@click.argument("lines", nargs=-1)
@acting
def quantities(*, key: str, lines: tuple[str, ...], process: str, username: str, at: datetime, json_: bool) -> None:
    """Tie words of quantity of the summary KEY to numbers: LINES such as "several 3 9" or "many 10"."""
    door = door_of(process, username=username, at=at)
    found = queries.summary_named(door.process, key, door.actor)
    done = services.set_quantities(found, lines=lines, by=door.actor, at=at)
    show([{"word": word, "least": least, "most": most or ""} for word, least, most in done.quantities], json_=json_)


@summary.command()
@click.argument("key")
@click.option("--by", type=click.Choice(["kind", "region"]), default="kind", show_default=True, help="How to group.")
@acting
def balance(*, key: str, by: queries.Axis, process: str, username: str, at: datetime, json_: bool) -> None:
    """Print whom the summary KEY quotes, and who spoke and is not quoted."""
    door = door_of(process, username=username, at=at)
    found = queries.summary_named(door.process, key, door.actor)
    rows = [
        {
            "group": row.group,
            "spoke": len(row.quoted) + len(row.unquoted),
            "quoted": len(row.quoted),
            "quotations": row.quotations,
            "in balance": row.is_balanced,
            "not quoted": " ".join(row.unquoted),
        }
        for row in queries.balance_of(found, by).shares
    ]
    show(rows, json_=json_)


@summary.command()
@click.argument("passage", type=click.UUID)
@click.argument("words")
@acting
def reason(*, passage: UUID, words: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Say in WORDS why PASSAGE (its uuid) was not taken up."""
    door = door_of(process, username=username, at=at)
    found = passage_named(passage, door.process)
    row = services.give_reason(found, reason=words, by=door.actor, at=at)
    show({"passage": str(passage), "reason": row.reason}, json_=json_)


@summary.command()
@click.option("--set", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A table, CSV.")
@acting
def workplan(*, file: Path | None, process: str, username: str, at: datetime, json_: bool) -> None:
    """Print the workplan and the elements that nobody covers, or set it from a table."""
    door = door_of(process, username=username, at=at)
    if file:
        services.set_workplan(door.process, content=file.read_bytes(), by=door.actor, at=at)
    plan = queries.plan(door.process)
    rows = [_planned(activity) for activity, _cells in plan.rows]
    uncovered = [element.key for element in plan.uncovered]
    if json_:
        show({"rows": rows, "uncovered": uncovered}, json_=True)
    else:
        show(rows, json_=False)
        click.echo(f"Nobody covers: {', '.join(uncovered)}" if uncovered else "")


@summary.command()
@click.argument("key")
@acting
def issue(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Issue the summary KEY: from then on everyone can read it, and nobody changes it."""
    door = door_of(process, username=username, at=at)
    found = queries.summary_named(door.process, key, door.actor)
    show(_shown(services.issue_summary(found, by=door.actor, at=at)), json_=json_)


@summary.command("list")
@acting
def list_(*, process: str, username: str, at: datetime, json_: bool) -> None:
    """List the summaries."""
    door = door_of(process, username=username, at=at)
    show([_shown(row) for row in queries.summaries(door.process, door.actor)], json_=json_)


@summary.command("show")
@click.argument("key")
@acting
def show_(*, key: str, process: str, username: str, at: datetime, json_: bool) -> None:
    """Show the summary KEY: its sentences and what they rest on; last the checkpoint of the record."""
    door = door_of(process, username=username, at=at)
    found = queries.summary_named(door.process, key, door.actor)
    sentences = [_sentence(row) for row in queries.sentences_of(found)]
    if json_:
        show(_shown(found) | {"sentences": sentences, "checkpoint": checkpoint().text()}, json_=True)
        return
    show(_shown(found), json_=False)
    for row in sentences:
        places = ", ".join(f"{place['submission']} {place['start']}-{place['end']}" for place in row["rests on"])
        click.echo(f"{row['wording']} [{places or ('the chair' if row['own'] else 'rests on nothing')}]")
    click.echo(f"\n{checkpoint().text()}", nl=False)


def _planned(activity: Activity) -> dict[str, Any]:
    return {
        "key": activity.key,
        "kind": activity.kind,
        "region": activity.region,
        "opens": str(activity.opens or ""),
        "status": activity.status,
        "outcome": activity.outcome.key if activity.outcome else activity.address,
        "elements": " ".join(element.key for element in activity.elements.all()),
        "title": activity.title,
    }


def _shown(row: Summary) -> dict[str, Any]:
    issued = row.issued_at.isoformat() if row.issued_at else ""
    return {"key": row.key, "status": row.status, "issued": issued, "title": row.title}


def _sentence(row: Sentence) -> dict[str, Any]:
    return {
        "uuid": str(row.uuid),
        "theme": queries.theme_of(row),
        "own": row.own,
        "wording": row.wording,
        "rests on": [_place(cited.passage) for cited in row.citations.all()],
    }


def _place(passage: Passage) -> dict[str, Any]:
    submission = passage.submission
    return {
        "submission": submission.key,
        "entity": submission.entity.code,
        "passage": str(passage.uuid),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }
