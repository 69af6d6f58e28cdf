"""Which paragraphs of an adopted text bind somebody to something: suggestions, for a person to confirm."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

KINDS = frozenset({"objective", "commitment", "action"})
"""Kinds of provision that are commitments by what they are."""

NEVER = frozenset({"title", "heading", "preambular", "footnote"})
"""Kinds of provision that bind nobody, whatever their words."""

_OPENING = re.compile(
    r"""(?:(?:also|further|furthermore|in\ this\ regard),?\ )?
        (?:we\ (?:(?:also|further|therefore|hereby)\ )?(?:commit|undertake|pledge|resolve|agree|decide|will|shall)
          |decides|resolves|undertakes|commits|pledges|agrees|requests|calls\ (?:up)?on|urges)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DUTY = re.compile(r"\b(?:States|Parties|State|Party|Governments)\b[^.;:]{0,60}?\b(?:shall|must)\b", re.IGNORECASE)


class Provision(Protocol):
    """What is asked of a provision: its identity, printed number, kind and wording."""

    @property
    def key(self) -> str:
        """The identity that outlives the number."""

    @property
    def number(self) -> str:
        """The number as printed; empty where there is none."""

    @property
    def kind(self) -> str:
        """What the provision is in its text, for instance “action”."""

    @property
    def wording(self) -> str:
        """The words, without the number."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provision that seems to bind somebody, and why it seems so; it counts only when a person confirms it."""

    key: str
    number: str
    wording: str
    why: str


def suggest(provisions: Iterable[Provision]) -> tuple[Suggestion, ...]:
    """Return the provisions that seem to hold commitments, in the order of the text, each with the reason.

    By kind (objective, commitment, action), by how they open (“We commit”, “Decides”, “Requests” …), or because they
    lay a duty on States (“States shall …”). Titles, headings, preambular paragraphs and footnotes never do.
    """
    found = ((provision, _why(provision)) for provision in provisions)
    return tuple(Suggestion(each.key, each.number, each.wording, why) for each, why in found if why)


def _why(provision: Provision) -> str:
    if provision.kind in NEVER:
        return ""
    if provision.kind in KINDS:
        return f"The text marks it as: {provision.kind}."
    if opening := _OPENING.match(provision.wording.lstrip()):
        return f"It opens with “{opening.group()}”."
    if duty := _DUTY.search(provision.wording):
        return f"It lays a duty on States: “{duty.group()}”."
    return ""
