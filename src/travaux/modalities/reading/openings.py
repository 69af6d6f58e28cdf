"""The phrase that a paragraph opens with, and what it does: “Also decides” decides, as “Постановляет также” does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from travaux.modalities.reading.fold import Folded, fold
from travaux.modalities.reading.tongue import ASKS, compiled, either, form, table, weight

_AGAIN = {"again": "requests", "again_call": "calls-upon", "again_invitation": "invites"}
_SECOND = ASKS | frozenset(
    {"decides", "welcomes", "expresses", "reaffirms", "emphasizes", "recalls", "notes", "thanks"}
)
_DRESSED_MOST = 80
_OWN = "its "  # "Recalling its decision" opens with the verb alone; "Reiterates its decision" with all three words
_PRONOUN_BEHIND = ("en", "ru")  # French and Spanish have it before the verb, Arabic and Chinese written onto it
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening phrase: its words, what it does, and where it stands in the searched form of the text."""

    words: str
    force: str
    start: int
    end: int
    lead: int = 0
    """Where the words begin that lead to it: “, and also ”."""
    of_them: bool = False
    """Whether those who are asked are named only by a pronoun: those whom the phrase before named."""


@cache
def _verbs(language: str, forces: frozenset[str] | None) -> tuple[str, dict[str, str]]:
    """Return a pattern of the opening verbs, the longest first, and the force of each of its groups."""
    words = table(language)
    found = [(each, force) for force, forms in words["forces"].items() for each in forms]
    found += [(each, _AGAIN[key]) for key in _AGAIN for each in words["openings"][key]]
    chosen = [(each, force) for each, force in found if forces is None or force in forces]
    ordered = sorted(chosen, key=lambda pair: weight(pair[0]), reverse=True)
    groups = {f"v{place}": force for place, (_, force) in enumerate(ordered)}
    pattern = "|".join(f"(?P<v{place}>{form(each, language)})" for place, (each, _) in enumerate(ordered))
    return f"(?:{pattern})", groups


@compiled
def _opens(language: str) -> str:
    verbs, _ = _verbs(language, None)
    words = table(language)["openings"]
    before, after = either(words["before"], language), either(words["after"], language)
    if language == "zh":
        return rf"\W{{0,4}}(?P<all>(?:{before}){{0,2}}{verbs})"
    joined = "\u0648?" if language == "ar" else ""
    return rf"\W{{0,4}}(?P<all>{joined}(?:{before},?\s+){{0,3}}{verbs}(?!\w)(?:\s+{after}(?!\w)){{0,3}})"


@compiled
def _seconds(language: str) -> str:
    verbs, _ = _verbs(language, _SECOND)
    words = table(language)
    them = either(words["grammar"]["them"], language)
    after = either(words["openings"]["after"], language)
    lead = words["openings"]["second"]
    if language == "zh":
        return rf"{lead}(?P<all>{verbs})(?P<these>{them}(?![\u4e00-\u9fff]{{0,2}}\u4ed6))?"
    if language == "ar":
        return rf"{lead}(?P<all>{verbs}(?P<these>{them})?(?!\w)(?:\s+{after}(?!\w)){{0,2}})"
    before = either(words["openings"]["before"], language)
    tail = rf"(?!\w)(?:\s+{after}(?!\w)){{0,2}}"
    these = rf"(?P<these>\s+{them}(?!\w))?" if language in _PRONOUN_BEHIND else ""
    return rf"{lead}(?:{before},?\s+){{0,2}}(?P<all>{verbs}{tail}){these}"


@compiled
def _preambular(language: str) -> str:
    words = table(language)["openings"]
    behind = [each for each in words["after"] if not each.startswith(_OWN)]
    verbs, after = either(words["preambular"], language), either(behind, language)
    if language == "zh":
        before = either(words["before"], language)
        return rf"\W{{0,4}}(?P<all>(?:{before}){{0,2}}{verbs})"
    return rf"\W{{0,4}}(?P<all>{verbs}(?!\w)(?:\s+{after}(?!\w)){{0,3}})"


def opening(text: str, searched: Folded, language: str) -> Opening | None:
    """Return the phrase that an operative paragraph opens with, or None."""
    _, groups = _verbs(language, None)
    found = _opens(language).match(searched.text)
    if not found:
        return None
    start, end = found.span("all")
    return Opening(searched.said(text, start, end), groups[_group(found, groups)], start, end)


def seconds(text: str, searched: Folded, language: str, start: int) -> Iterator[Opening]:
    """Yield the phrases behind the first that begin to decide or to ask anew: “…, and requests the …”."""
    _, groups = _verbs(language, _SECOND)
    for found in _seconds(language).finditer(searched.text, start):
        begin, end = found.span("all")
        by_them = bool(found.groupdict().get("these") or (found.groupdict().get("them") or "").strip())
        force = groups[_group(found, groups)]
        yield Opening(searched.said(text, begin, end), force, begin, max(end, found.end()), found.start(), by_them)


def _group(found: re.Match[str], groups: dict[str, str]) -> str:
    return next(name for name in groups if found[name] is not None)


def preambular(text: str, language: str) -> str:
    """Return the phrase that a preambular paragraph opens with, or nothing."""
    searched = fold(text)
    found = _preambular(language).match(searched.text)
    return searched.said(text, *found.span("all")) if found else ""


def dressed(text: str, words: str) -> str:
    """Return the words set in italics at the head of a paragraph, to the end of the last one; long ones are none."""
    head = words.strip(" ,:;\t\u060c\uff0c")
    if not head or len(head) > _DRESSED_MOST or not text.startswith(head):
        return ""
    rest = _WORD.match(text, len(head)) if head[-1].isalnum() and not _is_han(head[-1]) else None
    return text[: rest.end()] if rest else head


def _is_han(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"
