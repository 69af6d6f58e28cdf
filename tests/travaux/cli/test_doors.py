import json
import os
from importlib import metadata
from importlib.metadata import EntryPoint, EntryPoints

import click
import pytest
from click.testing import CliRunner

from travaux import cli
from travaux.cli import main
from travaux.refusal import Unknown


class NoSuchShip(Unknown):
    asked = "You asked for the ship."
    because = "It has sailed."


@click.command()
@click.option("--json", is_flag=True)
def sail(json):  # noqa: ARG001 - whoever asks for JSON is refused as well
    raise NoSuchShip


@pytest.fixture
def harbour(monkeypatch):
    """A site with one command of its own, which refuses."""

    ours = metadata.entry_points(group=cli.COMMANDS)
    load = EntryPoint.load

    def entry_points(**asked):
        return EntryPoints([*ours, EntryPoint("sail", f"{__name__}:sail", cli.COMMANDS)]).select(**asked)

    monkeypatch.setattr(EntryPoint, "load", lambda point: sail if point.name == "sail" else load(point))
    monkeypatch.setattr(cli, "entry_points", entry_points)


@pytest.mark.usefixtures("harbour")
def test_the_commands_of_the_site_stand_among_those_of_the_engines():
    shown = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in ("brackets", "sail", "verify") if f"  {name}" in shown] == ["brackets", "sail", "verify"]


@pytest.mark.usefixtures("harbour")
def test_a_refusal_is_told_on_the_error_stream_and_ends_with_status_2():
    result = CliRunner().invoke(main, ["sail"])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "You asked for the ship.\nIt has sailed.\n")


@pytest.mark.usefixtures("harbour")
def test_a_refusal_is_told_as_json_where_json_was_asked_for():
    result = CliRunner().invoke(main, ["sail", "--json"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert json.loads(result.stderr) == {
        "refused": "NoSuchShip",
        "asked": "You asked for the ship.",
        "because": "It has sailed.",
        "rule": "",
        "remedy": "",
    }


@pytest.mark.usefixtures("harbour")
def test_a_command_that_nobody_has_is_said_to_be_unknown():
    assert "No such command 'swim'" in CliRunner().invoke(main, ["swim"]).output


def test_the_folder_of_the_data_is_handed_to_the_site(monkeypatch, tmp_path):
    monkeypatch.setenv("TRAVAUX_DATA", "elsewhere")
    CliRunner().invoke(main, ["--data", str(tmp_path), "check", "--help"])
    assert os.environ["TRAVAUX_DATA"] == str(tmp_path)


@pytest.mark.usefixtures("harbour")
def test_the_folder_is_known_before_a_command_of_the_site_is_loaded(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setenv("TRAVAUX_DATA", "elsewhere")
    monkeypatch.setattr(EntryPoint, "load", lambda _point: seen.append(os.environ["TRAVAUX_DATA"]) or sail)
    CliRunner().invoke(main, ["--data", str(tmp_path), "sail"])
    assert seen == [str(tmp_path)]


def barred(monkeypatch, library):
    """Let what the site's commands need be not installed."""

    def load(point, loaded=EntryPoint.load):
        if point.value.startswith("secretariat"):
            raise ModuleNotFoundError(name=library)
        return loaded(point)

    monkeypatch.setattr(EntryPoint, "load", load)


def test_without_the_site_its_commands_are_listed_and_refuse(monkeypatch):
    barred(monkeypatch, "django")
    shown = CliRunner().invoke(main, ["--help"])
    assert (shown.exit_code, "backup" in shown.output, "Not installed: needs django" in shown.output) == (0, True, True)
    result = CliRunner().invoke(main, ["backup", "--to", "x"])
    assert (result.exit_code, "Type: pip install 'travaux[site]'" in result.stderr) == (2, True)


def test_a_module_of_the_site_that_is_not_there_is_a_bug(monkeypatch):
    barred(monkeypatch, "secretariat.keeping")
    assert isinstance(CliRunner().invoke(main, ["backup"]).exception, ModuleNotFoundError)
