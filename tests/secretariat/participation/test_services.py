import pytest

from secretariat.participation import services
from secretariat.participation.models import Entity, Seat
from secretariat.participation.queries import NoSuchEntity
from secretariat.people.access import COFACILITATOR, DELEGATE, FOCAL_POINT, Actor
from secretariat.people.models import Person
from secretariat.processes.services import open_process
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, library_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def jonas():
    return Person.objects.create_user("jonas", name="Jonas Falk")


@pytest.fixture
def seat(process, officer, at):
    def seated(person, role, entity=None):
        return services.seat_person(process, person=person, role=role, entity=entity, by=officer, at=at)

    return seated


def test_an_entity_is_admitted_with_one_entry(admit):
    cordovia = admit("COR", " Cordovia ")
    assert (cordovia.code, cordovia.name, cordovia.kind, cordovia.ordinal) == ("COR", "Cordovia", "state", 0)
    entry = Entry.objects.get(deed="admit_entity")
    assert entry.subject == f"entity:{cordovia.uuid}"
    assert entry.facts == {"code": "COR", "name": "Cordovia", "kind": "state", "region": "africa", "members": []}


def test_each_entity_has_the_next_tint(admit):
    assert [admit(f"S{i}", "A State").tint for i in range(9)] == [0, 1, 2, 3, 4, 5, 6, 7, 0]


def test_a_group_is_admitted_with_its_members(admit):
    admit("BRU", "Bruma")
    admit("COR", "Cordovia")
    group = admit("G12", "Group of Twelve", kind="group", members=["COR", "BRU"])
    assert [member.code for member in group.members.all()] == ["BRU", "COR"]
    assert Entry.objects.latest("id").facts["members"] == ["BRU", "COR"]


def test_a_member_that_does_not_take_part_is_refused_and_nothing_is_kept(admit):
    with pytest.raises(NoSuchEntity):
        admit("G12", "Group of Twelve", kind="group", members=["BRU"])
    assert not Entity.objects.exists()


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        (("cor", "Cordovia"), services.WrongCode),
        (("COR-", "Cordovia"), services.WrongCode),
        (("C" * 13, "Cordovia"), services.WrongCode),
        (("COR", "  "), services.WrongName),
        (("COR", "C" * 201), services.WrongName),
        (("COR", "Cordovia", "kingdom"), services.UnknownCategory),
        (("COR", "Cordovia", "state", "atlantis"), services.UnknownCategory),
        (("COR", "Cordovia", "state", "africa", ["BRU"]), services.NoGroup),
    ],
)
def test_what_cannot_be_admitted_is_refused(admit, parts, refusal):
    with pytest.raises(refusal):
        admit(*parts)
    assert not Entity.objects.exists()


def test_no_two_entities_of_a_process_share_a_code(admit):
    admit("COR", "Cordovia")
    with pytest.raises(services.CodeTaken) as caught:
        admit("COR", "Corsia")
    assert caught.value.parts[1] == "Cordovia takes part under that code already."


def test_a_delegate_admits_nobody(process, at):
    parts = {"code": "COR", "name": "Cordovia", "kind": "state"}
    with pytest.raises(NotForRole):
        services.admit_entity(process, **parts, by=Actor(role=DELEGATE), at=at)


def test_a_person_is_seated_for_an_entity_and_the_record_names_no_person(admit, seat, jonas):
    cordovia = admit("COR", "Cordovia")
    row = seat(jonas, DELEGATE, cordovia)
    assert (row.role, row.entity) == (DELEGATE, cordovia)
    entry = Entry.objects.get(deed="seat_person")
    assert entry.subject == f"person:{jonas.uuid}"
    assert entry.facts == {"role": "delegate", "entity": "COR", "before": ""}


def test_a_person_has_one_seat_a_process_and_changes_to_the_next(admit, seat, jonas):
    seat(jonas, DELEGATE, admit("COR", "Cordovia"))
    seat(jonas, COFACILITATOR)
    assert (Seat.objects.get().role, Seat.objects.get().entity) == (COFACILITATOR, None)
    assert Entry.objects.latest("id").facts == {"role": "cofacilitator", "entity": "", "before": "delegate:COR"}


def test_a_role_that_there_is_not_is_refused(seat, jonas):
    with pytest.raises(services.UnknownRole):
        seat(jonas, "visitor")


def test_a_delegate_sits_for_somebody_and_the_bureau_for_nobody(admit, seat, jonas):
    with pytest.raises(services.SeatNeedsEntity):
        seat(jonas, DELEGATE)
    with pytest.raises(services.SeatOfTheBureau):
        seat(jonas, COFACILITATOR, admit("COR", "Cordovia"))


def test_a_city_has_a_focal_point_and_no_delegate(admit, seat, jonas):
    cities = admit("HCN", "Harbour Cities Network", kind="local")
    with pytest.raises(services.NotAState):
        seat(jonas, DELEGATE, cities)
    assert seat(jonas, FOCAL_POINT, cities).role == FOCAL_POINT


def test_an_entity_of_another_process_is_unknown_here(admit, jonas, officer, at):
    cordovia = admit("COR", "Cordovia")
    other = open_process(library_file("gcm-2018"), key="other", by=officer, at=at)
    with pytest.raises(NoSuchEntity):
        services.seat_person(other, person=jonas, role=DELEGATE, entity=cordovia, by=officer, at=at)
