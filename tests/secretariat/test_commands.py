import pytest
from click.testing import CliRunner

from secretariat.commands import DOORS
from travaux.cli import main

NAMES = [door.name for door in DOORS]


def test_every_door_of_the_site_has_its_name_in_the_installed_command():
    assert set(NAMES) <= set(CliRunner().invoke(main, ["--help"]).output.split())


@pytest.mark.django_db
def test_a_command_finds_its_tables_whatever_it_is_called_with():
    result = CliRunner().invoke(main, ["process", "list", "--json"])
    assert (result.exit_code, result.output.strip()) == (0, "[]")
