"""The metadata of a file that is written: which work and expression it is, its way, its votes, what became of what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from lxml import etree

from travaux.formats.akn.identity import Count, Facts, Step, Vote
from travaux.formats.akn.load import AKN

OWN = "https://travaux.dev/ns/akn/1.0"
"""Our own namespace, for what the standard has no word for."""

SPACES = cast("dict[str, str]", {None: AKN, "travaux": OWN})  # the stubs know no default namespace

NO_DAY = "0001-01-01"
"""The day that the United Nations' own files give where none is known."""

_NOBODY = "#secretariat"


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A provision that bears another number than at first: its `wId`, and its `eId` now."""

    original: str
    current: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal did to a provision: `source` is the address of the one, `provision` the name of the other."""

    kind: Literal["repeal", "substitution", "insertion", "replacement", "renumbering", "split", "join"]
    source: str
    provision: str
    old: str = ""
    new: str = ""


def metadata(facts: Facts, renumbered: Iterable[Renumbered] = (), changes: Iterable[Change] = ()) -> etree._Element:
    """Return the element `meta`; what is not known is said to be unknown, never made up."""
    meta = element("meta")
    meta.append(_identification(facts))
    if facts.steps:
        workflow = add(meta, "workflow", source=_NOBODY)
        for step in facts.steps:
            workflow.append(_step(step))
    analysis = element("analysis", source=_NOBODY)
    _add_changes(analysis, tuple(changes))
    _add_votes(analysis, facts.votes)
    mappings = [{"original": f"#{each.original}", "current": f"#{each.current}"} for each in renumbered]
    if mappings:
        around = add(analysis, "mappings", source=_NOBODY)
        for rank, mapping in enumerate(mappings, start=1):
            add(around, "mapping", eId=f"mapping_{rank}", **mapping)
    if len(analysis):
        meta.append(analysis)
    _add_references(meta)
    return meta


def element(name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Return an element of the standard."""
    made = etree.Element(f"{{{AKN}}}{name}", attributes, nsmap=SPACES)
    made.text = sound(text) or None
    return made


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Add an element of the standard at the end of another."""
    made = element(name, text, **{key: sound(value) for key, value in attributes.items()})
    parent.append(made)
    return made


def sound(text: str) -> str:
    """Return words without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))


def _identification(facts: Facts) -> etree._Element:
    work = facts.work or "/akn/un/statement/unknown"
    expression = facts.expression or f"{work.rstrip('/')}/{facts.language or 'und'}@"
    found = element("identification", source=_NOBODY)
    days = dict(facts.dates)
    for level, address, name in (
        ("FRBRWork", work, "adoption"),
        ("FRBRExpression", expression, "publication"),
        ("FRBRManifestation", facts.manifestation or f"{expression.rstrip('/')}.xml", "markup"),
    ):
        part = add(found, level)
        add(part, "FRBRthis", value=f"{address.rstrip('/')}/!main")
        add(part, "FRBRuri", value=address)
        add(part, "FRBRdate", date=days.get(name) or NO_DAY, name=name)
        add(part, "FRBRauthor", href=_NOBODY)
        if level == "FRBRWork":
            add(part, "FRBRcountry", value=facts.country or "un")
        if level == "FRBRExpression":
            add(part, "FRBRlanguage", language=facts.language or "und")
    return found


def _step(step: Step) -> etree._Element:
    made = element("step", date=step.date or NO_DAY, outcome=step.outcome, by=step.by or _NOBODY)
    if step.document:
        made.set("as", step.document)
    return made


def _add_changes(analysis: etree._Element, changes: tuple[Change, ...]) -> None:
    if not changes:
        return
    around = add(analysis, "passiveModifications")
    for rank, change in enumerate(changes, start=1):
        made = add(around, "textualMod", type=change.kind, eId=f"pmod_{rank}")
        add(made, "source", href=change.source, eId=f"pmod_{rank}__source")
        add(made, "destination", href=f"#{change.provision}", eId=f"pmod_{rank}__destination")
        for name, words in (("old", change.old), ("new", change.new)):
            if words:
                held = add(made, name, eId=f"pmod_{rank}__{name}")
                etree.SubElement(held, f"{{{OWN}}}words").text = sound(words)


def _add_votes(analysis: etree._Element, votes: tuple[Vote, ...]) -> None:
    if not votes:
        return
    around = add(analysis, "parliamentary")
    for rank, vote in enumerate(votes, start=1):
        made = add(around, "voting", outcome=vote.outcome, eId=f"voting_{rank}")
        for count in vote.counts:
            made.append(_count(count, f"voting_{rank}__{count.way}"))
        if not vote.counts:
            add(made, "quorum", value="")


def _count(count: Count, name: str) -> etree._Element:
    made = element("count", value=count.number, refersTo=f"#{count.way}", eId=name)
    for voter in count.voters:
        etree.SubElement(made, f"{{{OWN}}}voter", refersTo=f"#{voter}")
    return made


def _add_references(meta: etree._Element) -> None:
    references = add(meta, "references", source=_NOBODY)
    where = "/akn/ontology/organization/un/secretariat"
    add(references, "TLCOrganization", eId="secretariat", href=where, showAs="Secretariat")
