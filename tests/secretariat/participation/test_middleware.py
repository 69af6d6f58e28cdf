import pytest

pytestmark = pytest.mark.django_db


def test_a_page_of_a_process_knows_the_process_and_the_seat_of_the_one_who_asks(as_officer, process):
    door = as_officer.get("/processes/gcm-2018/participants/").context["door"]
    assert (door.process, door.actor.role) == (process, "officer")


def test_a_page_of_a_process_that_is_not_there_is_told_as_a_refusal(client):
    page = client.get("/processes/nowhere/participants/")
    assert page.status_code == 404
    assert "This site has no process of that key." in page.content.decode()


def test_a_page_outside_processes_has_no_door(client):
    assert client.get("/components/").context["door"] is None
