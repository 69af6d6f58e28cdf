from uuid import uuid4

import pytest

from secretariat.followup import services
from secretariat.followup.models import Commitment
from secretariat.people.access import DELEGATE, Actor
from secretariat.record.models import Entry
from travaux.modalities import NotForRole, OutsidePhase


@pytest.fixture
def register(text, officer, at):
    def registered(*provisions):
        return services.register_commitments(text, provisions=provisions, by=officer, at=at)

    return registered


def test_confirmed_paragraphs_are_registered_in_the_order_and_the_words_of_the_text(register, uuids):
    made = register(uuids[2], uuids[1])
    assert [(row.number, row.wording) for row in made] == [
        ("Objective 1", "Provide timely information"),
        ("2", "We commit to give information in languages that people understand."),
    ]
    assert list(Commitment.objects.values_list("number", flat=True)) == ["Objective 1", "2"]


def test_one_entry_holds_what_was_registered_with_its_digest(register, uuids):
    register(uuids[2])
    entry = Entry.objects.get(deed="register_commitments")
    assert (entry.subject, entry.actor) == ("text:compact", "officer")
    [fact] = entry.facts["commitments"]
    assert (fact["provision"], fact["number"], len(fact["sha256"])) == (uuids[2], "2", 64)


def test_a_paragraph_is_registered_once_and_nothing_else_with_it(register, uuids):
    register(uuids[2])
    with pytest.raises(services.AlreadyRegistered) as caught:
        register(uuids[1], uuids[2])
    assert caught.value.parts[1] == "These stand in the register already: 2."
    assert Commitment.objects.count() == 1


def test_nothing_chosen_registers_nothing(register):
    with pytest.raises(services.NothingChosen):
        register()


@pytest.mark.parametrize("stranger", ["00000000-0000-4000-8000-000000000000", "nonsense"])
def test_what_is_no_paragraph_of_the_text_is_refused(register, uuids, stranger):
    with pytest.raises(services.NotInText):
        register(uuids[1], stranger)


def test_a_text_that_is_not_adopted_commits_to_nothing(draft, officer, at):
    with pytest.raises(services.NotAdopted):
        services.register_commitments(draft, provisions=[uuid4()], by=officer, at=at)


def test_a_delegate_registers_nothing_and_nobody_does_before_the_conference(text, uuids, officer, at):
    with pytest.raises(NotForRole):
        services.register_commitments(text, provisions=uuids, by=Actor(role=DELEGATE), at=at)
    with pytest.raises(OutsidePhase):
        services.register_commitments(text, provisions=uuids, by=officer, at=at.replace(month=4))
