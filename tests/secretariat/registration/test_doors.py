from datetime import timedelta
from string import ascii_lowercase

import pytest

from secretariat.record.models import Entry
from secretariat.registration import queries, services
from secretariat.registration.services import doors
from travaux.participation.badge import NotABadge, NotGenuine, NotValidToday

pytestmark = pytest.mark.django_db


def test_a_badge_lets_its_holder_in_once_a_day(meeting, ana, officer, at):
    code = queries.badge_code(ana)
    assert services.check_in(meeting, code=code, by=officer, at=at) == ana
    with pytest.raises(doors.LetInBefore):
        services.check_in(meeting, code=code, by=officer, at=at + timedelta(hours=1))
    services.check_in(meeting, code=code, by=officer, at=at + timedelta(days=1))
    assert [queries.came(meeting, queries.today(meeting, at + timedelta(days=i))) for i in range(3)] == [1, 1, 0]
    assert Entry.objects.filter(deed="check_in").first().facts == {"day": "2018-04-03"}


def test_the_day_is_that_of_the_place_of_the_meeting(meeting, ana, officer, at):
    early = at.replace(hour=3)
    with pytest.raises(NotValidToday):
        services.check_in(meeting, code=queries.badge_code(ana), by=officer, at=early)


def test_a_badge_of_somebody_withdrawn_while_the_meeting_runs_opens_no_door(meeting, ana, arl, officer, at):
    services.withdraw_registration(ana, by=arl, at=at)
    with pytest.raises(NotValidToday) as refused:
        services.check_in(meeting, code=queries.badge_code(ana), by=officer, at=at)
    assert "It is revoked." in str(refused.value)
    assert [(row.number, row.opens) for row in queries.door_list(meeting)] == [("ROUND-3-00001", False)]


def test_what_is_no_badge_or_not_ours_or_of_another_meeting_opens_no_door(meeting, open_, ana, officer, at, settings):
    code = queries.badge_code(ana)
    with pytest.raises(NotABadge):
        services.check_in(meeting, code="a bus ticket", by=officer, at=at)
    other = open_("round-4")
    with pytest.raises(doors.OfAnotherMeeting):
        services.check_in(other, code=code, by=officer, at=at)
    settings.TRAVAUX_RECORD_KEY = "another site's"
    with pytest.raises(NotGenuine):
        services.check_in(meeting, code=code, by=officer, at=at)


def test_a_badge_whose_number_is_none_opens_no_door(meeting, ana, officer, at):
    ana.number = None
    with pytest.raises(doors.OfAnotherMeeting):
        services.check_in(meeting, code=queries.badge_code(ana), by=officer, at=at)


def test_the_balance_tells_no_small_number_of_what_people_said_of_themselves(meeting, arl, name, approve, row):
    said = ["woman"] * 7 + ["Man"] * 6 + [""]
    people = [
        row(f"P{letter}", f"F{letter * 9}", gender=gender)
        for letter, gender in zip(ascii_lowercase, said, strict=False)
    ]
    approve(meeting, *name(meeting, arl, *people))
    found = {table.attribute: [(row.value, row.count) for row in table.rows] for table in queries.balance_of(meeting)}
    assert (found["region"], found["gender"]) == ([("africa", 14)], [("woman", 7), ("man", None), ("", None)])
    assert [queries.words_for(*pair) for pair in (("region", "africa"), ("kind", "state"), ("gender", "man"))] == [
        "Africa",
        "Member State",
        "man",
    ]
