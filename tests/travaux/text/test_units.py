import pytest

from travaux.text.provision import Kind
from travaux.text.units import Note, Unit, split_number, units, units_of_text


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("3. Decides", "3", "Decides"),
        ("3 bis. Decides", "3 bis", "Decides"),
        ("12.4) Decides", "12.4", "Decides"),
        ("(a) To act", "(a)", "To act"),
        ("(bb) To act", "(bb)", "To act"),
        ("(iv) To act", "(iv)", "To act"),
        ("c) To act", "c", "To act"),
        ("IV. Means", "IV", "Means"),
        ("OP12bis. Decides", "OP12bis", "Decides"),
        ("PP3 Recalling", "PP3", "Recalling"),
        ("\uff08\u4e00\uff09\u51b3\u5b9a", "\uff08\u4e00\uff09", "\u51b3\u5b9a"),
        ("\u4e09\u3001\u51b3\u5b9a", "\u4e09", "\u51b3\u5b9a"),
        ("1.\u51b3\u5b9a", "1", "\u51b3\u5b9a"),
        ("(\u0623) \u062a\u0642\u0631\u0631", "(\u0623)", "\u062a\u0642\u0631\u0631"),
        ("3 quindecies alt. Decides", "3 quindecies alt", "Decides"),
        ("(a bis) To act", "(a bis)", "To act"),
        ("3 - D\u00e9cide", "3", "D\u00e9cide"),
        ("\u0663 - \u062a\u0642\u0631\u0631", "\u0663", "\u062a\u0642\u0631\u0631"),
        ("\u0663\u2013 \u062a\u0642\u0631\u0631", "\u0663", "\u062a\u0642\u0631\u0631"),
        ("3-year plan", "", "3-year plan"),
        ("1.5 million people", "", "1.5 million people"),
        ("2018. A year", "", "2018. A year"),
        ("(of all) people", "", "(of all) people"),
        ("(see) above", "", "(see) above"),
        ("I decide", "", "I decide"),
        ("71/1. On ferries", "71/1", "On ferries"),
        ("3.", "", "3."),
    ],
)
def test_the_printed_number_is_told_from_the_words(words, number, rest):
    assert split_number(words) == (number, rest)


def test_blocks_between_blank_lines_are_units_with_number_and_kind():
    text = "\ufeffThe Assembly,\r\n\r\nRecalling its\nresolution,\n \t\n1. Decides:\n\n(a) To act,\n\n* * *\n\n\n"
    assert units_of_text(text) == (
        Unit("1", "", Kind.PREAMBULAR, "The Assembly,"),
        Unit("2", "", Kind.PREAMBULAR, "Recalling its resolution,"),
        Unit("3", "1", Kind.OPERATIVE, "Decides:"),
        Unit("4", "(a)", Kind.SUBPARAGRAPH, "To act,"),
        Unit("5", "", "paragraph", "* * *"),
    )


def test_a_footnote_belongs_to_the_paragraph_before_it():
    assert units(
        [("p1", "paragraph", "3", "Words"), ("", Kind.FOOTNOTE, "1", "See there."), ("", "paragraph", "", " ")]
    ) == (Unit("p1", "3", Kind.OPERATIVE, "Words", (Note("1", "See there."),)),)


def test_a_footnote_before_all_is_a_unit_of_its_own():
    assert units([("", Kind.FOOTNOTE, "1", "See there.")]) == (Unit("1", "1", Kind.FOOTNOTE, "See there."),)


@pytest.mark.parametrize(
    "words",
    [
        "Annex",
        "ANNEX I",
        "Anexo",
        "\u9644\u4ef6",
        "\u0627\u0644\u0645\u0631\u0641\u0642",
        "\u041f\u0440\u0438\u043b\u043e\u0436\u0435\u043d\u0438\u0435",
    ],
)
def test_a_heading_may_open_an_annex(words):
    assert [unit.kind for unit in units([("", Kind.HEADING, "", words)])] == [Kind.ANNEX]


def test_a_heading_that_only_begins_alike_opens_none():
    assert [unit.kind for unit in units([("", Kind.HEADING, "", "Annexation")])] == [Kind.HEADING]


def test_symbols_and_drafters_letters_say_the_kind():
    kinds = [
        unit.kind
        for unit in units_of_text("71/1. Ferries\n\nPp1 Recalling\n\nOP2. Decides\n\nOP2alt: Decides\n\nIV. Means")
    ]
    assert kinds == [Kind.TITLE, Kind.PREAMBULAR, Kind.OPERATIVE, Kind.OPERATIVE, Kind.SUBPARAGRAPH]


def test_raised_figures_in_plain_text_are_footnotes_and_their_calls():
    text = "Recalling its resolution 70/1,\u00b9 of 40 m\u00b2,\n\n1. Decides\u00b3\n\n\u00b9 Adopted in 2015.\n\n\u00b2 See above."
    found = units_of_text(text)
    assert [unit.text for unit in found] == ["Recalling its resolution 70/1, of 40 m\u00b2,", "Decides\u00b3"]
    assert found[-1].notes == (Note("\u00b9", "Adopted in 2015."), Note("\u00b2", "See above."))


def test_the_parentheses_of_a_note_that_was_called_are_no_words():
    assert units_of_text("1. Decides() to act")[0].text == "Decides to act"
