"""The rolling text: each provision with what is proposed on it, in brackets, with the names of those who propose it.

Words that overlapping proposals would delete are cut where the set of their proponents changes; words to be added
stand where the deleted ones end; the same words from several delegations are shown once, with all their names.

In plain text the names stand behind the words and an en dash: `[strengthen -- BRU: delete]` where BRU would
delete, `[further enhance -- BRU, G12]` where both would add (a single en dash stands for `--`). What is asked about
the place, the beginning or the end of a paragraph stands behind it in the same way: `[→ 12 -- ARL]` would move it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from travaux.text.contest import ADDS, ARRANGES, Bracket, ProvisionState, Scope, Tabled, brackets, unmerged

DASH = "\N{EN DASH}"


class Mark(StrEnum):
    """How a segment is shown."""

    PLAIN = "plain"
    BRACKET = "bracket"
    REMOVED = "removed"
    ADDED = "added"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words shown alike: `proponents` would remove or add them in `proposals`.

    `bracket` is the key of the open bracket that the segment belongs to, empty for plain words.
    """

    mark: Mark
    words: str
    proponents: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    bracket: str = ""

    @property
    def lead(self) -> str:
        """Spaces before the words, to be shown outside the brackets."""
        return self.words[: len(self.words) - len(self.words.lstrip())]

    @property
    def core(self) -> str:
        """The words without the spaces around them."""
        return self.words.strip()

    @property
    def tail(self) -> str:
        """Spaces after the words; none if the segment is nothing but spaces."""
        return self.words[len(self.words.rstrip()) :] if self.core else ""


@dataclass(frozen=True, slots=True)
class Rolling:
    """A provision as shown: its segments in reading order, and the list of its open brackets."""

    key: str
    segments: tuple[Segment, ...]
    brackets: tuple[Bracket, ...]

    @property
    def plain(self) -> str:
        """The provision as plain text, with attributions."""
        return "".join(_written(segment) for segment in self.segments)


def rolling(state: ProvisionState) -> Rolling:
    """Show a provision with everything that is proposed on it."""
    found = brackets(state)
    whole = [tabled for tabled in state.tabled if tabled.scope in ADDS or tabled.scope is Scope.DELETE_PARAGRAPH]
    segments = _joined([*_segments(state, found, whole), *_asked(found)])
    return Rolling(state.key, tuple(segments), tuple(found))


def _written(segment: Segment) -> str:
    if segment.mark in (Mark.PLAIN, Mark.BRACKET) or not segment.core:
        return segment.words
    names = ", ".join(segment.proponents)
    told = ": ".join(part for part in (names, "delete" if segment.mark is Mark.REMOVED else "") if part)
    dash = f" {DASH} " if told else ""
    return f"{segment.lead}[{segment.core}{dash}{told}]{segment.tail}"


def _segments(state: ProvisionState, found: Sequence[Bracket], whole: Sequence[Tabled]) -> Iterator[Segment]:
    starts, ends, added = _events(state)
    keys = [bracket for bracket in found if bracket.scope is Scope.WORDS]
    active: dict[int, Tabled] = {}
    cuts = sorted({0, len(state.wording), *starts, *ends, *added, *_literal(state.wording)})
    for place, following in zip(cuts, [*cuts[1:], len(state.wording)], strict=True):
        key = _key_at(keys, place, following)
        for rank in ends.get(place, ()):
            active.pop(rank, None)
        yield from _additions(added.get(place, ()), key or _key_before(keys, place))
        active.update(starts.get(place, {}))
        if following > place:
            removing = [active[rank] for rank in sorted(active)]
            yield _shown(state.wording[place:following], removing, whole, key)


def _asked(found: Sequence[Bracket]) -> Iterator[Segment]:
    """Yield, behind the words, what is asked about the place, the beginning and the end of the paragraph."""
    for bracket in found:
        if bracket.scope in ARRANGES:
            for choice in bracket.alternatives:
                if choice.words:
                    words = f" {choice.words}"
                    yield Segment(Mark.ASKED, words, choice.proponents, choice.proposals, bracket.key)


def _events(
    state: ProvisionState,
) -> tuple[dict[int, dict[int, Tabled]], dict[int, list[int]], dict[int, list[tuple[str, Tabled]]]]:
    """Return, by place, which proposals begin to remove, which cease to, and which add words there."""
    starts: dict[int, dict[int, Tabled]] = defaultdict(dict)
    ends: dict[int, list[int]] = defaultdict(list)
    added: dict[int, list[tuple[str, Tabled]]] = defaultdict(list)
    for rank, tabled in enumerate(state.tabled):
        for edit in tabled.edits:
            if edit.end > edit.start:
                starts[edit.start][rank] = tabled
                ends[edit.end].append(rank)
            if edit.words:
                added[edit.end].append((edit.words, tabled))
    return starts, ends, added


def _literal(wording: str) -> set[int]:
    """Return the places before and after every square bracket, so that each is a segment of its own."""
    return {place for i, character in enumerate(wording) if character in "[]" for place in (i, i + 1)}


def _key_at(keys: Sequence[Bracket], start: int, end: int) -> str:
    bracket = _nearest(keys, start)
    return bracket.key if bracket and start < end <= bracket.end else ""


def _key_before(keys: Sequence[Bracket], place: int) -> str:
    bracket = _nearest(keys, place)
    return bracket.key if bracket and place <= bracket.end else ""


def _nearest(keys: Sequence[Bracket], place: int) -> Bracket | None:
    """Return the last bracket that begins at or before the place; they stand in order, and none touches another."""
    rank = bisect_right(keys, place, key=lambda bracket: bracket.start)
    return keys[rank - 1] if rank else None


def _additions(added: Sequence[tuple[str, Tabled]], key: str) -> Iterator[Segment]:
    together: dict[str, list[Tabled]] = defaultdict(list)
    for words, tabled in added:
        together[words].append(tabled)
    for words, all_tabled in together.items():
        yield _attributed(Mark.ADDED, words, all_tabled, key)


def _shown(words: str, removing: Sequence[Tabled], whole: Sequence[Tabled], key: str) -> Segment:
    """Return the segment for words of the base: removed, added with a new paragraph, or left alone."""
    struck = [*removing, *(tabled for tabled in whole if tabled.scope is Scope.DELETE_PARAGRAPH)]
    if struck:
        return _attributed(Mark.REMOVED, words, struck, key)
    if whole:
        return _attributed(Mark.ADDED, words, whole, key)
    return Segment(Mark.BRACKET if words in "[]" else Mark.PLAIN, words, bracket=key)


def _attributed(mark: Mark, words: str, all_tabled: Sequence[Tabled], key: str) -> Segment:
    if len(all_tabled) == 1:
        return Segment(mark, words, all_tabled[0].proponents, (all_tabled[0].proposal,), key)
    names = unmerged(*(tabled.proponents for tabled in all_tabled))
    return Segment(mark, words, names, tuple(dict.fromkeys(tabled.proposal for tabled in all_tabled)), key)


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Take neighbours together that are shown alike, except words that different proposals add."""
    found: list[Segment] = []
    for segment in segments:
        if found and _alike(found[-1], segment):
            last = found.pop()
            segment = Segment(last.mark, last.words + segment.words, last.proponents, last.proposals, last.bracket)  # noqa: PLW2901 - the joined segment takes its place
        found.append(segment)
    return found


def _alike(one: Segment, other: Segment) -> bool:
    if one.mark is not other.mark or one.mark is Mark.BRACKET:
        return False
    return one.proposals == other.proposals and one.bracket == other.bracket
