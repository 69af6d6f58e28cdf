# ruff: noqa: RUF001 - the words of six languages
"""Stems: what the forms of a word have in common, lightly, in the six languages; the script of a word says how.

Light stemming takes off endings of number, gender and case, and leaves word formation alone: it errs by keeping two
forms apart rather than by taking two words for one. English, French and Spanish share one list of endings, so that the
language of a stretch need not be known, nor guessed wrongly.

After L. S. Larkey, L. Ballesteros and M. E. Connell, "Light stemming for Arabic information retrieval", 2007 (light10);
L. Dolamic and J. Savoy, "Indexing and searching strategies for the Russian language", 2009.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_VOWEL_SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_STRESS = re.compile("[\u0300\u0301]")
_FIGURES = {zero + figure: str(figure) for zero in (0x660, 0x6F0) for figure in range(10)}
_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")
_ARABIC_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_RUSSIAN_ENDINGS = tuple(
    sorted(
        (
            *("иями", "ями", "ами", "иях", "ях", "ах", "иям", "ям", "ам", "ией", "ей", "ой", "ий", "ый", "ие", "ые"),
            *("ое", "ее", "ая", "яя", "ую", "юю", "ого", "его", "ому", "ему", "ыми", "ими", "ым", "им", "ых", "их"),
            *("ом", "ем", "ов", "ев", "ия", "ию", "ии", "ье", "ья", "ью", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь"),
            *("й", "ием"),
        ),
        key=len,
        reverse=True,
    )
)
_LATIN_ENDINGS = (
    *(("eaux", "eau", 2), ("aux", "al", 3), ("ies", "i", 2), ("ings", "", 4), ("ing", "", 4)),
    *(("ed", "", 4), ("es", "", 4), ("ss", "ss", 1), ("us", "us", 1), ("is", "is", 1), ("s", "", 2)),
)
"""Endings with what takes their place, and how many letters must be left before them; the first that fits is taken."""
_LEFT = 3
_CACHED = 65_536


def folded(text: str) -> str:
    """Return `text` in one shape: no case, accents (Latin), vowel signs (Arabic) or unseen signs; figures of ASCII."""
    if text.isascii():
        return text.casefold()
    plain = _VOWEL_SIGNS.sub("", _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold().translate(_FIGURES)))
    bare = _STRESS.sub("", _ACCENTS.sub("", unicodedata.normalize("NFKD", plain)))
    return unicodedata.normalize("NFC", bare).replace("ё", "е").translate(_ARABIC_LETTERS)


@lru_cache(maxsize=_CACHED)
def stem(word: str) -> str:
    """Reduce a word, as `folded` gives it, to its stem; a figure or a Chinese character is its own."""
    if word.isascii() or "a" <= word[0] <= "\u024f":
        return _latin(word)
    if "\u0400" <= word[0] <= "\u04ff":
        return _without(word, _RUSSIAN_ENDINGS)
    return _arabic(word) if "\u0600" <= word[0] <= "\u06ff" else word


def _latin(word: str) -> str:
    if not word.isalpha() or len(word) <= _LEFT:
        return word
    for ending, instead, left in _LATIN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word.removesuffix(ending) + instead
            break
    bare = word.rstrip("aeo")
    # Two words of three letters and an -e are seldom one: "not" and "note"; of gender, "niña" and "niño" are.
    bare = bare if len(bare) >= (_LEFT if word[-1] in "ao" else _LEFT + 1) else word
    return bare[:-1] + "i" if bare.endswith("y") else bare


def _arabic(word: str) -> str:
    """Take off "and", the article with what is joined to it, and endings, as long as three letters are left."""
    if word.startswith("و") and len(word) > _LEFT:
        word = word[1:]
    for article in _ARABIC_ARTICLES:
        if word.startswith(article) and len(word) - len(article) > 1:
            word = word.removeprefix(article)
            break
    return _without(word, _ARABIC_ENDINGS)


def _without(word: str, endings: Sequence[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            return word.removesuffix(ending)
    return word
