"""A name as names are compared: without case, accents, marks, and what encodings did to it."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

_PLAIN = re.compile(r"[^\w]+|_+")
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019\u2018\u02bc`\u00b4\u201b"), "")
_WORDS_FOR = {"st": "saint", "ste": "sainte", "rep": "republic", "dem": "democratic", "govt": "government"}
_LEADING = frozenset({"the", "la", "le", "les", "el", "los", "las"})
_SIGNS = str.maketrans(
    {
        "&": " and ",
        "+": " and ",
        "\u0131": "i",  # the dotless i of Turkish
        "\u00f8": "o",
        "\u0142": "l",
        "\u0649": "\u064a",  # Arabic: the bare yeh as yeh
        "\u0629": "\u0647",  # the bound teh as heh
        "\u0640": "",  # the stroke that lengthens
    }
)


@lru_cache(maxsize=65_536)
def normal(words: str) -> str:
    """Return a name in its normal form: two names with one normal form are spelt alike but for signs.

    Lower case, without accents, apostrophes and punctuation; `&` is "and", St. is Saint; without a leading article.
    """
    plain = unicodedata.normalize("NFKD", unescape(words).translate(_SIGNS).casefold().translate(_SIGNS))
    letters = "".join(mark for mark in plain.translate(_APOSTROPHES) if not unicodedata.combining(mark))
    parts = [_WORDS_FOR.get(word, word) for word in _PLAIN.sub(" ", letters.translate(_SIGNS)).split()]
    while len(parts) > 1 and parts[0] in _LEADING:
        parts = parts[1:]
    return " ".join(parts)


def mended(words: str) -> tuple[str, ...]:
    """Return what words may have been before an encoding was mistaken for another (UTF-8, Turkish, as Western)."""
    found = []
    for wrong, right in (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "cp1254")):
        try:
            again = words.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if again != words:
            found.append(again)
    return tuple(dict.fromkeys(found))
