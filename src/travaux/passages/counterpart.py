"""Counterpart: where a recommendation stands in an outcome that is written in another language.

The words of the recommendation are turned into those of the other language by a lexicon that the house learns from its
own parallel texts (P. F. Brown and others, "The mathematics of statistical machine translation", 1993, model 1), and by
what needs no lexicon: numbers, symbols, names and words that the two languages write nearly alike. What is proposed
says which words met; a person decides.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from travaux.words.phrases import phrases

_READER = phrases(())
_ROUNDS, _LEAST, _MOST = 6, 0.04, 8
_HEAD, _NEAR, _COGNATE = 3, 0.72, 0.6

Chances = dict[str, dict[str, float]]
Lexicon = Mapping[str, Mapping[str, float]]
"""For each stem of one language the likeliest stems of the other, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A passage of the outcome, by its id: how like it is (0 to 1), and the pairs of stems that weighed most."""

    passage: str
    alike: float
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The passages of an outcome, made ready: their stems with weights, and which passages hold a stem."""

    passages: tuple[str, ...]
    vectors: tuple[Mapping[str, float], ...]
    holding: Mapping[str, tuple[int, ...]]
    rarity: Mapping[str, float]
    heads: Mapping[str, tuple[str, ...]]


def lexicon(pairs: Iterable[tuple[str, str]]) -> Lexicon:
    """Learn which stems of one language stand for which of the other, from texts that say the same."""
    texts = [(_stems(one), _stems(other)) for one, other in pairs]
    chances: Chances = {}
    for one, other in texts:
        for stem in one:
            chances.setdefault(stem, {}).update(dict.fromkeys(other, 1.0))
    for _ in range(_ROUNDS):
        chances = _expected(texts, chances)
    return {stem: _likeliest(found) for stem, found in chances.items()}


def outcome(passages: Mapping[str, str]) -> Outcome:
    """Make the passages of an outcome ready, given by id."""
    stems = [Counter(_READER.read(text).stems) for text in passages.values()]
    times = Counter(stem for found in stems for stem in found)
    rarity = {stem: math.log(1 + len(stems) / count) for stem, count in times.items()}
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(stems):
        for stem in found:
            holding[stem].append(place)
    heads: defaultdict[str, list[str]] = defaultdict(list)
    for stem in sorted(times):
        heads[stem[:_HEAD]].append(stem)
    return Outcome(
        tuple(passages),
        tuple(_of_length_one({stem: rarity[stem] for stem in found}) for found in stems),
        {stem: tuple(places) for stem, places in holding.items()},
        rarity,
        {head: tuple(found) for head, found in heads.items()},
    )


def counterparts(text: str, among: Outcome, words: Lexicon, *, most: int = 10) -> tuple[Counterpart, ...]:
    """Return the passages of the outcome that are likest to say what `text` says, likest first.

    Within one language, `words` may be empty: then the same stems meet.
    """
    turned: dict[str, float] = {}
    source: dict[str, str] = {}
    for stem in dict.fromkeys(_READER.read(text).stems):
        for other, weight in _turned(stem, among, words).items():
            if weight > turned.get(other, 0.0):
                turned[other], source[other] = weight, stem
    asked = _of_length_one({other: weight * among.rarity[other] for other, weight in turned.items()})
    sums: defaultdict[int, float] = defaultdict(float)
    for other, weight in asked.items():
        for place in among.holding[other]:
            sums[place] += weight * among.vectors[place][other]
    ranked = sorted(sums, key=lambda place: (-sums[place], place))[:most]
    return tuple(
        Counterpart(among.passages[place], round(sums[place], 4), _met(asked, among.vectors[place], source))
        for place in ranked
    )


def _stems(text: str) -> list[str]:
    """Return each stem of a text once, in an order that does not change from run to run."""
    return sorted(set(_READER.read(text).stems))


def _expected(texts: Sequence[tuple[list[str], list[str]]], chances: Chances) -> Chances:
    """Share each stem of one side out among those of the other as the chances so far have it, and count anew."""
    counts: Chances = {stem: dict.fromkeys(found, 0.0) for stem, found in chances.items()}
    for one, other in texts:
        for target in other:
            total = sum(chances[stem][target] for stem in one)
            for stem in one:
                counts[stem][target] += chances[stem][target] / total
    totals = {stem: sum(found.values()) for stem, found in counts.items()}
    return {
        stem: {target: count / totals[stem] for target, count in found.items() if count}
        for stem, found in counts.items()
    }


def _likeliest(found: Mapping[str, float]) -> dict[str, float]:
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    return {target: round(chance, 4) for target, chance in ranked if chance >= _LEAST}


def _turned(stem: str, among: Outcome, words: Lexicon) -> dict[str, float]:
    """Return what a stem may be in the other language, of the stems that the outcome holds."""
    found = {target: chance for target, chance in words.get(stem, {}).items() if target in among.rarity}
    if not found and stem in among.rarity:
        return {stem: 1.0}
    if not found:
        near = ((Indel.normalized_similarity(stem, other), other) for other in among.heads.get(stem[:_HEAD], ()))
        found = {other: alike * _COGNATE for alike, other in near if alike >= _NEAR}
    return found


def _of_length_one(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {stem: weight / length for stem, weight in vector.items()}


def _met(
    asked: Mapping[str, float], vector: Mapping[str, float], source: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    weighed = sorted((-weight * vector[other], other) for other, weight in asked.items() if other in vector)
    return tuple((source[other], other) for _, other in weighed[:6])
