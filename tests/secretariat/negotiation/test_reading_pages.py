"""The text in its forms, the brackets of a delegation, collisions, versions beside each other."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.frame.kept import forget_everything
from secretariat.negotiation import services
from secretariat.negotiation.views import delegations
from secretariat.processes.models import Theme

from .conftest import TABLE, words

OFFICIAL = "Publish one official national website."


@pytest.fixture
def busy(table):
    """Two who say the same, one who wants other words in the same place, and one elsewhere."""
    table.first = table.table("ARL", table.action, OFFICIAL, reason="Clarity.")
    table.table("BRU", table.action, "Publish one OFFICIAL national website", on_behalf_of=table.entities["G12"])
    table.table("COR", table.action, "Publish one regional website.")
    table.table("DEL", table.desk, kind="delete_paragraph")
    table.new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    return table


def test_a_compilation_lists_each_proposal_under_its_paragraph_and_a_streamlined_text_takes_the_same_together(
    busy, site
):
    page = site.as_("visitor").get("form", "compact", "compilation").content.decode()
    assert page.count('<ol class="asked">') == 3
    assert page.count(reverse("negotiation:proposal", args=["sample", busy.first.uuid])) == 1
    assert "proposals that say the same" not in page
    merged = site.get("form", "compact", "streamlined").content.decode()
    assert '<bdi class="chip tint-0" title="Arlandia; Bruma; Group of Twelve">ARL; BRU; G12</bdi>' in merged
    assert "2 proposals that say the same" in merged


def test_a_clean_text_has_nothing_that_is_only_proposed(busy, site):
    page = words(site.as_("visitor").get("form", busy.text.key, "clean"))
    assert "Publish one national website." in page
    for absent in ("official", "Keep it current", "regional"):
        assert absent not in page


def test_a_table_has_a_column_for_each_delegation_that_was_chosen(busy, site):
    page = site.as_("visitor").get("table_of", "compact", of=["COR", "DEL"]).content.decode()
    assert [f'role="columnheader"><bdi>{code}</bdi>' in page for code in ("ARL", "COR", "DEL")] == [False, True, True]
    assert "<ins>regional</ins>" in page
    first = words(site.get("table_of", "compact"))
    assert "What each delegation asks for" in first
    assert site.get("table_of", "compact", of=["XXX"]).status_code == 422
    only = site.get("table_of", "compact", section="first").content.decode()
    assert (f'id="p-{busy.title.uuid}"' in only, f'id="p-{busy.action.uuid}"' in only) == (True, False)


def test_where_nothing_is_proposed_a_table_says_so(table, site):
    assert "Nothing is proposed." in words(site.as_("visitor").get("table_of", table.text.key))


def test_a_text_is_read_as_of_a_time_in_every_form(busy, site):
    before = f"{TABLE:%Y-%m-%dT%H:%M}"
    site.as_("visitor")
    assert "official" in words(site.get("rolling_of", "compact"))
    then = words(site.get("rolling_of", "compact", on=before))
    assert ("official" in then, "This is how the text stood on 1 March 2018, 09:00 UTC." in then) == (False, True)
    for form in ("compilation", "streamlined", "clean"):
        assert "official" not in words(site.get("form", "compact", form, on=before))
    assert "official" not in words(site.get("table_of", "compact", on=before))
    assert "official" in words(site.get("rolling_of", "compact", on="2018-03-01"))
    assert "official" in words(site.get("rolling_of", "compact", on="2030-01-01"))
    assert site.get("rolling_of", "compact", on="2018-02-01").status_code == 404
    assert "That is no day and no time" in words(site.get("rolling_of", "compact", on="yesterday"))
    assert busy.text.key == "compact"


def test_a_delegation_sees_its_proposals_who_objects_and_what_it_has_not_answered(busy, site):
    services.take_position(busy.first, stance="reserve", note="Capital is asked.", by=busy.actors["DEL"], at=busy.at())
    busy.prepare("ARL", busy.desk, "Set up a desk.")
    page = words(site.as_("ARL").get("mine", "compact"))
    assert "objected to DEL Reserve: Capital is asked." in page
    assert "others want other words here BRU G12 COR" in page
    assert "4 proposals of others on which my delegation has taken no position" in page
    assert "1 proposal prepared, not tabled" in page
    public = words(site.as_("visitor").get("of", "compact", "ARL"))
    assert ("Brackets of Arlandia" in public, "has taken no position" in public, "prepared" in public) == (
        True,
        False,
        False,
    )
    group = words(site.get("of", "compact", "G12"))
    assert "Paragraph 1 (a): Insert words" in group or "Paragraph 1 (a): Replace words" in group
    assert "Groups: G12 Group of Twelve" in words(site.get("of", "compact", "BRU"))
    assert site.get("of", "compact", "XXX").status_code == 404


def test_who_speaks_for_nobody_chooses_whose_brackets_to_look_at(busy, site):
    page = words(site.as_("visitor").get("mine", busy.text.key))
    assert "Choose whose brackets to look at: ARL Arlandia" in page


def test_brackets_are_narrowed_to_a_section_or_a_theme(drafted, sources, site):
    _, sentence = sources
    sentence.theme = Theme.objects.create(
        process=drafted.process, key="information", title="Information", paragraph="15", ordinal=1
    )
    sentence.save()
    rests = drafted.draft("Answer questions.", "action", sentences=[sentence])
    services.present_draft(drafted.text, by=drafted.actors["chair"], at=drafted.at(TABLE))
    drafted.table("ARL", rests, "Answer all questions.")
    drafted.table("ARL", drafted.action, OFFICIAL)
    site.as_("visitor")
    assert words(site.get("of", "compact", "ARL")).count("Paragraph 1 (") == 2
    assert words(site.get("of", "compact", "ARL", theme="information")).count("Paragraph 1 (") == 1
    assert words(site.get("of", "compact", "ARL", section="first")).count("Paragraph 1 (") == 0
    assert site.get("of", "compact", "ARL", section="none").status_code == 422


def test_words_that_collide_stand_side_by_side(busy, site):
    page = words(site.as_("visitor").get("collisions", busy.text.key))
    assert "In 1 place different delegations want different words." in page
    assert page.index("as it stands") < page.index("regional")
    assert site.get("collisions", busy.text.key, section="none").status_code == 422


def test_long_lists_are_cut_into_pages(busy, site, monkeypatch):
    monkeypatch.setattr(delegations, "A_PAGE", 1)
    busy.table("DEL", busy.commitment, "We decide to strengthen our efforts to inform all migrants.")
    busy.table("BRU", busy.commitment, "We pledge to strengthen our efforts to inform all migrants.")
    site.as_("ARL")
    assert "Page 1 of 2" in words(site.get("collisions", "compact"))
    assert "We pledge" not in words(site.get("collisions", "compact", page=2))
    assert "Page 1 of 6" in words(site.get("mine", "compact"))


def test_two_versions_are_compared_with_counts_in_words(busy, site):
    busy.lift(busy.desk, "")
    busy.lift(busy.action, "official ")
    busy.freeze()
    site.as_("visitor")
    page = words(site.get("compare", "compact", old=0, new=1))
    assert "2 were struck" not in page
    assert "3 paragraphs are unchanged; 1 was changed; 1 was struck." in page
    changes = site.get("compare", "compact", old=0, new=1, show="changes").content.decode()
    assert (f'id="p-{busy.action.uuid}"' in changes, f'id="p-{busy.title.uuid}"' in changes) == (True, False)
    clean = site.get("compare", "compact", old=0, new=1, show="clean").content.decode()
    assert ("<ins>" in clean, f'id="p-{busy.desk.uuid}"' in clean) == (False, False)


def test_a_paragraph_of_a_version_tells_what_it_was_in_the_others(busy, site):
    busy.freeze()
    busy.lift(busy.new.provision, "Keep it current.")
    busy.redraft(busy.commitment, "We commit to inform all migrants.")
    busy.freeze()
    site.as_("visitor")
    page = words(site.get("paragraph_in", busy.commitment.uuid, 1))
    assert "Zero draft: 1 unchanged" in page
    assert "Rev.2: 1 changed" in page
    assert "Zero draft: not part of it" in words(site.get("paragraph_in", busy.new.provision.uuid, 2))
    last = site.get("paragraph_in", busy.commitment.uuid, 3).content.decode()
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


@pytest.fixture
def revised(busy):
    busy.lift(busy.action, "official ")
    busy.redraft(busy.commitment, "=We commit to inform all migrants.", reason="=1+1")
    busy.lift(busy.desk, "", note="")
    busy.table("ARL", busy.title, "compact")
    busy.lift(busy.title, "compact")
    busy.table("ARL", busy.title, "Our compact")
    busy.lift(busy.title, "Our ")
    busy.freeze()
    return busy


def test_the_concordance_names_contributors_and_reasons_from_the_deeds(revised, site):
    page = words(site.as_("visitor").get("concordance", "compact", 1))
    assert "Concordance of “Rev.1” with “Zero draft”" in page
    assert "1 (a) page of this paragraph Earlier number 1 (a) changed Contributors ARL" in page
    assert "Insert words: Incorporated. Clarity." in page
    assert "“official” in place of “national”" in page
    assert "Co-facilitator. =1+1" in page
    assert "struck" in page
    told = json.loads(site.get("concordance_json", "compact", 1).content)
    by_key = {line["key"]: line for line in told["lines"]}
    assert (told["old"]["ordinal"], by_key[str(revised.action.uuid)]["contributors"]) == (0, ["ARL"])
    assert by_key[str(revised.desk.uuid)]["what"] == ["struck"]
    assert [line["number"] for line in told["lines"]][2:4] == ["1", "1 (a)"]


def test_no_cell_of_the_csv_is_a_formula(revised, site):
    answer = site.as_("visitor").get("concordance_csv", revised.text.key, 1)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0][0], len(rows)) == ("number", 6)
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert "'=We commit to inform all migrants." in [row[2] for row in rows]


def test_a_first_version_tells_what_it_rests_on(drafted, sources, site):
    passage, sentence = sources
    sentence.passages.add(passage)
    drafted.draft("Answer questions.", "action", sentences=[sentence])
    drafted.draft("Inform.", "action", passages=[passage])
    services.present_draft(drafted.text, by=drafted.actors["chair"], at=drafted.at(TABLE))
    lines = json.loads(site.as_("visitor").get("concordance_json", "compact", 0).content)["lines"]
    assert [line["contributors"] for line in lines][-2:] == [["ARL"], ["ARL"]]
    assert "What “Zero draft” rests on" in words(site.get("concordance", "compact", 0))


def test_any_earlier_version_may_be_chosen_for_the_concordance(revised, site):
    revised.freeze()
    site.as_("visitor")
    assert "With another version: Zero draft Rev.1" in words(site.get("concordance", "compact", 2))
    assert "with “Zero draft”" in words(site.get("concordance", "compact", 2, old="0"))
    assert site.get("concordance", "compact", 2, old="9").status_code == 404


def test_where_are_we_tells_the_course_of_the_versions_and_what_is_pending(revised, site):
    revised.agree(revised.commitment)
    page = words(site.as_("visitor").get("where", "compact"))
    assert "Of the agreed ones, agreed in informals or ad referendum only: 1." in page
    assert "Zero draft 1 March 2018, 09:00 3 0 0 0 3 0" in page
    assert "[Publish one" not in page


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("form", ["compilation"]),
        ("form", ["streamlined"]),
        *[(name, []) for name in ("table_of", "mine", "collisions", "compare")],
        ("of", ["ARL"]),
        ("concordance", [1]),
    ],
)
def test_a_page_takes_the_same_number_of_queries_with_one_item_and_with_three(table, site, name, args):
    site.as_("BRU")
    counted = []
    for number in range(3):
        table.table("ARL", table.action, f"Publish {table.now:%M} national websites.")
        table.table("COR", table.action, f"Publish {number} regional websites.")
        table.table("COR", table.desk, "A note.", kind="new_paragraph")
        if number == 0:
            table.freeze()
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            site.get(name, "compact", *args)
        counted.append(len(captured))
    assert counted[0] == counted[2]


def test_the_past_takes_the_same_number_of_queries_with_one_item_and_with_three(table, site):
    counted = []
    for _ in range(3):
        table.table("ARL", table.action, f"Publish {table.now:%M} national websites.")
        table.redraft(table.desk, f"Set up {table.now:%M} desks.")
        then = f"{table.now:%Y-%m-%dT%H:%M}"
        table.at()
        table.at()
        forget_everything()
        with CaptureQueriesContext(connection) as captured:
            site.as_("visitor").get("rolling_of", "compact", on=then)
        counted.append(len(captured))
    assert counted[0] == counted[2]


def test_the_concordance_tells_what_was_split_merged_and_moved_and_nothing_that_was_undone(table, site):
    split = "We commit to strengthen our efforts\n\nto inform all migrants."
    table.table("ARL", table.commitment, split, kind="split", reason="Two promises.")
    table.lift(table.commitment, split)
    merge = table.table("BRU", table.action, kind="merge", other=table.desk)
    table.lift(table.action, "Publish one national website. Set up desks for newcomers.")
    table.redraft(table.objective, "Inform everybody", reason="Shorter.")
    table.do("undo_deed", table.objective)
    table.freeze()
    lines = json.loads(site.as_("visitor").get("concordance_json", "compact", 1).content)["lines"]
    by_key = {line["key"]: line for line in lines}
    (part,) = (line for line in lines if "split" in line["what"])
    assert (part["number"], part["what"]) == ("1 bis", ["new", "split"])
    assert ([ground["words"] for ground in part["grounds"]], part["contributors"]) == (["Split off from 1"], ["ARL"])
    gone = by_key[str(table.desk.uuid)]
    assert (gone["what"], gone["grounds"][-1]["words"]) == (["struck", "merge"], "Merged into 1 (a)")
    assert gone["contributors"] == ["BRU"]
    kept = by_key[str(table.action.uuid)]
    assert [(each["kind"], each["key"]) for each in kept["grounds"]] == [("proposal", str(merge.uuid))]
    assert by_key[str(table.objective.uuid)]["grounds"] == []
    assert "split off" in words(site.get("concordance", "compact", 1))


def test_a_paragraph_that_a_proposal_moved_is_told_as_moved(table, site):
    table.table("ARL", table.action, kind="move", other=table.desk)
    table.lift(table.action, "\N{RIGHTWARDS ARROW} 1 (b)")
    table.freeze()
    lines = json.loads(site.as_("visitor").get("concordance_json", "compact", 1).content)["lines"]
    moved = {line["key"]: line for line in lines}[str(table.action.uuid)]
    assert ("moved" in moved["what"], [each["kind"] for each in moved["grounds"]]) == (True, ["proposal"])
