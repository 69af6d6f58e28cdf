"""Taking adopted texts up into the corpus of the site."""

from dataclasses import dataclass
from datetime import date, datetime

from secretariat.frame.cell import open_paper
from secretariat.people.access import Actor
from secretariat.precedents.models import AdoptedParagraph, AdoptedText, Shelf
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.formats.adopted import of_reading
from travaux.refusal import Changed, Invalid
from travaux.text.precedents.leaves import Prepared, prepared
from travaux.text.precedents.postings import Postings, merged, renumbered
from travaux.text.precedents.shapes import Adopted


class AlreadyThere(Changed):
    """The file is among the adopted texts."""

    asked = "You asked to add “{symbol}” to the adopted texts."
    because = "The same file is there already, as {there}."
    rule = "A text that counts twice would make its words seem common."
    remedy = "Nothing is left to do; another text is added in the same way."


class NoSymbol(Invalid):
    """Nobody knows what the text is called."""

    asked = "You asked to add a text to the adopted ones."
    because = "The file does not say its symbol, and you gave none."
    rule = "Agreed language is cited by symbol, paragraph and date."
    remedy = "Give the symbol, for instance A/RES/71/280."


class NotADay(Invalid):
    """What the file says of its date is no day."""

    asked = "You asked to add “{symbol}” to the adopted texts."
    because = "The file says that it was adopted on “{given}”, which is no day."
    remedy = "Give the day of its adoption."


class NoParagraphs(Invalid):
    """There is nothing in the text."""

    asked = "You asked to add “{symbol}” to the adopted texts."
    because = "No paragraph of it could be read."
    remedy = "Hand in the text itself, as Akoma Ntoso, Word, PDF, HTML or plain text."


@dataclass(frozen=True, slots=True)
class Reading:
    """An adopted text as it was read from a file before the deed began, and the SHA-256 of that file."""

    text: Adopted
    sha256: str
    title: str = ""


def read_adopted(content: bytes, filename: str, *, media_type: str = "", symbol: str = "", date: str = "") -> Reading:
    """Read an adopted text from a file, behind walls; done before the deed. Raises the refusals of `open_paper`."""
    opened = open_paper(content, filename, media_type)
    text = of_reading(opened.reading, filename, symbol=symbol, date=date)
    return Reading(text, opened.sha256, opened.reading.about.title[:400])


@deed("precedents added")
def add_precedents(process: Process, *, reading: Reading, by: Actor, at: datetime) -> AdoptedText:
    """Add an adopted text to those in which agreed language is looked for; all processes of the site share them.

    Raises NoSymbol, NotADay, NoParagraphs or AlreadyThere, or the refusal of the modalities.
    """
    require(process, by, "add_precedents", at=at)
    text = reading.text
    if not text.symbol:
        raise NoSymbol
    if not text.paragraphs:
        raise NoParagraphs(symbol=text.symbol)
    _lock(process)
    if there := AdoptedText.objects.filter(sha256=reading.sha256).first():
        raise AlreadyThere(symbol=text.symbol, there=there.symbol)
    day = _day(text)
    row = AdoptedText.objects.create(
        symbol=text.symbol, date=day, title=reading.title, sha256=reading.sha256, added_at=at
    )
    _keep(row, text, prepared(text))
    facts = {
        "symbol": row.symbol,
        "date": text.date,
        "sha256": row.sha256,
        "paragraphs": len(text.paragraphs),
    }
    subject = f"precedent:{row.uuid}"
    enter("add_precedents", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return row


def _day(text: Adopted) -> date | None:
    try:
        return date.fromisoformat(text.date) if text.date else None
    except ValueError:
        raise NotADay(symbol=text.symbol, given=text.date) from None


def _lock(process: Process) -> None:
    """Let one add at a time: shelves are read, filled and written back. Who comes first finds no text to lock."""
    Process.objects.select_for_update().get(pk=process.pk)
    AdoptedText.objects.select_for_update().order_by("pk").first()


def _keep(row: AdoptedText, text: Adopted, packed: Prepared) -> None:
    pairs = enumerate(zip(text.paragraphs, packed.codes, strict=True), 1)
    made = AdoptedParagraph.objects.bulk_create(
        AdoptedParagraph(text=row, ordinal=ordinal, number=each.number[:80], wording=each.text, codes=codes)
        for ordinal, (each, codes) in pairs
    )
    postings = Postings()
    postings.add(0, packed.shelves, renumbered(packed.entries, [each.pk for each in made]))
    new = dict(postings.drain())
    there = Shelf.objects.in_bulk(list(new))
    whole = [Shelf(number=number, postings=_filled(there.get(number), added)) for number, added in new.items()]
    Shelf.objects.bulk_create(
        whole, update_conflicts=True, unique_fields=["number"], update_fields=["postings"], batch_size=1_000
    )


def _filled(shelf: Shelf | None, added: bytes) -> bytes:
    return merged([bytes(shelf.postings), added]) if shelf else added
