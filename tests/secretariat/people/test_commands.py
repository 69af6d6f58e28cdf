import json

import pytest
from click.testing import CliRunner

from secretariat.people.commands import people
from secretariat.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = "correct horse battery staple"


def test_an_account_is_opened_with_a_password_that_is_asked_twice_and_not_shown():
    done = CliRunner().invoke(people, ["add", "ada", "--name", "Ada Lindqvist"], input=f"{GOOD}\n{GOOD}\n")
    assert (done.exit_code, GOOD in done.output) == (0, False)
    assert Person.objects.get(username="ada").check_password(GOOD)


def test_an_account_is_opened_by_a_script_that_hands_over_the_password():
    given = ["add", "ada", "--name", "Ada Lindqvist", "--staff", "--password-stdin", "--json"]
    done = CliRunner().invoke(people, given, input=f"{GOOD}\n")
    person = Person.objects.get(username="ada")
    assert json.loads(done.output) == {"username": "ada", "uuid": str(person.uuid)}
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
