"""Thousands of spellings made from the names of States in six languages: as they occur, and with a mistake."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from benchmarks.figure import Figure
from travaux.participation.entities import LANGUAGES, states
from travaux.participation.names_known import known
from travaux.participation.resolve import resolver
from travaux.participation.spelling import normal

SEED, MISTAKES = 20261122, 4
PEER = "rapidfuzz WRatio ≥ 80, nearest name of the same table"


def written() -> Iterator[tuple[str, str]]:
    """Yield each name of a State as it also occurs, with the State: capitals, no accents, “the” and “government of”."""
    for state in states():
        for name in state.names:
            plain = "".join(
                mark for mark in unicodedata.normalize("NFD", name.words) if not unicodedata.combining(mark)
            )
            for words in dict.fromkeys(
                [name.words, name.words.upper(), name.words.title(), plain, f"  {name.words}. "]
            ):
                yield words, state.key
            if name.language == "en":
                yield f"The Government of {name.words}", state.key
                yield f"{name.words} on behalf of {name.words}", state.key


def mistaken(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield names with a letter left out, doubled, changed or moved, unless that is another's name."""
    for state in states():
        for language in LANGUAGES:
            for name in (state.called(language), state.called(language, formal=True)):
                for _ in range(MISTAKES):
                    words = _spoilt(name, rng)
                    if normal(words) not in known():
                        yield words, state.key


def _spoilt(name: str, rng: random.Random) -> str:
    place, letter = rng.randrange(len(name)), rng.choice(name)
    head, here, tail = name[:place], name[place], name[place + 1 :]
    return rng.choice([head + tail, head + here + here + tail, head + letter + tail, head + tail[:1] + here + tail[1:]])


def figures() -> Iterator[Figure]:
    as_written = list(written())
    spoilt = list(mistaken(random.Random(SEED)))  # noqa: S311 - a seeded sample, no secret
    for what, cases, least in (
        (f"{len(as_written)} spellings of State names in six languages", as_written, 0.98),
        (f"{len(spoilt)} with one mistake (seed {SEED})", spoilt, 0.0),
    ):
        ours, theirs = _ours(cases), _theirs(cases)
        met = ours["wrong"] == 0 and ours["right"] >= least * len(cases)
        yield Figure(what, _told(ours), "98 % right, 0 wrong" if least else "0 wrong", _told(theirs), PEER, met=met)


def _told(counted: Counter[str]) -> str:
    total = counted.total()
    return f"{counted['right'] / total:.1%} right, {counted['wrong']} wrong, {counted['open']} left open"


def _ours(cases: Iterable[tuple[str, str]]) -> Counter[str]:
    reader = resolver()
    counted: Counter[str] = Counter()
    for words, key in cases:
        found = reader.read(words)
        keys = [each.key for each in found.entities]
        right = keys == [key] and not found.on_behalf_of
        opened = found.review or keys[0].startswith("new:")
        counted["right" if right else "open" if opened else "wrong"] += 1
    return counted


def _theirs(cases: Iterable[tuple[str, str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    table = list(known())
    for words, key in cases:
        near = process.extractOne(normal(words), table, scorer=fuzz.WRatio, score_cutoff=80)
        counted["open" if near is None else "right" if known()[near[0]] == (key,) else "wrong"] += 1
    return counted
