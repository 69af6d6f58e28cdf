# ruff: noqa: RUF001 - words of six languages, as they are written
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities.reading.dates import Context, dates_said
from travaux.modalities.reading.fold import fold
from travaux.modalities.reading.tongue import LANGUAGES

CONTEXT = Context(date(2017, 4, 6), 2018)

SAID = [
    ("en", "held no later than April 2018", "no later than April 2018", None, "2018-04-30"),
    ("en", "by the end of its seventy-second session", "by the end of its seventy-second session", None, "2018-09-17"),
    ("en", "in early December 2017 for three days", "in early December 2017", "2017-12-01", "2017-12-10"),
    ("en", "from 11 to 13 December 2018", "from 11 to 13 December 2018", "2018-12-11", "2018-12-13"),
    ("en", "in the first quarter of 2019", "first quarter of 2019", "2019-01-01", "2019-03-31"),
    ("en", "the second half of 2019", "second half of 2019", "2019-07-01", "2019-12-31"),
    ("en", "the first half of 2019", "first half of 2019", "2019-01-01", "2019-06-30"),
    ("en", "before the end of June 2023", "before the end of June 2023", None, "2023-06-30"),
    (
        "en",
        "by no later than before the end of June 2018",
        "by no later than before the end of June 2018",
        None,
        "2018-06-30",
    ),
    ("en", "before 5 May 2018", "before 5 May 2018", None, "2018-05-04"),
    ("en", "after May 2018", "after May 2018", "2018-06-01", None),
    ("en", "from 2019 on", "from 2019", "2019-01-01", None),
    ("en", "from 28 December to 3 January 2019", "from 28 December to 3 January 2019", "2018-12-28", "2019-01-03"),
    ("en", "10 December 2018 and 3 January 2019", "10 December 2018 and 3 January 2019", "2018-12-10", "2019-01-03"),
    (
        "en",
        "on Monday, 22 November, and Tuesday, 23 November 2021",
        "22 November, and Tuesday, 23 November 2021",
        "2021-11-22",
        "2021-11-23",
    ),
    ("en", "Monday, 27 May: at noon", "27 May", "2018-05-27", "2018-05-27"),
    ("en", "between January and March 2018", "January and March 2018", "2018-01-01", "2018-03-31"),
    ("en", "in November 2017 to January 2018", "in November 2017 to January 2018", "2017-11-01", "2018-01-31"),
    (
        "en",
        "on the second day of the general debate of the Assembly at its seventy-third session",
        "at its seventy-third session",
        "2018-09-26",
        "2018-09-26",
    ),
    ("en", "during the general debate of its 73rd session", "its 73rd session", "2018-09-25", "2018-10-02"),
    ("fr", "les lundi 22 et mardi 23 novembre 2021", "22 et mardi 23 novembre 2021", "2021-11-22", "2021-11-23"),
    ("fr", "d’ici à la fin de 2021", "d’ici à la fin de 2021", None, "2021-12-31"),
    ("fr", "en juin 2023 au plus tard", "en juin 2023 au plus tard", None, "2023-06-30"),
    ("fr", "à sa quatre-vingtième session", "à sa quatre-vingtième session", "2025-09-09", "2026-09-07"),
    ("es", "del 27 al 30 de mayo de 2024", "del 27 al 30 de mayo de 2024", "2024-05-27", "2024-05-30"),
    ("es", "a más tardar en octubre de 2021", "a más tardar en octubre de 2021", None, "2021-10-31"),
    (
        "es",
        "el lunes 22 de noviembre y el martes 23 de noviembre de 2021",
        "22 de noviembre y el martes 23 de noviembre de 2021",
        "2021-11-22",
        "2021-11-23",
    ),
    ("ru", "с 5 по 8 февраля 2024 года", "с 5 по 8 февраля 2024 года", "2024-02-05", "2024-02-08"),
    ("ru", "до конца июня 2023 года", "до конца июня 2023 года", None, "2023-06-30"),
    ("ru", "на ее семьдесят шестой сессии", "на ее семьдесят шестой сессии", "2021-09-14", "2022-09-12"),
    (
        "ar",
        "في الفترة من 27 إلى 30 أيار/مايو 2024",
        "في الفترة من 27 إلى 30 أيار/مايو 2024",
        "2024-05-27",
        "2024-05-30",
    ),
    ("ar", "في موعد لا يتجاوز آب/أغسطس 2021", "في موعد لا يتجاوز آب/أغسطس 2021", None, "2021-08-31"),
    ("ar", "في دورتها الثمانين", "في دورتها الثمانين", "2025-09-09", "2026-09-07"),
    ("ar", "الدورة السادسة والسبعين", "الدورة السادسة والسبعين", "2021-09-14", "2022-09-12"),
    ("zh", "至迟于2021年8月组织", "至迟于2021年8月", None, "2021-08-31"),
    ("zh", "2023年6月底之前组织", "2023年6月底之前", None, "2023-06-30"),
    ("zh", "2024年5月27日至30日举行", "2024年5月27日至30日", "2024-05-27", "2024-05-30"),
    ("zh", "5月27日举行", "5月27日", "2018-05-27", "2018-05-27"),
    ("zh", "2023年至2024年", "2023年", "2023-01-01", "2023-12-31"),
    ("zh", "2018年上半年", "2018年上半年", "2018-01-01", "2018-06-30"),
    ("zh", "2018年下半年", "2018年下半年", "2018-07-01", "2018-12-31"),
    ("zh", "2018年第三季度", "2018年第三季度", "2018-07-01", "2018-09-30"),
    ("zh", "第七十六届会议", "第七十六届会议", "2021-09-14", "2022-09-12"),
    ("zh", "大会第七十三届会议一般性辩论第二天", "第七十三届会议", "2018-09-26", "2018-09-26"),
]


@pytest.mark.parametrize(("language", "text", "words", "first", "last"), SAID)
def test_a_time_in_words_is_an_interval_of_days(
    language: str, text: str, words: str, first: str | None, last: str | None
) -> None:
    said = dates_said(text, fold(text), language, CONTEXT)[0]
    days = tuple(day.isoformat() if day else None for day in (said.earliest, said.latest))
    assert (said.text, *days) == (words, first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "its resolution 70/1 of 25 September 2015"),
        ("en", "entitled “Rivers by 2030”"),
        ("en", "held in Rome in May 2012"),
        ("zh", "题为《2030年议程》"),
    ],
)
def test_the_day_of_something_else_is_marked_as_such(language: str, text: str) -> None:
    assert [each.cited for each in dates_said(text, fold(text), language, CONTEXT)] == [True]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the 30 February, if there is one"),
        ("en", "from 3 to 2 May"),
        ("en", "the twenty-eighth session of the Commission"),
        ("en", "the March of rivers"),
        ("zh", "13月"),
        ("zh", "上半年"),
        ("zh", "2月30日"),
        ("zh", "2030年可持续发展议程"),
    ],
)
def test_what_is_no_day_is_none(language: str, text: str) -> None:
    assert dates_said(text, fold(text), language, CONTEXT) == ()


@pytest.mark.parametrize(("language", "text"), [("en", "on 5 May"), ("en", "in May"), ("zh", "5月5日")])
def test_without_a_year_anywhere_no_day_is_known(language: str, text: str) -> None:
    assert dates_said(text, fold(text), language, Context()) == ()


def test_a_day_without_a_year_is_the_next_one_after_the_adoption() -> None:
    [said] = dates_said("on 5 February", fold("on 5 February"), "en", Context(date(2017, 4, 6)))
    assert said.earliest == date(2018, 2, 5)
    assert said.exact
    [again] = dates_said("on 5 February", fold("on 5 February"), "en", Context(date(2017, 4, 6), 2017))
    assert again.earliest == date(2018, 2, 5)


def test_of_a_paragraph_with_one_year_every_day_is_in_it() -> None:
    text = "on 5 May and on 7 June 2019"
    said = dates_said(text, fold(text), "en", CONTEXT)
    assert [each.earliest for each in said] == [date(2019, 5, 5), date(2019, 6, 7)]


@given(st.sampled_from(LANGUAGES), st.text(alphabet="0123456789 ,-年月日abcMay марта第届会议и الدورة", max_size=80))
def test_any_words_can_be_read(language: str, text: str) -> None:
    for said in dates_said(text, fold(text), language, CONTEXT):
        assert 0 <= said.start < said.end <= len(text)
        assert not (said.earliest and said.latest) or said.earliest <= said.latest
