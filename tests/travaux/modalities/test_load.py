from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import Event, Held, ModalitiesError, Obligation, Phase, Rule, Theme, load_modalities
from travaux.modalities.refusals import (
    MissingKey,
    MistypedKey,
    NoSuchDay,
    NotToml,
    Oversized,
    UnknownKey,
    WrongDate,
    WrongValue,
)


def refused(text, kind):
    with pytest.raises(ModalitiesError) as caught:
        load_modalities(text)
    assert type(caught.value) is kind
    return caught.value.parts


def test_a_process_file_is_read_with_the_paragraph_of_every_part(small):
    found = load_modalities(small)
    assert (found.key, found.symbol, found.numbering) == ("assembly", "A/RES/1", "bis-added")
    assert found.phases[0] == Phase("consultations", "Consultations", "1", date(2017, 4, 1), date(2017, 11, 30))
    assert found.themes == (Theme("water", "Water", "3 (a)", ("river", "lake")),)
    assert found.obligations[0] == Obligation(
        "summary",
        "Sum up",
        "1, 3 (a)",
        "consultations",
        ("Co-facilitators",),
        due=date(2017, 11, 30),
        due_from=date(2017, 10, 1),
    )
    assert found.rules[-1] == Rule("fulfil_obligation", ("officer",), (), "1", "The secretariat keeps the calendar.")
    assert found.warnings == ()


def test_a_month_becomes_its_first_and_last_day_and_days_set_later_stand_beside(small):
    assert load_modalities(small).events[0] == Event(
        key="session",
        title="Session on water",
        paragraph="3 (a)",
        phase="consultations",
        kind="session",
        opens=date(2017, 6, 1),
        closes=date(2017, 6, 30),
        exact=False,
        place="Geneva",
        days=2,
        theme="water",
        held=Held(date(2017, 6, 19), date(2017, 6, 20), "Vienna", "A letter"),
    )


def test_three_days_within_ten_leave_the_days_open(small):
    assert [event.exact for event in load_modalities(small.replace("days = 3\n", "")).events] == [False, True]
    assert [event.exact for event in load_modalities(small).events] == [False, False]


def test_what_is_no_toml_is_refused_with_its_line(small):
    _, because, _, remedy = refused(small.replace('kind = "round"', "kind = round"), NotToml)
    assert because.startswith("It cannot be read as TOML: Invalid value (at line ")
    assert remedy.startswith("Correct what stands at that line")


def test_a_day_that_is_not_in_the_calendar_is_refused_with_its_line(small):
    because = refused(small.replace("2018-06-30", "2018-06-31"), NoSuchDay)[1]
    line = next(number for number, words in enumerate(small.splitlines(), start=1) if "2018-06-30" in words)
    assert because == f"In line {line} stands “2018-06-31”, which is no day of the calendar."


def test_a_day_that_is_not_in_the_calendar_is_found_within_a_line(small):
    because = refused(small + "\nheld = { opens = 2017-12-04, closes = 2017-13-06 }\n", NoSuchDay)[1]
    assert "“2017-13-06”" in because


def test_a_slip_of_the_pen_is_blamed_on_no_day(small):
    refused(small + "\nopens = 2017-12-04 or so\n", NotToml)


def test_lists_within_lists_without_end_are_refused():
    refused("a = " + "[\n" * 50_000, NotToml)


def test_an_unknown_key_is_refused_with_the_nearest_known_one(small):
    asked, because, _, remedy = refused(small.replace('theme = "water"', 'them = "water"'), MistypedKey)
    assert asked == "You handed in a process file."
    assert because == "In [[events]] no. 1 (session), line 39 stands a key that no process file has: “them”."
    assert remedy.startswith("Did you mean “theme”? Known here: key, title, paragraph, phase,")


def test_an_unknown_list_is_refused(small):
    remedy = refused(small + "\n[[obligation]]\n", MistypedKey)[3]
    assert remedy.startswith("Did you mean “obligations”?")


def test_an_unknown_key_that_resembles_none_is_not_guessed_at(small):
    remedy = refused('colour = "red"\n' + small, UnknownKey)[3]
    assert remedy.startswith("Correct or remove it. Known here: key, title,")


def test_every_refusal_of_a_process_file_names_its_rule():
    kinds, found = [ModalitiesError], []
    while kinds:
        kinds += (kind := kinds.pop()).__subclasses__()
        found.append((kind.__name__, bool(kind.rule) or not kind.because))
    assert [name for name, says in found if not says] == []


def test_a_missing_key_is_refused_with_what_it_should_be(small):
    _, because, _, remedy = refused(small.replace("opens = 2017-12-01\ncloses = 2018-07-31", ""), MissingKey)
    assert because == "In [[phases]] no. 2 (negotiations), line 20 the key “opens” is missing."
    assert remedy == "Add “opens”: a day, such as 2017-12-04 without quotation marks."


def test_a_row_without_its_key_is_found_by_its_number(small):
    because = refused(small.replace('key = "water"\n', ""), MissingKey)[1]
    assert because == "In [[themes]] no. 1, line 27 the key “key” is missing."


def test_a_word_where_a_date_belongs_is_refused(small):
    _, because, _, remedy = refused(small.replace("opens = 2017-04-01", 'opens = "in April"'), WrongDate)
    assert because == "In [[phases]] no. 1 (consultations), line 17, “opens” is “in April”, which is no date."
    assert remedy == "Write a day, such as 2017-12-04 without quotation marks."


def test_what_an_event_held_later_says_is_read_as_strictly(small):
    because = refused(small.replace(', place = "Vienna"', ""), MissingKey)[1]
    assert because == "In [[events]] no. 1 (session), held, line 43 the key “place” is missing."


def test_a_table_where_a_list_of_tables_belongs_is_refused(small):
    head, _ = small.split("[[limits]]")
    because = refused(head + "[limits]\n", WrongValue)[1]
    assert because == "In the file, “limits” is something else."
    refused('themes = "none"\n' + head.replace("[[themes]]", "[[limits]]"), WrongValue)


@given(st.text())
def test_any_text_is_taken_or_refused_and_nothing_else(text):
    with pytest.raises(ModalitiesError):
        load_modalities(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("#" + " " * 200_000, "200001 characters;"),
        ("#" + " " * 8_000, "8001 characters in a line;"),
        ("a." * 101 + "b=1", "101 full stops in a line;"),
    ],
)
def test_a_file_larger_than_any_process_file_is_refused_before_it_is_read(text, what):
    assert what in refused(text, Oversized)[1]


@pytest.mark.parametrize("opening", ["[", "{a="])
def test_a_file_whose_values_stand_in_each_other_without_end_is_refused(opening):
    refused("a=" + opening * 2_000, NotToml)
