"""Who is asked: those named before what is to be done, each with a key that is the same in every language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from travaux.modalities.reading.shapes import Addressee
from travaux.modalities.reading.tongue import compiled, each_compiled, either, form, names, table, weight, word

_TAIL, _HAN_TAIL = 100, 4
_FAR, _AT_ONCE = 400, 3
_LEAD = 400
_STATUS_BEFORE, _STATUS_BEHIND = 30, 160
_BESIDE = 12
_LISTS = ("cut", "resume", "and", "end")
_RULES = ("act", "act_requests", "modal", "article", "quantity", "intro", "agent", "agent_hit", "status", "whom")
_COORDINATED = re.compile(r"[,;\u3001]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody named in a searched text: the key, and where."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a paragraph that decides or asks: its force, where what stands behind its verb begins and ends.

    `of_them`: whether a pronoun stands for those who are asked; `lead`: where the words begin that lead to the verb.
    """

    force: str
    start: int
    end: int
    of_them: bool = False
    lead: int = 0


@cache
def _ordered(language: str) -> list[tuple[str, str]]:
    """Return each form of a name with its key, the heaviest first."""
    forms = [(each, key) for key, found in table(language)["addressees"].items() for each in found]
    return sorted(forms, key=lambda pair: weight(pair[0]), reverse=True)


@compiled
def _named(language: str) -> str:
    forms = enumerate(_ordered(language))
    pattern = "|".join(f"(?P<n{place}>{form(each, language)})" for place, (each, _) in forms)
    return word(f"(?:{pattern})", language)


@each_compiled
def _words(language: str) -> Mapping[str, str]:
    grammar = table(language)["grammar"]
    return {name: word(either(grammar[name], language), language) for name in _LISTS}


@each_compiled
def _grammar(language: str) -> Mapping[str, str]:
    grammar = table(language)["grammar"]
    return {name: grammar.get(name, grammar["act"]) for name in _RULES}


@compiled
def _dangling(language: str) -> str:
    """Return the prepositions that tie what follows to the word before: “of the”, “for”."""
    return rf"(?:{word(either(table(language)['grammar']['of'], language), language)})\s+(?:\w+\s+){{0,2}}$"


def _key(found: re.Match[str], language: str) -> str:
    return _ordered(language)[int((found.lastgroup or "n0")[1:])][1]


def hits(text: str, language: str, start: int, end: int) -> list[Hit]:
    """Return all who are named in a stretch of a searched text; of names that overlap the one that begins first."""
    matches = _named(language).finditer(text, start, end)
    found = [Hit(_key(each, language), each.start(), each.end()) for each in matches]
    told = [_consulted(text, language, hit, start) if hit.key == "ngos" else hit for hit in found]
    return [hit for before, hit in pairwise([None, *told]) if hit and not _is_of_status(before, hit)]


def _is_of_status(before: Hit | None, hit: Hit) -> bool:
    """Whether a name is that of the body with which those before it have consultative status."""
    return before is not None and before.key == "ngos-consultative" and hit.key == "ecosoc"


def _consulted(text: str, language: str, hit: Hit, start: int) -> Hit:
    """Tell organizations in consultative status from others, wherever beside their name the words stand that say so."""
    before = text[max(start, hit.start - _STATUS_BEFORE) : hit.start] if language == "zh" else ""
    behind = text[hit.end : hit.end + _STATUS_BEHIND].split(";", maxsplit=1)[0]
    names_behind = _named(language).finditer(behind)
    other = next((each for each in names_behind if _key(each, language) != "ecosoc"), None)
    near = before + (behind[: other.start()] if other else behind)
    return replace(hit, key="ngos-consultative") if _grammar(language)["status"].search(near) else hit


def action_start(text: str, language: str, force: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the words that lead to the action begin and end (“to”, “que”, “أن”), behind `start`."""
    found = _grammar(language)["act_requests" if force == "requests" else "act"].search(text, start, end)
    return (found.start(), found.end()) if found else None


def asked(text: str, language: str, clause: Clause) -> tuple[list[Hit], int]:
    """Return those whom a clause asks, and where its action begins.

    Those named behind “including”, “with the support of”
    and the like are not asked themselves, until “as well as” takes up the list again.
    """
    start, end = clause.start, clause.end
    skipped = None if clause.of_them else _grammar(language)["whom"].match(text, start, end)
    start = max(start, skipped.end() - 1) if skipped and skipped[0] else start
    window = min(end, start + _FAR)
    found = [hit for hit in hits(text, language, start, window) if hit.key != "meeting"]
    first = action_start(text, language, clause.force, start, end)
    if not found or (first and first[0] < found[0].start):
        return _asked_behind(text, language, clause, first)
    lead = action_start(text, language, clause.force, found[0].end, end)
    limit = lead[0] if lead else window
    chosen = _chain(text, language, start, [each for each in found if each.start < limit])
    if lead is None:
        return chosen, _behind(chosen, start) if language == "zh" else start
    return chosen, lead[1]


def _asked_behind(text: str, language: str, clause: Clause, first: tuple[int, int] | None) -> tuple[list[Hit], int]:
    """Read a clause that names what is to be done first: those asked stand behind it, or nowhere."""
    if first is None:
        return [], clause.start
    if language == "en" or clause.of_them or first[0] - clause.start > _AT_ONCE:
        return [], first[1]
    named = [hit for hit in hits(text, language, first[1], clause.end) if hit.key != "meeting"]
    return _chain(text, language, named[0].start, named) if named else [], first[1]


def _behind(chosen: Sequence[Hit], start: int) -> int:
    return chosen[-1].end if chosen else start


def _chain(text: str, language: str, start: int, found: Sequence[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    at, aside = start, False
    for hit in found:
        gap = text[at : hit.start]
        if chosen and _words(language)["end"].search(gap):
            break
        aside = _aside(gap, language, before=aside)
        at = hit.end
        if aside:
            continue
        if not chosen or _is_joined(text, hit) or _joins(gap, language):
            chosen.append(hit)
        elif language == "zh":
            break  # no word leads to the action: what follows the list belongs to it
    return chosen


def _aside(gap: str, language: str, *, before: bool) -> bool:
    """Whether what follows a gap stands aside: behind “including”, until “as well as”."""
    cuts = [each.end() for each in _words(language)["cut"].finditer(gap)]
    takes = [each.end() for each in _words(language)["resume"].finditer(gap)]
    if cuts and cuts[-1] > max(takes, default=0):
        return True
    return before and not takes


def _is_joined(text: str, hit: Hit) -> bool:
    """Whether a name begins with the “and” of Arabic, which is written onto it."""
    return text[hit.start] == "\u0648"


def _joins(gap: str, language: str) -> bool:
    """Whether a gap between two names only sets them side by side."""
    joined = list(_COORDINATED.finditer(gap))
    joined += list(_words(language)["and"].finditer(gap))
    if not joined:
        return False
    tail = gap[max(each.end() for each in joined) :]
    if language == "zh":  # words are not parted: what stands beside the “and” must be next to nothing
        takes = max((each.end() for each in _words(language)["resume"].finditer(gap)), default=0)
        head = gap[takes : min(each.start() for each in joined if each.end() > takes or takes)]
        return len(tail) <= _HAN_TAIL and (takes > 0 or len(head) <= _HAN_TAIL)
    return len(tail) <= _TAIL and not _dangling(language).search(tail)


def subject(text: str, language: str, start: int, end: int) -> list[Hit]:
    """Return who acts by what is decided: the subject of the clause, or the agent of its passive; or nobody."""
    is_led = bool(_grammar(language)["intro"].match(text, start))
    for hit in hits(text, language, start, min(end, start + _LEAD)):
        before = text[start : hit.start]
        if _is_agent(before, text[hit.start : hit.end], language):
            return [hit]
        if hit.key != "meeting" and _heads(before, language, is_led=is_led):
            return _chain(text, language, start, _first_list(text, language, hit, end))
    return []


def _is_agent(before: str, name: str, language: str) -> bool:
    """Whether a name is the agent of the main verb, “will be determined … by the”, and not of one beside it."""
    found = _grammar(language)["agent"].search(before)
    if not found or not _grammar(language)["agent_hit"].search(name):
        return False
    return not _grammar(language)["modal"].search(f" {before[: found.start()]} ")


def _heads(before: str, language: str, *, is_led: bool) -> bool:
    """Whether a name stands at the head of a clause, or behind the words that lead in to it and their comma."""
    if _grammar(language)["modal"].search(f" {before} "):
        return False
    at_once = _grammar(language)["article"].fullmatch(before.strip())
    return bool(
        at_once
        or (
            is_led
            and "," in before
            and _grammar(language)["quantity"].fullmatch(before[before.rfind(",") + 1 :].strip())
        )
    )


def _first_list(text: str, language: str, hit: Hit, end: int) -> list[Hit]:
    """Return a name and those that are set beside it at once: “the President and the Secretary-General”."""
    found = [hit]
    for other in hits(text, language, hit.end, min(end, hit.end + _LEAD)):
        gap = text[found[-1].end : other.start]
        if len(gap) > _BESIDE or _grammar(language)["modal"].search(f" {gap} "):
            break
        found.append(other)
    return found


def addressees(found: Sequence[Hit], said: Sequence[str]) -> tuple[Addressee, ...]:
    """Return those named, each once; `said` are the words of each."""
    named: dict[str, Addressee] = {}
    for hit, words in zip(found, said, strict=True):
        named.setdefault(hit.key, Addressee(hit.key, names()[hit.key], words))
    return tuple(named.values())
