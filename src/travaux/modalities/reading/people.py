"""Who is asked: those named before what is to be done, each with a key that is the same in every language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from travaux.modalities.reading.shapes import Addressee
from travaux.modalities.reading.tongue import either, form, names, table, word

_CHAIN = {"zh": 8}
_FAR = 400
_LEAD = 200
_COORDINATED = re.compile(r"[,;\u3001]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody named in a searched text: the key, and where."""

    key: str
    start: int
    end: int


@cache
def _named(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    forms = [(each, key) for key, found in table(language)["addressees"].items() for each in found]
    ordered = sorted(forms, key=lambda pair: len(pair[0]), reverse=True)
    pattern = "|".join(f"(?P<n{place}>{form(each, language)})" for place, (each, _) in enumerate(ordered))
    return re.compile(word(f"(?:{pattern})", language)), tuple(key for _, key in ordered)


@cache
def _words(language: str, name: str) -> re.Pattern[str]:
    return re.compile(word(either(table(language)["grammar"][name], language), language))


@cache
def _grammar(language: str, name: str) -> re.Pattern[str]:
    return re.compile(table(language)["grammar"][name])


@cache
def _dangling(language: str) -> re.Pattern[str]:
    """Find a preposition that ties what follows to the word before: “of the”, “for”."""
    return re.compile(rf"(?:{word(either(table(language)['grammar']['of'], language), language)})\s+(?:\w+\s+){{0,2}}$")


def hits(text: str, language: str, start: int, end: int) -> list[Hit]:
    """Return all who are named in a stretch of a searched text; of names that overlap the one that begins first."""
    pattern, keys = _named(language)
    found = pattern.finditer(text, start, end)
    return [Hit(keys[int((each.lastgroup or "n0")[1:])], each.start(), each.end()) for each in found]


def action_start(text: str, language: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the words that lead to the action begin and end (“to”, “que”, “أن”), behind `start`."""
    found = _grammar(language, "act").search(text, start, end)
    return (found.start(), found.end()) if found else None


def asked(text: str, language: str, start: int, end: int) -> tuple[list[Hit], int]:
    """Return those whom a clause asks, and where its action begins.

    The clause stands at `start` to `end`, behind its verb. Those named behind “including”, “with the support of”
    and the like are not asked themselves, until “as well as” takes up the list again.
    """
    window = min(end, start + _FAR)
    found = hits(text, language, start, window)
    first = action_start(text, language, start, end)
    if not found or (first and first[0] < found[0].start and language != "ru"):
        return _asked_behind(text, language, start, end, first)
    lead = action_start(text, language, found[0].end, end)
    limit = lead[0] if lead else window
    chosen = _chain(text, language, start, [each for each in found if each.start < limit])
    if lead is None:
        return chosen, _behind(chosen, start)
    return chosen, lead[1]


def _asked_behind(
    text: str, language: str, start: int, end: int, first: tuple[int, int] | None
) -> tuple[list[Hit], int]:
    """Read a clause that names what is to be done first: those asked stand behind it, or nowhere."""
    if first is None:
        found = hits(text, language, start, end)[:1]
        return found, start
    return [], first[1]


def _behind(chosen: Sequence[Hit], start: int) -> int:
    return chosen[-1].end if chosen else start


def _chain(text: str, language: str, start: int, found: Sequence[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    at, aside = start, False
    for hit in found:
        gap = text[at : hit.start]
        aside = _aside(gap, language, before=aside)
        if aside or (chosen and not _joins(gap, language)):
            at = hit.end
            continue
        chosen.append(hit)
        at = hit.end
    return chosen


def _aside(gap: str, language: str, *, before: bool) -> bool:
    """Whether what follows a gap stands aside: behind “including”, until “as well as”."""
    cuts = [each.end() for each in _words(language, "cut").finditer(gap)]
    takes = [each.end() for each in _words(language, "resume").finditer(gap)]
    if cuts and cuts[-1] > max(takes, default=0):
        return True
    return before and not takes


def _joins(gap: str, language: str) -> bool:
    """Whether a gap between two names only sets them side by side."""
    joined = [each.end() for each in _COORDINATED.finditer(gap)]
    joined += [each.end() for each in _words(language, "and").finditer(gap)]
    if not joined or len(gap) > _CHAIN.get(language, 100):
        return False
    return not _dangling(language).search(gap[max(joined) :])


def subject(text: str, language: str, start: int, end: int) -> list[Hit]:
    """Return who acts by what is decided: the subject of the clause, or the agent of its passive; or nobody."""
    article = _grammar(language, "article")
    for hit in hits(text, language, start, min(end, start + _LEAD)):
        before = text[start : hit.start]
        head = before[before.rfind(",") + 1 :].strip()
        if _grammar(language, "agent").search(before):
            return [hit]
        if article.fullmatch(head) and not _grammar(language, "modal").search(f" {before} ") and hit.key != "meeting":
            return _chain(text, language, start, _first_list(text, language, hit, end))
    return []


def _first_list(text: str, language: str, hit: Hit, end: int) -> list[Hit]:
    found = [hit]
    for other in hits(text, language, hit.end, min(end, hit.end + _LEAD)):
        if other.start - found[-1].end > 40 or _grammar(language, "modal").search(f" {text[found[-1].end:other.start]} "):
            break
        found.append(other)
    return found


def addressees(found: Sequence[Hit], said: Sequence[str]) -> tuple[Addressee, ...]:
    """Return those named, each once; `said` are the words of each."""
    named: dict[str, Addressee] = {}
    for hit, words in zip(found, said, strict=True):
        named.setdefault(hit.key, Addressee(hit.key, names()[hit.key], words))
    return tuple(named.values())
