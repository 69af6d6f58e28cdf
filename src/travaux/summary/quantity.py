"""Counts in words: what "several" and "many" may mean is a table that the chair sets, and each use is held to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from travaux.words.phrases import Found, phrases

_AT_MOST_BETWEEN = 3
_WORD = re.compile(r"\w+")
_SPEAKERS = (
    *("delegation*", "state", "countr*", "speaker*", "participant*", "entit*", "stakeholder*", "group*", "member*"),
    *("organization*", "organisation*", "region*", "government*", "representative*", "submission*", "respondent*"),
    *("délégation*", "état", "pays", "orateur*", "intervenant*", "entité*", "groupe*", "gouvernement*", "membre*"),
    *(
        "delegacion*",
        "delegación",
        "estado",
        "país",
        "países",
        "orador*",
        "entidad*",
        "grupo*",
        "gobierno*",
        "miembro*",
    ),
    *("делегац*", "государств*", "стран*", "оратор*", "участник*", "организац*", "групп*", "правительств*"),
    *("وفد", "الوفود", "دولة", "الدول", "بلد", "البلدان", "المتكلمين", "المشاركين", "المنظمات", "مجموعة", "الحكومات"),
    *("代表团", "国家", "发言者", "与会者", "组织", "集团", "政府", "会员国"),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a word of number may mean: from `least` to `most` who spoke so, and at least `share` of all who spoke."""

    word: str
    least: int
    most: int | None = None
    share: float = 0.0

    def fits(self, count: int, of: int) -> bool:
        """Whether `count` of `of` who spoke may be called so."""
        return self.least <= count and (self.most is None or count <= self.most) and count >= self.share * of


TABLE = tuple(
    Quantity(word, least, most, share)
    for words, least, most, share in (
        (("one", "une", "un", "una", "одна", "одно", "واحد", "一个"), 1, 1, 0.0),
        (("a few", "quelques", "algunos", "algunas", "некоторые", "بعض", "少数"), 2, 4, 0.0),
        (("several", "plusieurs", "varios", "varias", "ряд", "несколько", "عدة", "若干"), 3, 9, 0.0),
        (("many", "de nombreux", "de nombreuses", "muchos", "muchas", "многие", "العديد من", "许多"), 10, None, 0.0),
        (("most", "la plupart", "la mayoría", "большинство", "معظم", "大多数"), 3, None, 0.5),
        (("all", "tous", "toutes", "todos", "todas", "все", "جميع", "所有"), 1, None, 1.0),
    )
    for word in words
)
"""The table with which a process begins; the chair sets another."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A word of number at `[start, end)` of a sentence that its citations do not bear out, and what would fit.

    `count` entities are cited of `of` who spoke on the theme; `instead` are words of the table in its order.
    """

    word: str
    start: int
    end: int
    count: int
    of: int
    instead: tuple[str, ...]


def misfits(wording: str, *, count: int, of: int, table: Sequence[Quantity] = TABLE) -> tuple[Misfit, ...]:
    """Return the words of number in a sentence that do not fit the entities cited for it, in order of place.

    Only words that count who spoke are looked at: those with a speaker ("delegations", "States", …) close behind them,
    so that "the most vulnerable" is left alone.
    """
    listed = phrases(quantity.word for quantity in table)
    counted = {(found.start, found.end): table[found.phrase] for found in _counting(wording, listed.find(wording))}
    return tuple(
        Misfit(wording[start:end], start, end, count, of, _fitting(count, of, table))
        for (start, end), quantity in counted.items()
        if not quantity.fits(count, of)
    )


def _fitting(count: int, of: int, table: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(quantity.word for quantity in table if quantity.fits(count, of))


def _counting(wording: str, found: Iterable[Found]) -> Iterator[Found]:
    speakers = phrases(_SPEAKERS).find(wording)
    for one in found:
        if any(
            speaker.start >= one.end and len(_WORD.findall(wording, one.end, speaker.start)) <= _AT_MOST_BETWEEN
            for speaker in speakers
        ):
            yield one
