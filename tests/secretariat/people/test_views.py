import pytest

from secretariat.people.models import Person
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


FORM = {"username": "bo", "name": "Bo Sand", "staff": "on", "password": GOOD, "password_again": GOOD}


def test_staff_opens_an_account_and_the_record_names_the_capacity(as_staff):
    page = as_staff.post("/people/add/", FORM, follow=True)
    assert page.redirect_chain == [("/people/add/", 302)]
    assert "Account opened: bo." in page.content.decode()
    person = Person.objects.get(username="bo")
    assert (person.name, person.is_staff, person.check_password(GOOD)) == ("Bo Sand", True, True)
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
        ({"password": "short", "password_again": "short"}, "It can be guessed"),
        ({"password_again": "another"}, "The two passwords differ. Type both again."),
        ({"password_again": ""}, "This field is required."),
        ({"password": ""}, "This field is required."),
    ],
)
def test_an_account_that_cannot_be_is_told_at_the_form_which_keeps_the_names_and_no_password(as_staff, wrong, said):
    answer = as_staff.post("/people/add/", FORM | wrong)
    page = answer.content.decode()
    assert (answer.status_code, said in page, 'value="Bo Sand"' in page, GOOD in page) == (422, True, True, False)
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
