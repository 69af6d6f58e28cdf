"""How long a session lasts, and who is led to adding a second factor."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from secretariat.people.access import FACTOR, OFFICER, Actor
from secretariat.people.middleware import SEEN
from secretariat.people.models import Person
from secretariat.people.services.watching import BEGUN

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


@pytest.fixture
def mira(client, settings):
    """One of the staff, signed in with the password alone, where staff must have a second factor."""
    settings.TRAVAUX_SECOND_FACTOR = frozenset({"staff"})
    person = Person.objects.create_user("mira", name="Mira Okafor", is_staff=True, password=GOOD)
    client.force_login(person)
    return person


def is_in(client):
    return "Mira Okafor" in client.get("/account/", follow=True).content.decode()


def put(client, **words):
    session = client.session
    session.update(words)
    session.save()


def test_a_session_ends_after_its_longest_time_however_busy_it_is(client, mira, settings):  # noqa: ARG001 - signed in
    now = int(time.time())
    put(client, **{BEGUN: now - settings.TRAVAUX_SESSION_LONGEST + 60, SEEN: now})
    assert is_in(client)
    put(client, **{BEGUN: now - settings.TRAVAUX_SESSION_LONGEST - 60, SEEN: now})
    assert not is_in(client)


def test_a_session_from_before_begins_now(client, mira):  # noqa: ARG001 - signed in
    session = client.session
    del session[BEGUN]
    session.save()
    assert is_in(client)
    assert client.session[BEGUN] == pytest.approx(time.time(), abs=60)


def test_an_idle_session_ends_by_itself_and_one_in_use_is_put_off_now_and_then_only(client, mira, settings):  # noqa: ARG001 - is there
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 7200
    is_in(client)
    assert SEEN not in client.session
    now = int(time.time())
    put(client, **{BEGUN: now - 800})
    assert is_in(client)
    assert client.session[SEEN] == pytest.approx(now, abs=60)


@pytest.mark.parametrize("path", ["/", "/people/add/", "/components/"])
def test_the_staff_is_led_to_adding_a_second_factor_before_anything_else(client, mira, path):  # noqa: ARG001 - is there
    for ask in (client.get, client.post):
        assert ask(path).headers["Location"].startswith("/account/?next=")
    page = client.get("/account/").content.decode()
    assert "needs a second factor" in page


def test_the_staff_can_leave_and_read_the_page_in_another_language(client, mira):  # noqa: ARG001 - signed in
    assert client.post("/language/", {"language": "fr", "next": "/account/"}).headers["Location"] == "/account/"
    assert client.post("/sign-out/").headers["Location"] == "/"


def test_everybody_else_is_let_through(client, mira):
    assert client.get("/nowhere/").status_code == 404
    mira.is_staff = False
    mira.save()
    assert client.get("/components/").status_code == 200
    client.logout()
    assert client.get("/components/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_once_the_factor_is_there_everything_opens(client, mira):
    client.post("/account/again/", {"password": GOOD})
    client.get("/account/app/add/")
    secret = client.session["mfa.totp.secret"]
    client.post("/account/app/add/", {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))})
    assert Authenticator.objects.filter(user=mira).count() == 2
    assert client.session[FACTOR] == str(mira.pk)
    assert client.get("/components/").status_code == 200


def test_a_factor_shown_by_another_person_in_the_same_browser_does_not_count(client, mira):
    put(client, **{FACTOR: str(mira.pk + 1)})
    assert client.get("/components/").status_code == 302
    put(client, **{FACTOR: str(mira.pk)})
    assert client.get("/components/").status_code == 200


def test_to_ask_costs_no_query(client, mira, settings, django_assert_num_queries):
    put(client, **{FACTOR: str(mira.pk)})
    settings.TRAVAUX_SECOND_FACTOR = frozenset()
    with django_assert_num_queries(3):  # the session, the person, the head of the record
        client.get("/components/")
    settings.TRAVAUX_SECOND_FACTOR = frozenset({"staff"})
    with django_assert_num_queries(3):
        client.get("/components/")


def test_what_an_actor_is_called_by_the_setting():
    staff = Person(is_staff=True)
    assert Actor(staff, OFFICER).hats == {"officer", "staff"}
    assert Actor(Person(), "delegate", "ARL", 1, administers=True).hats == {"delegate", "administrator"}


def test_the_second_factor_is_still_asked_for_when_the_last_is_removed(client, mira):
    TOTP.activate(mira, generate_totp_secret())
    put(client, **{FACTOR: str(mira.pk)})
    client.post("/account/again/", {"password": GOOD})
    client.post("/account/app/remove/")
    assert client.get("/components/").status_code == 302
