"""A text as it is searched: small letters, plain signs, no vowel marks; and where each sign stood."""

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

_LIKE = {
    **dict.fromkeys("\u00a0\u202f\u2009\u3000\t\n\r", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"'),
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),  # alif in its four dresses
    "\u0649": "\u064a",  # alif without dots and ya are written for each other
    "\u0640": "",  # the line that only stretches a word
    "\uff0c": ",",
    "\u060c": ",",
    "\uff1b": ";",
    "\u061b": ";",
    "\uff1a": ":",
    "\uff08": "(",
    "\uff09": ")",
    "\u00ad": "",
    "\u200b": "",
    "\u200e": "",
    "\u200f": "",
    "\ufeff": "",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """The searched form of a text; `places[n]` is where its sign n stood, and one more is the end."""

    text: str
    places: tuple[int, ...]

    def said(self, original: str, start: int, end: int) -> str:
        """Return the words of the original that stand at `start` to `end` of the searched form."""
        return original[self.places[start] : self.places[end]].strip()


def fold(text: str) -> Folded:
    """Return the searched form of a text."""
    signs: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        like = _sign(letter)
        if like == " " and signs and signs[-1] == " ":
            continue  # white space is one space, however much there is of it
        if signs[-1:] == [" "] and _is_set_apart(signs, like):
            signs.pop()
            places.pop()
        signs.append(like)
        places += [place] * len(like)
    return Folded("".join(signs), (*places, len(text)))


def _is_set_apart(signs: list[str], like: str) -> bool:
    """Whether the space before a sign only sets Chinese off from figures, as a page does: 2018 \u5e74 9 \u6708."""
    before, after = signs[-2:-1], like[:1]
    return bool(before) and (
        (_is_han(before[0]) and (after.isdecimal() or _is_han(after))) or (before[0].isdecimal() and _is_han(after))
    )


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def folded(text: str) -> str:
    """Return the searched form of a text, without its places."""
    return fold(text).text


@lru_cache(maxsize=4096)
def _sign(letter: str) -> str:
    like = _LIKE.get(letter)
    if like is None:
        like = "".join(each for each in normalize("NFD", letter.lower()) if not combining(each))
    return like
