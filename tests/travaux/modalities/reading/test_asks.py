# ruff: noqa: RUF001 - words of six languages, as they are written
from collections.abc import Callable
from datetime import date

import pytest

from travaux.modalities.reading import Obligation, Resolution

Reads = Callable[..., Resolution]


def owed(reads: Reads, words: str, language: str = "en") -> list[Obligation]:
    """Return what one paragraph asks."""
    return [each for paragraph in reads(f"1.| {words}", language=language).operative for each in paragraph.obligations]


def keys(one: Obligation) -> list[str]:
    return [who.key for who in one.addressees]


def test_a_request_asks_somebody_something_by_a_day(reads: Reads) -> None:
    [one] = owed(reads, "Requests the Secretary-General to submit, no later than April 2018, a report;")
    assert (one.force, keys(one), one.action) == (
        "requests",
        ["secretary-general"],
        "submit, no later than April 2018, a report",
    )
    assert one.due is not None
    assert (one.due.text, one.due.earliest, one.due.latest) == ("no later than April 2018", None, date(2018, 4, 30))


def test_a_decision_that_names_nobody_is_an_arrangement(reads: Reads) -> None:
    [one] = owed(reads, "Decides that the Conference shall be held from 10 to 11 December 2018;")
    assert (one.force, keys(one)) == ("decides", ["meeting"])
    assert one.due is not None
    assert (one.due.earliest, one.due.latest) == (date(2018, 12, 10), date(2018, 12, 11))


def test_a_decision_may_name_who_acts_behind_what_leads_in_to_it(reads: Reads) -> None:
    [one] = owed(reads, "Decides, without setting a precedent, that Member States may send a film;")
    assert (keys(one), one.action, one.conditions) == (
        ["member-states"],
        "Member States may send a film",
        ("without setting a precedent",),
    )


def test_each_verb_has_its_clause_and_a_pronoun_stands_for_those_before(reads: Reads) -> None:
    found = owed(reads, "Invites States to participate, and urges them to pay, and welcomes the offer of the host;")
    assert [(one.force, keys(one), one.action) for one in found] == [
        ("invites", ["states"], "participate"),
        ("urges", ["states"], "pay"),
    ]


def test_the_day_of_a_resolution_that_is_cited_is_no_deadline(reads: Reads) -> None:
    [one] = owed(reads, "Requests States to report on resolution 70/1 of 25 September 2015;")
    assert one.due is None
    assert one.references == ("70/1",)


def test_the_session_of_a_president_is_no_deadline_and_another_is(reads: Reads) -> None:
    [one] = owed(reads, "Requests the President of the General Assembly at its seventy-second session to speak;")
    assert one.due is None
    [two] = owed(reads, "Requests States to report to the Commission by the end of its seventy-second session;")
    assert two.due is not None
    assert two.due.occasion == "by the end of its seventy-second session"


def test_the_general_debate_is_a_time_even_beside_a_name(reads: Reads) -> None:
    [one] = owed(reads, "Requests States to meet in the general debate of the Assembly at its seventy-third session;")
    assert one.due is not None
    assert one.due.earliest == date(2018, 9, 25)


def test_what_is_to_be_done_before_an_event_has_the_event_for_its_time(reads: Reads) -> None:
    [one] = owed(reads, "Requests the Secretary-General to prepare a note two months before the conference;")
    assert one.due is not None
    assert (one.due.occasion, one.due.latest) == ("two months before the conference", None)
    [two] = owed(reads, "Requests the Secretary-General to speak at the conference;")
    assert two.due is None


def test_a_day_may_be_tied_to_an_event(reads: Reads) -> None:
    [one] = owed(reads, "Requests States to send names by 5 May 2018, ahead of the summit;")
    assert one.due is not None
    assert (one.due.latest, one.due.occasion) == (date(2018, 5, 5), "ahead of the summit")


def test_conditions_end_at_the_next_pause(reads: Reads) -> None:
    [one] = owed(
        reads,
        "Requests States, as appropriate, to draw up a list on a non-objection basis, in consultation with donors, "
        "taking into account " + "x" * 150,
    )
    assert one.conditions == (
        "as appropriate",
        "on a non-objection basis",
        "in consultation with donors",
        "taking into account " + "x" * 139,
    )


def test_an_open_condition_may_end_with_the_clause(reads: Reads) -> None:
    [one] = owed(reads, "Requests States to pay, subject to funds")
    assert one.conditions == ("subject to funds",)


def test_what_thanks_or_recalls_asks_nothing(reads: Reads) -> None:
    assert reads("1.| Decides to meet;", "2.| Recalls its resolution 70/1;").paragraphs[1].obligations == ()


@pytest.mark.parametrize(
    ("language", "words", "who", "latest"),
    [
        (
            "fr",
            "Prie le Secrétaire général de présenter, au plus tard en avril 2018, un rapport ;",
            "secretary-general",
            date(2018, 4, 30),
        ),
        (
            "es",
            "Solicita al Secretario General que presente, a más tardar en abril de 2018, un informe;",
            "secretary-general",
            date(2018, 4, 30),
        ),
        (
            "ru",
            "просит Генерального секретаря представить не позднее апреля 2018 года доклад;",
            "secretary-general",
            date(2018, 4, 30),
        ),
        (
            "ar",
            "تطلب إلى الأمين العام أن يقدم تقريرا في موعد لا يتجاوز نيسان/أبريل 2018؛",
            "secretary-general",
            date(2018, 4, 30),
        ),
        ("zh", "请秘书长至迟于2018年4月提交报告；", "secretary-general", date(2018, 4, 30)),
    ],
)
def test_the_same_is_asked_in_every_language(reads: Reads, language: str, words: str, who: str, latest: date) -> None:
    [one] = owed(reads, words, language)
    assert (one.force, keys(one)) == ("requests", [who])
    assert one.due is not None
    assert (one.due.earliest, one.due.latest) == (None, latest)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Requests the administering Power to report;", "the administering Power"),
        ("Requests the River Authority, within its mandate, to report;", "the River Authority"),
        ("Requests that efforts be made to report;", ""),
        ("Invites participation;", ""),
        ("Requests 5 to report;", ""),
    ],
)
def test_who_is_in_no_list_of_names_is_called_as_the_paper_calls_them(reads: Reads, words: str, name: str) -> None:
    [one] = owed(reads, words)
    assert [(who.key, who.name) for who in one.addressees] == ([("other", name)] if name else [])


def test_what_stands_under_a_paragraph_names_nobody_by_its_own_words(reads: Reads) -> None:
    read = reads("1.| Requests:", "(a)|1| The dialogue of rivers to be prepared;")
    assert [owed_.addressees for each in read.operative for owed_ in each.obligations] == [()]


def under(reads: Reads, *lines: str, language: str = "en") -> list[tuple[str, list[str], str]]:
    """Return what paragraphs ask: the force, the names of those asked, the action."""
    read = reads(*lines, language=language)
    return [
        (one.force, [who.name for who in one.addressees], one.action)
        for paragraph in read.operative
        for one in paragraph.obligations
    ]


def test_what_stands_under_a_colon_is_asked_of_those_before_it_whoever_is_named_in_it(reads: Reads) -> None:
    found = under(
        reads,
        "1.| Welcomes the offer, and requests the Secretary-General:",
        "(a)| To report, in consultation with States, to the Assembly;",
        "(b)| Where they exist, to help civil society, and welcomes it, and encourages Member States to help too;",
        "2.| Urges the Landlocked Seas Authority, where it meets:",
        "(a)| To publish its minutes;",
        "3.| Decides that:",
        "(a)| States may speak;",
    )
    assert found == [
        ("requests", ["Secretary-General"], "To report, in consultation with States, to the Assembly"),
        ("requests", ["Secretary-General"], "Where they exist, to help civil society"),
        ("encourages", ["Member States"], "help too"),
        ("urges", ["the Landlocked Seas Authority"], "To publish its minutes"),
        ("decides", ["States"], "States may speak"),
    ]


@pytest.mark.parametrize(
    ("words", "names", "action"),
    [
        (
            "Demands that the Blue Federation cease its fire;",
            ["Blue Federation"],
            "that the Blue Federation cease its fire",
        ),
        (
            "Requests the Department of Sea Affairs, when ships are late, to say so;",
            ["the Department of Sea Affairs"],
            "say so",
        ),
        ("Urges the States referred to in paragraph 3 above to provide answers;", ["States"], "provide answers"),
        ("Reiterates its request to Member States to contribute;", ["Member States"], "contribute"),
        ("Commends the work of States, and encourages them to go on;", ["States"], "go on"),
        ("Calls for investment in schools, with particular regard to young readers;", [], None),
        ("Requests that minutes be kept;", [], "that minutes be kept"),
        ("Encourages: peace;", [], "peace"),
    ],
)
def test_who_is_asked_is_found_by_words_that_lead_to_the_action(
    reads: Reads, words: str, names: list[str], action: str | None
) -> None:
    [(_, asked, done)] = under(reads, f"1.| {words}", "2.| Decides to meet.")[:-1]
    assert (asked, done) == (names, action or "investment in schools, with particular regard to young readers")


def test_a_time_that_had_begun_is_no_deadline(reads: Reads) -> None:
    [one] = owed(reads, "Requests the Secretary-General to keep the list of answers given since 1 July 2007;")
    assert one.due is None or one.due.latest is None
