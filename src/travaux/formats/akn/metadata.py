"""The metadata of a file that is written: which work and expression it is, its way, its votes, what became of what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import quote

from lxml import etree

from travaux.formats.akn.identity import Count, Facts, Step, Vote
from travaux.formats.akn.load import AKN

OWN = "https://travaux.dev/ns/akn/1.0"
"""Our own namespace, for what the standard has no word for."""

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:|[#/])")
_OF_ADDRESSES = ":/?#@!$&'()*+,;=%~"
SPACES = cast("dict[str, str]", {None: AKN, "travaux": OWN})  # the stubs know no default namespace

NO_DAY = "0001-01-01"
"""The day that the United Nations' own files give where none is known."""

_NOBODY = "#secretariat"
NOTHING_RENUMBERED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """What a proposal did to a provision: `source` is the address of the one, `provision` the name of the other."""

    kind: Literal["repeal", "substitution", "insertion", "replacement", "renumbering", "split", "join"]
    source: str
    provision: str
    old: str = ""
    new: str = ""


def metadata(
    facts: Facts, changes: Iterable[Change] = (), current: Mapping[str, str] = NOTHING_RENUMBERED
) -> etree._Element:
    """Return the element `meta`; what is not known is said to be unknown, never made up.

    `current` names the provisions that bear another number than before: by the `wId` of each its `eId` now.
    """
    meta = element("meta")
    meta.append(_identification(facts))
    if facts.steps:
        workflow = add(meta, "workflow", source=_NOBODY)
        for step in facts.steps:
            workflow.append(_step(step))
    analysis = element("analysis", source=_NOBODY)
    _add_changes(analysis, tuple(changes))
    _add_votes(analysis, facts.votes)
    if current:
        around = add(analysis, "mappings", source=_NOBODY)
        for rank, (name, now) in enumerate(current.items(), start=1):
            add(around, "mapping", eId=f"mapping_{rank}", original=f"#{name}", current=f"#{now}")
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


def _day(date: str) -> str:
    return date if _DAY.fullmatch(date) else NO_DAY


def address(words: str) -> str:
    """Return words as an address that XML takes: signs that addresses do not have are written by their numbers."""
    return quote(sound(words), safe=_OF_ADDRESSES) if _ADDRESS.match(words) else quote(sound(words), safe="/#")


def sound(text: str) -> str:
    """Return words without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))


def _identification(facts: Facts) -> etree._Element:
    work = facts.work or "/akn/un/statement/unknown"
    expression = facts.expression or f"{work.rstrip('/')}/{facts.language or 'und'}@"
    found = element("identification", source=_NOBODY)
    days = dict(facts.dates)
    for level, uri, name in (
        ("FRBRWork", work, "adoption"),
        ("FRBRExpression", expression, "publication"),
        ("FRBRManifestation", facts.manifestation or f"{expression.rstrip('/')}.xml", "markup"),
    ):
        part = add(found, level)
        add(part, "FRBRthis", value=address(f"{uri.rstrip('/')}/!main"))
        add(part, "FRBRuri", value=address(uri))
        add(part, "FRBRdate", date=_day(days.get(name, "")), name=name)
        add(part, "FRBRauthor", href=_NOBODY)
        if level == "FRBRWork":
            add(part, "FRBRcountry", value=facts.country or "un")
        if level == "FRBRExpression":
            add(part, "FRBRlanguage", language=facts.language if _LANGUAGE.fullmatch(facts.language) else "und")
    return found


def _step(step: Step) -> etree._Element:
    made = element("step", date=_day(step.date), outcome=address(step.outcome), by=address(step.by) or _NOBODY)
    if step.document:
        made.set("as", address(step.document))
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
        made = add(around, "voting", outcome=address(vote.outcome), eId=f"voting_{rank}")
        for count in vote.counts:
            made.append(_count(count, f"voting_{rank}__{count.way}"))
        if not vote.counts:
            add(made, "quorum", value="")


def _count(count: Count, name: str) -> etree._Element:
    made = element("count", value=count.number, refersTo=address(f"#{count.way}"), eId=name)
    for voter in count.voters:
        etree.SubElement(made, f"{{{OWN}}}voter").text = sound(voter)
    return made


def _add_references(meta: etree._Element) -> None:
    references = add(meta, "references", source=_NOBODY)
    where = "/akn/ontology/organization/un/secretariat"
    add(references, "TLCOrganization", eId="secretariat", href=where, showAs="Secretariat")
