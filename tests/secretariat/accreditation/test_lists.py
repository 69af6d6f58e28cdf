from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from secretariat.accreditation import queries, services
from secretariat.accreditation.models import Application, Circulation, Name
from secretariat.accreditation.services import lists
from secretariat.participation.models import Entity
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, library_file
from travaux.text.silence import NoSuchMoment

pytestmark = pytest.mark.django_db


def test_an_application_that_is_set_aside_is_told_why(hand_in, officer, at):
    done = services.screen_application(hand_in(), outcome="set_aside", reason="It is a shop.", by=officer, at=at)
    assert (done.state, done.reason) == ("set_aside", "It is a shop.")
    assert "It is a shop." in mail.outbox[-1].body


@pytest.mark.parametrize("outcome", ["set_aside", "returned"])
def test_nobody_is_set_aside_or_asked_for_more_without_a_reason(hand_in, officer, at, outcome):
    with pytest.raises(lists.ReasonNeeded):
        services.screen_application(hand_in(), outcome=outcome, reason=" ", by=officer, at=at)


def test_what_was_sent_back_is_changed_and_handed_in_again(hand_in, fill, officer, visitor, at):
    application = services.screen_application(hand_in(), outcome="returned", reason="Whom?", by=officer, at=at)
    again = services.hand_in_application(fill(application), by=visitor, at=at)
    assert (again.state, again.reason) == ("handed_in", "")


def test_screening_has_no_other_outcome_and_is_for_what_was_handed_in(begin, officer, at):
    application, _ = begin()
    with pytest.raises(lists.NoSuchOutcome):
        services.screen_application(application, outcome="withdrawn", by=officer, at=at)
    with pytest.raises(lists.NotToBeScreened):
        services.screen_application(application, outcome="eligible", by=officer, at=at)


def test_screening_is_for_the_secretariat(hand_in, arl, at):
    with pytest.raises(NotForRole):
        services.screen_application(hand_in(), outcome="eligible", by=arl, at=at)


def test_a_name_on_a_list_is_not_screened_again(name, officer, at):
    with pytest.raises(lists.NotToBeScreened):
        services.screen_application(name.application, outcome="eligible", by=officer, at=at)


def test_a_list_holds_the_eligible_names_as_they_are_called_now_and_states_are_mailed(
    process, hand_in, eligible, circulate, seat
):
    seat("ARL")
    seat("OBS", "observer")
    eligible("Brick Fund")
    eligible("Atlas", email="b@example.org", lists=("process", "conference"))
    hand_in("Not screened", email="c@example.org")
    mail.outbox.clear()
    circulation = circulate()
    assert [name.name for name in circulation.names.all()] == ["Atlas", "Brick Fund"]
    assert [message.to for message in mail.outbox] == [["arl@example.org"]]
    assert "Brick Fund" not in mail.outbox[0].body
    assert [row.name for row in queries.candidates(process, "listed-for-the-process")] == ["Atlas"]
    facts = Entry.objects.get(deed="circulate_list").facts
    assert (facts["names"], facts["told"], facts["closes"]) == (2, 1, "2018-04-20T21:00:00+00:00")


def test_the_end_of_the_period_follows_the_clocks_of_the_place_also_over_summer_time(eligible, circulate):
    eligible()
    assert circulate(datetime(2018, 11, 4, 12)).closes_at == datetime(2018, 11, 4, 17, tzinfo=UTC)  # noqa: DTZ001 - as a clock shows it


def test_a_list_without_names_time_or_purpose_is_refused(eligible, circulate):
    with pytest.raises(lists.NobodyToPropose):
        circulate()
    eligible()
    with pytest.raises(lists.NoTimeForObjections):
        circulate(datetime(2018, 4, 5, 8))  # noqa: DTZ001 - as a clock shows it
    with pytest.raises(NoSuchMoment):
        circulate(datetime(2019, 3, 10, 2, 30))  # noqa: DTZ001 - as a clock shows it
    with pytest.raises(queries.UnknownList):
        circulate(list_="ball")
    assert Circulation.objects.count() == 0


def test_a_later_list_holds_only_what_was_on_none_before(eligible, circulate):
    eligible("First")
    circulate()
    eligible("Second", email="b@example.org")
    later = circulate()
    assert ([name.name for name in later.names.all()], later.number) == (["Second"], 2)


def test_a_list_is_closed_once_and_not_before_its_time(name, officer, after):
    circulation = name.circulation
    with pytest.raises(lists.PeriodRuns):
        services.close_list(circulation, by=officer, at=circulation.closes_at - timedelta(seconds=1))
    services.close_list(circulation, by=officer, at=after)
    with pytest.raises(lists.ClosedBefore):
        services.close_list(circulation, by=officer, at=after)


def test_a_name_without_objection_is_final_and_takes_part_and_the_applicant_is_told(name, officer, after):
    services.close_list(name.circulation, by=officer, at=after)
    name.refresh_from_db()
    entity = Entity.objects.get(code="QLN")
    assert (name.outcome, name.application.entity, entity.name) == ("final", entity, "Quay Library Network")
    assert (entity.kind, entity.region) == ("civil_society", "africa")
    assert ("is on the final list" in mail.outbox[-1].body, Entry.objects.get(deed="close_list").facts["final"]) == (
        True,
        1,
    )


def test_a_name_objected_to_is_left_out_and_the_applicant_is_told_nothing_of_objections(name, arl, officer, at, after):
    services.object_to_name(name, basis="Its funds.", by=arl, at=at)
    services.close_list(name.circulation, by=officer, at=after)
    name.refresh_from_db()
    told = mail.outbox[-1]
    assert (name.outcome, told.to) == ("left_out", ["quay@example.org"])
    assert [word in told.body for word in ("not on the final list", "object", "funds", "ARL")] == [True] + [False] * 3
    assert Entity.objects.filter(code="QLN").count() == 0


def test_an_application_withdrawn_while_states_look_is_left_out(name, visitor, officer, at, after):
    services.withdraw_application(name.application, by=visitor, at=at)
    services.close_list(name.circulation, by=officer, at=after)
    assert Name.objects.get().outcome == "left_out"


def test_one_on_both_lists_is_admitted_once_and_another_like_it_gets_its_own_code(eligible, circulate, officer):
    eligible("Quay Library", lists=("process", "conference"))
    eligible("Quay Lights", lists=("conference",), email="b@example.org")
    for list_ in ("process", "conference"):
        circulation = circulate(list_=list_)
        services.close_list(circulation, by=officer, at=circulation.closes_at)
    assert sorted(Entity.objects.values_list("code", "name")) == [("QLN", "Quay Library"), ("QLN-2", "Quay Lights")]


def test_a_name_in_other_letters_gets_a_code_all_the_same(eligible, circulate, officer):
    eligible("图书馆", acronym="")
    circulation = circulate()
    services.close_list(circulation, by=officer, at=circulation.closes_at)
    assert Entity.objects.get().code == "ORG"


def test_a_list_says_of_whom_it_is_made_and_the_final_one_of_whom_it_is_left(eligible, circulate, arl, officer, at):
    eligible("One", representatives=2, women=1)
    eligible("Two", email="b@example.org", region="western", representatives=2, women=2)
    circulation = circulate()
    found = queries.composition(circulation)
    assert (found.names, found.representatives, found.women, found.share) == (2, 4, 3, 75)
    assert [pair for pair in found.regions if pair[1]] == [("Africa", 1), ("Western Europe and others", 1)]
    assert found.categories == (("Civil society", 2),)
    services.object_to_name(circulation.names.get(name="Two"), by=arl, at=at)
    closed = services.close_list(circulation, by=officer, at=circulation.closes_at)
    assert (queries.composition(closed).names, queries.composition(closed).share) == (1, 50)


def test_a_list_that_sends_nobody_has_no_share_of_women(eligible, circulate):
    eligible(representatives=0, women=0)
    assert queries.composition(circulate()).share is None


def test_a_table_tells_the_names_and_nothing_of_objections(process, eligible, circulate, officer, at):
    eligible("Quay")
    circulation = circulate()
    rows = queries.table_of(circulation)
    assert rows[1] == ["1", "Quay", "QLN", "civil_society", "Arlandia", "africa", "", "4", "3", "pending"]
    assert queries.names_of(circulation, Door(process, officer, at)).count() == 1
    assert Application.objects.count() == 1


@pytest.fixture
def waits(process, eligible, circulate, arl, officer, at):
    """A name that was objected to, in a process whose modalities leave it to the General Assembly."""
    text = process.modalities.replace('decided_by = ["Member States"]', 'decided_by = ["General Assembly"]')
    Process.objects.filter(pk=process.pk).update(modalities=text)
    process.refresh_from_db()
    eligible()
    circulation = circulate()
    services.object_to_name(circulation.names.get(), by=arl, at=at)
    services.close_list(circulation, by=officer, at=circulation.closes_at)
    return circulation.names.get()


@pytest.mark.parametrize(("admitted", "outcome"), [(True, "final"), (False, "left_out")])
def test_where_the_assembly_decides_a_name_objected_to_waits_for_that(waits, officer, admitted, outcome, mailoutbox):
    assert (waits.outcome, waits.application.entity, "closed" in str(mailoutbox)) == ("waits", None, False)
    told = len(mailoutbox)
    at = waits.circulation.closes_at
    with pytest.raises(lists.SourceMissing):
        services.decide_name(waits, admitted=admitted, source=" ", by=officer, at=at)
    done = services.decide_name(waits, admitted=admitted, source="A decision", by=officer, at=at)
    assert (done.outcome, done.application.entity is not None, len(mailoutbox)) == (outcome, admitted, told + 1)
    with pytest.raises(lists.NothingToDecide):
        services.decide_name(waits, admitted=admitted, source="A decision", by=officer, at=at)


def test_a_list_is_named_by_its_key_its_last_word_or_not_at_all_where_there_is_one(process):
    assert queries.list_named(process, "conference").key == "listed-for-the-conference"
    with pytest.raises(queries.UnknownList):
        queries.list_named(process, "")
    process.modalities = library_file("social-summit-2025")
    assert queries.list_named(process, "").key == "listed"
    process.modalities = library_file("ldc5-2023")
    with pytest.raises(queries.UnknownList):
        queries.list_named(process, "")
