import json

import pytest
from click.testing import CliRunner

from secretariat.people.commands import people
from secretariat.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


def test_an_account_is_opened_with_a_link_and_without_a_password():
    done = CliRunner().invoke(people, ["add", "ada", "--name", "Ada Lindqvist", "--json"])
    assert json.loads(done.output)["link"].startswith("http://localhost:8000/sign-in/password/")
    assert not Person.objects.get(username="ada").has_usable_password()


def test_an_account_is_closed_and_opened_again_by_the_operator():
    CliRunner().invoke(people, ["add", "ada", "--name", "Ada Lindqvist"])
    assert CliRunner().invoke(people, ["close", "ada"]).exit_code == 0
    assert not Person.objects.get(username="ada").is_active
    again = CliRunner().invoke(people, ["reopen", "ada", "--json"])
    assert "/sign-in/password/" in json.loads(again.output)["link"]
    assert Person.objects.get(username="ada").is_active


def test_the_operator_seals_the_secrets_of_second_factors_anew():
    assert json.loads(CliRunner().invoke(people, ["reseal", "--json"]).output) == {"sealed": 0}


def test_an_account_is_opened_by_a_script_that_hands_over_the_password():
    given = ["add", "ada", "--name", "Ada Lindqvist", "--staff", "--password-stdin", "--json"]
    done = CliRunner().invoke(people, given, input=f"{GOOD}\n")
    person = Person.objects.get(username="ada")
    assert json.loads(done.output) == {"username": "ada"}
    assert (person.is_staff, person.check_password(GOOD)) == (True, True)


@pytest.mark.parametrize(
    ("more", "begins"),
    [([], "http://localhost:8000/sign-in/password/"), (["--site", "https://x.example"], "https://x.example/sign-in/")],
)
def test_the_operator_is_handed_a_link_for_who_cannot_sign_in(more, begins):
    Person.objects.create_user("ada", password=GOOD)
    done = CliRunner().invoke(people, ["reset", "ada", "--json", *more])
    assert json.loads(done.output)["link"].startswith(begins)


def test_the_operator_is_told_where_the_link_was_mailed(mailoutbox):
    Person.objects.create_user("ada", "ada@example.org", GOOD)
    done = CliRunner().invoke(people, ["reset", "ada"])
    assert (done.output.splitlines()[-1], len(mailoutbox)) == ("link: mailed to ada@example.org", 1)
