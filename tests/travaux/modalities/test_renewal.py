from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.modalities import Held, Modalities, differences, library_file, load_modalities
from travaux.modalities.shapes import Rule

GCM = load_modalities(library_file("gcm-2018"))


def told(new: Modalities):
    return [(each.part, each.key, each.before, each.after) for each in differences(GCM, new)]


def test_an_edition_does_not_differ_from_itself():
    assert differences(GCM, GCM) == ()


def test_the_key_and_the_warnings_are_no_part_of_what_is_held_against_each_other():
    assert differences(GCM, replace(GCM, key="other", warnings=("odd",))) == ()


def test_a_title_and_a_heading_are_told_as_they_read_before_and_after():
    paragraphs = (("1", "Aim"), *GCM.paragraphs[1:])
    assert told(replace(GCM, title="Other", paragraphs=paragraphs)) == [
        ("title", "", (GCM.title,), ("Other",)),
        ("paragraphs", "1", (GCM.paragraphs[0][1],), ("Aim",)),
    ]


def test_a_rule_that_is_added_to_others_on_the_same_deed_is_told_alone():
    rule = Rule("table_proposal", ("officer",), ("conference", "followup"), "5", "Why.")
    line = "roles: officer; phases: conference, followup; paragraph: 5; because: Why."
    assert told(replace(GCM, rules=(*GCM.rules, rule))) == [("rules", "table_proposal", (), (line,))]


def test_an_event_is_told_with_when_it_was_held_and_without_what_is_not_known():
    event = replace(
        GCM.events[0], held=Held(date(2017, 5, 8), date(2017, 5, 9), "Rome", "A letter"), days=None, theme="", place=""
    )
    ((part, key, before, after),) = told(replace(GCM, events=(event, *GCM.events[1:])))
    assert (part, key, len(before)) == ("events", GCM.events[0].key, 1)
    assert after[0].endswith("held: opens: 2017-05-08; closes: 2017-05-09; place: Rome; source: A letter")
    assert "days" not in after[0]


@settings(max_examples=25)  # a comparison reads two whole files
@given(st.sets(st.integers(0, len(GCM.rules) - 1)))
def test_what_is_left_out_is_what_is_told(left_out):
    kept = tuple(rule for place, rule in enumerate(GCM.rules) if place not in left_out)
    found = differences(GCM, replace(GCM, rules=kept))
    assert sum(len(each.before) for each in found) == len(left_out)
    assert all(each.part == "rules" and not each.after for each in found)
