"""What a document that came back asks for: proposals on the text of now, whatever version it was made from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from travaux.formats.word.suggest import By, Does, Said, Suggestion, Trace
from travaux.text.proposal import Fate, Kind, carried, kind_of
from travaux.text.provision import Provision
from travaux.words.align import applied, script
from travaux.words.tokens import words

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal that a document suggests.

    `base` is the wording that stands now, `wording` the one asked for: of a split the parts with empty lines between
    them, of a deletion or a mere move none. `after` is the provision behind which a new or moved one would stand,
    empty for the very beginning; `other` the one that would be merged into `provision`. `fate` says how the change
    came through what was done to the text since the document was made; an orphaned one keeps the words of the document.
    `likeness` (0 to 1) is that of the wording asked for to the one that the document was made from.
    """

    kind: Kind
    provision: str = ""
    after: str = ""
    other: str = ""
    base: str = ""
    wording: str = ""
    fate: Fate = Fate.CLEAN
    found_by: By = By.IDENTITY
    likeness: float = 1.0
    authors: tuple[str, ...] = ()
    date: str = ""
    tracked: bool = True
    comments: tuple[Said, ...] = ()
    traces: tuple[Trace, ...] = ()


def asked(found: Sequence[Suggestion], made_from: Sequence[Provision], now: Sequence[Provision]) -> tuple[Asked, ...]:
    """Return what the suggestions of a document ask for, in their order.

    `made_from` are the provisions of the version that it was made from, `now` those that stand. A change of spaces
    alone asks for nothing. A paragraph parted in two, or run into its neighbour, is one proposal; one that was moved
    and changed is two.
    """
    old = {provision.key: provision.wording for provision in made_from}
    new = {provision.key: provision.wording for provision in now}
    told = _merged(_split(found, old), old, [provision.key for provision in made_from])
    carried_over = (_carried(each, old, new) for one in told for each in _apart(one, old))
    return tuple(each for each in carried_over if each is not None)


def _drawn(one: Suggestion, kind: Kind) -> Asked:
    return Asked(
        kind,
        one.provision,
        one.after,
        wording=one.wording,
        found_by=one.found_by,
        authors=one.authors,
        date=one.date,
        tracked=one.tracked,
        comments=one.comments,
        traces=one.traces,
    )


_KINDS = {
    Does.REPLACE: Kind.REPLACE,
    Does.DELETE: Kind.DELETE_PARAGRAPH,
    Does.INSERT: Kind.NEW_PARAGRAPH,
    Does.MOVE: Kind.MOVE,
}


def _split(found: Sequence[Suggestion], old: Mapping[str, str]) -> Iterator[Asked]:
    """Take a changed paragraph and the new ones behind it as a split, if together they have the words that it had."""
    rank = 0
    while rank < len(found):
        first, rank = found[rank], rank + 1
        parts = [first]
        while first.does is Does.REPLACE and rank < len(found) and _follows(found[rank], first.provision):
            parts.append(found[rank])
            rank += 1
        wording = "\n\n".join(part.wording for part in parts)
        if len(parts) > 1 and words(wording) == words(old[first.provision]):
            traces = tuple(trace for part in parts for trace in part.traces)
            yield replace(_drawn(first, Kind.SPLIT), wording=wording, authors=_authors(parts), traces=traces)
        else:
            yield from (_drawn(part, _KINDS[part.does]) for part in parts)


def _follows(one: Suggestion, key: str) -> bool:
    return one.does is Does.INSERT and one.after == key


def _authors(parts: Iterable[Suggestion]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(author for part in parts for author in part.authors))


def _merged(found: Iterable[Asked], old: Mapping[str, str], order: Sequence[str]) -> list[Asked]:
    """Take a paragraph that has the words of its neighbour too, which is gone, as the merger of both."""
    told = list(found)
    gone = {one.provision for one in told if one.kind is Kind.DELETE_PARAGRAPH}
    beside = dict(pairwise(order))
    before = {second: first for first, second in beside.items()}
    taken: dict[str, str] = {}
    for one in told:
        for other in (beside.get(one.provision, ""), before.get(one.provision, "")):
            if one.kind is Kind.REPLACE and other in gone and _holds_both(one, other, old, order):
                taken[one.provision] = other
    merged = [
        replace(one, kind=Kind.MERGE, other=taken[one.provision])
        if one.kind is Kind.REPLACE and one.provision in taken
        else one
        for one in told
    ]
    return [one for one in merged if one.kind is not Kind.DELETE_PARAGRAPH or one.provision not in taken.values()]


def _holds_both(one: Asked, other: str, old: Mapping[str, str], order: Sequence[str]) -> bool:
    pair = sorted((one.provision, other), key=order.index)
    return words(one.wording) == words(" ".join(old[key] for key in pair))


def _apart(one: Asked, old: Mapping[str, str]) -> Iterator[Asked]:
    """Yield a move without words, and the change of words that came with it by itself."""
    if one.kind is not Kind.MOVE:
        yield one
        return
    yield replace(one, wording="")
    if words(one.wording) != words(old[one.provision]):
        yield replace(one, kind=Kind.REPLACE, after="", comments=())


def _carried(one: Asked, old: Mapping[str, str], new: Mapping[str, str]) -> Asked | None:
    """Bring what is asked for over to the wording that stands now; None if it changes no word."""
    if one.kind is Kind.NEW_PARAGRAPH:
        is_lost = bool(one.after) and one.after not in new
        return replace(one, fate=Fate.ORPHANED if is_lost else Fate.CLEAN)
    before, base = old[one.provision], new.get(one.provision, "")
    told = replace(one, base=base, likeness=_likeness(one, before))
    lost = [key for key in (one.provision, one.after, one.other) if key and key not in new]
    if one.kind is Kind.REPLACE:
        return _reworded(told, before, is_lost=bool(lost))
    if lost:
        return replace(told, fate=Fate.ORPHANED)
    if one.kind is Kind.MOVE or base == before:
        return told
    return replace(told, fate=Fate.ADJUSTED if one.kind is Kind.DELETE_PARAGRAPH else Fate.ORPHANED)


def _reworded(one: Asked, before: str, *, is_lost: bool) -> Asked | None:
    if words(before) == words(one.wording):
        return None
    edits = script(before, one.wording)
    one = replace(one, kind=kind_of(edits))
    if is_lost:
        return replace(one, fate=Fate.ORPHANED)
    moved = carried(edits, before, one.base)
    places = [place for each in moved for place in (each.edit.start, each.edit.end)]
    fates = {each.fate for each in moved}
    if places != sorted(places) or Fate.ORPHANED in fates:
        return replace(one, fate=Fate.ORPHANED)
    wording = applied(one.base, [each.edit for each in moved])
    return replace(one, wording=wording, fate=Fate.ADJUSTED if Fate.ADJUSTED in fates else Fate.CLEAN)


def _likeness(one: Asked, before: str) -> float:
    return fuzz.ratio(before, one.wording) / _WHOLE if one.wording else 1.0
