import runpy
import sys

import pytest
from click.testing import CliRunner

from travaux.cli import evidence
from travaux.refusal import Unknown


def test_the_commands_are_there_where_the_extra_is_installed():
    assert [getattr(evidence, name).name for name in ("flows", "project", "data", "facts")] == [
        "flows",
        "project",
        "data",
        "facts",
    ]


def test_without_the_extra_each_command_says_what_is_missing(monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("travaux.evidence", "travaux.cli.evidence_"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    alone = runpy.run_path(evidence.__file__)
    assert "Not installed: needs numpy" in alone["flows"].help
    result = CliRunner().invoke(alone["flows"], ["--stock0", "x", "--anything"])
    assert isinstance(result.exception, Unknown)
    assert "“travaux flows”. It needs the library “numpy”" in str(result.exception)


def test_a_module_of_ours_that_is_not_there_is_no_missing_extra(monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("travaux.evidence", "travaux.cli.evidence_"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "travaux.evidence.store", None)
    with pytest.raises(ModuleNotFoundError):
        runpy.run_path(evidence.__file__)
