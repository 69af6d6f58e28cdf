"""Which passwords would be guessed: common ones and the words of the trade, however they are padded out.

No rule asks for signs of this or that kind (NIST SP 800-63B, 3.1.1.2): such rules are met by `Migration2018!`.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from secretariat.people.access import ADMINISTRATOR, COFACILITATOR, DELEGATE, FOCAL_POINT, OFFICER, STAFF, VISITOR

AT_MOST = 1000
LEFT_AT_LEAST, UNLIKE_AT_LEAST = (
    6,
    5,
)  # characters that are neither padding nor of the trade, and how many of them differ
RUN = 3  # neighbours in the alphabet or among the digits, from so many on
KEYS = 4  # neighbours on a keyboard
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "йцукенгшщзх")
SHORT = 3  # a code or a short word counts where it stands alone only: most words hold one
ROLES = (ADMINISTRATOR, COFACILITATOR, DELEGATE, FOCAL_POINT, OFFICER, STAFF, VISITOR)
OURS = ("travaux", "secretariat", "delegation", "facilitator", "ambassador", "mission", "negotiation", "password")

Words = Callable[[], Iterable[str]]
_TRADE: list[Words] = [lambda: (*OURS, *(word for role in ROLES for word in (*role.split("_"), role.replace("_", ""))))]


def words_of_the_trade(words: Words) -> Words:
    """Let an app above add words that everybody here would try: names and codes of those who take part, titles."""
    _TRADE.append(words)
    return words


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _trade() -> list[str]:
    """Return the words of the trade, the long ones first."""
    said = {part for words in _TRADE for text in words() for part in _parted(_plain(text))}
    return sorted(said, key=lambda word: (-len(word), word))


def _parted(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


def _without(words: Iterable[str], text: str) -> str:
    """Return the text without the words: long ones wherever they are, short ones where they stand alone."""
    short = set()
    for word in words:
        if len(word) > SHORT:
            text = text.replace(word, "")
        else:
            short.add(word)
    together = ("".join(signs) for _is_word, signs in groupby(text, str.isalpha))
    return "".join(part for part in together if part not in short)


def _neighbours(a: str, b: str, step: int) -> bool:
    if a.isdecimal() and b.isdecimal():
        return (int(b) - int(a) - step) % 10 == 0
    return a.isalnum() and b.isalnum() and ord(b) - ord(a) == step


def without_runs(text: str) -> str:
    """Return the text without what merely goes on: `abc`, `321`, `890123`, `qwert`, `aaa`."""
    for row in ROWS:
        for keys in (row, row[::-1]):
            for size in range(len(keys), KEYS - 1, -1):
                for start in range(len(keys) - size + 1):
                    text = text.replace(keys[start : start + size], "")
    return "".join(part for part in _parts(text) if len(part) < RUN)


def _parts(text: str) -> Iterator[str]:
    """Cut the text where it stops going on by the same step: up, down, or standing still."""
    part, step = text[:1], None
    for sign in text[1:]:
        steps = [s for s in (1, -1, 0) if _neighbours(part[-1], sign, s) or (s == 0 and part[-1] == sign)]
        if step in steps or (step is None and steps):
            part, step = part + sign, step if step in steps else steps[0]
        else:
            yield part
            part, step = sign, None
    yield part


def unit(text: str) -> str:
    """Return what a text merely repeats: `password` for `passwordpassword` and for `passwordpass`; else the text."""
    size = next(size for size in range(1, len(text) + 1) if text.startswith(text[size:])) if text else 0
    return text[:size] if size <= 2 * len(text) / 3 else text


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def forms(password: str, trade: Iterable[str]) -> Iterator[str]:
    """Return what is left of a password under each kind of padding; the last is without the words of the trade too."""
    plain = _plain(password)
    once = unit(plain)
    yield from (plain, once, _letters(once), unit(_letters(plain)))
    bare = without_runs(unit(_without(trade, once)))
    # Marks are padding, unless there is nothing but marks.
    yield from (_letters(bare), "".join(filter(str.isalnum, bare)) if any(map(str.isalnum, plain)) else bare)


class NotGuessable(CommonPasswordValidator):
    """A password that is neither a common one nor made of what everybody here would try."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django gives it
        """Raise ValidationError where the password can be guessed."""
        if len(password) > AT_MOST:
            raise ValidationError(_("It is longer than 1,000 characters."), code="password_too_long")
        tried = list(forms(password, _trade()))
        if any(form in self.passwords for form in tried):
            raise ValidationError(_("It is a common one, padded out at most."), code="password_too_common")
        if len(left := tried[-1]) < LEFT_AT_LEAST or len(set(left)) < UNLIKE_AT_LEAST:
            raise ValidationError(
                _("It is made of words of this site, of rows and repeats; too little else is left."),
                code="password_of_the_trade",
            )

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("Not a common one, nor made of names of this site, of rows and repeats.")
