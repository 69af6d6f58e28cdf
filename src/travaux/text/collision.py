"""Collisions: places where proposals cannot all have their way, each reading set beside the words that stand."""

from dataclasses import dataclass

from travaux.text.contest import ProvisionState, brackets
from travaux.words.align import Run, runs


@dataclass(frozen=True, slots=True)
class Side:
    """One reading of a contested place: its words, who asks for it, and how it differs from the words that stand."""

    words: str
    proponents: tuple[str, ...]
    proposals: tuple[str, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Collision:
    """A bracket in which proposals collide: its key, the words that stand there, and the readings side by side."""

    bracket: str
    base: str
    sides: tuple[Side, ...]


def collisions(state: ProvisionState) -> list[Collision]:
    """Return the places of a provision where proposals collide, in the order of its brackets."""
    return [
        Collision(
            bracket.key,
            bracket.base,
            tuple(
                Side(each.words, each.proponents, each.proposals, tuple(runs(bracket.base, each.words)))
                for each in bracket.alternatives
            ),
        )
        for bracket in brackets(state)
        if bracket.is_collision
    ]
