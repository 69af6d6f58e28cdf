import re
from base64 import urlsafe_b64decode

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from secretariat.people.models import Handover, Person
from secretariat.record.models import Entry

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _ada():
    Person.objects.create_user("ada", password=GOOD, name="Ada Lindqvist")


def test_who_signs_in_goes_on_to_the_page_asked_for_and_sees_the_own_name(client):
    answer = client.post("/sign-in/", {"login": "ada", "password": GOOD, "next": "/components/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/components/")
    assert "Ada Lindqvist" in client.get("/components/").content.decode()


def test_a_wrong_password_is_told_at_the_head_of_the_form_which_keeps_the_name(client):
    page = client.post("/sign-in/", {"login": "ada", "password": "no"}).content.decode()
    assert [part in page for part in ('class="error-summary"', 'value="ada"', "do not go together")] == [True] * 3


def test_nobody_is_sent_to_another_site_after_signing_in(client):
    answer = client.post("/sign-in/", {"login": "ada", "password": GOOD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_who_signs_out_is_a_visitor_again(client):
    client.force_login(Person.objects.get(username="ada"))
    assert client.post("/sign-out/").headers["Location"] == "/"
    page = client.get("/components/").content.decode()
    assert ("Ada Lindqvist" in page, "Sign in" in page) == (False, True)


@pytest.fixture
def as_staff(client):
    client.force_login(Person.objects.create_user("mira", name="Mira Okafor", is_staff=True))
    return client


FORM = {"username": "bo", "name": "Bo Sand", "staff": "on"}


def test_staff_opens_an_account_and_the_record_names_the_capacity(as_staff):
    page = as_staff.post("/people/add/", FORM).content.decode()
    assert ("The account is open" in page, "http://testserver/sign-in/password/" in page) == (True, True)
    person = Person.objects.get(username="bo")
    assert (person.name, person.is_staff, person.has_usable_password()) == ("Bo Sand", True, False)
    assert Entry.objects.get().actor == "officer"


@pytest.mark.parametrize("who", ["", "ada"])
def test_nobody_but_staff_opens_accounts(client, who):
    if who:
        client.force_login(Person.objects.get(username=who))
    pages = client.get("/people/add/"), client.post("/people/add/", FORM)
    assert [page.status_code for page in pages] == [403, 403]
    assert "You asked to open an account." in pages[0].content.decode()
    assert not Person.objects.filter(username="bo").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "ada"}, "Somebody already signs in under that name."),
        ({"email": "ada@example.org\nBcc: eve@example.org"}, "Enter a valid email address."),
    ],
)
def test_an_account_that_cannot_be_is_told_at_the_form_which_keeps_the_names(as_staff, wrong, said):
    answer = as_staff.post("/people/add/", FORM | wrong)
    page = answer.content.decode()
    assert (answer.status_code, said in page, 'value="Bo Sand"' in page) == (422, True, True)
    assert not Person.objects.filter(username="bo").exists()


def test_staff_resets_a_sign_in_and_is_shown_the_link_once(as_staff):
    assert "Reset the sign-in" in as_staff.get("/people/reset/").content.decode()
    page = as_staff.post("/people/reset/", {"username": "ada"}).content.decode()
    assert ("http://testserver/sign-in/password/" in page, "No e-mail address is kept for ada" in page) == (True, True)
    assert not Person.objects.get(username="ada").has_usable_password()


def test_staff_is_told_that_the_link_was_mailed(as_staff, mailoutbox):
    Person.objects.filter(username="ada").update(email="ada@example.org")
    page = as_staff.post("/people/reset/", {"username": "ada"}).content.decode()
    assert ("/sign-in/password/" in page, "on its way" in page, len(mailoutbox)) == (False, True, 1)


@pytest.mark.parametrize(("who", "said"), [("nobody", "Nobody has that account"), ("mira", "your own sign-in")])
def test_a_reset_that_cannot_be_is_told_at_the_form(as_staff, who, said):
    answer = as_staff.post("/people/reset/", {"username": who})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_nobody_but_staff_resets_just_anybody(client):
    client.force_login(Person.objects.get(username="ada"))
    assert client.post("/people/reset/", {"username": "ada"}).status_code == 403


def test_at_sign_out_the_browser_is_asked_to_forget_the_pages(client):
    client.force_login(Person.objects.get(username="ada"))
    assert client.post("/sign-out/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_the_link_of_a_new_account_is_mailed_where_an_address_is_given(as_staff, mailoutbox):
    page = as_staff.post("/people/add/", FORM | {"email": "bo@example.org"}).content.decode()
    assert ("/sign-in/password/" in page, "on its way" in page) == (False, True)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["bo@example.org"], "An account was opened for you")
    assert "http://testserver/sign-in/password/" in mail.body


def test_staff_closes_an_account_and_opens_it_again(as_staff):
    assert "Nobody signs in with it any more" in as_staff.get("/people/close/").content.decode()
    page = as_staff.post("/people/close/", {"username": "ada"}, follow=True).content.decode()
    assert ("Account closed: ada." in page, Person.objects.get(username="ada").is_active) == (True, False)
    assert as_staff.post("/people/close/", {"username": "ada"}).status_code == 422
    assert "comes back" in as_staff.get("/people/reopen/").content.decode()
    page = as_staff.post("/people/reopen/", {"username": "ada"}).content.decode()
    assert ("/sign-in/password/" in page, Person.objects.get(username="ada").is_active) == (True, True)
    assert as_staff.post("/people/reopen/", {"username": "ada"}).status_code == 422


@pytest.mark.parametrize("path", ["/people/close/", "/people/reopen/"])
def test_nobody_but_staff_closes_or_opens_again(client, path):
    client.force_login(Person.objects.get(username="ada"))
    assert [client.get(path).status_code, client.post(path, {"username": "ada"}).status_code] == [403, 403]


def follow_link(page, password):
    """Set a password by the link that the page shows, as whoever has the link does."""
    path = re.search(r"http://testserver(/sign-in/password/[^<]+)", page)[1]
    window = Client()
    form = window.get(path).headers["Location"]
    window.post(form, {"password1": password, "password2": password})


def test_after_a_reset_its_person_is_told_before_anything_else_until_it_is_acknowledged(as_staff):
    follow_link(as_staff.post("/people/reset/", {"username": "ada"}).content.decode(), GOOD)
    for window in (Client(), Client()):
        window.post("/sign-in/", {"login": "ada", "password": GOOD})
        for ask in (window.get, window.post):
            assert ask("/components/").headers["Location"] == "/account/told/?next=/components/"
    page = window.get("/account/told/?next=/components/").content.decode()
    assert [
        part in page for part in ("Your sign-in was reset", "the staff of this site", "shown to whoever asked")
    ] == [True] * 3
    window.post("/account/told/", {"seen": ["x", "0"]})
    assert window.get("/components/").status_code == 302
    seen = re.findall(r'name="seen" value="(\d+)"', page)
    answer = window.post("/account/told/?next=/components/", {"seen": seen})
    assert (answer.headers["Location"], window.get("/components/").status_code) == ("/components/", 200)
    assert "What others did to your sign-in" in window.get("/account/").content.decode()
    assert not Client().post("/sign-in/", {"login": "ada", "password": GOOD}).wsgi_request.session.get("handovers")


def test_nobody_acknowledges_for_another_and_nobody_is_sent_elsewhere(as_staff):
    follow_link(as_staff.post("/people/reset/", {"username": "ada"}).content.decode(), GOOD)
    handover = Handover.objects.get()
    answer = as_staff.post("/account/told/?next=https://elsewhere.example/", {"seen": [handover.pk]})
    assert answer.headers["Location"] == "/"
    handover.refresh_from_db()
    assert handover.acknowledged_at is None
    assert Client().get("/account/told/").headers["Location"].startswith("/sign-in/")


def test_whoever_was_handed_the_link_of_a_new_account_is_told_so_at_the_first_sign_in(as_staff):
    follow_link(as_staff.post("/people/add/", FORM).content.decode(), GOOD)
    window = Client()
    window.post("/sign-in/", {"login": "bo", "password": GOOD})
    page = window.get("/components/", follow=True).content.decode()
    assert ("Your account was opened" in page, "shown to whoever asked" in page) == (True, True)


def test_what_a_page_says_once_can_be_read_in_no_cookie(as_staff):
    answer = as_staff.post("/people/close/", {"username": "ada"})
    words = [str(message) for message in get_messages(answer.wsgi_request)]
    kept = answer.cookies["messages"].value
    seen = kept.encode() + urlsafe_b64decode(kept)
    assert (len(words), [word for said in words for word in said.split() if word.encode() in seen]) == (1, [])
