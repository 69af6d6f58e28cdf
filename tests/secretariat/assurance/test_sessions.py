"""A session begins with a new token, belongs to one who may still come in, and ends for good."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from secretariat.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


@pytest.fixture
def ada():
    return Person.objects.create_user("ada", password=GOOD, name="Ada Lindqvist")


def token(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(client):
    return "Ada Lindqvist" in client.get("/").content.decode()


def test_each_sign_in_has_a_new_long_token_and_the_old_one_ends(client, ada):
    client.force_login(ada)
    first = token(client)
    client.logout()
    client.force_login(ada)
    assert (len(first), first == token(client)) == (32, False)
    assert Session.objects.filter(session_key=first).exists() is False


def test_after_signing_out_the_token_is_worth_nothing(client, ada):
    client.force_login(ada)
    kept = token(client)
    client.post("/sign-out/")
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert is_in(client) is False


def test_a_session_that_the_site_does_not_know_is_nobodys(client, ada):
    client.force_login(ada)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert is_in(client) is False


def test_who_is_no_longer_active_is_a_visitor_at_once(client, ada):
    client.force_login(ada)
    before = is_in(client)
    Person.objects.update(is_active=False)
    assert (before, is_in(client)) == (True, False)


def test_a_new_password_ends_every_other_session(client, ada):
    client.force_login(ada)
    before = is_in(client)
    ada.set_password(GOOD + " anew")
    ada.save()
    assert (before, is_in(client)) == (True, False)


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/people/add/"])
def test_every_page_of_one_who_is_signed_in_has_the_door_out(client, ada, address):
    client.force_login(ada)
    assert 'action="/sign-out/"' in client.get(address).content.decode()
