import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.registration import (
    Applicant,
    Double,
    Known,
    Problem,
    Seated,
    Sheet,
    alike,
    checked,
    person_words,
    seated,
)

SHEET = Sheet(
    entities=frozenset({"ARL", "BRU"}),
    roles=frozenset({"head", "adviser"}),
    singular=frozenset({"head"}),
    focal_of="ARL",
)
ADA = {"Given": "Ada", "Family": "Öztürk", "Email": "ada@arl.example", "Entity": "ARL", "Role": "adviser"}
BEN = {"Given": "Ben", "Family": "Moss", "Email": "ben@arl.example", "Entity": "ARL", "Role": "head"}


def problems(*rows, sheet=SHEET):
    return [(each.row, each.column, each.reason) for each in checked(rows, sheet).problems]


def test_good_rows_are_kept_with_their_number_in_the_spreadsheet():
    found = checked([ADA, BEN], SHEET)
    assert [place for place, _row in found.good] == [2, 3]
    assert (found.problems, found.doubles) == ((), ())


def test_each_bad_row_is_named_with_its_column_and_reason():
    assert problems(
        ADA,
        {**BEN, "Given": " ", "Email": "nobody"},
        {**BEN, "Role": "king", "Email": "c@x.example"},
        {**BEN, "Family": "x" * 201, "Email": "d@x.example", "Role": "adviser"},
        {**BEN, "Given": "A\u200bb", "Email": "e@x.example", "Role": "adviser"},
    ) == [
        (3, "email", "not an address"),
        (3, "given", "missing"),
        (4, "role", "not one of the choices"),
        (5, "family", "too long"),
        (6, "given", "signs that cannot be printed"),
    ]


def test_the_focal_point_of_one_entity_registers_nobody_of_another():
    assert problems({**ADA, "Entity": "BRU"}) == [(2, "entity", "another entity's person")]
    assert problems({**ADA, "Entity": "XYZ"}, sheet=Sheet(entities=frozenset({"ARL"}))) == [
        (2, "entity", "not one of the choices")
    ]


def test_an_address_and_a_role_that_is_had_once_are_given_once():
    assert problems(BEN, {**ADA, "Email": "BEN@arl.example"}, {**ADA, "Role": "head"}) == [
        (3, "email", "the same address as row 2"),
        (4, "role", "the entity has one in row 2"),
    ]


def test_choices_of_other_columns_are_held_too():
    sheet = Sheet(required=("name",), choices={"meal": frozenset({"fish"})})
    assert problems({"Name": "Ada", "meal": "meat", "": "x"}, sheet=sheet) == [(2, "meal", "not one of the choices")]


def test_one_person_under_two_spellings_is_shown_and_not_merged():
    found = checked([ADA, {**ADA, "Given": "Öztürk", "Family": "Ada", "Email": "a.o@arl.example"}, BEN], SHEET)
    assert len(found.good) == 3
    assert found.doubles == (Double(3, "row 2", "names alike", 100),)


def test_one_who_is_registered_already_is_shown():
    known = [Known("p1", "OZTURK Ada Maria"), Known("p2", "Someone Else", "BEN@arl.example"), Known("p3", "Adam Noss")]
    assert checked([ADA, BEN], SHEET, known).doubles == (
        Double(2, "p1", "names alike", 95),
        Double(3, "p2", "the same address", alike("Ben Moss", "Someone Else")),
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("María José López", "Maria Jose Lopez", True),
        ("Muhammad Al-Sayed", "Mohammad Al Sayed", True),
        ("Li Wei", "Wei Li", True),
        ("Ada", "Ada Moss", False),
        ("Ann Moss", "Ben Moss", False),
    ],
)
def test_names_are_alike_whatever_their_accents_and_order(one, other, same):
    assert (alike(one, other) >= 86) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_from_both_sides_and_whole_with_oneself(one, other):
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == 100
    assert person_words(one) == tuple(sorted(person_words(one)))


def test_seats_are_given_in_the_order_of_application_within_the_caps():
    wish = [
        Applicant("a", "ARL", "delegate", 1),
        Applicant("b", "ARL", "delegate", 2),
        Applicant("c", "ARL", "delegate", 3),
        Applicant("d", "ORG", "observer", 4),
        Applicant("e", "NGO", "observer", 5),
        Applicant("f", "BRU", "delegate", 6),
        Applicant("g", "COR", "press", 7),
    ]
    assert seated(wish, by_entity={"delegate": 2}, by_category={"observer": 1}, all_=4) == Seated(
        ("a", "b", "d", "f"), ("c", "e", "g"), {"c": "entity", "e": "category", "g": "all"}
    )


def test_when_a_seat_falls_free_who_waited_first_comes_first():
    wish = [Applicant(key, "ARL", "delegate", order) for order, key in enumerate("abc")]
    assert seated(wish[1:], by_entity={"delegate": 1}, by_category={}, all_=None).seated == ("b",)


def test_a_problem_carries_what_was_said():
    assert checked([{**ADA, "Email": "no"}], SHEET).problems == (Problem(2, "email", "not an address", "no"),)
