import pytest

from secretariat.participation.models import Entity, Seat
from secretariat.people.models import Person

pytestmark = pytest.mark.usefixtures("process")

URL = "/processes/gcm-2018/participants/"


def body(response):
    return response.content.decode()


def test_everybody_sees_who_takes_part_and_nobody_who_sits_where(client, admit, process):
    admit("COR", "Cordovia")
    admit("G12", "Group of Twelve", kind="group", region="global", members=["COR"])
    Seat.objects.create(
        process=process, person=Person.objects.create_user("jonas"), role="officer", since=process.opened_at
    )
    page = body(client.get(URL))
    assert "2 entities take part." in page
    assert '<bdi class="chip tint-0" title="Cordovia">COR</bdi>' in page
    assert "Latin America and the Caribbean" in page
    assert "jonas" not in page
    assert "Admit an entity" not in page


def test_an_empty_list_says_so(client):
    page = body(client.get(URL))
    assert "Nobody has been admitted yet." in page
    assert "Balance" not in page


def test_the_secretariat_sees_who_sits_where(as_officer):
    page = body(as_officer.get(URL))
    assert "Mira Okafor" in page
    assert "Seat a person" in page


def test_the_list_takes_as_many_queries_for_one_entity_as_for_three(
    as_officer, admit, process, django_assert_max_num_queries
):
    admit("COR", "Cordovia")
    with django_assert_max_num_queries(12) as one:
        as_officer.get(URL)
    admit("BRU", "Bruma")
    admit("G12", "Group of Twelve", kind="group", members=["COR", "BRU"])
    for name in ("ana", "jonas"):
        person = Person.objects.create_user(name)
        Seat.objects.create(process=process, person=person, role="cofacilitator", since=process.opened_at)
    with django_assert_max_num_queries(12) as three:
        as_officer.get(URL)
    assert len(one) == len(three)


def test_a_long_list_has_pages(client, process):
    Entity.objects.bulk_create(
        Entity(process=process, code=f"S{i:03}", name=f"State {i}", kind="state", admitted_at=process.opened_at)
        for i in range(101)
    )
    assert "Page 1 of 2" in body(client.get(URL))
    assert "S100" in body(client.get(URL + "?page=2"))


def test_an_officer_admits_an_entity(as_officer, admit):
    admit("COR", "Cordovia")
    parts = {"code": "G12", "name": "Group of Twelve", "kind": "group", "region": "global", "members": "COR"}
    page = as_officer.post(URL + "admit/", parts, follow=True)
    assert page.redirect_chain == [(URL, 302)]
    assert "Admitted: Group of Twelve" in body(page)
    assert [member.code for member in Entity.objects.get(code="G12").members.all()] == ["COR"]


def test_a_refusal_stands_at_the_head_of_the_form_and_what_was_typed_is_kept(as_officer, admit):
    admit("COR", "Cordovia")
    parts = {"code": "COR", "name": "Corsia", "kind": "state", "region": "africa"}
    page = as_officer.post(URL + "admit/", parts)
    assert page.status_code == 422
    assert "Cordovia takes part under that code already." in body(page)
    assert 'value="Corsia"' in body(page)


def test_a_form_not_filled_in_is_told_at_its_fields(as_officer):
    assert as_officer.post(URL + "admit/", {"code": "COR"}).status_code == 422
    assert as_officer.get(URL + "admit/").status_code == 200


@pytest.mark.parametrize("door", ["admit/", "seat/"])
def test_the_doors_of_the_secretariat_are_closed_to_others(client, door):
    page = client.get(URL + door)
    assert page.status_code == 403
    assert "That is for: officer." in body(page)


def test_an_officer_seats_a_person(as_officer, admit):
    cordovia, jonas = admit("COR", "Cordovia"), Person.objects.create_user("jonas")
    assert "COR Cordovia" in body(as_officer.get(URL + "seat/"))
    page = as_officer.post(URL + "seat/", {"username": "jonas", "role": "delegate", "entity": "COR"}, follow=True)
    assert "Seated: jonas" in body(page)
    assert Seat.objects.get(person=jonas).entity == cordovia
    as_officer.post(URL + "seat/", {"username": "jonas", "role": "cofacilitator", "entity": ""})
    assert Seat.objects.get(person=jonas).role == "cofacilitator"


def test_an_account_that_there_is_not_is_told(as_officer):
    page = as_officer.post(URL + "seat/", {"username": "nobody", "role": "officer", "entity": ""})
    assert page.status_code == 422
    assert "Nobody has that account name." in body(page)


def test_rights_are_shown_to_everybody(client, process):
    page = client.get(f"/processes/{process.key}/participants/rights/").content
    assert [word in page for word in (b"Object to a name on a list", b"(7, 30)", b"6 (c), footnote 5")] == [True] * 3
