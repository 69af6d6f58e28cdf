"""An entity that changes its name or category in mid-process, a State that joins a group half-way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secretariat.participation import queries, services
from secretariat.participation.models import Entity, Membership
from secretariat.record.models import Entry
from travaux.modalities import NotForRole

pytestmark = pytest.mark.django_db
LATER = datetime(2018, 5, 10, 12, tzinfo=UTC)
DAY = LATER.date()


@pytest.fixture
def group(process, officer, at):
    for code in ("ARL", "BRU", "COR"):
        services.admit_entity(process, code=code, name=f"State of {code}", kind="state", by=officer, at=at)
    return services.admit_entity(
        process, code="G12", name="Group", kind="group", members=["ARL", "BRU"], by=officer, at=at
    )


def change(group, officer, **more):
    return services.change_members(group, on=DAY, **more, by=officer, at=LATER)


def test_a_state_that_joins_half_way_is_a_member_from_that_day_on(group, officer):
    change(group, officer, joined=["COR"], left=["ARL"])
    before = DAY - timedelta(days=1)
    assert (queries.members_on(group, before), queries.members_on(group, DAY)) == (["ARL", "BRU"], ["BRU", "COR"])
    assert sorted(group.members.values_list("code", flat=True)) == ["BRU", "COR"]
    change(group, officer, joined=["ARL"])
    assert queries.members_on(group, DAY) == ["ARL", "BRU", "COR"]
    entry = Entry.objects.filter(deed="change_members").order_by("pk").first()
    assert entry.facts == {"code": "G12", "joined": ["COR"], "left": ["ARL"], "on": "2018-05-10"}


@pytest.mark.parametrize(
    "wrong", [{}, {"joined": ["ARL"]}, {"left": ["COR"]}, {"joined": ["COR", "COR"]}, {"left": ["ARL", "ARL"]}]
)
def test_who_is_a_member_does_not_join_and_who_is_none_does_not_leave(group, officer, wrong):
    with pytest.raises(services.NothingNew):
        change(group, officer, **wrong)
    assert Membership.objects.count() == 2


def test_nobody_joins_tomorrow_or_leaves_before_having_joined(group, officer, at):
    for on in (DAY + timedelta(days=1), at.date() - timedelta(days=1)):
        with pytest.raises(services.NothingNew):
            services.change_members(group, left=["ARL"], on=on, by=officer, at=LATER)
    state = Entity.objects.get(code="ARL")
    with pytest.raises(services.NoGroup):
        change(state, officer, joined=["COR"])
    with pytest.raises(queries.NoSuchEntity):
        change(group, officer, joined=["DEL"])


def rename(entity, officer, name="New Arlandia", kind="observer", since=DAY, at=LATER):
    return services.rename_entity(entity, name=name, kind=kind, region="africa", since=since, by=officer, at=at)


def test_an_entity_keeps_its_code_and_what_it_was_called_before(group, officer):
    state = Entity.objects.get(code="ARL")
    done = rename(state, officer)
    assert (done.code, done.name, done.kind) == ("ARL", "New Arlandia", "observer")
    assert queries.called_on(state, DAY - timedelta(days=1)) == ("State of ARL", "state")
    assert queries.called_on(done, DAY) == ("New Arlandia", "observer")
    assert queries.members_on(group, DAY) == ["ARL", "BRU"]


def test_a_change_is_one_comes_on_its_day_and_after_the_last(group, officer):
    state = Entity.objects.get(code="ARL")
    rename(state, officer)
    for again in ({}, {"name": "X", "since": DAY + timedelta(days=1)}, {"name": "X", "since": date(2018, 5, 9)}):
        with pytest.raises(services.NothingNew):
            rename(state, officer, **again)
    with pytest.raises(services.WrongName):
        rename(state, officer, name=" ")
    with pytest.raises(services.NoGroup):
        rename(group, officer)
    with pytest.raises(NotForRole):
        rename(state, queries.Actor())


@pytest.mark.usefixtures("group")
def test_what_an_entity_was_and_who_is_in_it_stands_on_its_page(as_officer, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    def url(view, code):
        return reverse(f"participation:{view}", args=["gcm-2018", code])

    typed = {"name": "New Group", "kind": "group", "region": "global", "since": "2018-05-10"}
    assert as_officer.post(url("rename", "G12"), typed).status_code == 302
    assert as_officer.post(url("rename", "G12"), typed).status_code == 422
    assert as_officer.get(url("rename", "G12")).status_code == 200
    assert as_officer.post(url("members", "G12"), {"left": "ARL", "on": "2018-05-10"}).status_code == 302
    page = as_officer.get(url("entity", "G12")).content.decode()
    assert [words in page for words in ("New Group", "until 2018-05-10", "<td>2018-05-10</td>")] == [True] * 3
    assert as_officer.get(url("entity", "XYZ")).status_code == 404
    with CaptureQueriesContext(connection) as one:
        as_officer.get(url("entity", "ARL"))
    with CaptureQueriesContext(connection) as three:
        as_officer.get(url("entity", "G12"))
    assert len(one) == len(three)
