"""What the adopted texts say of a wording, and which they are."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from secretariat.precedents.models import AdoptedParagraph, AdoptedText, Shelf
from travaux.text.precedents.bearing import Bearing, Stretch, bearing, stretches
from travaux.text.precedents.search import Found, Run, find, outermost, shown
from travaux.text.precedents.shapes import Place
from travaux.text.precedents.variants import Variant, variants

AT_ONCE = 2_000
NAMED = 4


@dataclass(frozen=True, slots=True)
class House:
    """The adopted texts of the site, as the engine asks for them (`travaux.text.precedents.shapes.Corpus`)."""

    def size(self) -> int:
        """Return how many paragraphs there are."""
        return AdoptedParagraph.objects.count()

    def shelves(self, wanted: Collection[int]) -> dict[int, list[bytes]]:
        """Return what stands on these shelves."""
        rows = (Shelf.objects.filter(number__in=some).values_list("number", "postings") for some in _some(wanted))
        return {number: [bytes(postings)] for part in rows for number, postings in part}

    def codes(self, paragraphs: Collection[int]) -> Iterator[tuple[int, int, bytes]]:
        """Return number, text and packed words of these paragraphs."""
        for some in _some(paragraphs):
            rows = AdoptedParagraph.objects.filter(pk__in=some).order_by("pk")
            yield from ((pk, text, bytes(codes)) for pk, text, codes in rows.values_list("pk", "text_id", "codes"))

    def dates(self) -> dict[int, str]:
        """Return the date of each text."""
        rows = AdoptedText.objects.order_by("pk").values_list("pk", "date")
        return {pk: date.isoformat() if date else "" for pk, date in rows}

    def places(self, paragraphs: Collection[int]) -> dict[int, Place]:
        """Say where each of these paragraphs stands."""
        return {row.pk: _place(row) for row in _paragraphs(paragraphs)}

    def texts(self, paragraphs: Collection[int]) -> dict[int, str]:
        """Return the words of these paragraphs."""
        return {row.pk: row.wording for row in _paragraphs(paragraphs)}


def _paragraphs(wanted: Collection[int]) -> Iterator[AdoptedParagraph]:
    for some in _some(wanted):
        yield from AdoptedParagraph.objects.filter(pk__in=some).select_related("text").order_by("pk")


def _place(row: AdoptedParagraph) -> Place:
    return Place(row.text.symbol, row.number, row.text.date.isoformat() if row.text.date else "")


def _some(wanted: Collection[int]) -> Iterator[list[int]]:
    """Yield numbers a few thousand at a time: databases take only so many in one question."""
    ordered = sorted(wanted)
    yield from (ordered[begin : begin + AT_ONCE] for begin in range(0, len(ordered), AT_ONCE))


@dataclass(frozen=True, slots=True)
class Precedent:
    """A run of a wording that was agreed before: its number on the page, its words, and where they stand."""

    number: int
    text: str
    run: Run
    places: tuple[Place, ...]

    @property
    def more(self) -> int:
        """How many further paragraphs have it."""
        return len(self.run.sources) - len(self.places)

    @property
    def is_stock(self) -> bool:
        """Whether the words stand in so many texts that they say little."""
        return self.run.rarity < 0.5  # noqa: PLR2004 - half of what a run found once weighs


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of a wording that an adopted paragraph has in nearly the same words."""

    text: str
    variant: Variant
    place: Place


@dataclass(frozen=True, slots=True)
class Agreed:
    """What of a wording was agreed before: the wording cut where runs begin and end, the runs, and what is near."""

    stretches: tuple[Stretch, ...]
    precedents: tuple[Precedent, ...]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a change does to agreed language, with the runs that it wins and those that it loses."""

    bearing: Bearing
    gained: tuple[Precedent, ...]
    lost: tuple[Precedent, ...]


def adopted_texts() -> QuerySet[AdoptedText]:
    """Return the adopted texts, the latest first, each with the number of its paragraphs."""
    counted = AdoptedText.objects.annotate(paragraph_count=Count("paragraphs"))
    return counted.order_by("-date", "symbol", "pk")


def agreed(wording: str) -> Agreed:
    """Say what of a wording was agreed before; of runs that lie in longer ones nothing is said."""
    house = House()
    found = find(house, wording)
    near = variants(house, found)
    places = house.places([each.paragraph for each in near])
    close = tuple(Near(wording[each.start : each.end], each, places[each.paragraph]) for each in near)
    runs = outermost(found.runs)
    return Agreed(stretches(wording, runs), _precedents(house, found, runs), close)


def changed(before: str, after: str) -> Change:
    """Say what a change does to agreed language."""
    house = House()
    found = bearing(house, before, after)
    gained, lost = _precedents(house, found.after, found.gained), _precedents(house, found.before, found.lost)
    return Change(found, gained, lost)


def _precedents(house: House, found: Found, runs: Sequence[Run]) -> tuple[Precedent, ...]:
    """Say where runs stand, the weightiest first; they keep the numbers that they have in the wording."""
    places = house.places({source for run in runs for source in shown(run, NAMED)})
    numbered = enumerate(runs, 1)
    named = (_precedent(number, found.text, run, places) for number, run in numbered)
    return tuple(sorted(named, key=lambda each: -each.run.weight))


def _precedent(number: int, text: str, run: Run, places: dict[int, Place]) -> Precedent:
    where: Iterable[Place] = (places[source] for source in shown(run, NAMED))
    return Precedent(number, text[run.start : run.end], run, tuple(where))
