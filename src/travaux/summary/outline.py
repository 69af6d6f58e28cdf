"""Outline: for each theme the passages that speak for most, as a chair's starting point; the prose is for people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.words.stems import folded, stem

RULE = (
    "Within a theme, a passage ranks by how many other entities share its words, on the average over its words; "
    "then by the weight of its code; then by its place. Each entity has one turn before any has a second. "
    "Passages of fewer than eight words are left out, and so are those whose words mostly stand in one ranked before."
)
"""The rule by which passages are chosen, to be shown beside them."""

SHORTEST = 8
_ALIKE = 0.8
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Voice:
    """A passage coded to a theme: its id, the entity that speaks, its words, and the weight of the code (0 to 1)."""

    passage: str
    entity: str
    theme: str
    text: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """A theme with the passages chosen for it, best first, and how many passages and entities there were."""

    theme: str
    chosen: tuple[Voice, ...]
    passages: int
    entities: int


def outline(voices: Sequence[Voice], themes: Iterable[str], *, most: int = 3) -> tuple[Section, ...]:
    """Choose at most `most` passages a theme by RULE, in the order of `themes`; a theme without any has none chosen."""
    by_theme: defaultdict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        by_theme[voice.theme].append(voice)
    return tuple(_section(theme, by_theme[theme], most) for theme in themes)


def _section(theme: str, voices: Sequence[Voice], most: int) -> Section:
    words = {voice: _words(voice.text) for voice in voices if len(_WORD.findall(voice.text)) >= SHORTEST}
    speakers = _speakers(words)
    place = {voice: index for index, voice in enumerate(voices)}
    ranked = sorted(words, key=lambda voice: (-_shared(voice, words[voice], speakers), -voice.score, place[voice]))
    chosen = _turns(_distinct(ranked, words), most)
    return Section(theme, chosen, len(voices), len({voice.entity for voice in voices}))


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(folded(word)) for word in _WORD.findall(text))


def _speakers(words: Mapping[Voice, frozenset[str]]) -> dict[str, set[str]]:
    """Say which entities use each word."""
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for voice, said in words.items():
        for word in said:
            speakers[word].add(voice.entity)
    return speakers


def _shared(voice: Voice, said: frozenset[str], speakers: Mapping[str, set[str]]) -> float:
    """How many other entities use a word of this passage, on the average over its words."""
    return sum(len(speakers[word] - {voice.entity}) for word in said) / len(said)


def _distinct(ranked: Iterable[Voice], words: Mapping[Voice, frozenset[str]]) -> list[Voice]:
    """Leave out passages of which most words stand in one ranked before."""
    kept: list[Voice] = []
    for voice in ranked:
        if all(len(words[voice] & words[before]) < _ALIKE * len(words[voice]) for before in kept):
            kept.append(voice)
    return kept


def _turns(ranked: Iterable[Voice], most: int) -> tuple[Voice, ...]:
    """Let each entity have one turn before any has a second."""
    turns: defaultdict[str, int] = defaultdict(int)
    rounds: list[tuple[int, int, Voice]] = []
    for place, voice in enumerate(ranked):
        rounds.append((turns[voice.entity], place, voice))
        turns[voice.entity] += 1
    return tuple(voice for _, _, voice in sorted(rounds, key=lambda turn: turn[:2])[:most])
