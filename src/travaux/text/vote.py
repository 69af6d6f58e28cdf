"""A recorded vote: who was in favour, against, abstained or was absent, and what the majority rule makes of it.

The rules are data. Members “present and voting” are those who vote in favour or against; those who abstain are
considered as not voting (rules of procedure of the General Assembly, rules 85 to 87; a tie rejects, rule 95).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from travaux.refusal import Invalid


class Cast(StrEnum):
    """What a delegation did in a vote."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    ABSENT = "absent"


class VotedTwice(Invalid):
    """A delegation stands in two columns of a vote."""

    asked = "You asked to record a vote."
    because = "These delegations are counted more than once: {names}."
    rule = "Each delegation has one vote."
    remedy = "Correct the columns and send them again."


class NobodyVoted(Invalid):
    """A vote without a vote."""

    asked = "You asked to record a vote."
    because = "Nobody is in favour, against, or abstaining."
    remedy = "Enter who voted how."


class NoSuchRule(Invalid):
    """No majority rule has that name."""

    asked = "You asked for the majority “{given}”."
    because = "No rule has that name."
    remedy = "Choose one of: {known}."


class Whole(StrEnum):
    """Of what a majority is a share."""

    PRESENT_AND_VOTING = "present_and_voting"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Majority:
    """A majority rule: the share of the whole that is needed; `strictly` more than the share, or just as much."""

    key: str
    share: Fraction
    whole: Whole = Whole.PRESENT_AND_VOTING
    strictly: bool = False


RULES: Mapping[str, Majority] = {
    rule.key: rule
    for rule in (
        Majority("simple", Fraction(1, 2), strictly=True),
        Majority("two_thirds", Fraction(2, 3)),
        Majority("absolute", Fraction(1, 2), Whole.MEMBERS, strictly=True),
        Majority("two_thirds_of_members", Fraction(2, 3), Whole.MEMBERS),
        Majority("unanimity", Fraction(1)),
    )
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes counted."""

    in_favour: int
    against: int
    abstaining: int = 0
    absent: int = 0

    @property
    def told(self) -> str:
        """The count as it is read out."""
        return f"{self.in_favour}-{self.against}-{self.abstaining}"


def tally(votes: Mapping[Cast, Collection[str]]) -> Tally:
    """Count who voted how; raise VotedTwice or NobodyVoted."""
    names = [name for column in votes.values() for name in column]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise VotedTwice(names=", ".join(twice))
    counted = Tally(*(len(votes.get(cast, ())) for cast in Cast))
    if not counted.in_favour + counted.against + counted.abstaining:
        raise NobodyVoted
    return counted


def rule_named(key: str) -> Majority:
    """Return the majority rule with `key`, or raise NoSuchRule."""
    if key not in RULES:
        raise NoSuchRule(given=key, known=", ".join(RULES))
    return RULES[key]


def is_carried(counted: Tally, rule: Majority) -> bool:
    """Whether the votes in favour reach the majority; with nobody voting for or against, nothing is carried."""
    voting = counted.in_favour + counted.against
    whole = voting if rule.whole is Whole.PRESENT_AND_VOTING else voting + counted.abstaining + counted.absent
    needed = rule.share * whole
    return counted.in_favour > needed if rule.strictly else 0 < counted.in_favour >= needed
