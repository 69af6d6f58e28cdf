from secretariat.precedents import queries
from secretariat.precedents.queries import House, agreed, changed

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"
STOCK = "at the national, regional and global levels, as appropriate"


def test_the_site_finds_what_an_index_finds(add):
    add("Title", AGREED)
    found = agreed(f"Also {AGREED.lower()} of all")
    assert [(part.text, part.runs) for part in found.stretches] == [
        ("Also ", ()),
        (AGREED.lower(), (0,)),
        (" of all", ()),
    ]
    (precedent,) = found.precedents
    assert (precedent.number, precedent.run.words, precedent.more, precedent.is_stock) == (1, 12, 0, False)


def test_the_weightiest_run_stands_first_and_a_stock_phrase_is_called_one(add):
    for year in range(2010, 2020):
        add(f"{STOCK} {year}", symbol=f"A/{year}", date=f"{year}-01-01")
    add(AGREED)
    first, second = agreed(f"{STOCK}; {AGREED}").precedents
    assert (first.number, second.number, second.is_stock, second.more) == (2, 1, True, 6)
    assert [place.symbol for place in second.places] == ["A/2010", "A/2011", "A/2012", "A/2019"]


def test_what_is_near_is_told_with_its_place(add):
    add(AGREED)
    (near,) = agreed(AGREED.replace("inclusive", "green")).near
    assert (near.place.paragraph, near.text) == ("1", AGREED.replace("inclusive", "green"))
    assert [(each.text, each.adopted) for each in near.variant.differences] == [("green", "inclusive")]


def test_a_change_is_told_with_what_it_wins_and_loses(add):
    add(AGREED)
    change = changed(AGREED, AGREED.replace("inclusive", "green"))
    assert (change.bearing.verdict, change.gained, [each.text for each in change.lost]) == ("leaves", (), [AGREED])


def test_more_are_asked_for_than_a_database_takes_at_once(add, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    row = add("Title", AGREED, STOCK)
    pks = sorted(row.paragraphs.values_list("pk", flat=True))
    assert [pk for pk, _, _ in House().codes(set(pks))] == pks
    assert len(agreed(AGREED).precedents) == 1


def test_texts_are_listed_the_latest_first(add):
    add(AGREED)
    add("Title", STOCK, symbol="A/RES/73/195", date="2018-12-19")
    assert [(row.symbol, row.paragraph_count) for row in queries.adopted_texts()] == [
        ("A/RES/73/195", 2),
        ("A/RES/70/1", 1),
    ]
