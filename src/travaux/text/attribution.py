"""Who asked for words in brackets, where a text says it itself: “[EU: shall]”, “[G77, Norway / AOSIS: should]”."""

import re
from collections.abc import Iterator

_LED = re.compile("[\\[\uff3b]\\s{0,4}([^\\[\\]\uff3b\uff3d:\uff1a\\n]{2,160})[:\uff1a]")
_BETWEEN = re.compile("[,;/&、،]|\\s(?:and|et|y|и)\\s")
_CODE = re.compile(r"\w[\w.&-]{1,11}")
_WORD = re.compile("[^\\W\\d_][\\w'\u2019.-]{0,30}")
LONGEST = 7
"""Of so many words is the name of a delegation, at most."""

_SMALL = frozenset({"of", "the", "de", "del", "des", "du", "la"})
_KINDS = frozenset(
    {"OPTION", "OPTIONS", "OPTIÓN", "ALT", "NOTE", "NB", "TBC", "TBD", "PLACEHOLDER", "OP", "PP", "ANNEX"}
)


def named_in(words: str) -> tuple[str, ...]:
    """Return those named at the head of the brackets of a wording, each once, in the order of the text.

    A single name is taken for one only if it is written as a code (EU, G77, LDCs), since “Decides:” looks like a name
    as well; in a list of several any that begins with a capital is.
    """
    return tuple(dict.fromkeys(name for found in _LED.finditer(words) for name in _names(found[1])))


def _names(head: str) -> Iterator[str]:
    parts = [part.strip().removeprefix("the ") for part in _BETWEEN.split(head) if part.strip()]
    are_codes = [_is_code(part) for part in parts]
    if all(are_codes) or (
        len(parts) > 1 and all(known or _is_name(part) for known, part in zip(are_codes, parts, strict=True))
    ):
        yield from parts


def _is_kind(word: str) -> bool:
    """Whether a word says what stands there, not who asked for it: OP3, ALT, Option."""
    return word.rstrip("0123456789.").upper() in _KINDS


def _is_code(part: str) -> bool:
    has_two = sum(sign.isupper() or sign.isdigit() for sign in part) > 1
    return has_two and part[0].isupper() and _CODE.fullmatch(part) is not None and not _is_kind(part)


def _is_name(part: str) -> bool:
    words = part.split()
    are_words = all(word in _SMALL or (word[0].isupper() and _WORD.fullmatch(word)) for word in words)
    return are_words and len(words) <= LONGEST and not _is_kind(words[0])
