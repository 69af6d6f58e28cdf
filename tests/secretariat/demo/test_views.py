import pytest

from secretariat.demo import queries

pytestmark = pytest.mark.usefixtures("site_with_sample")
TEXT = "/processes/gcm-2018/text/"


def test_everybody_in_the_sample_is_offered_to_a_newcomer(client):
    page = client.get("/sample/").content.decode()
    assert [person["name"] in page for person in queries.people()] == [True] * 6


def test_one_becomes_a_delegate_and_stays_on_the_page(client):
    page = client.post("/sample/sign-in/", {"username": "bruma", "next": TEXT}, follow=True)
    assert page.redirect_chain == [(TEXT, 302)]
    assert page.context["door"].actor.reference == "delegate:BRU"


def test_one_becomes_a_visitor_again(client):
    client.post("/sample/sign-in/", {"username": "bruma"})
    page = client.post("/sample/sign-in/", {"username": "", "next": TEXT}, follow=True)
    assert page.context["door"].actor.reference == "visitor"


def test_a_stranger_cannot_be_become(client):
    assert client.post("/sample/sign-in/", {"username": "root"}).status_code == 400


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", ""])
def test_no_other_host_is_gone_to_after_signing_in(client, elsewhere):
    answer = client.post("/sample/sign-in/", {"username": "officer", "next": elsewhere})
    assert answer.headers["Location"] == "/processes/gcm-2018/"


def test_it_is_the_day_that_one_chooses_and_rights_follow_it(client):
    assert client.get(TEXT).context["door"].at.date().isoformat() == "2018-04-05"
    client.post("/sample/day/", {"day": "2018-12-10"})
    page = client.get("/processes/gcm-2018/")
    assert page.context["door"].at.date().isoformat() == "2018-12-10"
    assert "Conference" in page.content.decode()


def test_a_day_that_is_none_is_told_and_nothing_moves(client):
    assert client.post("/sample/day/", {"day": "soon"}).status_code == 400
    assert client.get(TEXT).context["door"].at.date().isoformat() == "2018-04-05"


def test_the_bar_says_that_all_is_invented_and_which_day_it_is(client):
    page = client.get("/").content.decode()
    assert "every delegation and every text in it is invented" in page
    assert "5 April 2018" in page
