"""By which door a deed came is kept with it: what is typed on the machine never looks like what was done on a page."""

from datetime import UTC, datetime

import pytest

from secretariat.frame.doors import COMMAND, WEB, came_by, through
from secretariat.record import queries, services
from travaux.record.entry import leaf_of

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)


@pytest.fixture
def weigh():
    @services.deed("paper weighed")
    def weigh_paper(facts):
        return services.enter("weigh_paper", process="", actor="officer", subject="x:1", facts=facts, at=NOON)

    yield weigh_paper
    del services.DEEDS["weigh_paper"]


@pytest.mark.parametrize("door", [WEB, COMMAND])
def test_an_entry_keeps_the_door_through_which_its_doer_came(weigh, door):
    with through(door):
        entry = weigh({"grams": 2})
    assert (entry.facts, came_by.get()) == ({"grams": 2, "door": door}, "")
    assert entry.leaf == leaf_of(queries.entry_shape(entry)).hex()


def test_no_service_can_say_another_door_than_the_one_that_was_used(weigh):
    with through(COMMAND):
        assert weigh({"door": WEB}).facts == {"door": COMMAND}


def test_what_the_site_does_by_itself_and_what_was_entered_before_names_no_door(weigh, client):
    entry = weigh({})
    assert entry.facts == {}
    assert "Came by" not in client.get(entry.get_absolute_url()).content.decode()
