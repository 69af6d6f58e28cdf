"""Printed numbers, the same in every language: (a) for the first letter of any alphabet, (i) for one under it."""

import re

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "\u0627\u0628\u062c\u062f\u0647\u0648\u0632\u062d\u0637\u064a\u0643\u0644\u0645\u0646\u0633\u0639\u0641\u0635"
_HAN = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
_ALIFS = dict.fromkeys("\u0623\u0625\u0622", "\u0627")
_DIGITS = {0x660 + digit: str(digit) for digit in range(10)}
_CORE = re.compile(r"[^\W_]+(?:\.\d+)*")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def canonical(number: str, rank: int, place: int) -> str:
    """Return a printed number as it is said in every language; `place` is its place in its list, from 1."""
    found = _CORE.search(number.translate(_DIGITS).replace("\u0640", ""))
    if found is None:
        return ""
    core = found[0].lower()
    if rank == 0:
        return found[0] if found[0][0].isdecimal() else number.strip().rstrip(".")
    if rank > 1:
        return f"({core if core in _ROMANS else _ROMANS[(place - 1) % len(_ROMANS)]})"
    return f"({_letter(core, place)})"


def _letter(core: str, place: int) -> str:
    if core[0] in _LATIN or core[0].isdecimal():
        return core
    spot = _ARABIC.find(_ALIFS.get(core[0], core[0]))
    return _LATIN[(spot if spot >= 0 else place - 1) % len(_LATIN)]


def han(words: str) -> int:
    """Return the number that Chinese numerals or digits say, 0 where they say none: 七十二 is 72."""
    if words.isdecimal():
        return int(words)
    total, digit = 0, 0
    for sign in words:
        if sign == "\u767e":
            total, digit = total + (digit or 1) * 100, 0
        elif sign == "\u5341":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _HAN.find(sign) + 1
    return total + digit
