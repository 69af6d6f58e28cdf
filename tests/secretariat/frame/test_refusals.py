import pytest
from django import forms
from django.test import RequestFactory

from secretariat.frame.refusals import attempt, refused_page, status_of, told
from travaux.refusal import Changed, Invalid, NotEntitled, Refusal, Unknown


class TooLate(Changed):
    asked = "You asked to speak on {point}."
    because = "The list is closed."
    remedy = "Write to the chair."


class Wish(forms.Form):
    point = forms.CharField()


@pytest.mark.parametrize(
    ("kind", "status"),
    [(NotEntitled, 403), (Unknown, 404), (Changed, 409), (TooLate, 409), (Invalid, 422), (Refusal, 409)],
)
def test_each_kind_of_refusal_has_its_status(kind, status):
    assert status_of(kind(point="7")) == status


def test_a_refusal_is_told_in_full_and_without_its_empty_parts():
    assert told(TooLate(point="item 7")) == [
        "You asked to speak on item 7.",
        "The list is closed.",
        "Write to the chair.",
    ]


def test_a_deed_that_is_done_gives_its_result():
    assert attempt(Wish({"point": "7"}), lambda: 42) == 42


def test_a_deed_refused_puts_its_reasons_at_the_head_of_the_form_and_keeps_what_was_typed():
    def refuse():
        raise TooLate(point="7")

    form = Wish({"point": "7"})
    assert form.is_valid()
    assert attempt(form, refuse) is None
    assert form.non_field_errors() == ["You asked to speak on 7.", "The list is closed.", "Write to the chair."]
    assert form["point"].value() == "7"


def test_a_bug_in_a_deed_is_not_taken_for_a_refusal():
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt(Wish({"point": "7"}), fail)


@pytest.mark.django_db
def test_the_page_of_a_refusal_says_each_part():
    page = refused_page(RequestFactory().get("/"), TooLate(point="item 7"))
    assert page.status_code == 409
    assert [
        sentence in page.content.decode() for sentence in ("speak on item 7", "list is closed", "Write to the chair")
    ] == [True] * 3


@pytest.mark.django_db
def test_the_page_of_a_refusal_gives_back_what_was_typed_and_never_a_password(rf):
    words = "We commit to protect every child."
    sent = {"wording": words, "seen": "a1b2", "password": "four words of mine", "csrfmiddlewaretoken": "t o k e n"}
    page = refused_page(rf.post("/", sent), TooLate(point="item 7")).content.decode()
    assert [part in page for part in (words, "four words of mine", "t o k e n", "a1b2")] == [True, False, False, False]
