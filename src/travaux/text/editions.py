"""The other editions of a text that moves: compilation, streamlined, clean, and side by side by delegation.

All are made of the same states as the rolling text; none of them changes anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from travaux.text.contest import ADDS, ProvisionState, Scope, Tabled, unmerged
from travaux.words.align import Run, applied, runs


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal by itself, as a compilation lists it: who asks, what for, and how the paragraph would then read."""

    proposal: str
    proponents: tuple[str, ...]
    scope: Scope
    reading: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A paragraph as it stands, with every proposal on it below, in the order of tabling."""

    key: str
    wording: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph as it stands, and how each delegation that asks for something would have it."""

    key: str
    wording: str
    readings: tuple[tuple[str, str], ...]


def reading(state: ProvisionState, tabled: Iterable[Tabled]) -> str:
    """Return how a paragraph reads with proposals made; where two meet, the first stands. Empty: it would be struck."""
    chosen = list(tabled)
    if any(each.scope is Scope.DELETE_PARAGRAPH for each in chosen):
        return ""
    arranged = [each.asks for each in chosen if each.scope in (Scope.SPLIT, Scope.MERGE)]
    if arranged:
        return arranged[0]
    edits, place = [], 0
    for edit in sorted((edit for each in chosen for edit in each.edits), key=lambda edit: (edit.start, edit.end)):
        if edit.start >= place:
            edits.append(edit)
            place = edit.end
    return applied(state.wording, edits)


def compilation(states: Iterable[ProvisionState]) -> list[Compiled]:
    """Return every paragraph with each proposal on it by itself."""
    return [Compiled(state.key, state.wording, tuple(_entry(state, each) for each in state.tabled)) for state in states]


def _entry(state: ProvisionState, tabled: Tabled) -> Entry:
    words = reading(state, [tabled])
    base = "" if tabled.scope in ADDS else state.wording
    return Entry(tabled.proposal, tabled.proponents, tabled.scope, words, tuple(runs(base, words)))


def streamlined(state: ProvisionState) -> ProvisionState:
    """Return a paragraph with the proposals that ask for exactly the same taken together, every proponent kept."""
    together: dict[tuple[object, ...], Tabled] = {}
    for each in state.tabled:
        same = together.setdefault((each.scope, each.edits, each.asks), each)
        if same is not each:
            names = unmerged(same.proponents, each.proponents)
            together[each.scope, each.edits, each.asks] = replace(same, proponents=names)
    return replace(state, tabled=tuple(together.values()))


def clean(states: Iterable[ProvisionState]) -> list[tuple[str, str]]:
    """Return the paragraphs that stand, by key, without what is proposed: brackets in the wording itself stay."""
    return [(state.key, state.wording) for state in states if not _is_only_proposed(state)]


def _is_only_proposed(state: ProvisionState) -> bool:
    return any(each.scope in ADDS for each in state.tabled)


def beside(states: Iterable[ProvisionState]) -> list[Beside]:
    """Return, for a table by delegation, how each would have each paragraph; those who ask for nothing have no cell."""
    return [Beside(state.key, state.wording, tuple(_cells(state))) for state in states]


def _cells(state: ProvisionState) -> Iterable[tuple[str, str]]:
    names = unmerged(*(each.proponents for each in state.tabled))
    return ((name, reading(state, _of(state.tabled, name))) for name in names)


def _of(tabled: Sequence[Tabled], name: str) -> list[Tabled]:
    return [each for each in tabled if name in each.proponents]
