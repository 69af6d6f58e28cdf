from datetime import UTC, datetime

import pytest

from secretariat.people.access import DELEGATE, Actor
from secretariat.people.models import Person
from secretariat.processes import services
from secretariat.processes.models import Fulfilment, Process
from secretariat.processes.queries import NoSuchObligation
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, library_file
from travaux.modalities.refusals import NotToml

pytestmark = pytest.mark.django_db
GCM = library_file("gcm-2018")


def test_a_process_is_opened_from_its_file_with_its_themes_and_one_entry(officer, at):
    process = services.open_process(GCM, by=officer, at=at, is_sample=True)
    assert (process.key, process.symbol, process.is_sample, process.opened_at) == ("gcm-2018", "A/RES/71/280", True, at)
    assert list(process.themes.values_list("key", "paragraph", "ordinal"))[:2] == [
        ("human-rights", "15 (a) (i)", 1),
        ("irregular-migration", "15 (a) (ii)", 2),
    ]
    entry = Entry.objects.get()
    assert (entry.deed, entry.process, entry.actor) == ("open_process", "gcm-2018", "officer")
    assert (entry.facts["symbol"], len(entry.facts["sha256"])) == ("A/RES/71/280", 64)


def test_a_process_can_be_opened_under_another_key(officer, at):
    assert services.open_process(GCM, key="exercise-1", by=officer, at=at).key == "exercise-1"


@pytest.mark.parametrize("key", ["Exercise", "a b", "-a", "x" * 61])
def test_a_key_that_cannot_stand_in_an_address_is_refused(officer, at, key):
    with pytest.raises(services.WrongKey):
        services.open_process(GCM, key=key, by=officer, at=at)
    assert not Process.objects.exists()


def test_no_two_processes_share_a_key(process, officer, at):
    with pytest.raises(services.KeyTaken) as caught:
        services.open_process(GCM, by=officer, at=at)
    assert caught.value.facts == {"key": "gcm-2018", "title": process.title}
    assert Entry.objects.count() == 1


def test_only_staff_opens_processes(at):
    anybody, staff = Person.objects.create_user("anybody"), Person.objects.create_user("staff", is_staff=True)
    for actor in (Actor(), Actor(person=anybody), Actor(person=anybody, role="officer")):
        with pytest.raises(services.MayNotOpen):
            services.open_process(GCM, by=actor, at=at)
    assert services.open_process(GCM, by=Actor(person=staff), at=at).key == "gcm-2018"


def test_a_file_that_is_refused_opens_nothing(officer, at):
    with pytest.raises(NotToml):
        services.open_process("not a process file", by=officer, at=at)
    assert (Process.objects.count(), Entry.objects.count()) == (0, 0)


def test_an_obligation_is_met_with_its_evidence_and_one_entry(process, officer, at):
    row = services.fulfil_obligation(process, obligation="workplan", evidence=" A letter ", by=officer, at=at)
    assert (row.obligation, row.evidence, row.met_at) == ("workplan", "A letter", at)
    entry = Entry.objects.get(deed="fulfil_obligation")
    assert (entry.subject, entry.facts) == ("obligation:workplan", {"paragraph": "22", "evidence": "A letter"})


def test_an_obligation_is_met_once(process, officer, at):
    services.fulfil_obligation(process, obligation="workplan", evidence="A letter", by=officer, at=at)
    with pytest.raises(services.AlreadyMet) as caught:
        services.fulfil_obligation(process, obligation="workplan", evidence="A note", by=officer, at=at)
    assert caught.value.parts[1] == "It was marked on 2018-04-05: A letter"
    assert Fulfilment.objects.get().evidence == "A letter"


@pytest.mark.parametrize("evidence", ["", "  ", "x" * 401])
def test_an_obligation_is_not_met_without_something_that_shows_it(process, officer, at, evidence):
    with pytest.raises(services.NoEvidence):
        services.fulfil_obligation(process, obligation="workplan", evidence=evidence, by=officer, at=at)


def test_an_obligation_that_the_modalities_do_not_know_is_refused(process, officer, at):
    with pytest.raises(NoSuchObligation):
        services.fulfil_obligation(process, obligation="banquet", evidence="A menu", by=officer, at=at)


def test_a_delegate_does_not_mark_obligations_as_met(process, at):
    with pytest.raises(NotForRole):
        services.fulfil_obligation(process, obligation="workplan", evidence="x", by=Actor(role=DELEGATE), at=at)


def test_the_day_of_a_deed_is_that_of_the_place_of_the_process(process, officer):
    late_in_new_york = datetime(2018, 4, 6, 3, tzinfo=UTC)
    services.fulfil_obligation(process, obligation="workplan", evidence="x", by=officer, at=late_in_new_york)
    with pytest.raises(services.AlreadyMet) as caught:
        services.fulfil_obligation(process, obligation="workplan", evidence="x", by=officer, at=late_in_new_york)
    assert str(caught.value.facts["day"]) == "2018-04-05"
