"""The intake on the command line: calls, joint papers, replaced ones, language versions, embargoes."""

import json

import pytest
from click.testing import CliRunner

from travaux.cli import main


def run(*words):
    result = CliRunner().invoke(main, [*words, "--process", "gcm-2018", "--at", "2017-06-20"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("actors", "process")
def test_the_intake_from_a_call_to_a_paper_that_is_replaced(tmp_path):
    paper, better, french = (tmp_path / name for name in ("a.md", "b.md", "c.md"))
    paper.write_text("# Desks\n\nStates should set up desks for newcomers.")
    better.write_text("# Desks\n\nStates should set up many desks for newcomers.")
    french.write_text("# Guichets\n\nLes États devraient ouvrir des guichets.")
    call = run(
        "submissions", "call", "On desks", "--paragraph", "19", "--closes", "2017-07-01T18:00", "--kind", "state"
    )
    assert "closes: 2017-07-01T18:00:00-04:00" in call
    add = ("submissions", "add", "--entity", "BRU", "--title", "Desks", "--json")
    filed = json.loads(run(*add, str(paper), "--joint", "ARL", "--call", "GCM-C-1", "--language", "en"))
    assert (filed["key"], filed["joint"], filed["call"]) == ("GCM-S-001", ["ARL"], "GCM-C-1")
    (listed,) = json.loads(run("submissions", "calls", "--json"))
    assert (listed["answers"], listed["silent"]) == (1, "")
    assert run("submissions", "remind", "GCM-C-1") == ""
    run("submissions", "version", "GCM-S-001", str(french), "--language", "fr")
    after = json.loads(run(*add, str(better), "--replaces", "GCM-S-001"))
    assert (after["key"], after["replaces"]) == ("GCM-S-002", "GCM-S-001")
    before = json.loads(run("submissions", "show", "GCM-S-001", "--json"))
    assert (before["status"], before["languages"]) == ("replaced", ["en", "fr"])
    sealed = json.loads(run(*add, str(paper), "--until", "2017-06-30T09:00"))
    assert sealed["until"] == "2017-06-30T09:00:00+00:00"
