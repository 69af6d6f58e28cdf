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
