"""What makes a password here, and what does not."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.forms import Form, PasswordInput

from secretariat.people import forms
from secretariat.people.models import Person
from secretariat.people.services import WeakPassword, register_person
from travaux.refusal import Refusal

pytestmark = pytest.mark.django_db
LONG = "  Ünïcode wörds 移民 and a space at the end, 0123456789 " * 2


def test_a_new_site_has_no_account():
    assert Person.objects.count() == 0


@pytest.mark.parametrize("password", ["1q2w3e4r5t6y", "qwertyuiop123", "qwerty123456"])
def test_a_common_password_is_refused(officer, at, password):
    with pytest.raises(WeakPassword):
        register_person("bo", name="Bo Sand", password=password, by=officer, at=at)


@pytest.mark.parametrize(
    "password", [LONG, "aaaabbbbcorkscrewthimble", "ONLY CAPITALS HERE", "雨后竹林深处有人家灯火明", "!?§$%&/()=+-.;"]
)
def test_a_long_password_of_any_signs_is_taken_exactly_as_it_is(officer, at, password):
    register_person("bo", name="Bo Sand", password=password, by=officer, at=at)
    person = Person.objects.get()
    tries = (password, password.strip() + "x", password[:-1], password.swapcase())
    assert [person.check_password(each) for each in tries if each != password or each is password] == [
        True,
        *[False] * (len([each for each in tries if each != password])),
    ]


def test_a_password_does_not_grow_old(officer, at):
    register_person("bo", name="Bo Sand", password=LONG, by=officer, at=at - timedelta(days=4000))
    assert authenticate(username="bo", password=LONG) == Person.objects.get()


def password_fields():
    for name in dir(forms):
        kind = getattr(forms, name)
        if isinstance(kind, type) and issubclass(kind, Form):
            yield from (field for key, field in kind.base_fields.items() if "password" in key)


def test_every_field_for_a_password_hides_it_and_lets_it_be_pasted():
    fields = list(password_fields())
    assert len(fields) >= 2
    for field in fields:
        assert (isinstance(field.widget, PasswordInput), field.strip, field.max_length) == (True, False, None)
        assert field.widget.attrs.get("autocomplete") in {"new-password", "current-password"}


def test_nothing_is_kept_that_hints_at_a_password():
    names = {field.name for field in get_user_model()._meta.get_fields()}  # noqa: SLF001 - how models tell of themselves
    assert {name for name in names if any(word in name for word in ("hint", "question", "answer", "reminder"))} == set()


def test_a_refusal_of_a_password_does_not_repeat_it(officer, at):
    with pytest.raises(Refusal) as refused:
        register_person("bo", name="Bo Sand", password="password1234", by=officer, at=at)  # noqa: S106 - refused
    assert "password1234" not in str(refused.value)
