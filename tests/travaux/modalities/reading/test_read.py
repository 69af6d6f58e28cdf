# ruff: noqa: RUF001 - words of six languages, as they are written
from collections.abc import Callable
from datetime import date

import pytest

from travaux.modalities.reading import (
    About,
    Block,
    Kind,
    NoResolution,
    NotInLanguage,
    Place,
    Resolution,
    adoption,
    read_resolution,
)

Reads = Callable[..., Resolution]


def test_a_resolution_falls_into_numbered_paragraphs_with_what_they_open_with(reads: Reads) -> None:
    read = reads(
        "| 71/999. Rivers",
        "| The General Assembly,",
        "| Recalling its resolution 70/1 of 25 September 2015,",
        "| and mindful of its rivers,",
        "1.| Decides:",
        "(a)| To hold a conference in 2018:",
        "((i))| In May;",
        "((ii))| In June;",
        "(b)| That it will be webcast;",
        "2.| Invites States to come",
        "| Panel 1: rivers;",
        "3.| Requests the Secretary-General to report.",
        "| 101st plenary meeting",
    )
    assert [(each.kind, each.number, each.within, each.opening, each.force) for each in read.paragraphs] == [
        (Kind.PREAMBULAR, "", "", "Recalling", ""),
        (Kind.PREAMBULAR, "", "", "", ""),
        (Kind.OPERATIVE, "1", "", "Decides", "decides"),
        (Kind.OPERATIVE, "1 (a)", "1", "", "decides"),
        (Kind.OPERATIVE, "1 (a) (i)", "1 (a)", "", "decides"),
        (Kind.OPERATIVE, "1 (a) (ii)", "1 (a)", "", "decides"),
        (Kind.OPERATIVE, "1 (b)", "1", "", "decides"),
        (Kind.OPERATIVE, "2", "", "Invites", "invites"),
        (Kind.OPERATIVE, "", "2", "", "invites"),
        (Kind.OPERATIVE, "3", "", "Requests", "requests"),
    ]
    assert [len(each.obligations) for each in read.operative] == [0, 0, 1, 1, 1, 0, 1, 1]
    assert [each.place for each in read.operative][-2:] == ["2", "3"]
    assert read.remarks == ("behind paragraph 3, a block without a number was passed over: “101st plenary meeting”",)


def test_in_chinese_the_numbers_under_a_letter_have_a_sign_of_their_own(reads: Reads) -> None:
    read = reads("| 大会，", "| 回顾其决议，", "1.| 决定：", "(a)| 分两部分：", "| ㈠ 第一部分；", language="zh")
    assert [each.number for each in read.operative] == ["1", "1 (a)", "1 (a) (i)"]
    assert read.paragraphs[0].opening == "回顾"


def test_a_decision_without_numbers_is_read_by_its_verbs(reads: Reads) -> None:
    read = reads("| Decides to meet in 2018;", "| Requests States to come;")
    assert [(each.number, each.opening) for each in read.operative] == [("", "Decides"), ("", "Requests")]


def test_a_number_that_a_file_left_in_the_words_is_taken_out(reads: Reads) -> None:
    read = reads("1.| Decides:", "(a)| To meet;", "| 2 Requests States to come;", "| 3 rivers;", "| 9 Requests more;")
    assert [each.number for each in read.operative] == ["1", "1 (a)", "2", "", ""]


def test_what_a_file_parts_in_the_middle_of_a_sentence_is_joined(reads: Reads) -> None:
    first = "1.| Requests the Secretary-General to report on rivers, lakes, streams, waterfalls, springs and all other"
    [one] = reads(first, "| waters of the world;").operative
    assert one.text.endswith("and all other waters of the world;")


def test_a_list_keeps_its_place_where_its_paragraph_is_missing(reads: Reads) -> None:
    read = reads("(a)| Decides to meet;", "(b)| Requests States to come;")
    assert [each.number for each in read.operative] == ["(a)", "(b)"]


def test_an_annex_is_kept_and_asks_nothing(reads: Reads) -> None:
    read = reads("1.| Decides to adopt the annex;", "| Annex", "1.| Requests nobody to do anything;")
    assert [(each.kind, each.number) for each in read.paragraphs] == [
        (Kind.OPERATIVE, "1"),
        (Kind.ANNEX, ""),
        (Kind.ANNEX, "1"),
    ]
    assert read.paragraphs[-1].obligations == ()


def test_headings_and_what_stands_around_are_no_paragraphs() -> None:
    held = [
        Block("A/RES/71/999", Place.AROUND),
        Block("Rivers", Place.TITLE),
        Block("The General Assembly,", Place.PREAMBLE),
        Block("Acting for rivers,", Place.PREAMBLE, dressed="Acting for"),
        Block("Phase I", Place.HEADING),
        Block("Hereby enjoins States to come;", number="1.", dressed="Hereby enjoins"),
        Block("Decides to meet;", number="2.", dressed="Decid"),
        Block("", number="3."),
    ]
    read = read_resolution(held, About("en"))
    assert [(each.opening, each.force) for each in read.paragraphs] == [
        ("Acting for", ""),
        ("Hereby enjoins", ""),
        ("Decides", "decides"),
    ]
    assert read.remarks == ("paragraph 1 opens with no phrase that is known",)


def test_a_number_that_is_passed_over_is_remarked(reads: Reads) -> None:
    assert reads("1.| Decides to meet;", "3.| Requests States to come;").remarks == ("paragraph 3 follows paragraph 1",)


def test_the_year_of_the_process_is_that_of_its_first_day(reads: Reads) -> None:
    read = reads("1.| Decides to meet on 5 May 2019;", "2.| Requests States to come on 3 May;")
    assert read.paragraphs[1].dates[0].earliest == date(2019, 5, 3)


def test_a_report_is_no_resolution(reads: Reads) -> None:
    with pytest.raises(NoResolution) as refused:
        reads("1.| The present report is on rivers.", "2.| Requests are many.", "3.| Rivers flow.")
    assert refused.value.facts == {
        "count": 3,
        "found": 1,
        "where": "paragraph 1",
        "words": "The present report is on rivers.",
    }


@pytest.mark.parametrize("lines", [(), ("| Recalling rivers,",), ("| Rivers",)])
def test_a_paper_without_an_operative_paragraph_is_none(reads: Reads, lines: tuple[str, ...]) -> None:
    with pytest.raises(NoResolution):
        reads(*lines)


def test_a_paper_in_no_known_language_is_refused(reads: Reads) -> None:
    with pytest.raises(NotInLanguage):
        reads("1.| Decyduje;", language="pl")


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Resolution adopted by the General Assembly on 6 April 2017", date(2017, 4, 6)),
        ("en", "Rivers, 6 April 2017", None),
        ("en", "Resolution adopted by the General Assembly in 2017", None),
        ("fr", "Résolution adoptée par l’Assemblée générale le 6 avril 2017", date(2017, 4, 6)),
        ("zh", "2017年4月6日大会决议", date(2017, 4, 6)),
        ("pl", "6 April 2017", None),
    ],
)
def test_the_day_of_adoption_is_read_from_the_cover(language: str, text: str, day: date | None) -> None:
    assert adoption([text], language) == day


def test_what_was_passed_over_is_counted_where_it_stands(reads: Reads) -> None:
    read = reads(
        "1.| Decides to meet in 2018.",
        "| A note.",
        "| Another note.",
        "2.| Requests the Secretary-General to report.",
        "| 101st plenary meeting",
    )
    assert read.remarks == (
        "behind paragraph 1, 2 blocks without a number were passed over, the first of them “A note.”",
        "behind paragraph 2, a block without a number was passed over: “101st plenary meeting”",
    )


def test_the_head_of_a_paper_that_names_the_body_opens_no_preamble(reads: Reads) -> None:
    read = reads(
        *("| General Assembly", "| Distr.: General", "| Agenda item 27"),
        *("| The General Assembly,", "| Recalling its decision 1,", "| a second line,", "1.| Decides to meet."),
    )
    preamble = [(each.opening, each.text) for each in read.paragraphs if each.kind is Kind.PREAMBULAR]
    assert preamble == [("Recalling", "Recalling its decision 1,"), ("", "a second line,")]


def test_a_heading_that_ends_with_a_comma_is_text() -> None:
    blocks = (
        Block("大会，", Place.HEADING),
        Block("关切地注意到COVID-19大流行，", Place.HEADING),
        Block("决定举行会议；", number="1."),
    )
    read = read_resolution(blocks, About("zh"))
    assert [each.opening for each in read.paragraphs] == ["关切地注意到", "决定"]


LONG = "Decides that the plenary, in which each of the Member States may speak for three minutes, meets from 9.45 to"


@pytest.mark.parametrize(
    ("language", "begun", "number", "rest", "whole"),
    [
        ("en", LONG, "2.30", "p.m. on Monday;", f"{LONG} 2.30 p.m. on Monday;"),
        ("en", LONG, "", "noon on Monday;", f"{LONG} noon on Monday;"),
        ("zh", f"决定{'主席' * 50}", "", "召集会议；", f"决定{'主席' * 50} 召集会议；"),
    ],
)
def test_a_sentence_that_a_page_parts_is_whole(language: str, begun: str, number: str, rest: str, whole: str) -> None:
    blocks = (Block(begun, number="1."), Block("A/RES/1/1", Place.AROUND), Block(rest, number=number))
    read = read_resolution(blocks, About(language))
    assert [each.text for each in read.operative] == [whole]


def test_in_chinese_a_phrase_of_the_preamble_begins_anew() -> None:
    blocks = (Block("大会，"), Block(f"回顾{'主席' * 50}"), Block("又回顾其决议，"), Block("决定开会。", number="1."))
    read = read_resolution(blocks, About("zh"))
    assert [each.opening for each in read.paragraphs] == ["回顾", "又回顾", "决定"]
