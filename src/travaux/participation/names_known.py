"""What names stand for: the library's, those that somebody reviewed, and those that a list itself teaches."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from travaux.participation.entities import library
from travaux.participation.spelling import mended, normal

LEAST, SHORT = 4, 6
LONG = 13
NEAR = 88
LIKENESS = 80
INVERTED = (",", "(")
DOTTED = re.compile(r"\W*(?:[A-Z]\.){2,6}[A-Z]?\W*$")
PARTICLES = frozenset({"of", "the", "de", "del", "du", "des", "d'", "d\u2019"})


@cache
def known() -> Mapping[str, tuple[str, ...]]:
    """Return the keys for which each normal form in the library stands: several where a name is not one's alone."""
    found: dict[str, dict[str, None]] = {}
    for entity in library().values():
        for name in entity.names:
            for form in forms(name.words):
                found.setdefault(form, {})[entity.key] = None
    return {form: tuple(keys) for form, keys in found.items()}


@cache
def codes() -> Mapping[str, str]:
    """Return the key for each code of ISO (two letters or three) that is no other entity's name; capitals only."""
    coded = [each for each in library().values() if each.iso2]
    return {code: each.key for each in coded for code in (each.key, each.iso2) if normal(code) not in known()}


@cache
def _by_length() -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for form in known():
        found.setdefault(len(form), []).append(form)
    return {length: tuple(forms_) for length, forms_ in found.items()}


def forms(words: str) -> tuple[str, ...]:
    """Return the normal forms of a name: as it stands, and turned round where a part is put behind it.

    “Korea, Republic of” and “Korea (Republic of)” are also “Republic of Korea”.
    """
    found = [normal(words), *([normal(words.replace(".", ""))] if DOTTED.match(words) else ())]
    for mark in INVERTED:
        head, sign, tail = words.partition(mark)
        tail = tail.strip().rstrip(")").strip()
        if sign and tail and tail.casefold().split()[-1] in PARTICLES:
            found += [normal(f"{tail} {head}"), normal(f"{tail} the {head}")]
    return tuple(dict.fromkeys(form for form in found if form))


def looked_up(words: str, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the keys for which words stand, also where an encoding was mistaken, or its acronym stands behind."""
    for again in (words, *mended(words)):
        for form in forms(again):
            if form in table:
                return table[form]
    head, acronym = parted(words)
    if not acronym or "(" in head:
        return ()
    keys, also = table.get(normal(head), ()), table.get(normal(acronym), ())
    if keys:
        return tuple(key for key in keys if key in also) or (keys if is_acronym(acronym, head) else ())
    return tuple(key for key in also if is_like(head, key))


def is_like(words: str, key: str) -> bool:
    """Whether words are nearly a name of an entity of the library."""
    names = library()[key].names if key in library() else ()
    return any(fuzz.ratio(normal(words), normal(each.words)) >= LIKENESS for each in names)


def parted(words: str) -> tuple[str, str]:
    """Return a name and what stands in brackets at its end, if that is one word."""
    stripped = words.rstrip(" .,;")
    head, bracket, inside = stripped.rpartition("(")
    word = inside.rstrip(")").strip()
    if bracket and head.strip() and stripped.endswith(")") and len(word.split()) == 1:
        return head.strip(), word
    return words, ""


def spelt_out(words: str) -> str:
    """Return what stands in brackets behind an acronym that it spells out, as in “WHO (World Health Organization)”."""
    head, bracket, inside = words.rstrip(" .,;").partition("(")
    inside = inside.removesuffix(")")
    whole = bracket and not {"(", ")"} & set(inside) and len(inside.split()) > 1 and len(head.split()) == 1
    return inside.strip() if whole and is_acronym(head.strip(), inside) else ""


def is_acronym(word: str, name: str) -> bool:
    """Whether a word mostly of capitals is made of letters of a name, in their order."""
    letters = [mark.casefold() for mark in word if mark.isalnum()]
    of_name = iter(normal(name).replace(" ", ""))
    return sum(mark.isupper() for mark in word) * 2 > len(word) > 1 and all(letter in of_name for letter in letters)


@lru_cache(maxsize=65_536)
def nearest(words: str) -> tuple[tuple[str, ...], bool]:
    """Return the keys whose name in the library is nearest to words misspelt, and whether no other is nearly as near.

    Longer words allow one or two letters; what stands for others must be two letters farther off. Short words, and
    those that differ by a letter more, are near and never alone: a person looks.
    """
    form = normal(words)
    if len(form) < LEAST:
        return (), False
    allowed = 1 if len(form) < LONG else 2
    around = (name for length in range(-allowed - 1, allowed + 2) for name in _by_length().get(len(form) + length, ()))
    found = process.extract(form, tuple(around), scorer=OSA.distance, score_cutoff=allowed + 1, limit=12)
    if len(form) < SHORT or (found and found[0][1] > allowed):
        found = [
            each for each in found if each[1] <= (1 if len(form) < SHORT else len(form) // 4) and _is_states(each[0])
        ]
    if not found:
        return (), False
    first = known()[found[0][0]]
    if len(form) < SHORT or found[0][1] > allowed:
        return first, False
    rivals = [distance for name, distance, _place in found if set(known()[name]) != set(first)]
    return first, len(first) == 1 and all(far > found[0][1] + 1 for far in rivals)


def _is_states(form: str) -> bool:
    return len(form) >= LEAST and any(library()[key].iso2 for key in known()[form])


@cache
def _words_of_states() -> tuple[tuple[str, frozenset[str]], ...]:
    forms_ = ((key, form) for form, keys in known().items() for key in keys if library()[key].iso2)
    return tuple((key, frozenset(form.split())) for key, form in forms_)


def part_of(words: str) -> tuple[str, ...]:
    """Return the States of whose name words are a part, such as Korea: who names a part may mean any of them."""
    mine = frozenset(normal(words).split())
    return tuple(dict.fromkeys(key for key, whole in _words_of_states() if mine and mine < whole))


def near_each_other(names: Iterable[str], table: Iterable[str]) -> frozenset[str]:
    """Return those normal forms that are so like another (of them, or of a table) that a person should look."""
    mine = list(dict.fromkeys(names))
    bins: dict[str, list[str]] = {}
    for name in dict.fromkeys([*mine, *table]):
        for word in {*name.split()[:1], *name.split()[-1:]}:
            bins.setdefault(word[:4], []).append(name)
    close = set()
    for name in mine:
        others = {other for word in {*name.split()[:1], *name.split()[-1:]} for other in bins[word[:4]]} - {name}
        if len(name) > 4 and process.extractOne(name, others, scorer=fuzz.ratio, score_cutoff=NEAR):  # noqa: PLR2004 - an acronym is near to any other
            close.add(name)
    return frozenset(close)
