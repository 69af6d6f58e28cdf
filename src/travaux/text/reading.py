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
    AGREED = "agreed"
    ADOPTED = "adopted"


NEXT: Mapping[Level, frozenset[Level]] = {
    Level.OPEN: frozenset({Level.AGREED_IN_INFORMALS, Level.AD_REFERENDUM, Level.AGREED, Level.ADOPTED}),
    Level.REOPENED: frozenset({Level.AGREED_IN_INFORMALS, Level.AD_REFERENDUM, Level.AGREED, Level.ADOPTED}),
    Level.AGREED_IN_INFORMALS: frozenset({Level.AD_REFERENDUM, Level.AGREED, Level.ADOPTED, Level.REOPENED}),
    Level.AD_REFERENDUM: frozenset({Level.AGREED, Level.ADOPTED, Level.REOPENED}),
    Level.AGREED: frozenset({Level.ADOPTED, Level.REOPENED}),
    Level.ADOPTED: frozenset(),
}
"""Which levels may follow each level; nothing follows adoption."""

STANDING = frozenset({Level.AGREED_IN_INFORMALS, Level.AD_REFERENDUM, Level.AGREED, Level.ADOPTED})
"""Levels at which a paragraph counts as agreed."""


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
