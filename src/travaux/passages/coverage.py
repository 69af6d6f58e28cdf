"""Coverage: who has spoken on what, in numbers of entities, and who has not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """An entity that spoke on a theme, with the group (kind or region) under which it is counted."""

    entity: str
    group: str
    theme: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Entities by theme and group: `cells[theme, group]` are the codes of those who spoke, in order."""

    themes: tuple[str, ...]
    groups: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]

    def count(self, theme: str, group: str) -> int:
        """How many entities of the group spoke on the theme."""
        return len(self.cells.get((theme, group), ()))

    @property
    def most(self) -> int:
        """The largest number in the matrix; 0 where it is empty."""
        return max((len(entities) for entities in self.cells.values()), default=0)


@dataclass(frozen=True, slots=True)
class Gap:
    """A theme on which nobody of these groups spoke."""

    theme: str
    groups: tuple[str, ...]


def matrix(voices: Iterable[Voice], *, themes: Sequence[str], groups: Sequence[str]) -> Matrix:
    """Count entities, not pages: an entity that spoke ten times on a theme stands there once.

    Voices on themes or of groups that are not asked for are left out.
    """
    cells: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for voice in voices:
        if voice.theme in themes and voice.group in groups:
            cells[voice.theme, voice.group].add(voice.entity)
    return Matrix(tuple(themes), tuple(groups), {cell: tuple(sorted(found)) for cell, found in cells.items()})


def gaps(found: Matrix) -> tuple[Gap, ...]:
    """Name the groups without a voice, theme by theme; a theme on which every group spoke has no gap."""
    silent = (
        (theme, tuple(group for group in found.groups if not found.count(theme, group))) for theme in found.themes
    )
    return tuple(Gap(theme, groups) for theme, groups in silent if groups)
