"""The negotiating text on the command line."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import acting, show
from secretariat.frame.scope import PART, unscoped
from secretariat.inputs.models import Passage
from secretariat.negotiation import queries, services
from secretariat.negotiation.models import (
    NegotiatingText,
    Proposal,
    Provision,
    ProvisionKind,
    ProvisionVersion,
    Stance,
    TextVersion,
)
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.services.settling import AGREEABLE
from secretariat.participation.queries import door as door_of
from secretariat.participation.queries import entity
from secretariat.processes.access import Door
from secretariat.stocktaking.models import Sentence
from travaux.refusal import Invalid, Unknown
from travaux.text.compare import compare as compared
from travaux.text.numbering import CONVENTIONS


class NoSuchNumber(Unknown):
    """No paragraph of the text has the number given."""

    asked = "You named the paragraph “{given}”."
    because = "No paragraph of the text has that number or identity now."
    remedy = "See the numbers with `travaux text show`."


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


@dataclass(frozen=True, slots=True)
class Here:
    """What a command works on: the door, and the text that it names, or else the first of the process."""

    door: Door
    key: str

    @property
    def by(self) -> dict[str, Any]:
        """Who acts, and when: the last two arguments of every deed."""
        return {"by": self.door.actor, "at": self.door.at}

    @property
    def text(self) -> NegotiatingText:
        """The text; raises NoSuchText."""
        if self.key:
            return queries.text_named(self.door.process, self.door.actor, self.key)
        found = queries.texts(self.door.process, self.door.actor).first()
        if found is None:
            raise queries.NoSuchText(key="")
        return found

    def provision(self, given: str) -> Provision:
        """Return the paragraph with a printed number or a uuid."""
        if uuid := _uuid(given):
            return queries.provision_named(self.door.process, self.door.actor, uuid)
        rows = unscoped(queries.current(self.text).rows, PART).select_related("provision__text__process")
        row = rows.exclude(standing="struck").filter(number=given).first()
        if row is None:
            raise NoSuchNumber(given=given)
        return row.provision

    def proposal(self, given: str) -> Proposal:
        """Return the proposal with a uuid."""
        return queries.proposal_named(self.door.process, self.door.actor, _uuid(given) or UUID(int=0))


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def here(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command on a text, and hand it over as `Here`."""

    @acting
    @click.option("--text", "text_key", default="", metavar="KEY", help="Key of the text; without it the first one.")
    @wraps(command)
    def called(process: str, username: str, at: datetime, text_key: str, **rest: Any) -> None:
        command(Here(door_of(process, username=username, at=at), text_key), **rest)

    return called


@click.group()
def text() -> None:
    """Draft, negotiate, freeze, compare and adopt a text."""


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
    """Print the rolling text, with who proposes what."""
    version = queries.current(here.text)
    if ordinal is not None:
        version = queries.version_numbered(here.text, here.door.actor, ordinal)
    rows = queries.paragraphs(version)
    if json_:
        show([_details(each) for each in rows], json_=True)
    else:
        click.echo("\n\n".join(f"{each.row.number} {each.rolling.plain}".strip() for each in rows))


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
        uuid, process = _uuid(each) or UUID(int=0), here.door.process
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
@click.option("--reason", default="")
@click.option("--for", "group", default="", metavar="CODE", help="Group on whose behalf.")
@here
def propose(here: Here, number: str, wording: str, kind: str, reason: str, group: str, *, json_: bool) -> None:
    """Prepare a proposal: WORDING is the paragraph as it should read. Only the own delegation sees it."""
    proposal = services.prepare_proposal(
        here.provision(number),
        wording=wording,
        kind=kind,
        reason=reason,
        on_behalf_of=entity(here.door.process, group) if group else None,
        **here.by,
    )
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
    on_behalf_of = entity(here.door.process, group) if group else None
    sponsor = services.cosponsor_proposal(here.proposal(proposal), on_behalf_of=on_behalf_of, **here.by)
    show(_proposal(sponsor.proposal), json_=json_)


@text.command()
@click.argument("proposal", metavar="UUID")
@click.argument("stance", type=click.Choice(Stance.values))
@click.option("--note", default="")
@here
def position(here: Here, proposal: str, stance: str, note: str, *, json_: bool) -> None:
    """Take a position on a proposal."""
    taken = services.take_position(here.proposal(proposal), stance=stance, note=note, **here.by)
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
@here
def agree(here: Here, number: str, level: str, *, json_: bool) -> None:
    """Mark a paragraph as agreed."""
    decision = services.agree_provision(here.provision(number), level=level, **here.by)
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
@here
def adopt(here: Here, symbol: str, *, json_: bool) -> None:
    """Adopt the text; refused, with the list of them, while a bracket is open."""
    show(_version(services.adopt_text(here.text, symbol=symbol, **here.by)), json_=json_)
