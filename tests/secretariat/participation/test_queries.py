import pytest
from django.contrib.auth.models import AnonymousUser

from secretariat.participation import queries, services
from secretariat.people.access import DELEGATE, OFFICER, VISITOR
from secretariat.people.models import Person
from secretariat.people.queries import NoSuchPerson
from secretariat.processes.queries import NoSuchProcess

pytestmark = pytest.mark.usefixtures("process")


def test_an_entity_is_found_by_its_code(admit, process):
    cordovia = admit("COR", "Cordovia")
    assert queries.entity(process, "COR") == cordovia
    with pytest.raises(queries.NoSuchEntity):
        queries.entity(process, "BRU")


def test_the_balance_counts_by_kind_and_region(admit, process):
    admit("COR", "Cordovia")
    admit("DEL", "Delmar", region="asia_pacific")
    admit("HCN", "Harbour Cities Network", kind="local", region="global")
    found = queries.balance(process)
    assert [(kind.value, counts, total) for kind, counts, total in found.rows] == [
        ("state", (1, 1, 0, 0, 0, 0), 2),
        ("local", (0, 0, 0, 0, 0, 1), 1),
    ]
    assert (found.of_regions, found.everybody) == ((1, 1, 0, 0, 0, 1), 3)


def test_whoever_holds_no_seat_is_a_visitor(process):
    person = Person.objects.create_user("anybody")
    assert queries.actor(AnonymousUser(), process).role == VISITOR
    assert (queries.actor(person, process).role, queries.actor(person, process).person) == (VISITOR, person)


def test_staff_act_as_officers_only_until_an_officer_is_seated(admit, process, officer, at):
    staff, mira = Person.objects.create_user("staff", is_staff=True), Person.objects.create_user("mira")
    assert (queries.actor(staff, process).role, queries.actor(mira, process).role) == (OFFICER, VISITOR)
    ana, bruma = Person.objects.create_user("ana"), admit("BRU", "Bruma")
    services.seat_person(process, person=ana, role=DELEGATE, entity=bruma, by=officer, at=at)
    assert queries.actor(staff, process).role == OFFICER
    services.seat_person(process, person=mira, role=OFFICER, entity=None, by=officer, at=at)
    assert (queries.actor(staff, process).role, queries.actor(mira, process).role) == (VISITOR, OFFICER)


def test_whoever_holds_a_seat_acts_in_it(admit, process, officer, at):
    person, cordovia = Person.objects.create_user("jonas"), admit("COR", "Cordovia")
    services.seat_person(process, person=person, role=DELEGATE, entity=cordovia, by=officer, at=at)
    actor = queries.actor(person, process)
    assert (actor.reference, actor.entity_id) == ("delegate:COR", cordovia.pk)
    assert [seat.person for seat in queries.seats(process)] == [person]


def test_the_door_of_a_command_opens_for_the_operator_and_for_an_account(at):
    Person.objects.create_user("anybody")
    assert queries.door("gcm-2018", username="", at=at).actor.role == OFFICER
    assert queries.door("gcm-2018", username="anybody", at=at).actor.role == VISITOR


def test_the_door_does_not_open_for_an_account_or_a_process_that_is_not_there(at):
    with pytest.raises(NoSuchPerson):
        queries.door("gcm-2018", username="nobody", at=at)
    with pytest.raises(NoSuchProcess):
        queries.door("nowhere", username="", at=at)


def test_rights_are_read_off_the_process_file_by_phase_with_their_paragraphs(process):
    found = {right.act: right.phases for right in queries.rights(process)}
    assert found["object"][3] == (("delegate",), "6 (b), 6 (c), footnote 5")
    assert found["submit"][3] == (("officer", "focal_point"), "7, 30")
    assert found["propose"][1] == ((), "")


def test_a_category_has_a_part_at_the_meetings_that_its_paragraph_names_or_at_all(process):
    kinds, rows = queries.attendance(process)
    there = {category.key: [kind for kind, has in zip(kinds, parts, strict=True) if has] for category, parts in rows}
    assert (there["states"], there["listed-for-the-conference"]) == (list(kinds), ["conference"])
