import os
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from travaux.cli import main
from travaux.cli import serve as door


@pytest.fixture
def opened(monkeypatch):
    """A site that only notes how it was opened."""
    calls = []

    def entry_points(group, name):
        return [EntryPoint(name, f"site:{name}", group)]

    load = EntryPoint.load
    note = lambda point: lambda **words: calls.append((point.name, words))  # noqa: E731 - read as one line
    monkeypatch.setattr(EntryPoint, "load", lambda point: (note if point.group == door.SITE else load)(point))
    monkeypatch.setattr(door, "entry_points", entry_points)
    monkeypatch.setenv("TRAVAUX_DEMO", "")
    monkeypatch.setenv("TRAVAUX_DATA", "here")
    return calls


def test_the_sample_is_opened_as_a_sample(opened):
    assert CliRunner().invoke(main, ["demo", "--port", "8123", "--fresh"]).exit_code == 0
    assert opened == [("demo", {"host": "127.0.0.1", "port": 8123, "fresh": True})]
    assert os.environ["TRAVAUX_DEMO"] == "1"


def test_the_sample_has_data_of_its_own(opened, monkeypatch):
    monkeypatch.delenv("TRAVAUX_DATA")
    CliRunner().invoke(main, ["demo"])
    assert len(opened) == 1
    assert os.environ["TRAVAUX_DATA"] == str(Path.home() / ".local" / "share" / "travaux-demo")


def test_an_installation_is_served_where_it_is_told_to(opened):
    assert CliRunner().invoke(main, ["serve", "--host", "0.0.0.0"]).exit_code == 0  # noqa: S104 - only handed on here
    assert opened == [("serve", {"host": "0.0.0.0", "port": 8000})]  # noqa: S104 - only handed on here


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_without_the_site_it_is_said_how_to_install_it(monkeypatch, command):
    monkeypatch.setattr(door, "entry_points", lambda group, name: [EntryPoint(name, "site:it", group)])
    monkeypatch.setattr(EntryPoint, "load", lambda point, load=EntryPoint.load: _site_is_not_here(point, load))
    monkeypatch.setenv("TRAVAUX_DATA", "here")
    monkeypatch.setenv("TRAVAUX_DEMO", "")
    result = CliRunner().invoke(main, [command])
    assert (result.exit_code, "pip install 'travaux[site]'" in result.stderr) == (2, True)


def _site_is_not_here(point, load):
    if point.group == door.SITE:
        raise ModuleNotFoundError(name="django")
    return load(point)
