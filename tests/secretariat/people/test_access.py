from secretariat.people.access import DELEGATE, OFFICER, VISITOR, Actor
from secretariat.people.models import Person


def test_the_record_knows_an_actor_by_capacity_and_entity_and_never_by_name():
    assert [Actor().reference, Actor(role=DELEGATE, entity="ARL").reference] == ["visitor", "delegate:ARL"]


def test_an_actor_holds_one_role():
    assert [Actor(role=OFFICER).is_one_of(*roles) for roles in ((OFFICER, DELEGATE), (VISITOR,))] == [True, False]


def test_a_person_without_a_name_is_called_by_the_name_of_the_account():
    assert [str(Person(username="ada")), str(Person(username="ada", name="Ada L."))] == ["ada", "Ada L."]
