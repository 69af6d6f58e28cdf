"""Words as they are compared: without case, marks of reading and punctuation; and whether two wordings say the same."""

import re
import unicodedata

_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
# Soft hyphen, accents set apart, Arabic vowel signs and the stroke that lengthens, joiners and marks of direction.
_MARKS = re.compile("[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufeff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SHAPES = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201f", '"'),
    }
)


def bare(wording: str) -> list[str]:
    """Return the words of a wording as they are compared, or else its signs. A Chinese character is a word."""
    plain = wording if wording.isascii() else _MARKS.sub("", unicodedata.normalize("NFKC", wording))
    return _WORD.findall(plain.casefold()) or wording.split()


def printed_alike(one: str, other: str) -> bool:
    """Whether two wordings differ at most in white space, the shape of dashes and quotation marks, and unseen signs."""
    return one == other or _shape(one) == _shape(other)


def _shape(wording: str) -> str:
    plain = wording if wording.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFC", wording)).translate(_SHAPES)
    return " ".join(plain.split())
