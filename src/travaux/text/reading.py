"""Decisions on paragraphs: their levels, which may follow which, and the exact wording that each is bound to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from travaux.refusal import Changed
from travaux.words.tokens import digest


class Level(StrEnum):
    """How far a paragraph has come."""

    OPEN = "open"
    REOPENED = "reopened"
    AGREED_IN_INFORMALS = "agreed_in_informals"
    AD_REFERENDUM = "ad_referendum"
    AGREED_IN_COMMITTEE = "agreed_in_committee"
    AGREED = "agreed"
    ADOPTED = "adopted"


_UPWARDS = (Level.AGREED_IN_INFORMALS, Level.AD_REFERENDUM, Level.AGREED_IN_COMMITTEE, Level.AGREED, Level.ADOPTED)
NEXT: Mapping[Level, frozenset[Level]] = {
    Level.OPEN: frozenset(_UPWARDS),
    Level.REOPENED: frozenset(_UPWARDS),
    **{level: frozenset({*_UPWARDS[i + 1 :], Level.REOPENED}) for i, level in enumerate(_UPWARDS[:-1])},
    Level.ADOPTED: frozenset(),
}
"""Which levels may follow each level; nothing follows adoption."""

STANDING = frozenset(_UPWARDS)
"""Levels at which a paragraph counts as agreed."""
SETTLED = frozenset({Level.AGREED_IN_COMMITTEE, Level.AGREED, Level.ADOPTED})
"""Levels at which nobody's word is waited for any more."""


class OutOfTurn(Changed):
    """The level asked for cannot follow the one that the paragraph is at."""

    asked = "You asked to mark this paragraph “{wanted}”."
    because = "It is “{current}”, and “{wanted}” cannot follow that."
    remedy = "Choose one of: {allowed}."


class StillOpen(Changed):
    """A paragraph with open brackets was to be agreed."""

    asked = "You asked to mark paragraph {number} as agreed."
    because = "Words in it are still in brackets: {brackets}."
    rule = "A paragraph is agreed when nothing in it is contested."
    remedy = "Lift these brackets first, or withdraw the proposals that open them."


class StillPending(Changed):
    """A paragraph that waits for delegations was to be settled without them."""

    asked = "You asked to mark paragraph {number} as “{wanted}”."
    because = "It was agreed subject to the word of: {pending}."
    rule = "What is agreed ad referendum is settled when everybody who was waited for has said yes."
    remedy = "Wait for their word, or reopen the paragraph."


class AlreadyAdopted(Changed):
    """A change was asked of a paragraph that has been adopted."""

    asked = "You asked for a change of paragraph {number}."
    because = "It has been adopted."
    rule = "What is adopted is not changed; the rest of the text stays open."
    remedy = "Propose a new paragraph, or leave it."


class MayNotAdopt(Changed):
    """A text with open brackets was to be adopted."""

    asked = "You asked to adopt the text."
    because = "Brackets still open, {count}: {brackets}."
    rule = "A text is adopted when no bracket is left open in it."
    remedy = "Lift each of them first; every paragraph named here has its own page."


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a paragraph, bound to the digest of the wording it was decided on."""

    level: Level
    sha256: str


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A bracket that is still open: the printed number of its paragraph, the words contested there, where to see it."""

    number: str
    words: str
    where: str = ""


def decide(current: Level, wanted: Level, wording: str) -> Decision:
    """Bind level `wanted` to `wording`; raise OutOfTurn if it may not follow `current`."""
    if wanted not in NEXT[current]:
        allowed = ", ".join(level.replace("_", " ") for level in Level if level in NEXT[current]) or "none"
        raise OutOfTurn(wanted=wanted.replace("_", " "), current=current.replace("_", " "), allowed=allowed)
    return Decision(wanted, digest(wording))


def holds(decision: Decision, wording: str) -> bool:
    """Whether the decision still stands: a single changed character ends it."""
    return decision.level in STANDING and decision.sha256 == digest(wording)


def check_pending(number: str, wanted: Level, pending: Sequence[str]) -> None:
    """Raise StillPending if a level that waits for nobody is asked for while somebody's word is awaited."""
    if pending and wanted in SETTLED:
        raise StillPending(number=number, wanted=wanted.replace("_", " "), pending=", ".join(pending))


def check_open_to_change(number: str, level: Level) -> None:
    """Raise AlreadyAdopted if nothing may change any more."""
    if level is Level.ADOPTED:
        raise AlreadyAdopted(number=number)


def check_agreed(number: str, brackets: Sequence[OpenPlace]) -> None:
    """Raise StillOpen if a bracket is open in the paragraph."""
    if brackets:
        raise StillOpen(number=number, brackets="; ".join(f"“{place.words}”" for place in brackets))


def check_adoption(brackets: Sequence[OpenPlace]) -> None:
    """Raise MayNotAdopt, naming each open bracket with its paragraph, if there is one."""
    if brackets:
        listed = "; ".join(f"{place.number} “{place.words}”{_where(place)}" for place in brackets)
        raise MayNotAdopt(count=len(brackets), brackets=listed)


def _where(place: OpenPlace) -> str:
    return f" ({place.where})" if place.where else ""
