import json

import pytest
from click.testing import CliRunner

from secretariat.negotiation import queries
from secretariat.negotiation.commands import NoSuchNumber, NotOneBracket, UnknownSource, text
from secretariat.negotiation.services.drafting import TextExists
from secretariat.record.queries import checkpoint

OFFICIAL = "Publish one official national website."


def run(command, *words, who="", at="2018-03-02"):
    account = ("--as", who) if who else ()
    return (
        CliRunner()
        .invoke(text, [command, "--process", "sample", *account, "--at", at, *words], catch_exceptions=False)
        .output
    )


def printed(command, *words, **more):
    return json.loads(run(command, "--json", *words, **more))


@pytest.mark.usefixtures("room")
def test_a_text_is_opened_drafted_and_presented():
    assert printed("open", "compact", "Draft compact", at="2018-01-10") == {"key": "compact", "title": "Draft compact"}
    first = printed("draft", "operative", "We act.", at="2018-01-10")
    second = printed("draft", "operative", "We hope.", "--after", first["number"], at="2018-01-10", who="chair")
    assert [first["number"], second["number"]] == ["1", "2"]
    version = printed("present", "--symbol", "A/1", at="2018-03-01")
    assert (version["version"], version["label"], version["symbol"]) == (0, "Zero draft", "A/1")
    assert [row["status"] for row in printed("versions")] == ["frozen", "working"]
    with pytest.raises(TextExists):
        run("open", "compact", "Again", at="2018-01-10")


@pytest.mark.usefixtures("table")
def test_a_proposal_goes_its_whole_way_to_the_adopted_text():
    prepared = printed("propose", "1 (a)", OFFICIAL, "--reason", "Clarity.", who="bru")
    assert printed("proposals", who="arl") == []
    assert printed("proposals", who="bru")[0]["uuid"] == prepared["uuid"]
    assert printed("table", prepared["uuid"], who="bru")["status"] == "tabled"
    assert printed("cosponsor", prepared["uuid"], "--for", "G12", who="del")["status"] == "tabled"
    assert printed("position", prepared["uuid"], "support", who="arl")["stance"] == "support"
    assert "Publish one [official \N{EN DASH} BRU, DEL, G12] national website." in run("show")
    assert run("show").splitlines()[-3:] == checkpoint().text().splitlines()
    assert printed("lift", "1 (a)", "official")["wording"] == OFFICIAL
    assert printed("agree", "1 (a)")["level"] == "ad_referendum"
    assert printed("reopen", "1 (a)", "Once more.")["level"] == "reopened"
    assert printed("freeze", "--renumber")["label"] == "Rev.1"
    assert printed("compare", "0", "1")[3]["status"] == "edited"
    assert "edited 1 (a) Publish one {+official +}national website." in run("compare", "0", "1")
    assert printed("adopt", "--symbol", "A/RES/1", at="2018-12-10")["status"] == "adopted"
    assert "Adopted text" in run("versions")


def test_the_rolling_text_is_printed_with_its_segments_and_brackets(table):
    table.table("ARL", table.action, OFFICIAL)
    row = printed("show")[3]
    assert [segment["mark"] for segment in row["segments"]] == ["plain", "added", "plain"]
    assert row["brackets"][0]["alternatives"][1]["proponents"] == ["ARL"]
    assert printed("show", "--version", "0")[3]["brackets"] == []


def test_a_paragraph_is_worded_anew_or_asked_to_be_deleted_or_followed_by_another(table):
    assert (
        printed("redraft", str(table.desk.uuid), "Set up counters.", "--reason", "Plainer.")["wording"]
        == "Set up counters."
    )
    assert printed("propose", "1 (b)", "--delete", who="cor")["kind"] == "delete_paragraph"
    new = printed("propose", "1 (b)", "Keep them open.", "--new", "--for", "G12", who="bru")
    assert new["kind"] == "new_paragraph"
    assert printed("withdraw", new["uuid"], who="bru")["status"] == "withdrawn"


def test_a_bracket_is_named_where_there_is_more_than_one(table):
    table.table("ARL", table.action, "Publish one official national web page.")
    with pytest.raises(NotOneBracket, match="2 open brackets"):
        run("lift", "1 (a)", "x")
    key = table.shown(table.action).brackets[0].key
    assert printed("lift", "1 (a)", "", "--bracket", key)["words"] == ""


@pytest.mark.usefixtures("room")
def test_a_process_without_a_text_says_so():
    with pytest.raises(queries.NoSuchText):
        run("show")


def test_a_paragraph_is_drafted_from_a_sentence_and_a_passage(drafted, sources):
    passage, sentence = sources
    words = ("operative", "Inform all.", "--from", str(sentence.uuid), "--from", str(passage.uuid))
    row = printed("draft", *words, at="2018-01-11")
    provision = queries.provision_named(drafted.process, drafted.actors["chair"], row["uuid"])
    assert [(each.sentence, each.passage) for each in queries.provenance_of(provision, drafted.actors["chair"])] == [
        *((sentence, None), (None, passage)),
    ]


def test_what_is_not_there_is_refused(table):
    with pytest.raises(NoSuchNumber):
        run("agree", "99")
    with pytest.raises(queries.NoSuchProposal):
        run("table", "nonsense", who="bru")
    with pytest.raises(queries.NoSuchText):
        run("show", "--text", "other")
    with pytest.raises(UnknownSource):
        run("draft", "action", "Words.", "--from", str(table.desk.uuid))
