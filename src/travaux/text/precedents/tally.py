"""Words as they are counted and compared for agreed language, whatever their typography.

A word is a run of letters or digits: marks, quotes, hyphens, apostrophes and spaces of any kind only part words, so
that “follow-up” is two. Where a script is written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each
character counts as a word, as proofreaders count it. Two words are the same when they are so without case, with digits
of any script read as figures, and in Arabic and Hebrew without vowel signs, hamza on its seat and the stretching
stroke.
"""

import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from unicodedata import decimal, normalize

WIDTH = 4
"""Bytes of a word's code. Of 200,000 different words about five pairs share one."""

# No letters to `\w`, but part of the word: accents, vowel signs of Arabic, Hebrew and the scripts of India, joiners.
_MARK = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u082d\u08d3-\u0963\u0981-\u0df3\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18\u0f19\u0f35-\u0f39\u0f71-\u0f84\u102b-\u103e\u1056-\u1059"
    "\u135d-\u135f\u17b4-\u17d3\u1885-\u18a9\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufeff"
)
_ALONE = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f\u1050-\u1055"
    "\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003134f"
)
_LETTER = rf"[^\W_{_ALONE}]"
_WORD = re.compile(rf"[{_ALONE}][{_MARK}]*|{_LETTER}(?:{_LETTER}|[{_MARK}])*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_NOT_PLAIN = re.compile(rf"[{_MARK}{_ALONE}]")
_UNSAID = re.compile(
    "[\u00ad\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of a text: their `codes`, packed for comparison, and where each begins and ends in characters."""

    codes: bytes
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)


def counted(text: str) -> Counted:
    """Count the words of `text`, with their places."""
    found = [(code, word.start(), word.end()) for word in _WORD.finditer(text) if (code := _code(word.group()))]
    codes, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Counted(_packed(codes), starts, ends)


def codes(text: str) -> bytes:
    """Return the codes of the words of `text`, packed: what `counted` gives, without the places and faster."""
    word = _WORD if _NOT_PLAIN.search(text) else _PLAIN_WORD
    return _packed([code for code in map(_code, word.findall(text)) if code])


def apart(packed: bytes) -> list[bytes]:
    """Return packed codes one by one."""
    return [packed[place : place + WIDTH] for place in range(0, len(packed), WIDTH)]


def folded(word: str) -> str:
    """Return a word as it is compared: without case, vowel signs of Arabic and Hebrew, or digits of its own script."""
    bare = _UNSAID.sub("", normalize("NFKD", word).casefold())
    return normalize("NFC", "".join(str(decimal(sign, sign)) for sign in bare))


@lru_cache(maxsize=1 << 18)
def _code(word: str) -> int:
    """Return the code of a word, or 0 where nothing of it is left to compare."""
    same = folded(word)
    return int.from_bytes(sha256(same.encode("utf-8", "surrogatepass")).digest()[:WIDTH], "little") if same else 0


def _packed(numbers: list[int] | tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)
