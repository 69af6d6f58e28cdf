import json
import re
from datetime import UTC, datetime

from secretariat.room.queries import Change
from secretariat.room.services.drawing import clock_in, draw, state_of
from tests.secretariat.room.conftest import OFFICIAL


def drawn(table, language="en"):
    return state_of(table.text, language, at=table.now)


def test_a_stage_is_drawn_with_its_brackets_and_the_chips_of_those_who_ask(table, chair):
    table.table("BRU", table.action, OFFICIAL)
    chair.show(table.action)
    html = drawn(table).html
    assert '<ins class="tint-1">official</ins>' in html
    assert '<mark class="room-last-change"><span class="bracket">[</span>' in html
    assert html.count("<h1>") == 1
    assert "1 proposal here" in html
    assert "of 3 paragraphs 1 open, 0 agreed" in html


def test_what_somebody_wrote_is_escaped(table, chair):
    table.redraft(table.action, "Publish <b>one</b> & all.")
    chair.show(table.action)
    html = re.sub("</?mark[^>]*>", "", drawn(table).html)
    assert "Publish &lt;b&gt;one&lt;/b&gt; &amp; all." in html


def test_the_level_that_a_paragraph_reached_is_told_in_words(table, chair):
    table.agree(table.action)
    chair.show(table.action)
    assert '<li class="tag agreed">agreed ad referendum</li>' in drawn(table).html


def test_that_the_screen_is_frozen_is_told_with_the_time_at_the_place_of_the_process(table, chair):
    chair.show(table.action)
    chair.freeze()
    assert f"frozen at {clock_in(table.process, table.now)}" in drawn(table).html


def test_a_struck_paragraph_and_a_new_one_say_so(table, chair):
    new = table.table("COR", table.action, "Keep it current.", kind="new_paragraph")
    new.refresh_from_db()
    chair.show(new.provision)
    assert "new paragraph" in drawn(table).html
    table.table("DEL", table.desk, kind="delete_paragraph")
    chair.show(table.desk)
    table.lift(table.desk, "")
    assert '<li class="tag muted">struck</li>' in drawn(table).html


def test_a_title_without_a_number_is_a_paragraph_without_one(table, chair):
    chair.show(table.title)
    assert ">Paragraph without a number</a></h1>" in drawn(table).html


def test_the_last_change_is_said_in_one_sentence_and_nothing_before_there_is_one(table):
    before = drawn(table).said
    table.agree(table.action)
    assert (before, drawn(table).said) == ("", "Paragraph 1 (a): paragraph agreed")


def test_a_deed_that_nobody_knows_any_more_is_told_by_its_name(table, chair):
    stage = chair.stage()
    old = Change("lift_everything", table.now, str(table.action.uuid), "9")
    told = draw(table.text, type(stage)(stage.line, None, None, 0, 0, 0, (old,)), "en")
    assert told.said == "Paragraph 9: lift_everything"


def test_the_clock_of_the_room_is_that_of_its_place(table):
    assert clock_in(table.process, datetime(2018, 7, 1, 12, 0, 5, tzinfo=UTC)) == "08:00:05"


def test_a_screen_takes_it_as_json_and_two_states_have_two_digests(table):
    first = drawn(table)
    table.agree(table.action)
    parts = json.loads(first.told(7, "10:00:00", ticket="t"))
    assert {name: parts[name] for name in ("id", "clock", "ticket", "html")} == {
        "id": 7,
        "clock": "10:00:00",
        "ticket": "t",
        "html": first.html,
    }
    assert first.digest != drawn(table).digest
    assert "\n" not in first.told(7, "10:00:00")
