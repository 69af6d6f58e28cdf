from hypothesis import given
from hypothesis import strategies as st

from travaux.summary.outline import Section, Voice, outline

SEATS = "Cities ask for a seat wherever cooperation on migration is planned"
DESKS = "Cities ask for desks where information on migration is given free"
NURSES = "Portable pensions matter for every nurse who worked across three countries"


def voice(passage, entity, text, score=0.5):
    return Voice(passage, entity, "governance", text, score)


def test_a_passage_whose_words_others_share_comes_first():
    found = outline([voice("1", "ARL", NURSES), voice("2", "BRU", SEATS), voice("3", "COR", DESKS)], ["governance"])
    assert [chosen.passage for chosen in found[0].chosen] == ["2", "3", "1"]
    assert (found[0].passages, found[0].entities) == (3, 3)


def test_each_entity_has_one_turn_before_any_has_a_second():
    voices = [voice("1", "BRU", SEATS), voice("2", "BRU", DESKS), voice("3", "ARL", NURSES)]
    assert [chosen.passage for chosen in outline(voices, ["governance"], most=2)[0].chosen] == ["1", "3"]


def test_copies_are_chosen_once():
    found = outline([voice("1", "BRU", SEATS), voice("2", "ARL", f"{SEATS} today")], ["governance"])
    assert [chosen.passage for chosen in found[0].chosen] == ["1"]


def test_the_heavier_code_goes_first_where_words_are_shared_alike():
    found = outline([voice("1", "ARL", SEATS, 0.5), voice("2", "ARL", NURSES, 0.9)], ["governance"])
    assert [chosen.passage for chosen in found[0].chosen] == ["2", "1"]


def test_a_few_words_are_counted_but_not_chosen_and_a_silent_theme_is_empty():
    assert outline([voice("1", "ARL", "We agree.")], ["governance", "drivers"]) == (
        Section("governance", (), 1, 1),
        Section("drivers", (), 0, 0),
    )


@given(
    st.lists(
        st.builds(
            Voice, st.uuids().map(str), st.sampled_from("AB"), st.just("t"), st.sampled_from((SEATS, DESKS, NURSES))
        )
    )
)
def test_no_more_are_chosen_than_asked_and_all_come_from_what_was_said(voices):
    found = outline(voices, ["t"], most=2)[0]
    assert len(found.chosen) == min(2, len({voice.text for voice in voices}))
    assert set(found.chosen) <= set(voices)
