from django.contrib.auth.models import AnonymousUser

from secretariat.people.access import DELEGATE, OFFICER, VISITOR, Actor, outside_processes
from secretariat.people.models import Person


def test_the_record_knows_an_actor_by_capacity_and_entity_and_never_by_name():
    assert [Actor().reference, Actor(role=DELEGATE, entity="ARL").reference] == ["visitor", "delegate:ARL"]


def test_an_actor_holds_one_role():
    assert [Actor(role=OFFICER).is_one_of(*roles) for roles in ((OFFICER, DELEGATE), (VISITOR,))] == [True, False]


def test_a_person_without_a_name_is_called_by_the_name_of_the_account():
    assert [str(Person(username="ada")), str(Person(username="ada", name="Ada L."))] == ["ada", "Ada L."]


def test_staff_and_the_operator_run_the_site_and_a_seat_does_not_make_one_of_them():
    staff, anybody = Person(username="mira", is_staff=True), Person(username="ada")
    actors = (Actor(role=OFFICER), Actor(person=staff), Actor(person=anybody, role=OFFICER), Actor())
    assert [actor.runs_site for actor in actors] == [True, True, False, False]


def test_outside_processes_staff_act_as_officers_and_all_others_as_visitors():
    people = (Person(username="mira", is_staff=True), Person(username="ada"), AnonymousUser())
    assert [outside_processes(person).role for person in people] == [OFFICER, VISITOR, VISITOR]
