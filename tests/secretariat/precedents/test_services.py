from dataclasses import replace

import pytest

from secretariat.people.access import DELEGATE, Actor
from secretariat.precedents.models import AdoptedText, Shelf
from secretariat.precedents.queries import agreed
from secretariat.precedents.services import AlreadyThere, NoParagraphs, NoSymbol, NotADay, Reading, add_precedents
from secretariat.record.models import Entry
from travaux.modalities import NotForRole
from travaux.text.precedents.shapes import Adopted, Paragraph

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"


def test_a_text_is_added_and_leaves_one_entry(add):
    row = add("Title", AGREED)
    entry = Entry.objects.latest("id")
    assert (entry.deed, entry.subject) == ("add_precedents", f"precedent:{row.uuid}")
    assert entry.facts == {
        "symbol": "A/RES/70/1",
        "date": "2015-09-25",
        "sha256": row.sha256,
        "paragraphs": 2,
    }
    assert str(row) == "A/RES/70/1"
    assert [str(each) for each in row.paragraphs.order_by("ordinal")] == ["1", "2"]


def test_texts_fill_the_same_shelves_one_after_the_other(add):
    add(AGREED)
    shelves = [str(shelf.number) for shelf in Shelf.objects.all()]
    add("Title", AGREED, symbol="A/RES/73/195", date="2018-12-19")
    assert [str(shelf) for shelf in Shelf.objects.all()] == shelves
    (precedent,) = agreed(AGREED).precedents
    assert [(place.symbol, place.paragraph, place.date) for place in precedent.places] == [
        ("A/RES/70/1", "1", "2015-09-25"),
        ("A/RES/73/195", "2", "2018-12-19"),
    ]


def test_the_same_file_is_added_once(add):
    add(AGREED)
    with pytest.raises(AlreadyThere):
        add(AGREED)
    assert AdoptedText.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"symbol": ""}, NoSymbol), ({"paragraphs": ()}, NoParagraphs), ({"date": "2018-13-40"}, NotADay)],
)
def test_what_cannot_be_cited_is_refused(process, officer, at, changes, refusal):
    text = replace(Adopted("A/1", "", (Paragraph("1", AGREED),)), **changes)
    with pytest.raises(refusal):
        add_precedents(process, reading=Reading(text, "a" * 64), by=officer, at=at)


def test_a_text_without_a_date_is_one_of_unknown_date(add):
    assert add(AGREED, date="").date is None
    assert agreed(AGREED).precedents[0].places[0].date == ""


def test_only_the_secretariat_adds_texts(process, at):
    reading = Reading(Adopted("A/1", "", (Paragraph("1", AGREED),)), "a" * 64)
    with pytest.raises(NotForRole):
        add_precedents(process, reading=reading, by=Actor(role=DELEGATE), at=at)
