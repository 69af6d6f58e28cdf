"""Facts in a text: whether a sentence that cites a fact still says its figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import digit

from rapidfuzz import fuzz

from travaux.evidence.facts import Rendered

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$|\[\^)[^.!?\n]*)*[.!?]?(?:\[\^[\w.-]{1,200}\])*")
WORD = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|\w+")
MARK = re.compile(r"\[\^([\w.-]{1,200})\]")
ALIKE = 88.0
NUMERAL = frozenset(
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "billion",
        "half",
        "third",
        "quarter",
        "nearly",
        "over",
        "more",
        "than",
    ]
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that cites a fact: whether its figures are those of the fact, and how they should be said."""

    key: str
    intact: bool
    line: int
    said: str
    should: str
    figures: tuple[str, ...]


def citations(text: str, facts: Mapping[str, Rendered]) -> Iterator[Cited]:
    """Yield the sentences that cite a fact: by a mark such as [^stock-2020], or by the same words but for figures."""
    masks = {key: masked(fact.sentence) for key, fact in facts.items()}
    for sentence in SENTENCE.finditer(text):
        words = sentence.group().strip()
        line = text.count("\n", 0, sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())) + 1
        marked = [key for key in MARK.findall(words) if key in facts]
        for key in marked or _likely(words, masks):
            yield _judged(words, line, facts[key], by_mark=bool(marked))


def masked(words: str) -> str:
    """Return a sentence without its figures and marks, so that only its other words are compared."""
    return " ".join(word for word in _words(words) if not _is_figure(word))


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(MARK.sub("", text))]


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in NUMERAL


def _likely(words: str, masks: Mapping[str, str]) -> list[str]:
    """Return the fact that says the same as these words but for the figures; the first where several do."""
    said = masked(words)
    if not said or not any(map(_is_figure, _words(words))):
        return []
    scores = {key: fuzz.ratio(said, mask) for key, mask in masks.items()}
    best = max(scores, key=scores.__getitem__, default="")
    return [best] if best and scores[best] >= ALIKE else []


def _judged(words: str, line: int, fact: Rendered, *, by_mark: bool) -> Cited:
    said = _figures(words)
    wanted = [part for word in fact.words.values() for part in _figures(word)] if by_mark else _figures(fact.sentence)
    intact = _holds(said, wanted) if by_mark else said == wanted
    return Cited(fact.key, intact, line, words, fact.sentence, tuple(fact.words.values()))


def _figures(words: str) -> list[str]:
    """Return the figures of a sentence with all separators of thousands off."""
    return [_plain(word) for word in _words(words) if _is_figure(word)]


def _plain(word: str) -> str:
    """Return a figure without separators of thousands, in Western digits."""
    word = "".join(str(digit(sign)) if sign.isdecimal() else sign for sign in word)
    return word.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")


def _holds(said: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the figures that are wanted stand in what is said, in their order; others may stand between."""
    rest = iter(said)
    return all(any(one == word for one in rest) for word in wanted)
