"""What is contested in a provision: its open brackets, the alternatives in each, and how one is lifted.

Proposals and brackets that stand in the wording are gathered into one open bracket wherever they overlap or touch, so
that each place is decided once. A whole paragraph may be contested too: a new one, an alternative to another, one that
is to be deleted; one that is to be moved, split, or merged with another. Whoever would retain it stands in each bracket
behind the words as they are.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from itertools import chain

from travaux.refusal import Invalid
from travaux.text.bracket import Place, places
from travaux.text.nature import Nature
from travaux.text.proposal import Fate, carried
from travaux.words.align import Edit, applied
from travaux.words.tokens import holds


class Scope(StrEnum):
    """Whether a bracket stands around words or around a whole paragraph."""

    WORDS = "words"
    NEW_PARAGRAPH = "new_paragraph"
    ALTERNATIVE = "alternative"
    DELETE_PARAGRAPH = "delete_paragraph"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    RETAIN = "retain"


ADDS = frozenset({Scope.NEW_PARAGRAPH, Scope.ALTERNATIVE})
"""Scopes that put a paragraph on the table which is not part of the text yet."""
ARRANGES = (Scope.MOVE, Scope.SPLIT, Scope.MERGE)
"""Scopes that leave the words and change where paragraphs stand, begin and end."""


class NotAsked(Invalid):
    """A paragraph was to be moved, split or merged otherwise than anybody asked."""

    asked = "You asked to settle where a paragraph stands, begins or ends."
    because = "Nobody proposed that it be done in this way."
    rule = "What is proposed about the order of paragraphs is taken as proposed, or left."
    remedy = "Choose one of the proposals, or none; for another order, a delegation proposes it."


class Outcome(StrEnum):
    """What became of an edit when a bracket was lifted."""

    OPEN = "open"
    INCORPORATED = "incorporated"
    NOT_RETAINED = "not_retained"


@dataclass(frozen=True, slots=True)
class Tabled:
    """An open proposal on a provision: its edits on the current wording, or what it asks for the whole paragraph.

    `asks` are, where paragraphs are to be rearranged, the words by which the proposal is told: the parts, with an empty
    line between them, the merged wording, or an arrow and the number of the paragraph behind which it would stand.
    """

    proposal: str
    proponents: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    scope: Scope = Scope.WORDS
    asks: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionState:
    """A provision as it stands: identity, wording, and the open proposals on it in the order of their tabling."""

    key: str
    wording: str
    tabled: tuple[Tabled, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that may stand in place of a bracket, who proposes them and in which proposals; empty words delete."""

    words: str
    proponents: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """One place in a provision that is not agreed.

    `key` changes with everything that the bracket consists of, so that a key seen earlier never fits another state.
    """

    key: str
    scope: Scope
    start: int
    end: int
    base: str
    alternatives: tuple[Alternative, ...]
    nature: Nature = Nature.CONTESTED

    @property
    def is_collision(self) -> bool:
        """Whether proposals meet here that would have it differently."""
        return sum(bool(choice.proposals) and choice.words != self.base for choice in self.alternatives) > 1

    @property
    def proposals(self) -> tuple[str, ...]:
        """The proposals that meet here, in the order of the alternatives."""
        return tuple(dict.fromkeys(each for choice in self.alternatives for each in choice.proposals))


@dataclass(frozen=True, slots=True)
class EditFate:
    """What lifting a bracket did to one edit: its outcome and, while it stays open, where it now stands."""

    proposal: str
    before: Edit
    outcome: Outcome
    after: Edit
    fate: Fate = Fate.CLEAN


@dataclass(frozen=True, slots=True)
class Lifted:
    """A provision after a bracket was lifted; `whole` tells what became of proposals on the whole paragraph."""

    wording: str
    is_struck: bool
    edits: tuple[EditFate, ...]
    whole: tuple[tuple[str, Outcome], ...] = ()


def brackets(state: ProvisionState) -> list[Bracket]:
    """Return the open brackets of a provision: those around the whole paragraph first, then in reading order."""
    retained = _retained(state)
    ranked = {tabled.proposal: (rank, tabled) for rank, tabled in enumerate(state.tabled)}
    return [*_around(state, retained), *(_bracket(state, cluster, retained, ranked) for cluster in _clusters(state))]


def unmerged(*named: Iterable[str]) -> tuple[str, ...]:
    """Return all names once, in the order in which they first come."""
    return tuple(dict.fromkeys(chain(*named)))


@dataclass(slots=True)
class _Cluster:
    """Edits and literal brackets that overlap or touch."""

    start: int
    end: int
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    literal: list[Place] = field(default_factory=list)


def _clusters(state: ProvisionState) -> list[_Cluster]:
    contested: list[tuple[int, int, int, str, Edit | Place]] = [
        (edit.start, edit.end, rank, tabled.proposal, edit)
        for rank, tabled in enumerate(state.tabled)
        for edit in tabled.edits
    ]
    contested += [(place.start, place.end, -1, "", place) for place in places(state.wording)]
    found: list[_Cluster] = []
    for start, end, _, proposal, what in sorted(contested, key=lambda each: each[:3]):
        if not found or start > found[-1].end:
            found.append(_Cluster(start, end))
        _join(found[-1], end, proposal, what)
    return found


def _join(cluster: _Cluster, end: int, proposal: str, what: Edit | Place) -> None:
    cluster.end = max(cluster.end, end)
    if isinstance(what, Place):
        cluster.literal.append(what)
    else:
        cluster.edits.setdefault(proposal, []).append(what)


def _bracket(
    state: ProvisionState, cluster: _Cluster, retained: Alternative, ranked: Mapping[str, tuple[int, Tabled]]
) -> Bracket:
    base = state.wording[cluster.start : cluster.end]
    if cluster.edits:
        order = (ranked[proposal][1] for proposal in sorted(cluster.edits, key=lambda each: ranked[each][0]))
        asked = [Alternative(_reading(base, cluster, t.proposal), t.proponents, (t.proposal,)) for t in order]
        choices = _merged([replace(retained, words=base), *asked])
        return _keyed(state, Scope.WORDS, (cluster.start, cluster.end), choices)
    choices = tuple(Alternative(words) for place in cluster.literal for words in place.options)
    nature = cluster.literal[0].nature if len(cluster.literal) == 1 else Nature.ALTERNATIVES
    return _keyed(state, Scope.WORDS, (cluster.start, cluster.end), choices, nature)


def _retained(state: ProvisionState) -> Alternative:
    """Return those who would retain the words that stand, whatever these are."""
    found = [tabled for tabled in state.tabled if tabled.scope is Scope.RETAIN]
    names = unmerged(*(tabled.proponents for tabled in found))
    return Alternative("", names, tuple(tabled.proposal for tabled in found))


def _reading(base: str, cluster: _Cluster, proposal: str) -> str:
    """Return the words of the place as one proposal would have them."""
    shift = cluster.start
    edits = sorted(cluster.edits[proposal], key=lambda edit: (edit.start, edit.end))
    return applied(base, [Edit(edit.start - shift, edit.end - shift, edit.words) for edit in edits])


def _merged(choices: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Take alternatives with the same words together, keeping every proponent."""
    alike: dict[str, list[Alternative]] = {}
    for choice in choices:
        alike.setdefault(choice.words, []).append(choice)
    return tuple(_as_one(same) if len(same) > 1 else same[0] for same in alike.values())


def _as_one(same: Sequence[Alternative]) -> Alternative:
    names = unmerged(*(choice.proponents for choice in same))
    return Alternative(same[0].words, names, unmerged(*(choice.proposals for choice in same)))


def _around(state: ProvisionState, retained: Alternative) -> list[Bracket]:
    return [
        _keyed(state, scope, (0, len(state.wording)), _choices(state.wording, scope, asked, retained))
        for scope in (Scope.NEW_PARAGRAPH, Scope.ALTERNATIVE, Scope.DELETE_PARAGRAPH, *ARRANGES)
        if (asked := [tabled for tabled in state.tabled if tabled.scope is scope])
    ]


def _choices(wording: str, scope: Scope, asked: Sequence[Tabled], retained: Alternative) -> tuple[Alternative, ...]:
    """Return what may be chosen around a whole paragraph: what is asked first, then that nothing comes of it."""
    if scope in ADDS:
        words, left = [wording] * len(asked), Alternative("")
    elif scope in ARRANGES:
        words, left = [tabled.asks for tabled in asked], retained
    else:
        words, left = [""] * len(asked), replace(retained, words=wording)
    told = zip(words, asked, strict=True)
    return _merged([*(Alternative(each, tabled.proponents, (tabled.proposal,)) for each, tabled in told), left])


def _keyed(
    state: ProvisionState,
    scope: Scope,
    span: tuple[int, int],
    choices: tuple[Alternative, ...],
    nature: Nature = Nature.CONTESTED,
) -> Bracket:
    base = state.wording[span[0] : span[1]]
    parts = [state.key, scope, *span, base, [[choice.words, choice.proposals] for choice in choices]]
    key = sha256(json.dumps(parts).encode()).hexdigest()[:12]
    return Bracket(key, scope, *span, base, choices, nature)


def lift(state: ProvisionState, bracket: Bracket, wording: str) -> Lifted:
    """Put `wording` in place of an open bracket and say what that means for every edit on the provision.

    An edit is incorporated if the wording is the reading of its proposal or, in a compromise, holds the words that it
    adds and none that it removes; else it is not retained. Edits elsewhere in the provision stay open and move along.
    For a whole paragraph, empty wording strikes it and settles all that was proposed on it; where paragraphs are to be
    rearranged it leaves them as they are. Raises NotAsked if they would be rearranged as nobody asked.
    """
    if bracket.scope in ARRANGES:
        return _rearranged(state, bracket, wording)
    if bracket.scope is not Scope.WORDS:
        return _lift_whole(state, bracket, wording)
    after = _joined(state.wording[: bracket.start], wording, state.wording[bracket.end :])
    shift = len(after) - len(state.wording)
    fates = [_fate(bracket, wording, tabled.proposal, edit, shift) for tabled in state.tabled for edit in tabled.edits]
    retained = _fates_of_retaining(state, is_left=wording == bracket.base)
    return Lifted(after, not after.strip(), tuple(fates), retained)


def _fates_of_retaining(state: ProvisionState, *, is_left: bool) -> tuple[tuple[str, Outcome], ...]:
    """Settle what would retain the paragraph: lost once its words change, won with the last bracket."""
    if is_left and len(brackets(state)) > 1:
        return ()
    outcome = Outcome.INCORPORATED if is_left else Outcome.NOT_RETAINED
    return tuple((tabled.proposal, outcome) for tabled in state.tabled if tabled.scope is Scope.RETAIN)


def _rearranged(state: ProvisionState, bracket: Bracket, wording: str) -> Lifted:
    """Take one of the ways that are asked for, or none; the words and all other proposals stay as they are."""
    chosen = next((choice for choice in bracket.alternatives if choice.words == wording), None)
    if chosen is None:
        raise NotAsked
    fates = tuple(EditFate(t.proposal, edit, Outcome.OPEN, edit) for t in state.tabled for edit in t.edits)
    whole = tuple(
        (tabled.proposal, Outcome.INCORPORATED if tabled.proposal in chosen.proposals else Outcome.NOT_RETAINED)
        for tabled in state.tabled
        if tabled.scope is bracket.scope
    )
    retained = _fates_of_retaining(state, is_left=not wording)
    return Lifted(state.wording, is_struck=False, edits=fates, whole=(*whole, *retained))


def _joined(before: str, words: str, behind: str) -> str:
    """Put the words in their place; where there are none, one of the two spaces around them goes too."""
    if not words and before.endswith(" ") and behind[:1] in {"", " ", *",.;:)]"}:
        return before[:-1] + behind
    return before + words + (behind if words or before else behind.lstrip(" "))


def _fate(bracket: Bracket, wording: str, proposal: str, edit: Edit, shift: int) -> EditFate:
    if edit.end < bracket.start:
        return EditFate(proposal, edit, Outcome.OPEN, edit)
    if edit.start > bracket.end:
        return EditFate(proposal, edit, Outcome.OPEN, Edit(edit.start + shift, edit.end + shift, edit.words))
    outcome = Outcome.INCORPORATED if _is_in(bracket, wording, proposal, edit) else Outcome.NOT_RETAINED
    return EditFate(proposal, edit, outcome, edit)


def _is_in(bracket: Bracket, wording: str, proposal: str, edit: Edit) -> bool:
    chosen = [choice for choice in bracket.alternatives if choice.words == wording]
    if chosen:
        return proposal in chosen[0].proposals
    removed = bracket.base[edit.start - bracket.start : edit.end - bracket.start]
    is_gone = not removed.strip() or not holds(wording, removed)
    return is_gone and (not edit.words.strip() or holds(wording, edit.words))


def _lift_whole(state: ProvisionState, bracket: Bracket, wording: str) -> Lifted:
    is_struck = not wording.strip()
    after = state.wording if is_struck else wording
    is_wanted = is_struck is (bracket.scope is Scope.DELETE_PARAGRAPH)
    whole = [
        (tabled.proposal, Outcome.INCORPORATED if is_wanted and tabled.scope is bracket.scope else Outcome.NOT_RETAINED)
        for tabled in state.tabled
        if tabled.scope is bracket.scope or (is_struck and tabled.scope is not Scope.WORDS)
    ]
    if not is_struck:
        whole += _fates_of_retaining(state, is_left=after == state.wording)
    fates = [fate for tabled in state.tabled for fate in _moved(state, tabled, after, is_struck=is_struck)]
    return Lifted(after, is_struck, tuple(fates), tuple(whole))


def _moved(state: ProvisionState, tabled: Tabled, after: str, *, is_struck: bool) -> list[EditFate]:
    if is_struck:
        return [EditFate(tabled.proposal, edit, Outcome.NOT_RETAINED, edit) for edit in tabled.edits]
    moved = zip(tabled.edits, carried(tabled.edits, state.wording, after), strict=True)
    return [EditFate(tabled.proposal, edit, Outcome.OPEN, each.edit, each.fate) for edit, each in moved]


def fitted(wording: str, bracket: Bracket, words: str) -> str:
    """Return `words` as they fit in place of the bracket: those of an alternative exactly, others with their spaces."""
    words = words.strip()
    same = [choice.words for choice in bracket.alternatives if choice.words.strip() == words]
    if same or not words:
        return same[0] if same else ""
    lead = " " if _needs_space(wording[: bracket.start][-1:], words[0]) else ""
    tail = " " if _needs_space(words[-1], wording[bracket.end :][:1]) else ""
    return f"{lead}{words}{tail}"


def _needs_space(left: str, right: str) -> bool:
    """Whether a space belongs between two characters: never in Chinese, nor before marks that close."""
    if not left or not right or max(left, right) >= "\u2e80":
        return False
    return (left.isalnum() or left in ",;:.!?)]%") and (right.isalnum() or right in "([")
