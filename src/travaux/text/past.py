"""A provision as it stood at a moment: what was done to it until then is done again, in order.

Nothing is kept but deeds: the wording, the places of open proposals and what they lost are worked out anew, by the same
rules as when the deeds were done. A bracket is found by its key, which says all that it held; where a history does
not hold the bracket that was lifted, the wording after it counts, and open proposals are carried over to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from travaux.text.contest import Outcome, ProvisionState, Scope, Tabled, brackets, lift
from travaux.text.proposal import Fate, carried
from travaux.words.align import Edit, script


@dataclass(frozen=True, slots=True)
class Tabling:
    """A proposal is put on the table: `wording` in place of `base`, or a whole paragraph added or struck."""

    proposal: str
    proponents: tuple[str, ...]
    base: str
    wording: str
    scope: Scope = Scope.WORDS


@dataclass(frozen=True, slots=True)
class Closing:
    """A proposal goes off the table: withdrawn, or nothing of it is left to decide."""

    proposal: str


@dataclass(frozen=True, slots=True)
class Rewording:
    """Those who lead word the provision anew."""

    wording: str


@dataclass(frozen=True, slots=True)
class Lifting:
    """A bracket is lifted: `words` take its place, and the provision then reads `wording`."""

    bracket: str
    words: str
    wording: str


Deed = Tabling | Closing | Rewording | Lifting


@dataclass(frozen=True, slots=True)
class Past:
    """A provision after some deeds; `lost` are open proposals with an edit of which the words are gone."""

    state: ProvisionState
    lost: tuple[str, ...] = ()
    is_struck: bool = False


def replayed(key: str, wording: str, deeds: Iterable[Deed]) -> Past:
    """Return the provision that read `wording` at first, after `deeds`."""
    past = Past(ProvisionState(key, wording))
    for deed in deeds:
        past = _done(deed, past)
    return past


@singledispatch
def _done(deed: Deed, _past: Past) -> Past:
    raise TypeError(deed)


@_done.register
def _tabling(deed: Tabling, past: Past) -> Past:
    edits = script(deed.base, deed.wording) if deed.scope is Scope.WORDS else []
    tabled = Tabled(deed.proposal, deed.proponents, tuple(edits), deed.scope)
    kept, lost = _moved([tabled], deed.base if edits else past.state.wording, past.state.wording)
    return _with(past, past.state.wording, [*past.state.tabled, *kept], [*past.lost, *lost])


@_done.register
def _closing(deed: Closing, past: Past) -> Past:
    tabled = [each for each in past.state.tabled if each.proposal != deed.proposal]
    return _with(past, past.state.wording, tabled, [each for each in past.lost if each != deed.proposal])


@_done.register
def _rewording(deed: Rewording, past: Past) -> Past:
    tabled, lost = _moved(past.state.tabled, past.state.wording, deed.wording)
    return _with(past, deed.wording, tabled, [*past.lost, *lost])


@_done.register
def _lifting(deed: Lifting, past: Past) -> Past:
    state = past.state
    found = next((bracket for bracket in brackets(state) if bracket.key == deed.bracket), None)
    if found is None:
        return _rewording(Rewording(deed.wording), past)
    result = lift(state, found, deed.words)
    if result.is_struck:
        return Past(ProvisionState(state.key, state.wording), (), is_struck=True)
    settled = {proposal for proposal, _ in result.whole}
    left: dict[str, list[Edit]] = {}
    lost = list(past.lost)
    for fate in result.edits:
        if fate.fate is Fate.ORPHANED:
            lost.append(fate.proposal)
        elif fate.outcome is Outcome.OPEN:
            left.setdefault(fate.proposal, []).append(fate.after)
    tabled = [
        replace(each, edits=tuple(left.get(each.proposal, ())))
        for each in state.tabled
        if each.proposal not in settled and (each.scope is not Scope.WORDS or each.proposal in left)
    ]
    return _with(past, result.wording, tabled, lost)


def _moved(tabled: Sequence[Tabled], before: str, after: str) -> tuple[list[Tabled], list[str]]:
    """Carry open proposals over to another wording; return them, and those of which an edit lost its words."""
    kept, lost = [], []
    for each in tabled:
        moved = carried(each.edits, before, after) if before != after else []
        if any(one.fate is Fate.ORPHANED for one in moved):
            lost.append(each.proposal)
        edits = tuple(one.edit for one in moved if one.fate is not Fate.ORPHANED) if moved else each.edits
        if edits or each.scope is not Scope.WORDS:
            kept.append(replace(each, edits=edits))
    return kept, lost


def _with(past: Past, wording: str, tabled: Sequence[Tabled], lost: Sequence[str]) -> Past:
    state = ProvisionState(past.state.key, wording, tuple(tabled))
    return Past(state, tuple(dict.fromkeys(lost)), past.is_struck)
