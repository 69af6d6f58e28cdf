import pytest

from secretariat.negotiation import queries
from secretariat.negotiation.commands import NoSuchNumber
from tests.secretariat.negotiation.test_commands import printed, run
from travaux.text.silence import StillSilent

ACTION, DESK = "Publish one national website.", "Set up desks for newcomers."
OFFICIAL = "Publish one official national website."


def test_proposals_are_amended_merged_set_aside_and_undone(table):
    first = printed("propose", "1 (a)", OFFICIAL, "--now", who="arl")
    other = printed("propose", "1 (a)", OFFICIAL, "--now", "--for", "G12", who="bru")
    [same] = printed("same")
    assert same == {"exact": True, "proposals": f"{first['uuid']} {other['uuid']}"}
    assert printed("merge", *same["proposals"].split())["sponsors"] == "ARL, BRU, G12"
    amended = printed("propose", "1 (a)", "Publish a public website.", "--amends", first["uuid"], "--now", who="cor")
    assert "Publish a public" not in run("show", "--version", "0")
    [collision] = printed("collisions", "1 (a)")
    assert [side["proponents"] for side in collision["sides"]] == [[], ["ARL", "BRU", "G12"], ["COR"]]
    assert "COR" in run("collisions", "1 (a)")
    assert printed("accept", amended["uuid"], who="arl")["sponsors"] == "COR, ARL, BRU, G12"
    assert printed("alternative", amended["uuid"])["wording"] == "Publish a public website."
    assert printed("undo", "1 (a)", "--reason", "A slip.") == {"undone": "move_to_alternative"}
    assert table.shown(table.action).tabled == (amended["uuid"],)


def test_paragraphs_are_rearranged(table):
    printed("propose", "1 (a)", "--kind", "move", "--beside", "1 (b)", "--now", who="arl")
    printed("lift", "1 (a)", "\N{RIGHTWARDS ARROW} 1 (b)")
    assert table.wordings()[-2:] == [DESK, ACTION]


def test_positions_packages_and_awaited_words(table):
    table.table("ARL", table.action, OFFICIAL)
    key = table.shown(table.action).brackets[0].key
    said = printed("bracket-position", "1 (a)", key, "scrutiny", "--at-meeting", "round-1", who="bru")
    assert said == {"bracket": key, "stance": "scrutiny", "words": "official"}
    package = printed("bundle", "Reviews", "1 (a)", "1 (b)")
    assert [row["state"] for row in printed("decided")] == ["open"]
    assert printed("unbind", package["uuid"]) == {"unbound": "Reviews"}
    printed("agree", "1 (b)", "--pending", "ARL", "--pending", "BRU")
    assert printed("assent", "1 (b)", who="arl") == {"pending": "BRU"}
    assert printed("attribution", "left-out") == {"attributed": False}
    assert "ARL" not in run("show")


def test_silence_is_opened_broken_and_concluded(table):
    kept = printed("silence", "2018-03-03T18:00", "1 (a)", "--zone", "Europe/Vienna")
    assert kept["ends"] == "3 March 2018, 18:00 (Europe/Vienna)"
    with pytest.raises(StillSilent):
        run("conclude", kept["uuid"])
    broken = printed("silence", "2018-03-03 18:00", "--level", "ad_referendum")
    assert printed("break", broken["uuid"], "Not these.", who="arl") == {"outcome": "broken"}
    assert printed("conclude", kept["uuid"], at="2018-03-04") == {"outcome": "kept"}
    assert table.row(table.action).level == "agreed"
    assert [row["state"] for row in printed("decided", at="2018-03-04")] == ["kept", "broken"]


@pytest.mark.usefixtures("table")
def test_votes_statements_and_adoption_of_a_part():
    said = printed("state", "We joined.", who="arl")
    kept = printed("state", "Not for us.", "--reservation", "--paragraph", "1 (a)", who="bru")
    assert [said["kind"], kept["kind"]] == ["explanation", "reservation"]
    assert printed("retract", kept["uuid"], who="bru") == {"withdrawn": "reservation"}
    printed("agree", "1 (a)", "--level", "agreed")
    later = {"at": "2018-12-10"}
    assert [row["number"] for row in printed("adopt-part", "--preview", **later)] == ["1 (a)"]
    assert [row["number"] for row in printed("adopt-part", **later)] == ["1 (a)"]
    vote = printed("vote", "The rest", "--in-favour", "ARL BRU", "--against", "COR", **later)
    assert vote["carried"]
    assert printed("vote", "One", "--in-favour", "ARL", "--paragraph", "1 (b)", **later)["carried"]
    assert [row["state"] for row in printed("decided", **later)] == ["2-1-0", "1-0-0", "on record", "withdrawn"]
    assert printed("adopt", "--how", "vote", **later)["status"] == "adopted"


def test_a_bridging_text_is_offered_and_taken_back(table):
    found = printed("bridge", "1 (a)", OFFICIAL, "--to", "ARL", "--note", "Try.")
    assert [row["words"] for row in printed("decided", who="arl")] == [OFFICIAL]
    assert printed("decided", who="bru") == []
    printed("unbridge", found["uuid"])
    assert printed("decided", who="arl") == []
    with pytest.raises(queries.NoSuchThing):
        run("unbridge", "nonsense")
    assert table.row(table.action).wording == ACTION


def test_the_text_is_printed_as_of_a_moment(table):
    table.table("ARL", table.action, OFFICIAL)
    moment = f"{table.now:%Y-%m-%dT%H:%M:%S}"
    table.lift(table.action, "official")
    assert "[official \N{EN DASH} ARL]" in run("as-of", moment)
    assert printed("as-of", moment)[3]["number"] == "1 (a)"


@pytest.mark.usefixtures("table")
def test_a_paragraph_that_is_not_there_is_not_bound():
    with pytest.raises(NoSuchNumber):
        run("bundle", "Reviews", "77", "78")


def test_the_text_is_printed_in_its_other_editions(table):
    table.table("ARL", table.action, OFFICIAL)
    table.table("BRU", table.action, OFFICIAL)
    table.table("COR", table.desk, kind="delete_paragraph")
    added = table.table("DEL", table.action, "More.", kind="new_paragraph")
    assert [row["by"] for row in printed("edition", "compilation")] == ["ARL", "BRU", "DEL", "COR"]
    assert "[official \N{EN DASH} ARL, BRU]" in run("edition", "streamlined")
    assert table.row(added.provision).number not in [row["number"] for row in printed("edition", "clean")]
    assert [(row["by"], row["reading"]) for row in printed("edition", "by-delegation")][:2] == [
        *(("ARL", OFFICIAL), ("BRU", OFFICIAL)),
    ]
