"""Refusal: the root of every “no”, in words that a delegate understands.

A refusal answers four questions: what was asked, why it cannot be done, by which rule, and what can be done
instead. The words are class attributes with named places, so that they can be translated as whole sentences;
the facts of the case fill the places.
"""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - the field says "refusal"; every subclass names its own reason
    """A request that the rules of the process, or the state of things, do not allow.

    Subclasses set `asked`, `because`, `rule` and `remedy`; any of them may hold `{places}`, filled from `facts`.
    Anything that is raised and is not a Refusal is a bug.
    """

    asked: ClassVar[str] = ""
    because: ClassVar[str] = ""
    rule: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    @property
    def code(self) -> str:
        """The name of this refusal for machines, for instance `OutsidePhase`."""
        return type(self).__name__

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """What was asked, why not, by which rule, what to do: untranslated, with the facts filled in."""
        return (self.fill(self.asked), self.fill(self.because), self.fill(self.rule), self.fill(self.remedy))

    def fill(self, words: str) -> str:
        """Put the facts in the places of `words`, which may be a translation of one of the four."""
        return words.format_map(self.facts) if words else ""

    def __str__(self) -> str:
        """Write the four answers as sentences on one line."""
        return " ".join(part for part in self.parts if part)


class NotEntitled(Refusal):
    """The one who asks has not the right, or not in this phase."""


class Unknown(Refusal):
    """The thing asked for is not there, or not for the one who asks."""


class Changed(Refusal):
    """The thing asked about is no longer in the state in which it was seen."""


class Invalid(Refusal):
    """What was handed in cannot be taken as it is."""
