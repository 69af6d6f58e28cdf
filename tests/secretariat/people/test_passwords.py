"""Which passwords would be guessed, and which are taken."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from secretariat.participation.services import admit_entity
from secretariat.people.access import OFFICER, Actor
from secretariat.people.services import WeakPassword, passwords, register_person

GUESSED = (
    ("123456789012", "987654321098", "aaaaaaaaaaaa", "121212121212", "abcabc123123", "qwertzuiop!!", "qwertyuiop12"),
    ("passwordpassword", "passwordpass", "Password2018!!", "pass travaux word"),
    ("travauxtravaux", "migration2018", "Migration!Migration!", "GCM-2018 ARL", "arlandia2018", "Delegate of Arlandia"),
)
TAKEN = (
    "correct horse battery staple",
    "  nine quiet rivers under snow  ",
    "тихая река под снегом",
    "移民公約是我們的未來之路吧啊哦",
    "314159265358",
    "a carlot of arlandian umbrellas",
    "x7#" * 2 + "Kd92 mq;uW4~ pa8sz" * 3,
)


@pytest.fixture
def _arlandia(process, at):
    parts = {"code": "ARL", "name": "Arlandia", "kind": "state"}
    admit_entity(process, **parts, by=Actor(role=OFFICER), at=at)


@pytest.mark.usefixtures("_arlandia")
@pytest.mark.parametrize("password", [each for row in GUESSED for each in row])
def test_what_everybody_here_would_try_is_refused_however_it_is_padded_out(password, at):
    with pytest.raises(WeakPassword):
        register_person("bo", name="Bo Sand", password=password, by=Actor(role=OFFICER), at=at)


@pytest.mark.usefixtures("_arlandia")
@pytest.mark.parametrize("password", TAKEN)
def test_long_words_of_any_script_with_spaces_are_taken_as_they_are(password, at):
    person = register_person("bo", name="Bo Sand", password=password, by=Actor(role=OFFICER), at=at)
    assert (person.check_password(password), person.check_password(password + " ")) == (True, False)


@pytest.mark.django_db
def test_a_password_has_an_end():
    with pytest.raises(ValidationError, match="longer than 1,000"):
        passwords.NotGuessable().validate("correct horse battery staple" * 40)
    assert "Not a common one" in passwords.NotGuessable().get_help_text()


@given(st.text(st.characters(categories=("Ll", "Nd")), min_size=1, max_size=20), st.integers(2, 5))
def test_a_repeated_word_is_known_for_the_word(word, times):
    assert passwords.unit(word * times) == passwords.unit(word * 2)


@given(st.text(max_size=60))
def test_what_is_left_without_runs_was_there_before(text):
    left = passwords.without_runs(text)
    signs = iter(text)
    assert all(sign in signs for sign in left)


@pytest.mark.parametrize(
    ("text", "left"),
    [("abcx", "x"), ("x321y", "xy"), ("890123", ""), ("qwert7", "7"), ("first", "fi"), ("aab", "aab"), ("", "")],
)
def test_what_merely_goes_on_is_left_out(text, left):
    assert passwords.without_runs(text) == left
