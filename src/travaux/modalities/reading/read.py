"""Reading a resolution: from the blocks of a paper to its paragraphs, each with what it asks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, pairwise

from travaux.modalities.reading.asks import Said, handed_down, obligations
from travaux.modalities.reading.dates import Context, dates_said
from travaux.modalities.reading.fold import fold, folded
from travaux.modalities.reading.numbers import canonical
from travaux.modalities.reading.openings import dressed, opening, preambular
from travaux.modalities.reading.shapes import About, Block, Kind, Obligation, Paragraph, Place, Resolution
from travaux.modalities.reading.tongue import ASKS, LANGUAGES, compiled, either, table
from travaux.refusal import Invalid

_PAUSES = (",", ";", "\uff0c", "\uff1b", "\u060c", "\u061b")
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}")
_STOPS = (".", "\u3002", "\u06d4")
_RINGED = re.compile("[\u3220-\u3229]")
_RANK_OF_RINGED = 2  # Chinese has a sign of its own for the numbers under (a)
_IN_WORDS = re.compile(r"(?P<number>\d{1,3})[.)]?\s+(?=\S)")
_ANNEX_MOST = 60
_SPEAKS_MOST = 80
_SHARE = 0.4
_SHOWN, _LONG = 60, 80


@compiled
def _annex(language: str) -> str:
    return rf"{either(table(language)['words']['annex'], language)}(?:\s+[\w.]{{1,4}})?"


@compiled
def _adopted(language: str) -> str:
    return either(table(language)["words"]["adopted"], language)


class NotInLanguage(Invalid):
    """The paper is not in one of the languages in which resolutions are read."""

    asked = "You asked what a resolution asks of whom."
    because = "Its words are not in one of the six languages that are read."
    rule = "Resolutions are read in: {known}."
    remedy = "Give the text in one of these languages."


class NoResolution(Invalid):
    """The paper does not read like a resolution."""

    asked = "You asked what a resolution asks of whom."
    because = (
        "The paper does not read like one: of its {count} paragraphs {found} open with a word that decides or asks. "
        "The first without one is {where}: “{words}”."
    )
    rule = "The paragraphs of a resolution open with what they do: Decides, Requests, Invites and the like."
    remedy = "Give the resolution itself, as Akoma Ntoso, Word, PDF, HTML, Markdown or plain text."


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks; knows what was read before: the numbers over a paragraph, the force over it."""

    language: str
    context: Context
    kind: Kind | None = None
    path: list[str] = field(default_factory=list)
    forces: list[str] = field(default_factory=list)
    over: list[Obligation | None] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    found: list[Paragraph] = field(default_factory=list)
    base: int = 0
    is_over: bool = False
    behind: list[tuple[str, str]] = field(default_factory=list)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was passed over: words without a number behind a full stop, such as notes and the day of the meeting."""
        groups = groupby(self.behind, key=lambda each: each[0])
        return tuple(_passed_over(where, [words for _, words in group]) for where, group in groups)

    def read(self, block: Block) -> None:
        """Take in the next block."""
        if not block.text:
            return
        block = self._renumbered(_no_heading(block))
        if _is_annex(block, self.language) and self.kind is Kind.OPERATIVE:
            self.kind, self.path, self.forces = Kind.ANNEX, [], []
        if block.place in (Place.TITLE, Place.HEADING) or self.kind is Kind.ANNEX:
            self._aside(block)
        elif self.kind is not Kind.OPERATIVE and self._is_before(block):
            self._preambular(block)
        elif self.is_over and not block.number:
            self.behind.append((" ".join(self.path), block.text))
        else:
            self.kind, self.is_over = Kind.OPERATIVE, False
            self._operative(block)
            self.is_over = block.text.endswith(_STOPS)

    def _renumbered(self, block: Block) -> Block:
        """Take the number that stands in the words of a paragraph, where it is the next and an opening follows it."""
        if _RINGED.match(block.text) and not block.number:
            return replace(block, text=block.text[1:].lstrip(), number=block.text[0], rank=_RANK_OF_RINGED)
        found = _IN_WORDS.match(block.text)
        last = self.path[0] if self.path else ""
        if not found or not last.isdecimal() or int(found["number"]) != int(last) + 1:
            return block
        rest = block.text[found.end() :]
        is_next = opening(rest, fold(rest), self.language) is not None
        return replace(block, text=rest, number=found["number"], rank=0) if is_next else block

    def _aside(self, block: Block) -> None:
        if self.kind is Kind.ANNEX:
            self.found.append(Paragraph(block.text, Kind.ANNEX, number=block.number.strip().rstrip(".")))

    def _is_before(self, block: Block) -> bool:
        """Whether a block stands before the first operative paragraph."""
        searched = fold(block.text)
        opens = opening(block.text, searched, self.language)
        if block.number and block.place is not Place.PREAMBLE and (opens or block.rank == 0):
            return False
        if self.language == "zh" or block.place is Place.PREAMBLE:
            return True
        return opens is None or bool(preambular(block.text, self.language))

    def _preambular(self, block: Block) -> None:
        if _speaks(block.text, self.language):  # the head of a paper may name the body too, over lines of its own
            self.kind, self.found = Kind.PREAMBULAR, [each for each in self.found if each.opening]
            return
        words = dressed(block.text, block.dressed) or preambular(block.text, self.language)
        if self.kind is Kind.PREAMBULAR or words:
            self.kind = Kind.PREAMBULAR
            said = dates_said(block.text, fold(block.text), self.language, self.context)
            self.found.append(Paragraph(block.text, Kind.PREAMBULAR, opening=words, dates=said))

    def _operative(self, block: Block) -> None:
        number, within = self._numbered(block)
        searched = fold(block.text)
        dates = dates_said(block.text, searched, self.language, self.context)
        opens = opening(block.text, searched, self.language)
        over = self._over(block)
        force = opens.force if opens else over.force if over else self._force_over(block)
        words = (dressed(block.text, block.dressed) or opens.words) if opens else self._unknown(block)
        said = Said(block.text, searched, self.language, dates)
        asks = handed_down(said, over) if over and not opens else obligations(said, opens, force)
        if block.number:
            self.forces = [*self.forces[: block.rank], force]
            gap = [None] * (block.rank - len(self.over))
            self.over = [*self.over[: block.rank], *gap, _handing_down(asks)]
        self.found.append(Paragraph(block.text, Kind.OPERATIVE, number, within, words, force, dates, asks))

    def _unknown(self, block: Block) -> str:
        return dressed(block.text, block.dressed) if block.rank == 0 and block.number else ""

    def _force_over(self, block: Block) -> str:
        over = self.forces[: block.rank] if block.number else self.forces
        return over[-1] if over else ""

    def _over(self, block: Block) -> Obligation | None:
        """Return what the paragraph over a block asks, where it asks somebody by name for what stands under it."""
        over = self.over[: block.rank] if block.number else []
        return over[-1] if over else None

    def _numbered(self, block: Block) -> tuple[str, str]:
        """Return the number of a block, and that of the paragraph it stands in where it has none of its own."""
        if not block.number:
            return "", " ".join(self.path)
        self.base = min(self.base, block.rank) if self.path else block.rank
        rank = min(block.rank - self.base, len(self.path))
        counts = [*self.counts[: rank + 1], *[0] * (rank + 1 - len(self.counts))]
        counts[rank] += 1
        self.counts = counts
        self.path = [*self.path[:rank], canonical(block.number, block.rank, counts[rank])]
        return " ".join(self.path), " ".join(self.path[:-1])


def adoption(texts: Iterable[str], language: str) -> date | None:
    """Return the day on which a resolution says that it was adopted: “Resolution adopted … on 6 April 2017”."""
    if language not in LANGUAGES:
        return None
    words = _adopted(language)
    for text in texts:
        searched = fold(text)
        if words.search(searched.text):
            said = dates_said(text, searched, language, Context())
            day = next((each.earliest for each in said if each.exact), None)
            if day:
                return day
    return None


def read_resolution(blocks: Iterable[Block], about: About) -> Resolution:
    """Read a resolution from the blocks of a paper.

    Raises NotInLanguage, and NoResolution where too few of its paragraphs open with what they do.
    """
    if about.language not in LANGUAGES:
        raise NotInLanguage(known=", ".join(LANGUAGES))
    held = _whole(blocks, about.language)
    context = Context(about.adopted)
    reader = _read(held, about.language, context)
    year = next((day.year for day in _days(reader.found)), None)
    if year:
        reader = _read(held, about.language, Context(about.adopted, year))
    read = Resolution(about, _without_chapeaux(reader.found), (*_remarks(reader.found), *reader.remarks))
    _checked(read)
    return read


def _no_heading(block: Block) -> Block:
    """Take for text what is set as a heading, but ends as only text does: in Chinese, a name in capitals misleads."""
    is_text = block.place is Place.HEADING and block.text.endswith(_PAUSES)
    return replace(block, place=Place.TEXT) if is_text else block


def _whole(blocks: Iterable[Block], language: str) -> list[Block]:
    """Leave out what stands around, and join what a file parts in the middle of a sentence."""
    found: list[Block] = []
    for block in (each for each in blocks if each.place is not Place.AROUND):
        before = found[-1] if found else None
        if before and _goes_on(before, block, language):
            found[-1] = replace(before, text=f"{before.text} {_words(block)}")
        else:
            found.append(block)
    return found


def _goes_on(before: Block, block: Block, language: str) -> bool:
    """Whether a block goes on with a sentence: after a clock at the head of a line too, which is no number."""
    of_text = before.place is block.place and block.place in (Place.TEXT, Place.PREAMBLE)
    is_open = len(before.text) > _LONG and before.text[-1].isalnum()
    return of_text and is_open and (bool(_CLOCK.fullmatch(block.number)) if block.number else _is_rest(block, language))


def _is_rest(block: Block, language: str) -> bool:
    """Whether a block begins within a sentence: in Arabic nothing tells it."""
    first = block.text[:1]
    if language == "zh":
        return "\u4e00" <= first <= "\u9fff" and not preambular(block.text, language)
    return first.islower()


def _words(block: Block) -> str:
    return f"{block.number} {block.text}" if block.number else block.text


def _read(blocks: Sequence[Block], language: str, context: Context) -> _Reader:
    reader = _Reader(language, context)
    for block in blocks:
        reader.read(block)
    return reader


def _passed_over(where: str, texts: Sequence[str]) -> str:
    behind = f"behind paragraph {where}" if where else "behind a paragraph without a number"
    first = f"“{texts[0][:_SHOWN]}”"
    if len(texts) == 1:
        return f"{behind}, a block without a number was passed over: {first}"
    return f"{behind}, {len(texts)} blocks without a number were passed over, the first of them {first}"


def _days(found: Sequence[Paragraph]) -> Iterator[date]:
    """Yield the days that the operative paragraphs name."""
    for each in found:
        if each.kind is Kind.OPERATIVE:
            yield from (said.earliest for said in each.dates if said.earliest and said.exact and not said.cited)


def _handing_down(asks: Sequence[Obligation]) -> Obligation | None:
    last = asks[-1] if asks else None
    return last if last and last.force in ASKS and last.addressees else None


def _without_chapeaux(found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Leave what a paragraph asks that ends with a colon to the paragraphs under it."""
    following = [*found, None][1:]
    return tuple(
        replace(each, obligations=()) if _is_chapeau(each, after) else each
        for each, after in zip(found, following, strict=True)
    )


def _is_chapeau(each: Paragraph, after: Paragraph | None) -> bool:
    if each.kind is not Kind.OPERATIVE or after is None or after.kind is not Kind.OPERATIVE:
        return False
    return bool(each.place) and after.within.startswith(each.place) and each.number != ""


def _is_annex(block: Block, language: str) -> bool:
    return len(block.text) <= _ANNEX_MOST and bool(_annex(language).fullmatch(folded(block.text).strip()))


def _speaks(text: str, language: str) -> bool:
    """Whether a line says who speaks: “The General Assembly,”."""
    short = folded(text).strip(" ,:\u3000")
    return len(short) <= _SPEAKS_MOST and short in map(folded, table(language)["words"]["speakers"])


def _remarks(found: Sequence[Paragraph]) -> tuple[str, ...]:
    """Say which operative paragraphs open with no phrase that is known, and which numbers are missing or doubled."""
    operative = [each for each in found if each.kind is Kind.OPERATIVE and each.number and not each.within]
    said = [f"paragraph {each.number} opens with no phrase that is known" for each in operative if not each.force]
    numbers = [int(each.number) for each in operative if each.number.isdecimal()]
    said += [
        f"paragraph {after} follows paragraph {before}" for before, after in pairwise(numbers) if after != before + 1
    ]
    return tuple(said)


def _checked(read: Resolution) -> None:
    tops = [each for each in read.operative if not each.within]
    opened = [each for each in tops if each.opening and each.force]
    if opened and len(opened) >= _SHARE * len(tops):
        return
    first = next((each for each in (*tops, *read.paragraphs) if not each.force), None)
    words = first.text[:_SHOWN] if first else ""
    where = f"paragraph {first.number}" if first and first.number else "one without a number"
    raise NoResolution(count=len(tops), found=len(opened), where=where, words=words)
