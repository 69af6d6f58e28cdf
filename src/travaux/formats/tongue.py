"""In which of the six languages a text is written, seen from its letters and its smallest words."""

import re
from collections import Counter
from unicodedata import bidirectional

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})
CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh"}
"""The codes of three letters that Akoma Ntoso has for them."""

_ENOUGH = 20_000
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-zÀ-ÿ]")
_LETTERS_IN_A_SIGN = {"zh": 3}  # a Chinese sign says as much as three letters
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    "en": ("the", "of", "and", "to", "in", "for", "that", "on", "with", "by", "its", "as", "is", "at", "from"),
    "fr": ("le", "les", "des", "du", "et", "à", "en", "dans", "pour", "que", "sur", "au", "aux", "par", "une"),
    "es": ("el", "los", "las", "del", "y", "en", "que", "para", "por", "con", "se", "su", "al", "una", "es"),
}


def tongue(text: str) -> str:
    """Return the language of a text (en, fr, es, ru, ar, zh), or nothing where its words do not show it."""
    seen = text[:_ENOUGH]
    scripts = (("ar", _ARABIC), ("ru", _CYRILLIC), ("zh", _HAN), ("", _LATIN))
    counts = {name: len(signs.findall(seen)) * _LETTERS_IN_A_SIGN.get(name, 1) for name, signs in scripts}
    script = max(counts, key=lambda name: counts[name])
    if script or not counts[script]:
        return script if counts[script] else ""
    found = Counter(_WORD.findall(seen.lower()))
    small = {name: sum(found[word] for word in words) for name, words in _SMALL.items()}
    best = max(small, key=lambda name: small[name])
    return best if small[best] else ""


def three(language: str) -> str:
    """Return the code of three letters for a language, `und` where none is known."""
    return next((code for code, name in CODES.items() if name == language), "und")


def runs_from_left(words: str) -> bool:
    """Whether words have letters, and all of them are read from the left."""
    kinds = set(map(bidirectional, words))
    return "L" in kinds and kinds.isdisjoint(("R", "AL"))
