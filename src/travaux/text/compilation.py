"""The compilation text: under each paragraph every proposal on it, with who asks for it; and the same, streamlined.

A compilation keeps proposals apart even where they say the same. Streamlining takes those together that would have the
paragraph read alike, but for capitals, spaces and the last full stop, and keeps every name; it decides nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.text.contest import Bracket, ProvisionState, Scope, Tabled, unmerged
from travaux.words.align import Edit, Run, applied


@dataclass(frozen=True, slots=True)
class Request:
    """What one or more proposals ask for on a paragraph: the words kept, removed and added, and who asks."""

    proposals: tuple[str, ...]
    proponents: tuple[str, ...]
    scope: Scope
    runs: tuple[Run, ...]


def compiled(state: ProvisionState) -> list[Request]:
    """Return what each open proposal asks for, in the order of tabling."""
    return [_request(state.wording, [tabled]) for tabled in state.tabled]


def streamlined(state: ProvisionState) -> list[Request]:
    """Return what is asked for, once each: proposals that say the same are taken together, with all their names."""
    alike: dict[tuple[Scope, str], list[Tabled]] = {}
    for tabled in state.tabled:
        alike.setdefault((tabled.scope, _plain(state.wording, tabled)), []).append(tabled)
    return [_request(state.wording, group) for group in alike.values()]


def collisions(brackets: Sequence[Bracket]) -> list[Bracket]:
    """Return the brackets in which two proposals or more want different words."""
    return [bracket for bracket in brackets if sum(bool(choice.proposals) for choice in bracket.alternatives) > 1]


def _plain(wording: str, tabled: Tabled) -> str:
    read = applied(wording, _in_order(tabled.edits))
    return " ".join(read.casefold().split()).rstrip(".;, ")


def _request(wording: str, group: Sequence[Tabled]) -> Request:
    first = group[0]
    names = unmerged(*(tabled.proponents for tabled in group))
    return Request(tuple(tabled.proposal for tabled in group), names, first.scope, tuple(_runs(wording, first)))


def _runs(wording: str, tabled: Tabled) -> list[Run]:
    if tabled.scope is not Scope.WORDS:
        return [Run("removed" if tabled.scope is Scope.DELETE_PARAGRAPH else "added", wording)]
    return [run for run in _woven(wording, _in_order(tabled.edits)) if run.words]


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def _woven(wording: str, edits: Iterable[Edit]) -> Iterator[Run]:
    """Yield the words before, in and after each edit."""
    place = 0
    for edit in edits:
        yield Run("same", wording[place : edit.start])
        yield Run("removed", wording[edit.start : edit.end])
        yield Run("added", edit.words)
        place = edit.end
    yield Run("same", wording[place:])
