import pytest

from secretariat.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _ada():
    Person.objects.create_user("ada", password=GOOD, name="Ada Lindqvist")


def test_who_signs_in_goes_on_to_the_page_asked_for_and_sees_the_own_name(client):
    answer = client.post("/sign-in/", {"username": "ada", "password": GOOD, "next": "/components/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/components/")
    assert "Ada Lindqvist" in client.get("/components/").content.decode()


def test_a_wrong_password_is_told_at_the_head_of_the_form_which_keeps_the_name(client):
    page = client.post("/sign-in/", {"username": "ada", "password": "no"}).content.decode()
    assert [part in page for part in ('class="error-summary"', 'value="ada"', "Please enter a correct")] == [True] * 3


def test_nobody_is_sent_to_another_site_after_signing_in(client):
    answer = client.post("/sign-in/", {"username": "ada", "password": GOOD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_who_signs_out_is_a_visitor_again(client):
    client.force_login(Person.objects.get(username="ada"))
    assert client.post("/sign-out/").headers["Location"] == "/"
    page = client.get("/components/").content.decode()
    assert ("Ada Lindqvist" in page, "Sign in" in page) == (False, True)
