"""A provision: one paragraph of a text, with an identity that outlives its number and its wording."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a provision is in the text; how it is numbered follows from its kind."""

    TITLE = "title"
    HEADING = "heading"
    PREAMBULAR = "preambular"
    CHAPEAU = "chapeau"
    PRINCIPLE = "principle"
    OBJECTIVE = "objective"
    COMMITMENT = "commitment"
    ACTION = "action"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    ITEM = "item"
    ANNEX = "annex"
    FOOTNOTE = "footnote"


OPENS_SECTION = frozenset({Kind.HEADING, Kind.OBJECTIVE, Kind.ANNEX})
"""Kinds under which the paragraphs that follow are gathered, for counts by section."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision as it stands in one version: its identity, kind, printed number and wording."""

    key: str
    kind: Kind
    wording: str
    number: str = ""
