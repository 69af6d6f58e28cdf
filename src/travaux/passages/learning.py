"""Learning to code: a linear model that begins with the words of a codebook and follows what coders confirm.

Each theme has a weight for every term of the codebook, every word and every pair of neighbouring words. Before anybody
has coded anything only the terms weigh, each for its own theme; every confirmed passage then moves the weights away
from there, those of terms faster than those of words. One theme knows nothing of the others (one-vs-rest logistic
regression; steps after J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods", 2011). Learning the same
passages twice gives the same model, and a model is plain data: nothing in it is ever executed.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from travaux.passages.coding import Codebook, Suggestion, terms_of
from travaux.refusal import Invalid

RULE = "learned weights, 1"
"""Name of the rule, kept with each suggestion; a changed rule gets another number."""
LEAST = 0.18
"""A theme is suggested from this probability on: a coder rejects faster than a coder searches."""

_TERM_WEIGHT, _BIAS = 4.0, -2.0
_ROUNDS, _STEP, _OF_WORDS, _OF_BIAS = 6, 0.4, 0.1, 0.3
_SETTLED = 0.02
_SLIGHT = 0.04
_SEEN = 2
_TERM = "="
_SHOWN = 6

_FORMAT = "travaux coding model, 1"

Place = tuple[int, int]
Row = Mapping[int, float]


class NotAModel(Invalid):
    """What was given is no model of coding that can be read."""

    asked = "You asked for suggestions from a model that was kept."
    because = "It cannot be read: {found}."
    rule = "A model is data in the form “{form}”, with weights for the themes that it names."
    remedy = "Let it be learned anew from the confirmed codes."


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A passage that was coded: its words, and the themes that a person confirmed for it (none, if it has none)."""

    text: str
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: by theme its bias, by feature its weight for each theme (by the theme's place).

    A feature is a term of the codebook (`=` before it), a stem, or two stems with a space between.
    """

    book: Codebook
    bias: tuple[float, ...]
    weights: Mapping[str, Row]
    labels: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of a passage: the themes suggested, likeliest first, and the `nearest` where there is none."""

    suggestions: tuple[Suggestion, ...]
    nearest: Suggestion

    @property
    def is_uncoded(self) -> bool:
        """Whether no theme was found: then a person must look."""
        return not self.suggestions


def learned(book: Codebook, confirmed: Iterable[Confirmed], *, seed: int = 1) -> Model:
    """Learn from confirmed passages; without any, the model is the codebook's words alone.

    Codes of themes that are not in the codebook are left out: they may have been struck since.
    """
    number = {theme: place for place, theme in enumerate(book.themes)}
    known = [
        (list(features(one.text, book)), frozenset(number[theme] for theme in one.themes if theme in number))
        for one in confirmed
    ]
    frequent = Counter(feature for found, _ in known for feature in found)
    weights = _begun(book)
    for feature, times in frequent.items():
        if times >= _SEEN and feature not in weights:
            weights[feature] = [0.0] * len(book.themes)
    bias = [_BIAS] * len(book.themes)
    _Learner(weights, bias).learn(known, seed)
    kept = {feature: _slim(row) for feature, row in weights.items()}
    return Model(book, tuple(bias), {feature: row for feature, row in kept.items() if row}, len(known))


def judged(text: str, model: Model, *, least: float = LEAST) -> Judged:
    """Say which themes a passage seems to speak of, with the words that weighed for each."""
    sums = list(model.bias)
    weighed = []
    for feature, place in features(text, model.book).items():
        row = model.weights.get(feature)
        if row:
            weighed.append((row, place))
            for theme, weight in row.items():
                sums[theme] += weight
    floor = math.log(least / (1 - least))
    above = sorted(((-total, theme) for theme, total in enumerate(sums) if total >= floor))
    nearest = above or [min((-total, theme) for theme, total in enumerate(sums))]
    said = tuple(
        Suggestion(model.book.themes[theme], round(_likely(-total), 4), _reasons(text, theme, weighed))
        for total, theme in nearest
    )
    return Judged(said if above else (), said[0])


def told(model: Model) -> str:
    """Write a model down as JSON; the codebook is kept elsewhere."""
    data = {
        "form": _FORMAT,
        "labels": model.labels,
        "bias": dict(zip(model.book.themes, model.bias, strict=True)),
        "weights": {
            feature: {model.book.themes[theme]: weight for theme, weight in row.items()}
            for feature, row in model.weights.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def understood(kept: str, book: Codebook) -> Model:
    """Read a model that `told` wrote; a theme that the codebook has since lost is left out. Raises NotAModel.

    A theme that the codebook has gained since begins with its words.
    """
    try:
        return _read(json.loads(kept), book)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAModel(found=str(error) or type(error).__name__, form=_FORMAT) from error


def _read(data: Mapping[str, Any], book: Codebook) -> Model:
    if data["form"] != _FORMAT:
        raise ValueError(str(data["form"])[:40])
    number = {theme: place for place, theme in enumerate(book.themes)}
    bias = tuple(float(data["bias"].get(theme, _BIAS)) for theme in book.themes)
    weights = {
        feature: {number[theme]: float(weight) for theme, weight in row.items() if theme in number}
        for feature, row in data["weights"].items()
    }
    for feature, row in _begun(book).items():
        new = {place: weight for place, weight in _slim(row).items() if book.themes[place] not in data["bias"]}
        weights[feature] = weights.get(feature, {}) | new
    return Model(book, bias, {feature: row for feature, row in weights.items() if row}, int(data["labels"]))


def features(text: str, book: Codebook) -> dict[str, Place]:
    """Return the features of a passage, each with the last place where it stands."""
    read = book.phrases.read(text)
    found = dict(zip(read.stems, read.places, strict=True))
    for (one, (start, _)), (other, (_, end)) in pairwise(zip(read.stems, read.places, strict=True)):
        found[f"{one} {other}"] = (start, end)
    for term, place in terms_of(read.found, book):
        found[_TERM + term.phrase] = (place.start, place.end)
    return found


def _begun(book: Codebook) -> dict[str, list[float]]:
    """Give each term its weight for its own themes: a whole one, less where it has to be shared."""
    number = {theme: place for place, theme in enumerate(book.themes)}
    weights: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(book.themes))
    for term in book.terms:
        weights[_TERM + term.phrase][number[term.theme]] = _TERM_WEIGHT * min(1.0, term.weight)
    return dict(weights)


def _slim(row: Sequence[float]) -> Row:
    return {theme: round(weight, 4) for theme, weight in enumerate(row) if abs(weight) >= _SLIGHT}


def _reasons(text: str, theme: int, weighed: Sequence[tuple[Row, Place]]) -> tuple[str, ...]:
    """Return the words that weighed most for a theme, as they stand in the passage."""
    found = [(-row[theme], place) for row, place in weighed if theme in row and row[theme] > 0]
    return tuple(dict.fromkeys([text[start:end] for _, (start, end) in sorted(found)[:_SHOWN]]))


def _likely(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class _Learner:
    """The weights while they are learned, in place; a step is shorter, the more a weight has moved already."""

    weights: dict[str, list[float]]
    bias: list[float]

    def learn(self, known: Sequence[tuple[list[str], frozenset[int]]], seed: int) -> None:
        moved = {feature: [1.0] * len(self.bias) for feature in self.weights}
        moved_bias = [1.0] * len(self.bias)
        order = list(range(len(known)))
        chance = Random(seed)  # noqa: S311 - the order of learning, the same for the same seed
        for _ in range(_ROUNDS):
            chance.shuffle(order)
            for place in order:
                found, themes = known[place]
                self._follow([feature for feature in found if feature in moved], themes, moved, moved_bias)

    def _follow(
        self, found: Sequence[str], themes: frozenset[int], moved: Mapping[str, list[float]], moved_bias: list[float]
    ) -> None:
        """Move the weights of one passage for each theme on which the model is not yet sure and right."""
        rows = [self.weights[feature] for feature in found]
        for theme, total in enumerate(map(sum, zip(self.bias, *rows, strict=True))):
            wrong = _likely(total) - (theme in themes)
            if abs(wrong) < _SETTLED:
                continue
            square = wrong * wrong
            moved_bias[theme] += square
            self.bias[theme] -= _STEP * _OF_BIAS * wrong / math.sqrt(moved_bias[theme])
            for feature, row in zip(found, rows, strict=True):
                past = moved[feature]
                past[theme] += square
                pace = _STEP if feature.startswith(_TERM) else _STEP * _OF_WORDS
                row[theme] -= pace * wrong / math.sqrt(past[theme])
