from datetime import UTC, datetime
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.db import IntegrityError
from django.test import Client

from secretariat.people.access import OFFICER, Actor
from secretariat.people.models import Person
from secretariat.people.services import (
    AccountIsClosed,
    AccountIsOpen,
    MayNotAdd,
    MayNotClose,
    MayNotReset,
    NameTaken,
    NotAnAddress,
    NotAName,
    OneselfCannotBeClosed,
    OneselfCannotBeReset,
    WeakPassword,
    close_account,
    register_person,
    reopen_account,
    reset_sign_in,
)
from secretariat.record.models import Entry

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)
OPERATOR = Actor(role=OFFICER)
GOOD = "correct horse battery staple"


def opened(username="ada", name="Ada Lindqvist", password=GOOD, **words):
    return register_person(username, name=name, password=password, by=OPERATOR, at=NOON, **words)


def test_an_account_is_opened_and_its_password_is_kept_as_a_digest_only():
    person = opened(staff=True)
    assert (person.username, str(person), person.is_staff, person.date_joined) == ("ada", "Ada Lindqvist", True, NOON)
    assert (person.check_password(GOOD), GOOD in person.password) == (True, False)


def test_the_record_keeps_that_an_account_was_opened_without_a_name():
    person = opened()
    (entry,) = Entry.objects.all()
    assert (entry.deed, entry.actor, entry.subject) == ("register_person", "officer", f"person:{person.uuid}")
    assert entry.facts == {"staff": False}


@pytest.mark.parametrize(
    ("words", "refusal", "part"),
    [
        ({"username": "bo"}, NameTaken, "already signs in"),
        ({"username": "BO"}, NameTaken, "already signs in"),
        ({"email": "nowhere"}, NotAnAddress, "cannot be sent"),
        ({"email": "ada@example.org\n"}, NotAnAddress, "cannot be sent"),
        ({"email": f"{'a' * 300}@example.org"}, NotAnAddress, "cannot be sent"),
        ({"username": "a b"}, NotAName, "not a name"),
        ({"username": ""}, NotAName, "not a name"),
        ({"password": "password"}, WeakPassword, "too short"),
        ({"username": "lovelace1815x", "password": "lovelace1815x"}, WeakPassword, "similar"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason_and_leaves_nothing(words, refusal, part):
    opened(username="bo")
    with pytest.raises(refusal) as refused:
        opened(**words)
    assert part in refused.value.parts[1]
    assert (Person.objects.count(), Entry.objects.count()) == (1, 1)


def test_an_account_without_a_password_is_open_and_no_password_fits_it():
    person = opened(password=None)
    assert (person.has_usable_password(), person.check_password("")) == (False, False)


def test_only_staff_opens_accounts():
    officer_of_a_process = Actor(person=Person.objects.create_user("officer"), role=OFFICER)
    with pytest.raises(MayNotAdd):
        register_person("bo", name="Bo", password=GOOD, by=officer_of_a_process, at=NOON)
    assert not Entry.objects.exists()


def reset(person, by=OPERATOR):
    return reset_sign_in(person, site="https://site.example/", by=by, at=NOON)


def test_a_reset_takes_password_factor_and_sessions_away_and_returns_a_link():
    person, window = opened(), Client()
    window.post("/sign-in/", {"login": "ada", "password": GOOD})
    TOTP.activate(person, "secret")
    link = reset(person)
    person.refresh_from_db()
    assert link.startswith("https://site.example/sign-in/password/")
    assert (person.has_usable_password(), Authenticator.objects.count(), UserSession.objects.count()) == (False, 0, 0)
    assert "Ada Lindqvist" not in window.get("/components/").content.decode()
    page = Client().get(link.removeprefix("https://site.example"), follow=True).content.decode()
    assert "Set the password" in page


def test_the_link_goes_to_the_persons_own_address_where_one_is_kept(mailoutbox):
    assert reset(opened(email="ada@example.org")) == ""
    (mail,) = mailoutbox
    assert (mail.to, "https://site.example/sign-in/password/" in mail.body) == (["ada@example.org"], True)


def test_the_record_keeps_that_a_sign_in_was_reset_and_what_went_with_it():
    person = opened()
    TOTP.activate(person, "secret")
    reset(person)
    entry = Entry.objects.get(deed="reset_sign_in")
    assert (entry.actor, entry.subject) == ("officer", f"person:{person.uuid}")
    assert entry.facts == {"factors": 1, "sessions": 0}


def test_only_the_staff_resets_anybody_and_nobody_oneself():
    person, staff = opened(), opened("mira", staff=True)
    with pytest.raises(MayNotReset):
        reset(person, by=Actor(Person(username="bo"), OFFICER))
    with pytest.raises(OneselfCannotBeReset):
        reset(staff, by=Actor(staff, OFFICER))
    assert reset(person, by=Actor(staff, OFFICER))


def test_no_address_of_two_lines_is_kept_whatever_writes_it():
    with pytest.raises(IntegrityError):
        Person.objects.create_user("eve", email="eve@example.org\nBcc: all@example.org")


def test_a_closed_account_signs_nobody_in_and_keeps_its_name():
    person, window = opened(), Client()
    window.post("/sign-in/", {"login": "ada", "password": GOOD})
    TOTP.activate(person, "secret")
    close_account(person, by=OPERATOR, at=NOON)
    assert "Ada Lindqvist" not in window.get("/components/").content.decode()
    assert window.post("/sign-in/", {"login": "ada", "password": GOOD}).status_code == 200
    assert (str(person), Authenticator.objects.count(), UserSession.objects.count()) == ("Ada Lindqvist", 0, 0)
    entry = Entry.objects.get(deed="close_account")
    assert (entry.subject, entry.facts) == (f"person:{person.uuid}", {"factors": 1, "sessions": 1})
    for again in (lambda: close_account(person, by=OPERATOR, at=NOON), lambda: reset(person)):
        with pytest.raises(AccountIsClosed):
            again()


def test_a_closed_account_is_opened_again_with_a_link():
    person = opened()
    with pytest.raises(AccountIsOpen):
        reopen_account(person, site="https://site.example", by=OPERATOR, at=NOON)
    close_account(person, by=OPERATOR, at=NOON)
    assert "/sign-in/password/" in reopen_account(person, site="https://site.example", by=OPERATOR, at=NOON)
    assert Entry.objects.get(deed="reopen_account").facts == {"shown": True}


def test_only_the_staff_closes_accounts_and_nobody_the_own():
    person, staff = opened(), opened("mira", staff=True)
    for deed in (close_account, partial(reopen_account, site="https://site.example")):
        with pytest.raises(MayNotClose):
            deed(person, by=Actor(Person(username="bo"), OFFICER), at=NOON)
    with pytest.raises(OneselfCannotBeClosed):
        close_account(staff, by=Actor(staff, OFFICER), at=NOON)
