import json

import pytest
from click.testing import CliRunner

from secretariat.stocktaking.commands import coverage, summary
from travaux.summary.citation import Uncited

WHERE = ("--process", "gcm-2018", "--at", "2017-06-20")


def run(command, *words, json_=True):
    options = (*WHERE, "--json") if json_ else WHERE
    output = CliRunner().invoke(command, [*map(str, words), *options], catch_exceptions=False).output
    return json.loads(output) if json_ else output


@pytest.mark.usefixtures("passages")
def test_the_matrix_is_printed_with_its_gaps():
    found = run(coverage)
    assert {"theme": "governance", "state": 2, "local": 0} in found["rows"]
    assert len(found["gaps"]) == 6
    lines = run(coverage, "--by", "region", json_=False).splitlines()
    assert lines[0].split() == ["theme", "latin_america", "western", "global"]
    assert lines[7].startswith(
        "No input from Latin America and the Caribbean, Western Europe and others and Global on “"
    )


@pytest.mark.usefixtures("passages")
def test_the_matrix_is_printed_as_csv():
    lines = run(coverage, "--csv", json_=False).splitlines()
    assert lines[0] == "theme,state,local"
    assert "governance,2,0" in lines


def test_the_outline_gives_the_exact_place_of_each_passage(passages):
    rows = run(summary, "outline")
    assert [(row["theme"], row["entity"]) for row in rows] == [
        ("governance", "ARL"),
        ("governance", "BRU"),
        ("diasporas", "HCN"),
    ]
    texts = {row.submission.key: row.submission.text for row in passages.values()}
    assert [texts[row["submission"]][row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert len(run(summary, "outline", "--theme", "diasporas", "--most", "1", json_=False).splitlines()) == 2


def test_a_summary_is_opened_written_checked_and_issued(passages):
    assert run(summary, "open", "Chair's summary")["key"] == "GCM-SUM-1"
    cited = passages["ARL"].uuid
    written = run(summary, "write", "GCM-SUM-1", "One asked.", "--cite", cited, "--theme", "governance")
    assert written["passages"] == 1
    bare = run(summary, "write", "GCM-SUM-1", "All agreed.")
    assert "All agreed. [rests on nothing]" in run(summary, "show", "GCM-SUM-1", json_=False)
    with pytest.raises(Uncited):
        run(summary, "check", "GCM-SUM-1")
    mended = run(summary, "mend", "GCM-SUM-1", bare["sentence"], "--cite", passages["BRU"].uuid, "--theme", "drivers")
    assert (mended["sentence"], mended["passages"]) == (bare["sentence"], 1)
    again = run(summary, "mend", "GCM-SUM-1", bare["sentence"], "--cite", passages["ARL"].uuid, "--wording", "Two did.")
    assert again["passages"] == 2
    assert run(summary, "mend", "GCM-SUM-1", bare["sentence"], "--uncite", "--own")["passages"] == 0
    last = run(summary, "show", "GCM-SUM-1")["sentences"][-1]
    assert (last["wording"], last["own"], last["theme"], last["rests on"]) == ("Two did.", True, "drivers", [])
    assert run(summary, "strike", "GCM-SUM-1", bare["sentence"])["struck"] == bare["sentence"]
    run(summary, "write", "GCM-SUM-1", "I thank you.", "--own")
    assert run(summary, "check", "GCM-SUM-1") == {"summary": "GCM-SUM-1", "sentences": 2, "citations": 1}
    assert run(summary, "issue", "GCM-SUM-1")["status"] == "issued"
    assert [row["status"] for row in run(summary, "list")] == ["issued"]
    shown = run(summary, "show", "GCM-SUM-1")
    assert [(row["theme"], row["own"]) for row in shown["sentences"]] == [("governance", False), ("", True)]
    assert shown["sentences"][0]["rests on"][0]["passage"] == str(cited)
    lines = run(summary, "show", "GCM-SUM-1", json_=False).splitlines()
    assert lines[-6:-4] == ["One asked. [GCM-S-001 0-86]", "I thank you. [the chair]"]
    assert lines[-4:] == ["", *shown["checkpoint"].splitlines()]
