"""States in the order of protocol: that of a roll-call, which is the alphabet of the names in its language.

English, French, Spanish: letter by letter, without accents, spaces and marks. Russian: its alphabet, yo as ye. Arabic:
without the article, all seats of hamza as alif. Chinese: by the sound of each character (pinyin), which is how GB 2312
orders its first level; the few rarer characters have one that sounds the same in `FILED_AS`. Where a published list
departs from letters, `library/order.csv` says how a name is filed there, since when, with the list.
"""

import csv
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from travaux.participation.entities import Entity, held, library

FILED_AS = {"瑙": "闹", "汶": "问", "斐": "匪"}
"""Characters of the second level of GB 2312 by one of the first level that sounds the same, beside which they stand."""


def in_order(keys: Iterable[str], language: str, *, on: date | None = None) -> tuple[str, ...]:
    """Return entities in the order of protocol of a language, by the names they bear (on a day, those they bore)."""
    found = [library()[key] for key in keys]
    return tuple(each.key for each in sorted(found, key=lambda each: filed(each, language, on=on)))


def filed(entity: Entity, language: str, *, on: date | None = None) -> tuple[str, str]:
    """Return how an entity's name is filed in a language, and the name itself where two are filed alike."""
    name = entity.called(language, on=on)
    filed_as, since = _exceptions().get((language, entity.key), (name, ""))
    wording = filed_as if on is None or held(since, "", on) else name
    return {"ar": _arabic, "zh": _chinese}.get(language, _letters)(wording), name


@cache
def _exceptions() -> dict[tuple[str, str], tuple[str, str]]:
    text = (files("travaux.participation") / "library" / "order.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {(row["language"], row["key"]): (row["filed_as"], row["since"]) for row in rows}


def _letters(name: str) -> str:
    """Return the letters of a name without their marks; й stays a letter of its own, behind и."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("й", "и\uffff"))
    return "".join(mark for mark in plain if mark.isalpha() or mark == "\uffff")


def _arabic(name: str) -> str:
    words = [word.removeprefix("ال") if len(word) > len("ال") else word for word in name.split()]
    return "".join(mark for mark in unicodedata.normalize("NFKD", "".join(words)) if mark.isalpha())


def _chinese(name: str) -> str:
    sounds = (FILED_AS.get(sign, sign) for sign in name)
    return "".join(sign.encode("gb18030").hex() if sign >= "\u4e00" else sign for sign in sounds)
