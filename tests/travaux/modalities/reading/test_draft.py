from collections.abc import Callable
from datetime import date

import pytest

from travaux.modalities import load_modalities
from travaux.modalities.reading import NoDay, Resolution, drafted, struck, suggestions

Reads = Callable[..., Resolution]


def test_a_draft_loads_with_its_phases_events_and_obligations(reads: Reads) -> None:
    held = load_modalities(
        drafted(
            reads(
                "1.| Decides that the conference will be held on 10 and 11 December 2018;",
                '2.| Decides that its theme will be "rivers";',
                "3.| Requests the Secretary-General to report by 5 May 2018;",
                "4.| Invites States to come;",
                "5.| Encourages participation;",
                "6.| Requests States to report from 2019;",
                "7.| Decides that a meeting will be held on 5 January 2019;",
                "8.| Requests States to pay on 11 December 2018;",
            )
        )
    )
    assert (held.key, held.symbol, held.title) == ("a-res-71-999", "A/RES/71/999", "Rivers")
    assert [(each.key, each.opens, each.closes) for each in held.phases] == [
        ("preparation", date(2017, 4, 6), date(2018, 12, 9)),
        ("meeting", date(2018, 12, 10), date(2018, 12, 11)),
        ("followup", date(2018, 12, 12), date(2019, 12, 11)),
    ]
    assert [(each.paragraph, each.phase) for each in held.events] == [("1", "meeting"), ("7", "followup")]
    assert [(each.paragraph, each.addressees, each.due, each.phase) for each in held.obligations] == [
        ("3", ("Secretary-General",), date(2018, 5, 5), "preparation"),
        ("4", ("States",), date(2018, 12, 10), "meeting"),
        ("5", ("Not named",), date(2018, 12, 10), "meeting"),
        ("6", ("States",), date(2019, 1, 1), "followup"),
        ("8", ("States",), date(2018, 12, 11), "meeting"),
    ]
    assert len(held.paragraphs) == 8


def test_without_a_meeting_the_last_day_that_is_named_is_its_day(reads: Reads) -> None:
    held = load_modalities(drafted(reads("1.| Requests States to come by 5 May 2018;")))
    assert held.phases[1].opens == date(2018, 5, 5)


def test_without_any_day_a_year_behind_the_adoption_is_taken(reads: Reads) -> None:
    held = load_modalities(drafted(reads("1.| Invites States to come;")))
    assert held.phases[1].opens == date(2018, 4, 6)
    assert held.obligations[0].reading.startswith("The paragraph names no day")


def test_without_the_day_of_adoption_the_meeting_begins_the_process(reads: Reads) -> None:
    held = load_modalities(drafted(reads("1.| Decides to meet on 5 May 2018;", adopted=None)))
    assert held.phases[0].opens == date(2018, 5, 4)


def test_a_draft_without_any_day_is_refused(reads: Reads) -> None:
    with pytest.raises(NoDay):
        drafted(reads("1.| Invites States to come;", adopted=None))


def test_paragraphs_without_any_number_are_left_out_of_a_draft(reads: Reads) -> None:
    read = reads("| Decides to meet on 5 May 2018;", "1.| Requests States, at the meeting, to come;", "| Panel 1;")
    held = load_modalities(drafted(read))
    assert [number for number, _ in held.paragraphs] == ["1"]
    assert {each.paragraph for each in held.obligations} == {"1"}


def test_a_resolution_without_symbol_or_title_has_a_draft_all_the_same(reads: Reads) -> None:
    read = reads("1.| Decides to meet on 5 May 2018;")
    bare = Resolution(type(read.about)("en", "", read.about.adopted, ""), read.paragraphs)
    held = load_modalities(drafted(bare))
    assert (held.key, held.title) == ("draft", "(no symbol)")


def test_a_resolution_that_numbers_no_paragraph_is_drafted_with_numbers(reads: Reads) -> None:
    held = load_modalities(drafted(reads("|Decides that the conference will be held on 10 December 2018.")))
    assert [number for number, _ in held.paragraphs] == ["1"]


def test_each_suggestion_has_the_key_of_its_table_and_can_be_struck(reads: Reads) -> None:
    read = reads(
        "1.| Decides that the conference will be held on 10 December 2018;",
        '2.| Decides that its theme will be "rivers";',
        "3.| Requests the Secretary-General to report by 5 May 2018;",
        "4.| Invites States to come;",
    )
    keys = [(key, paragraph.number) for key, paragraph, _ in suggestions(read)]
    assert keys == [("event-1", "1"), ("", "2"), ("obligation-1", "3"), ("obligation-2", "4")]
    held = load_modalities(struck(drafted(read), {"obligation-1", "event-1"}))
    assert ([each.key for each in held.obligations], held.events) == (["obligation-2"], ())
    assert struck(drafted(read), ()) == drafted(read)
