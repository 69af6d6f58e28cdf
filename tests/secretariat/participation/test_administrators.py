"""Who looks after whose sign-in: an administrator the entity's people, an officer those of the process."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from secretariat.participation import queries, services
from secretariat.participation.models import Seat
from secretariat.people.access import COFACILITATOR, DELEGATE, FOCAL_POINT, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.people.services import OneselfCannotBeReset
from secretariat.processes.services import open_process
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, library_file

AT = datetime(2018, 4, 5, 12, tzinfo=UTC)
OPERATOR = Actor(role=OFFICER)
GOOD = "correct horse battery staple"


def seat(process, name, role, entity=None, **more):
    person, _new = Person.objects.get_or_create(username=name, defaults={"name": name.title()})
    services.seat_person(process, person=person, role=role, entity=entity, by=OPERATOR, at=AT, **more)
    return person


@pytest.fixture
def room(process, admit):
    """An administrator and a delegate of Cordovia, a delegate of Bruma, an officer and a co-facilitator."""
    entities = {code: admit(code, code.title()) for code in ("COR", "BRU")}
    return {
        "admin": seat(process, "admin", DELEGATE, entities["COR"], administers=True),
        "mate": seat(process, "mate", FOCAL_POINT, entities["COR"]),
        "other": seat(process, "other", DELEGATE, entities["BRU"]),
        "officer": seat(process, "officer", OFFICER),
        "chair": seat(process, "chair", COFACILITATOR),
        "COR": entities["COR"],
    }


@pytest.fixture
def elsewhere(room):  # noqa: ARG001 - after the first process
    """Another process, in which the people of the first may sit too."""
    text = library_file("gcm-2018").replace('key = "gcm-2018"', 'key = "another"', 1)
    return open_process(text, by=OPERATOR, at=AT)


def reset(process, by, person):
    actor = queries.actor(by, process)
    return services.reset_colleague(process, person=person, site="https://site.example", by=actor, at=AT)


def test_the_record_keeps_who_may_look_after_the_people_of_an_entity(room):
    facts = [entry.facts for entry in Entry.objects.filter(deed="seat_person").order_by("id")[:2]]
    assert [fact.get("administers") for fact in facts] == [True, None]
    assert room["admin"].pk


def test_who_sits_for_nobody_looks_after_nobody(process, room):
    with pytest.raises(services.AdministersNobody):
        seat(process, "chair", COFACILITATOR, administers=True)
    with pytest.raises(IntegrityError):
        Seat.objects.filter(person=room["chair"]).update(administers=True)


def test_an_administrator_resets_a_colleague_and_the_record_names_the_capacity(process, room):
    assert reset(process, room["admin"], room["mate"]).startswith("https://site.example/sign-in/password/")
    entry = Entry.objects.get(deed="reset_colleague")
    assert (entry.process, entry.actor, entry.subject) == ("gcm-2018", "delegate:COR", f"person:{room['mate'].uuid}")
    assert entry.facts == {"factors": 0, "sessions": 0}


@pytest.mark.parametrize(
    ("by", "whom"),
    [
        ("admin", "other"),
        ("admin", "officer"),
        ("admin", "chair"),
        ("mate", "admin"),
        ("chair", "mate"),
        ("other", "mate"),
    ],
)
def test_nobody_resets_beyond_the_own_charge(process, room, by, whom):
    with pytest.raises(services.BeyondTheCharge):
        reset(process, room[by], room[whom])
    assert not Entry.objects.filter(deed="reset_colleague").exists()


@pytest.mark.parametrize("whom", ["admin", "mate", "other", "chair"])
def test_an_officer_resets_whoever_sits_in_the_process(process, room, whom):
    assert reset(process, room["officer"], room[whom])


def test_nobody_resets_oneself(process, room):
    for who in ("admin", "officer"):
        with pytest.raises(OneselfCannotBeReset):
            reset(process, room[who], room[who])


def test_staff_are_reset_by_staff_only(process, room):
    Person.objects.filter(pk=room["mate"].pk).update(is_staff=True)
    room["mate"].refresh_from_db()
    for by in ("admin", "officer"):
        with pytest.raises(services.BeyondTheCharge):
            reset(process, room[by], room["mate"])
    Person.objects.filter(pk=room["officer"].pk).update(is_staff=True)
    room["officer"].refresh_from_db()
    assert reset(process, room["officer"], room["mate"])


def test_an_account_that_is_closed_is_not_opened_by_a_reset(process, room):
    room["mate"].is_active = False
    with pytest.raises(services.BeyondTheCharge):
        reset(process, room["admin"], room["mate"])


def test_a_seat_in_another_process_is_not_handed_over(process, room, elsewhere):
    its_own = services.admit_entity(elsewhere, code="COR", name="Cordovia", kind="state", by=OPERATOR, at=AT)
    seat(elsewhere, "mate", DELEGATE, its_own)
    for by in ("admin", "officer"):
        with pytest.raises(services.BeyondTheCharge):
            reset(process, room[by], room["mate"])
    seat(elsewhere, "admin", DELEGATE, its_own, administers=True)
    assert reset(process, room["admin"], room["mate"])


def test_who_holds_no_seat_is_in_nobodys_charge(process, room):
    with pytest.raises(services.BeyondTheCharge):
        reset(process, room["officer"], Person.objects.create_user("loose"))


@pytest.fixture
def window(client, room, _on_the_day):
    def signed_in(who):
        client.force_login(room[who])
        return client

    return signed_in


PEOPLE = "/processes/gcm-2018/participants/people/"


@pytest.mark.parametrize(
    ("who", "seen"), [("admin", ["admin", "mate"]), ("officer", ["admin", "chair", "mate", "officer", "other"])]
)
def test_the_page_lists_whose_sign_in_one_looks_after(window, who, seen):
    page = window(who).get(PEOPLE).content.decode()
    names = ("admin", "chair", "mate", "officer", "other")
    assert [name for name in names if f"<bdi>{name}</bdi>" in page] == seen
    assert PEOPLE in window(who).get("/processes/gcm-2018/participants/").content.decode()


@pytest.mark.parametrize("who", ["mate", "chair"])
def test_everybody_else_is_refused_and_not_shown_the_way(window, room, who):
    assert window(who).get(PEOPLE).status_code == 403
    assert window(who).post(f"{PEOPLE}{room['other'].uuid}/reset/").status_code == 403
    assert PEOPLE not in window(who).get("/processes/gcm-2018/participants/").content.decode()


def test_a_reset_is_confirmed_first_and_its_link_is_shown_once(window, room):
    client = window("admin")
    path = f"{PEOPLE}{room['mate'].uuid}/reset/"
    assert "Password and second factor of mate are taken away" in client.get(path).content.decode()
    assert "http://testserver/sign-in/password/" in client.post(path, {"confirmed": "yes"}).content.decode()


def test_who_is_not_of_the_own_people_is_not_there(window, room):
    assert window("admin").get(f"{PEOPLE}{room['other'].uuid}/reset/").status_code == 404


def test_a_reset_that_goes_too_far_is_told_on_the_page(window, room, elsewhere):
    seat(elsewhere, "mate", OFFICER)
    answer = window("admin").post(f"{PEOPLE}{room['mate'].uuid}/reset/", {"confirmed": "yes"})
    assert (answer.status_code, "not in your charge" in answer.content.decode()) == (422, True)


def test_the_list_asks_as_often_for_three_as_for_two(window, room, process, django_assert_num_queries):
    client = window("admin")
    with CaptureQueriesContext(connection) as asked:
        client.get(PEOPLE)
    seat(process, "third", DELEGATE, room["COR"])
    with django_assert_num_queries(len(asked)):
        client.get(PEOPLE)


@pytest.mark.parametrize(("role", "who"), [("officer", "officer"), ("administrator", "admin"), ("delegate", "other")])
def test_whose_role_needs_a_second_factor_is_led_to_adding_one(window, settings, role, who):
    settings.TRAVAUX_SECOND_FACTOR = frozenset({role})
    client = window(who)
    assert client.get(PEOPLE).headers["Location"].startswith("/account/?next=/processes/gcm-2018/")
    assert "needs a second factor" in client.get("/account/?next=/processes/gcm-2018/").content.decode()
    assert window("mate").get("/processes/gcm-2018/participants/").status_code == 200


def vacate(process, by, person):
    return services.vacate_seat(process, person=person, by=queries.actor(by, process), at=AT)


@pytest.mark.parametrize(("by", "whom"), [("officer", "chair"), ("officer", "other"), ("admin", "mate")])
def test_a_seat_is_taken_away_by_whoever_looks_after_it_and_what_it_gave_ends_at_once(process, room, by, whom):
    vacate(process, room[by], room[whom])
    assert queries.actor(room[whom], process).role == "visitor"
    entry = Entry.objects.get(deed="vacate_seat")
    assert (entry.process, entry.subject) == ("gcm-2018", f"person:{room[whom].uuid}")
    assert entry.facts["role"] in {COFACILITATOR, DELEGATE, FOCAL_POINT}
    with pytest.raises(services.NoSuchSeat):
        vacate(process, room[by], room[whom])


@pytest.mark.parametrize(
    ("by", "whom"), [("admin", "other"), ("admin", "officer"), ("mate", "admin"), ("other", "mate")]
)
def test_nobody_takes_a_seat_away_that_is_not_in_the_own_charge(process, room, by, whom):
    with pytest.raises(services.NotYourSeat):
        vacate(process, room[by], room[whom])
    assert Seat.objects.count() == 5


def test_a_process_file_from_before_leaves_it_to_whoever_seats(process, room):
    process.modalities = process.modalities.replace('deeds = ["vacate_seat"]', 'deeds = ["admit_entity"]')
    process.save()
    with pytest.raises(NotForRole):
        vacate(process, room["admin"], room["mate"])
    assert vacate(process, room["officer"], room["mate"]) == room["mate"]


def test_a_seat_is_taken_away_on_its_page_once_that_is_confirmed(window, room):
    client, path = window("admin"), f"{PEOPLE}{room['mate'].uuid}/vacate/"
    assert "mate may do nothing in this process from then on" in client.get(path).content.decode()
    page = client.post(path, {"confirmed": "yes"}, follow=True).content.decode()
    assert "The seat is vacant: mate" in page
    assert client.get(path).status_code == 404
    assert window("chair").post(f"{PEOPLE}{room['other'].uuid}/vacate/").status_code == 403


def test_where_no_officer_can_sign_in_the_staff_acts_as_one_again(process, room):
    staff = Person.objects.create_user("mira", is_staff=True)
    assert queries.actor(staff, process).role == "visitor"
    Person.objects.filter(pk=room["officer"].pk).update(is_active=False)
    assert queries.actor(staff, process).role == OFFICER


def test_the_mission_sees_who_had_a_link_handed_out_for_its_people_and_the_person_is_told(window, process, room):
    reset(process, room["officer"], room["mate"])
    page = window("admin").get(PEOPLE).content.decode()
    assert ("Secretariat officer" in page, "not yet acknowledged" in page) == (True, True)
    page = window("mate").get("/components/", follow=True).content.decode()
    assert ("Secretariat officer" in page, "<bdi>gcm-2018</bdi>" in page) == (True, True)
