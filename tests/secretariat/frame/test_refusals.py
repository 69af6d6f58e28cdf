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
def test_the_page_of_a_refusal_shows_what_was_typed_and_no_password():
    given = {"wording": "States shall <endeavour>", "kind": "statement", "password": "my own secret"}
    page = refused_page(RequestFactory().post("/", given), TooLate(point="item 7")).content.decode()
    assert "States shall &lt;endeavour&gt;" in page
    assert ("my own secret" in page, "What you typed" in page) == (False, True)


@pytest.mark.django_db
def test_a_page_that_was_only_asked_for_says_nothing_of_typing():
    page = refused_page(RequestFactory().get("/"), TooLate(point="item 7")).content.decode()
    assert ("Nothing was changed." in page, "What you typed" in page) == (True, False)


@pytest.mark.django_db
def test_a_form_larger_than_is_taken_is_answered_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    response = client.post("/sign-in/", {"username": "w" * 100, "password": "x"})
    assert response.status_code == 400
    assert "larger than this site takes" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "told"), [("http://testserver/sign-in/", True), ("http://elsewhere.example/", False)]
)
def test_the_page_of_a_refusal_leads_back_to_a_page_of_ours_only(came_from, told):
    page = refused_page(RequestFactory().post("/", headers={"Referer": came_from}), TooLate(point="7")).content.decode()
    assert (f'href="{came_from}"' in page) is told
