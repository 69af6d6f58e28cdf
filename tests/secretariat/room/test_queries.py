import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.negotiation.queries import NoSuchProvision
from secretariat.negotiation.services import open_text
from secretariat.people.access import Actor
from secretariat.record.services import sequence
from secretariat.room import queries
from secretariat.room.queries import NoFurther, NoSuchNumber, NothingToShow
from tests.secretariat.room.conftest import OFFICIAL


def marked(line):
    return ["".join(segment.words for segment in piece.segments) for piece in line.pieces if piece.is_last]


def plain(line):
    return "".join(segment.words for piece in line.pieces for segment in piece.segments)


def test_before_anything_is_chosen_the_first_open_paragraph_is_shown(table, chair):
    assert chair.stage().line.uuid == str(table.commitment.uuid)
    table.table("BRU", table.desk, "Set up desks.")
    assert chair.stage().line.uuid == str(table.desk.uuid)


def test_a_text_of_headings_shows_its_first_and_an_empty_one_nothing(room):
    text = open_text(room.process, key="empty", title="Empty", by=room.actors["chair"], at=room.at())
    with pytest.raises(NothingToShow):
        queries.stage(text, at=room.now)
    room.text = text
    title = room.draft("Only a title", "title")
    assert queries.stage(text, at=room.now).line.uuid == str(title.uuid)


def test_a_paragraph_is_shown_with_its_neighbours_and_the_counts_of_the_text(table, chair):
    table.table("BRU", table.action, OFFICIAL)
    table.agree(table.desk)
    chair.show(table.action)
    stage = chair.stage()
    assert (plain(stage.before), plain(stage.after)) == (
        table.row(table.commitment).wording,
        "Set up desks for newcomers.",
    )
    assert (stage.open, stage.agreed, stage.paragraphs) == (1, 1, 3)
    assert (stage.line.state, stage.line.tabled, stage.line.brackets, stage.after.state) == ("open", 1, 1, "agreed")


def test_at_the_ends_of_a_text_there_is_a_neighbour_on_one_side_only(table, chair):
    assert chair.stage(row=table.row(table.title)).before is None
    assert chair.stage(row=table.row(table.desk)).after is None


def test_the_words_of_the_proposal_that_was_tabled_last_are_outlined(table, chair):
    table.table("ARL", table.action, "Publish one website.")
    table.table("BRU", table.action, OFFICIAL)
    chair.show(table.action)
    assert marked(chair.stage().line) == ["official "]


def test_the_words_that_a_lifted_bracket_left_are_outlined(table, chair):
    table.table("BRU", table.action, OFFICIAL)
    table.lift(table.action, "official ")
    chair.show(table.action)
    assert marked(chair.stage().line) == ["official"]
    assert plain(chair.stage().line) == OFFICIAL


def test_the_words_that_a_redraft_brought_in_are_outlined(table, chair):
    table.redraft(table.action, "Publish one free national website.")
    chair.show(table.action)
    assert marked(chair.stage().line) == ["free"]


def test_where_words_were_only_taken_away_nothing_is_outlined(table, chair):
    table.redraft(table.action, "Publish one website.")
    chair.show(table.action)
    assert marked(chair.stage().line) == []
    assert [change.deed for change in chair.stage().changes] == ["redraft_provision"]


def test_the_latest_changes_are_told_and_neither_what_is_prepared_nor_the_turning_of_the_screen(table, chair):
    table.table("BRU", table.action, OFFICIAL)
    table.agree(table.desk)
    table.prepare("COR", table.action, "Publish nothing.")
    chair.show(table.action)
    assert [(each.deed, each.number) for each in chair.stage().changes] == [
        ("agree_provision", "1 (b)"),
        ("table_proposal", "1 (a)"),
    ]


def test_at_most_three_changes_are_told(table, chair):
    for provision in (table.action, table.desk, table.commitment, table.objective):
        table.redraft(provision, f"Made anew {provision.pk}.")
    assert len(chair.stage().changes) == 3


def test_the_redrafts_of_before_the_presentation_are_told_to_nobody(drafted):
    drafted.redraft(drafted.action, "Publish a page.")
    assert queries.latest(drafted.text, at=drafted.now) == ()


def test_every_state_of_a_paragraph_has_its_edge(table, chair):
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    new.refresh_from_db()
    table.table("DEL", table.desk, kind="delete_paragraph")
    chair.show(table.desk)
    table.lift(table.desk, "")
    assert chair.stage().line.state == "struck"
    assert chair.stage(row=table.row(new.provision)).line.state == "new"
    assert chair.stage(row=table.row(table.commitment)).line.state == ""


def test_one_goes_from_paragraph_to_paragraph_and_from_open_to_open(table):
    table.table("BRU", table.desk, "Set up desks.")
    start = table.row(table.title)
    assert queries.row_beside(start, "next").provision == table.objective
    assert queries.row_beside(start, "next_open").provision == table.desk
    assert queries.row_beside(table.row(table.desk), "previous").provision == table.action
    for row, step in ((table.desk, "next"), (table.desk, "previous_open"), (table.title, "previous")):
        with pytest.raises(NoFurther):
            queries.row_beside(table.row(row), step)


def test_a_bracket_in_the_wording_itself_makes_a_paragraph_open(table):
    table.redraft(table.action, "Publish [one] [two] national websites.")
    assert queries.row_beside(table.row(table.title), "next_open").provision == table.action


def test_a_paragraph_is_found_by_its_number_and_by_its_identity(table):
    assert queries.row_numbered(table.text, " 1 (A) ").provision == table.action
    assert queries.row_named(table.text, table.action.uuid).provision == table.action
    with pytest.raises(NoSuchNumber):
        queries.row_numbered(table.text, "77")
    with pytest.raises(NoSuchNumber):
        queries.row_numbered(table.text, "")
    with pytest.raises(NoSuchProvision):
        queries.row_named(table.text, table.action.uuid.__class__(int=0))


def test_a_stage_is_kept_whole_as_json(table, chair):
    table.table("BRU", table.action, OFFICIAL)
    chair.show(table.action)
    stage = chair.stage()
    assert queries.restored(json.loads(json.dumps(queries.stored(stage))), None) == stage


def test_a_stage_at_the_end_of_a_text_is_kept_whole_too(table, chair):
    stage = chair.stage(row=table.row(table.desk))
    assert queries.restored(json.loads(json.dumps(queries.stored(stage))), None) == stage


def test_the_record_tells_in_which_order_things_came(table, chair):
    sequence()
    before = queries.newest()
    chair.show(table.action)
    table.agree(table.desk)
    sequence()  # where several write at once it comes with the commit, which a test does not reach
    assert [(process, deed) for _, process, deed in queries.since(before)] == [
        ("sample", "show_provision"),
        ("sample", "agree_provision"),
    ]
    assert queries.newest("sample") == queries.newest() == queries.since(before)[-1][0]
    assert queries.newest("elsewhere") == 0


def test_a_stage_takes_the_same_queries_however_long_the_text_and_however_much_is_proposed(table, chair):
    chair.show(table.action)
    taken = []
    for number in range(3):
        table.table("BRU", table.draft(f"Open desk {number}."), f"Open one desk {number}.")
        table.table("COR", table.action, f"Publish {number}.")
        with CaptureQueriesContext(connection) as queried:
            chair.stage()
        taken.append(len(queried))
    assert len(set(taken)) == 1


def test_a_text_is_found_for_drawing_and_whether_it_may_be_seen_is_another_question(drafted):
    assert queries.text_followed("sample", "compact") == drafted.text
    assert queries.text_followed("sample", "none") is None
    assert queries.is_seen("compact", drafted.process, Actor(at=drafted.now)) is False
    assert queries.is_seen("compact", drafted.process, drafted.actors["chair"]) is True


def test_it_is_known_whether_screens_are_used_here(table, chair):
    assert queries.is_used() is False
    chair.show(table.action)
    assert queries.is_used() is True
