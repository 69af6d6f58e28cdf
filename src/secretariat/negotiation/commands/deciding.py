"""Commands of the workbench and of deciding: packages, silence, votes, statements, private words, the past."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import click

from secretariat.frame.cli import show
from secretariat.negotiation import queries, services
from secretariat.negotiation.commands.base import Here, here, text, uuid_of
from secretariat.negotiation.models import BallotCast, Stance
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.services.settling import AGREEABLE
from travaux.text import editions
from travaux.text.collision import collisions as collided
from travaux.text.rolling import rolling
from travaux.text.vote import RULES

NUMBER = "NUMBER|UUID"
LEVELS = click.Choice([str(level) for level in AGREEABLE])


def _thing(given: str) -> UUID:
    return uuid_of(given) or UUID(int=0)


@text.command()
@here
def same(here: Here, *, json_: bool) -> None:
    """List proposals that say the same, or nearly: to be merged by a person."""
    rows = queries.streamlined(here.text)
    show([{"exact": each.is_exact, "proposals": " ".join(each.proposals)} for each in rows], json_=json_)


@text.command()
@click.argument("proposals", nargs=-1, required=True, metavar="UUID...")
@here
def merge(here: Here, proposals: Iterable[str], *, json_: bool) -> None:
    """Merge proposals that say the same into the first tabled, which keeps every sponsor."""
    chosen = [here.proposal(each) for each in proposals]
    kept = services.merge_proposals(here.text, proposals=chosen, **here.by)
    show({"uuid": str(kept.uuid), "sponsors": ", ".join(queries.proponents(kept))}, json_=json_)


@text.command()
@click.argument("proposal", metavar="UUID")
@here
def alternative(here: Here, proposal: str, *, json_: bool) -> None:
    """Take a change of words out of its paragraph and set it beside it as an alternative."""
    moved = services.move_to_alternative(here.proposal(proposal), **here.by)
    show({"uuid": str(moved.uuid), "wording": moved.wording}, json_=json_)


@text.command("accept")
@click.argument("proposal", metavar="UUID")
@here
def accept_(here: Here, proposal: str, *, json_: bool) -> None:
    """Take over an amendment to a proposal of the own delegation."""
    taken = services.accept_amendment(here.proposal(proposal), **here.by)
    show({"uuid": str(taken.uuid), "sponsors": ", ".join(queries.proponents(taken))}, json_=json_)


@text.command()
@click.argument("number", metavar=NUMBER)
@click.option("--reason", default="")
@here
def undo(here: Here, number: str, reason: str, *, json_: bool) -> None:
    """Undo the last deed of those who lead on a paragraph, until the next freeze."""
    undone = services.undo_deed(here.provision(number), reason=reason, **here.by)
    show({"undone": undone.deed}, json_=json_)


@text.command()
@click.argument("number", metavar=NUMBER)
@here
def collisions(here: Here, number: str, *, json_: bool) -> None:
    """Set side by side the readings of a paragraph where proposals collide."""
    found = collided(queries.paragraph(queries.working_row(here.provision(number))).state)
    if json_:
        show([asdict(each) for each in found], json_=True)
        return
    sides = [(each.bracket, side) for each in found for side in each.sides]
    rows = [{"bracket": key, "by": ", ".join(side.proponents), "words": side.words} for key, side in sides]
    show(rows, json_=False)


@text.command("bracket-position")
@click.argument("number", metavar=NUMBER)
@click.argument("bracket", metavar="KEY")
@click.argument("stance", type=click.Choice(Stance.values))
@click.option("--note", default="")
@click.option("--at-meeting", "meeting", default="", metavar="KEY", help="Event of the process at which it was said.")
@here
def bracket_position(
    here: Here, number: str, bracket: str, stance: str, note: str, meeting: str, *, json_: bool
) -> None:
    """Take a position on a bracket as it stands."""
    said = services.take_bracket_position(
        here.provision(number), bracket=bracket, stance=stance, note=note, meeting=meeting, **here.by
    )
    show({"bracket": said.key, "stance": said.stance, "words": said.words}, json_=json_)


@text.command()
@click.argument("title")
@click.argument("numbers", nargs=-1, required=True, metavar=f"{NUMBER}...")
@here
def bundle(here: Here, title: str, numbers: Iterable[str], *, json_: bool) -> None:
    """Bind paragraphs into a package: nothing of them is agreed until everything is."""
    found = services.bundle_provisions(here.text, title=title, provisions=here.provisions(numbers), **here.by)
    show({"uuid": str(found.uuid), "title": found.title}, json_=json_)


@text.command()
@click.argument("package", metavar="UUID")
@click.option("--reason", default="")
@here
def unbind(here: Here, package: str, reason: str, *, json_: bool) -> None:
    """Let the paragraphs of a package go."""
    found = queries.package_named(here.door.process, here.door.actor, _thing(package))
    show({"unbound": services.unbind_package(found, reason=reason, **here.by).title}, json_=json_)


@text.command()
@click.argument("number", metavar=NUMBER)
@here
def assent(here: Here, number: str, *, json_: bool) -> None:
    """Give the own delegation's word on a paragraph that was agreed subject to it."""
    provision = here.provision(number)
    services.give_assent(provision, **here.by)
    show({"pending": ", ".join(queries.pending_codes(provision))}, json_=json_)


@text.command()
@click.argument("shown", type=click.Choice(["shown", "left-out"]))
@here
def attribution(here: Here, shown: str, *, json_: bool) -> None:
    """Show the names of those behind proposals in the rolling text, or leave them out."""
    found = services.set_attribution(here.text, attributed=shown == "shown", **here.by)
    show({"attributed": found.attributed}, json_=json_)


@text.command()
@click.argument("ends", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]))
@click.argument("numbers", nargs=-1, metavar=f"[{NUMBER}]...")
@click.option("--zone", default="", help="Time zone of ENDS; without it that of the process.")
@click.option("--level", type=LEVELS, default="agreed", show_default=True)
@here
def silence(here: Here, ends: datetime, numbers: Iterable[str], zone: str, level: str, *, json_: bool) -> None:
    """Put paragraphs, or all that stand, under silence until the clocks show ENDS."""
    found = services.open_silence(
        here.text, ends=ends, zone=zone, level=level, provisions=here.provisions(numbers), **here.by
    )
    show({"uuid": str(found.uuid), "ends": queries.clock_of(found).told}, json_=json_)


@text.command("break")
@click.argument("silence", metavar="UUID")
@click.argument("objection")
@here
def break_(here: Here, silence: str, objection: str, *, json_: bool) -> None:
    """Break a silence before its end, with an OBJECTION."""
    found = queries.silence_named(here.door.process, here.door.actor, _thing(silence))
    show({"outcome": services.break_silence(found, objection=objection, **here.by).outcome}, json_=json_)


@text.command()
@click.argument("silence", metavar="UUID")
@here
def conclude(here: Here, silence: str, *, json_: bool) -> None:
    """Write down, after its end, that a silence was kept."""
    found = queries.silence_named(here.door.process, here.door.actor, _thing(silence))
    show({"outcome": services.conclude_silence(found, **here.by).outcome}, json_=json_)


@text.command()
@click.argument("question")
@click.option("--rule", type=click.Choice(sorted(RULES)), default="simple", show_default=True)
@click.option("--in-favour", default="", help="Codes, with spaces between them.")
@click.option("--against", default="")
@click.option("--abstaining", default="")
@click.option("--absent", default="")
@click.option("--paragraph", default="", metavar=NUMBER, help="Paragraph that was voted on; else the whole text.")
@here
def vote(here: Here, question: str, rule: str, paragraph: str, *, json_: bool, **columns: str) -> None:
    """Record who voted how on QUESTION."""
    votes = {cast: here.entities(columns[cast].split()) for cast in BallotCast.values}
    provision = here.provision(paragraph) if paragraph else None
    taken = services.record_vote(here.text, question=question, rule=rule, votes=votes, provision=provision, **here.by)
    show({"uuid": str(taken.uuid), "carried": taken.carried}, json_=json_)


@text.command()
@click.argument("words")
@click.option("--paragraph", default="", metavar=NUMBER, help="Paragraph that it is about; else the whole text.")
@click.option("--for", "group", default="", metavar="CODE", help="Group on whose behalf.")
@click.option("--reservation", is_flag=True, help="Enter a reservation instead of an explanation of position.")
@here
def state(here: Here, words: str, paragraph: str, group: str, *, reservation: bool, json_: bool) -> None:
    """Put an explanation of position, or a reservation, on record."""
    deed = services.enter_reservation if reservation else services.explain_position
    provision = here.provision(paragraph) if paragraph else None
    said = deed(here.text, words=words, provision=provision, on_behalf_of=here.group(group), **here.by)
    show({"uuid": str(said.uuid), "kind": said.kind}, json_=json_)


@text.command()
@click.argument("statement", metavar="UUID")
@here
def retract(here: Here, statement: str, *, json_: bool) -> None:
    """Withdraw an explanation or a reservation of the own delegation."""
    found = queries.statement_named(here.door.process, here.door.actor, _thing(statement))
    show({"withdrawn": services.withdraw_statement(found, **here.by).kind}, json_=json_)


@text.command()
@click.argument("number", metavar=NUMBER)
@click.argument("wording")
@click.option("--to", "codes", multiple=True, required=True, metavar="CODE", help="Delegation that it is shown to.")
@click.option("--note", default="")
@here
def bridge(here: Here, number: str, wording: str, codes: Iterable[str], note: str, *, json_: bool) -> None:
    """Offer WORDING for a paragraph to chosen delegations, in private."""
    found = services.offer_bridging_text(
        here.provision(number), wording=wording, shared_with=here.entities(codes), note=note, **here.by
    )
    show({"uuid": str(found.uuid)}, json_=json_)


@text.command()
@click.argument("bridging", metavar="UUID")
@here
def unbridge(here: Here, bridging: str, *, json_: bool) -> None:
    """Take a bridging text back."""
    found = queries.bridge_named(here.door.process, here.door.actor, _thing(bridging))
    services.withdraw_bridging_text(found, **here.by)
    show({"uuid": bridging}, json_=json_)


@text.command("adopt-part")
@click.option("--label", default="", help="Name of the version that is frozen by it.")
@click.option("--symbol", default="")
@click.option("--preview", is_flag=True, help="Only list what would be adopted.")
@here
def adopt_part(here: Here, label: str, symbol: str, *, preview: bool, json_: bool) -> None:
    """Adopt the paragraphs that are agreed; the rest stays open."""
    if preview:
        rows = queries.adoptable(queries.working(here.text)).agreed
    else:
        rows = services.adopt_part(here.text, label=label, symbol=symbol, **here.by)
    show([{"number": row.number, "uuid": str(row.provision.uuid)} for row in rows], json_=json_)


@text.command()
@here
def decided(here: Here, *, json_: bool) -> None:
    """List packages, silences, votes, statements, and the bridging texts that the one who asks may see."""
    actor = here.door.actor
    rows: list[dict[str, Any]] = [
        {"what": "package", "uuid": str(row.uuid), "words": row.title, "state": "agreed" if one.holds else "open"}
        for row, one in queries.packages_bound(here.text, actor)
    ]
    rows += [
        {"what": "silence", "uuid": str(one.row.uuid), "words": one.told, "state": str(one.state)}
        for one in queries.silences_shown(here.text, actor, here.door.at)
    ]
    rows += [
        {"what": "vote", "uuid": str(one.row.uuid), "words": one.row.question, "state": one.counted}
        for one in queries.votes_counted(here.text, actor)
    ]
    rows += [
        {"what": row.kind, "uuid": str(row.uuid), "words": f"{row.entity.code}: {row.words}", "state": _still(row)}
        for row in queries.statements(here.text, actor)
    ]
    rows += [
        {"what": "bridging text", "uuid": str(row.uuid), "words": row.wording, "state": "private"}
        for row in queries.bridges(here.text, actor)
    ]
    show(rows, json_=json_)


def _still(row: Any) -> str:
    return "withdrawn" if row.withdrawn_at else "on record"


def _compiled(here: Here) -> list[dict[str, Any]]:
    shown = _shown(here)
    rows = {each.state.key: each.row for each in shown}
    found = editions.compilation(each.state for each in shown)
    return [
        {
            "number": rows[each.key].number,
            "by": ", ".join(entry.proponents),
            "kind": str(entry.scope),
            "reading": entry.reading,
        }
        for each in found
        for entry in each.entries
    ]


def _shown(here: Here) -> list[Paragraph]:
    return [each for each in queries.paragraphs(queries.current(here.text)) if not each.is_struck]


def _streamlined(here: Here) -> list[dict[str, Any]]:
    return [
        {"number": each.row.number, "rolling": rolling(editions.streamlined(each.state)).plain} for each in _shown(here)
    ]


def _clean(here: Here) -> list[dict[str, Any]]:
    shown = _shown(here)
    rows = {each.state.key: each.row for each in shown}
    found = editions.clean(each.state for each in shown)
    return [{"number": rows[key].number, "wording": wording} for key, wording in found]


def _beside(here: Here) -> list[dict[str, Any]]:
    shown = _shown(here)
    rows = {each.state.key: each.row for each in shown}
    found = editions.beside(each.state for each in shown)
    return [
        {"number": rows[each.key].number, "by": name, "reading": words}
        for each in found
        for name, words in each.readings
    ]


EDITIONS: dict[str, Callable[[Here], list[dict[str, Any]]]] = {
    "clean": _clean,
    "compilation": _compiled,
    "streamlined": _streamlined,
    "by-delegation": _beside,
}


@text.command()
@click.argument("which", type=click.Choice(list(EDITIONS)))
@here
def edition(here: Here, which: str, *, json_: bool) -> None:
    """Print the text clean, as a compilation, streamlined, or as each delegation would have it."""
    show(EDITIONS[which](here), json_=json_)


@text.command("as-of")
@click.argument("moment", type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]))
@here
def as_of(here: Here, moment: datetime, *, json_: bool) -> None:
    """Print the rolling text as it stood at MOMENT (UTC), folded from what each deed changed."""
    rows = queries.as_of(here.text, here.door.actor, moment.replace(tzinfo=UTC))
    told = [{"number": each.row.number, "level": each.row.level, "rolling": each.rolling.plain} for each in rows]
    if json_:
        show(told, json_=True)
    else:
        click.echo("\n\n".join(f"{each['number']} {each['rolling']}".strip() for each in told))
