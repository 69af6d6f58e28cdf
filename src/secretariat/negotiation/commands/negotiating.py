"""Commands to draft, negotiate, freeze, compare and adopt a text."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import show
from secretariat.inputs.models import Passage
from secretariat.negotiation import queries, services
from secretariat.negotiation.commands.base import Here, here, text, uuid_of
from secretariat.negotiation.models import Proposal, ProposalKind, ProvisionKind, ProvisionVersion, Stance, TextVersion
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.services.settling import AGREEABLE
from secretariat.record.queries import checkpoint
from secretariat.stocktaking.models import Sentence
from travaux.refusal import Invalid, Unknown
from travaux.text.compare import compare as compared
from travaux.text.numbering import CONVENTIONS


class NotOneBracket(Invalid):
    """A bracket was to be lifted without saying which."""

    asked = "You asked to lift a bracket in paragraph {number}."
    because = "It has {count} open brackets."
    remedy = "Name one by its key: {keys}."


class UnknownSource(Unknown):
    """A sentence or passage that a paragraph should rest on is not there."""

    asked = "You gave “{given}” as what the paragraph rests on."
    because = "This process has no such sentence or passage."
    remedy = "Give the identity (uuid) of a sentence of a summary, or of a passage of an input."


def _shown(each: Paragraph) -> dict[str, Any]:
    row = each.row
    return {
        "number": row.number,
        "kind": row.kind,
        "level": row.level,
        "standing": row.standing,
        "brackets": len(each.brackets),
        "uuid": str(row.provision.uuid),
        "rolling": each.rolling.plain,
    }


def _details(each: Paragraph) -> dict[str, Any]:
    segments, brackets = map(asdict, each.rolling.segments), map(asdict, each.brackets)
    more = {"wording": each.row.wording, "sha256": each.row.sha256}
    return _shown(each) | more | {"segments": list(segments), "brackets": list(brackets)}


@text.command("show")
@click.option("--version", "ordinal", type=int, help="Number of the version; without it the newest.")
@here
def show_(here: Here, ordinal: int | None, *, json_: bool) -> None:
    """Print the rolling text, with who proposes what; last the checkpoint of the record."""
    version = queries.current(here.text)
    if ordinal is not None:
        version = queries.version_numbered(here.text, here.door.actor, ordinal)
    rows = queries.paragraphs(version)
    if json_:
        show([_details(each) for each in rows], json_=True)
    else:
        click.echo("\n\n".join(f"{each.row.number} {each.rolling.plain}".strip() for each in rows))
        click.echo(f"\n{checkpoint().text()}", nl=False)


@text.command()
@here
def versions(here: Here, *, json_: bool) -> None:
    """List the versions of a text."""
    show([_version(row) for row in queries.versions(here.text, here.door.actor)], json_=json_)


def _version(row: TextVersion) -> dict[str, Any]:
    frozen = row.frozen_at.isoformat() if row.frozen_at else ""
    return {
        "version": row.ordinal,
        "label": row.label,
        "symbol": row.symbol,
        "status": row.status,
        "frozen": frozen,
        "sha256": row.sha256,
    }


@text.command("open")
@click.argument("key")
@click.argument("title")
@click.option("--kind", default="compact", show_default=True, help="resolution, declaration, compact or treaty.")
@click.option("--numbering", type=click.Choice(sorted(CONVENTIONS)), default="compact", show_default=True)
@here
def open_(here: Here, key: str, title: str, kind: str, numbering: str, *, json_: bool) -> None:
    """Open a text under KEY with TITLE."""
    opened = services.open_text(here.door.process, key=key, title=title, kind=kind, numbering=numbering, **here.by)
    show({"key": opened.key, "title": opened.title}, json_=json_)


@text.command()
@click.argument("kind", type=click.Choice(ProvisionKind.values))
@click.argument("wording")
@click.option("--after", default="", metavar="NUMBER|UUID", help="Paragraph behind which it stands; else the last.")
@click.option("--from", "sources", multiple=True, metavar="UUID", help="Sentence or passage that it rests on.")
@here
def draft(here: Here, kind: str, wording: str, after: str, sources: Iterable[str], *, json_: bool) -> None:
    """Draft a paragraph of KIND with WORDING."""
    sentences, passages = _sources(here, sources)
    provision = services.draft_provision(
        here.text,
        kind=kind,
        wording=wording,
        after=here.provision(after) if after else None,
        sentences=sentences,
        passages=passages,
        **here.by,
    )
    show(_row(queries.row_of(provision)), json_=json_)


def _sources(here: Here, given: Iterable[str]) -> tuple[list[Sentence], list[Passage]]:
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    for each in given:
        uuid, process = uuid_of(each) or UUID(int=0), here.door.process
        if sentence := Sentence.objects.visible_to(here.door.actor, process).filter(uuid=uuid).first():
            sentences.append(sentence)
        elif passage := Passage.objects.filter(submission__process=process, uuid=uuid).first():
            passages.append(passage)
        else:
            raise UnknownSource(given=each)
    return sentences, passages


def _row(row: ProvisionVersion) -> dict[str, Any]:
    return {"number": row.number, "kind": row.kind, "uuid": str(row.provision.uuid), "wording": row.wording}


@text.command()
@click.option("--label", default="Zero draft", show_default=True)
@click.option("--symbol", default="")
@here
def present(here: Here, label: str, symbol: str, *, json_: bool) -> None:
    """Present the draft: freeze the first version, for all to see."""
    show(_version(services.present_draft(here.text, label=label, symbol=symbol, **here.by)), json_=json_)


@text.command()
@click.argument("number", metavar="NUMBER|UUID")
@click.argument("wording")
@click.option("--reason", default="", help="Why; needed once the draft has been presented.")
@here
def redraft(here: Here, number: str, wording: str, reason: str, *, json_: bool) -> None:
    """Word a paragraph anew; open proposals are carried over."""
    row = services.redraft_provision(here.provision(number), wording=wording, reason=reason, **here.by)
    show(_row(row), json_=json_)


@text.command()
@click.argument("number", metavar="NUMBER|UUID")
@click.argument("wording", default="")
@click.option("--new", "kind", flag_value="new_paragraph", default="", help="WORDING is a new paragraph behind it.")
@click.option("--delete", "kind", flag_value="delete_paragraph", help="The whole paragraph is to be deleted.")
@click.option(
    "--kind", type=click.Choice(ProposalKind.values), help="What is proposed, where it is no change of words."
)
@click.option("--beside", default="", metavar="NUMBER|UUID", help="Paragraph to move behind, or to merge into it.")
@click.option("--amends", default="", metavar="UUID", help="Proposal of others that it would have otherwise.")
@click.option("--reason", default="")
@click.option("--for", "group", default="", metavar="CODE", help="Group on whose behalf.")
@click.option("--now", is_flag=True, help="Table it at once.")
@here
def propose(  # noqa: PLR0913 - what may be asked for
    here: Here,
    number: str,
    wording: str,
    *,
    kind: str,
    beside: str,
    amends: str,
    reason: str,
    group: str,
    now: bool,
    json_: bool,
) -> None:
    """Prepare a proposal: WORDING is the paragraph as it should read. Only the own delegation sees it."""
    asked: dict[str, Any] = {
        "wording": wording,
        "kind": kind or "",
        "other": here.provision(beside) if beside else None,
        "amends": here.proposal(amends) if amends else None,
        "reason": reason,
        "on_behalf_of": here.group(group),
    }
    provision = here.provision(number)
    if now:
        proposal = services.submit_proposal(provision, asked=services.Asked(**asked), **here.by)
    else:
        proposal = services.prepare_proposal(provision, **asked, **here.by)
    show(_proposal(proposal), json_=json_)


def _proposal(row: Proposal) -> dict[str, Any]:
    provision = str(row.provision.uuid) if row.provision else ""
    return {"uuid": str(row.uuid), "kind": row.kind, "status": row.status, "provision": provision}


@text.command()
@here
def proposals(here: Here, *, json_: bool) -> None:
    """List the proposals that the one who asks may see."""
    rows = queries.proposals(here.text, here.door.actor)
    show([{"by": row.proponent.code, **_proposal(row), "wording": row.wording} for row in rows], json_=json_)


@text.command()
@click.argument("proposal", metavar="UUID")
@here
def table(here: Here, proposal: str, *, json_: bool) -> None:
    """Table a prepared proposal."""
    show(_proposal(services.table_proposal(here.proposal(proposal), **here.by)), json_=json_)


@text.command()
@click.argument("proposal", metavar="UUID")
@here
def withdraw(here: Here, proposal: str, *, json_: bool) -> None:
    """Withdraw from a proposal."""
    show(_proposal(services.withdraw_proposal(here.proposal(proposal), **here.by)), json_=json_)


@text.command()
@click.argument("proposal", metavar="UUID")
@click.option("--for", "group", default="", metavar="CODE", help="Group on whose behalf.")
@here
def cosponsor(here: Here, proposal: str, group: str, *, json_: bool) -> None:
    """Stand behind a proposal of others."""
    sponsor = services.cosponsor_proposal(here.proposal(proposal), on_behalf_of=here.group(group), **here.by)
    show(_proposal(sponsor.proposal), json_=json_)


@text.command()
@click.argument("proposal", metavar="UUID")
@click.argument("stance", type=click.Choice(Stance.values))
@click.option("--note", default="")
@click.option("--at-meeting", "meeting", default="", metavar="KEY", help="Event of the process at which it was said.")
@here
def position(here: Here, proposal: str, stance: str, note: str, meeting: str, *, json_: bool) -> None:
    """Take a position on a proposal."""
    taken = services.take_position(here.proposal(proposal), stance=stance, note=note, meeting=meeting, **here.by)
    show({"proposal": proposal, "stance": taken.stance, "note": taken.note}, json_=json_)


@text.command()
@click.argument("number", metavar="NUMBER|UUID")
@click.argument("wording")
@click.option("--bracket", default="", metavar="KEY", help="Which bracket; not needed where only one is open.")
@click.option("--note", default="")
@here
def lift(here: Here, number: str, wording: str, bracket: str, note: str, *, json_: bool) -> None:
    """Put WORDING in place of an open bracket; empty words delete."""
    provision = here.provision(number)
    key = bracket or _only_bracket(queries.paragraph(queries.working_row(provision)))
    lifted = services.lift_bracket(provision, bracket=key, wording=wording, note=note, **here.by)
    show({"bracket": lifted.key, "words": lifted.words, "wording": lifted.wording}, json_=json_)


def _only_bracket(shown: Paragraph) -> str:
    if len(shown.brackets) != 1:
        keys = ", ".join(f"{each.key} “{queries.contested(each)}”" for each in shown.brackets) or "there is none"
        raise NotOneBracket(number=queries.label(shown.row), count=len(shown.brackets), keys=keys)
    return shown.brackets[0].key


@text.command()
@click.argument("number", metavar="NUMBER|UUID")
@click.option("--level", type=click.Choice([str(level) for level in AGREEABLE]), default="ad_referendum")
@click.option("--pending", multiple=True, metavar="CODE", help="Delegation whose word it waits for.")
@here
def agree(here: Here, number: str, level: str, pending: Iterable[str], *, json_: bool) -> None:
    """Mark a paragraph as agreed."""
    waiting = here.entities(pending)
    decision = services.agree_provision(here.provision(number), level=level, pending=waiting, **here.by)
    show({"level": decision.level, "wording_sha256": decision.wording_sha256}, json_=json_)


@text.command()
@click.argument("number", metavar="NUMBER|UUID")
@click.argument("reason")
@here
def reopen(here: Here, number: str, reason: str, *, json_: bool) -> None:
    """Open an agreed paragraph again, for a REASON."""
    row = services.reopen_provision(here.provision(number), reason=reason, **here.by)
    show({"level": row.level, **_row(row)}, json_=json_)


@text.command()
@click.option("--label", default="", help="Name of the version; without it rev. and its number.")
@click.option("--symbol", default="")
@click.option("--renumber", is_flag=True, help="Number all paragraphs anew.")
@here
def freeze(here: Here, label: str, symbol: str, *, renumber: bool, json_: bool) -> None:
    """Freeze the working text as a revision."""
    frozen = services.freeze_version(here.text, label=label, symbol=symbol, renumber=renumber, **here.by)
    show(_version(frozen), json_=json_)


@text.command()
@click.argument("old", type=int)
@click.argument("new", type=int)
@here
def compare(here: Here, old: int, new: int, *, json_: bool) -> None:
    """Compare the versions with the numbers OLD and NEW."""
    first, last = (queries.version_numbered(here.text, here.door.actor, ordinal) for ordinal in (old, new))
    rows = compared(queries.shapes(first), queries.shapes(last))
    if json_:
        show([asdict(row) for row in rows], json_=True)
        return
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    for row in rows:
        number = next(each.number for each in (row.new, row.old) if each)
        click.echo(f"{row.status} {number} {''.join(marks[run.status].format(run.words) for run in row.runs)}")


@text.command()
@click.option("--symbol", default="")
@click.option("--how", type=click.Choice(["consensus", "vote"]), default="consensus", show_default=True)
@here
def adopt(here: Here, symbol: str, how: str, *, json_: bool) -> None:
    """Adopt the text; refused, with the list of them, while a bracket is open."""
    show(_version(services.adopt_text(here.text, symbol=symbol, how=how, **here.by)), json_=json_)
