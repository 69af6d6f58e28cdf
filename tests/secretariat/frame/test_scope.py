"""Rows that may be confidential are never asked for without saying for whom: the proposal as the example."""

import pytest
from django.db.models import Count, Exists, OuterRef, Prefetch

from secretariat.frame.scope import DEED, PART, Unscoped, unscoped
from secretariat.negotiation.models import Edit, NegotiatingText, Proposal, TextVersion
from secretariat.participation.models import Entity
from secretariat.people.access import DELEGATE, Actor
from secretariat.processes.models import Process
from travaux.modalities import library_file


@pytest.fixture
def _held_to_scopes(monkeypatch, process):  # noqa: ARG001 - the process is opened before
    """Hold this test to scopes as the house is; the other tests look at rows as they please."""
    monkeypatch.undo()


@pytest.fixture
def text(process, at):
    text = NegotiatingText.objects.create(process=process, key="compact", title="Compact", opened_at=at)
    version = TextVersion.objects.create(text=text, ordinal=0, label="Working text")
    text.born = version
    return text


@pytest.fixture
def entities(process, at):
    return [
        Entity.objects.create(process=process, code=code, name=code, kind="state", admitted_at=at)
        for code in ("ARL", "BRU")
    ]


@pytest.fixture
def proposal(text, entities, at):
    return Proposal.objects.create(text=text, kind="insert", proponent=entities[0], prepared_at=at)


ASKED = {
    "a list": lambda rows: list(rows.all()),
    "an iterator": lambda rows: list(rows.iterator()),
    "the first": lambda rows: rows.first(),
    "the last": lambda rows: rows.last(),
    "one": lambda rows: rows.get(pk=1),
    "a slice": lambda rows: list(rows.all()[:2]),
    "a place": lambda rows: rows.all()[0],
    "a count": lambda rows: rows.count(),
    "whether there is any": lambda rows: rows.exists(),
    "an aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "values": lambda rows: list(rows.values("wording")),
    "a list of values": lambda rows: list(rows.values_list("wording", flat=True)),
    "rows by key": lambda rows: rows.in_bulk([1]),
    "days": lambda rows: list(rows.datetimes("prepared_at", "day")),
    "an update": lambda rows: rows.update(wording="x"),
    "a deletion": lambda rows: rows.all().delete(),
    "a row or a new one": lambda rows: rows.get_or_create(pk=1),
    "an explanation": lambda rows: rows.all().explain(),
    "a union": lambda rows: list(rows.unscoped(DEED).union(rows.all())),
    "a filter of another": lambda rows: Entity.objects.filter(pk__in=rows.values("proponent")).exists(),
    "a condition of another": lambda rows: Entity.objects.filter(
        Exists(rows.filter(proponent=OuterRef("pk")))
    ).exists(),
    "a distinct count": lambda rows: rows.values("kind").distinct().count(),
    "a lock": lambda rows: rows.select_for_update().first(),
    "a deferred row": lambda rows: rows.only("kind").first(),
}


@pytest.mark.usefixtures("proposal", "_held_to_scopes")
@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_what_is_asked_without_a_scope_is_a_bug(ask):
    with pytest.raises(Unscoped):
        ask(Proposal.objects)


@pytest.mark.usefixtures("_held_to_scopes")
def test_what_belongs_to_another_is_asked_with_a_scope_too(text, proposal):
    with pytest.raises(Unscoped):
        list(text.proposals.all())
    with pytest.raises(Unscoped):
        list(NegotiatingText.objects.unscoped(PART).prefetch_related("proposals"))
    assert list(unscoped(text.proposals, PART)) == [proposal]
    fetched = Prefetch("proposals", Proposal.objects.unscoped(PART))
    assert list(NegotiatingText.objects.unscoped(PART).prefetch_related(fetched)[0].proposals.all()) == [proposal]


@pytest.mark.usefixtures("_held_to_scopes")
def test_what_django_does_for_itself_needs_no_scope(text, proposal, at):
    proposal.refresh_from_db()
    again = Proposal.objects.unscoped(PART).defer("wording").get(pk=proposal.pk)
    assert (again.wording, again.text, again.proponent) == ("", text, proposal.proponent)
    proposal.validate_unique()
    proposal.validate_constraints()
    TextVersion(text=text, ordinal=1, label="Rev.1", status="frozen", sha256="a" * 64, frozen_at=at).full_clean()
    Edit.objects.create(proposal=proposal, ordinal=0, start=0, end=0)
    assert list(Proposal.objects.unscoped(PART).exclude(edits__outcome="open")) == []
    assert proposal.delete()[0] == 2
    assert list(Proposal.objects.none()) == []


@pytest.mark.usefixtures("_held_to_scopes")
@pytest.mark.parametrize(
    ("seat", "count"), [("ARL", 1), ("BRU", 0), ("", 0)], ids=["its own delegation", "another", "a seat for nobody"]
)
def test_each_sees_what_the_process_file_lets_it_see(process, proposal, entities, seat, count):
    pk = {entity.code: entity.pk for entity in entities}.get(seat)
    actor = Actor(role=DELEGATE, entity=seat, entity_id=pk)
    assert Proposal.objects.visible_to(actor, process).count() == count
    assert Edit.objects.create(proposal=proposal, ordinal=0, start=0, end=0).pk
    assert Edit.objects.visible_to(actor, process).count() == count


def test_nothing_of_another_process_is_seen(process, proposal, entities, at):  # noqa: ARG001 - it is there
    other = Process.objects.create(key="o", title="O", symbol="S", modalities=process.modalities, opened_at=at)
    actor = Actor(role=DELEGATE, entity="ARL", entity_id=entities[0].pk)
    assert Proposal.objects.visible_to(actor, other).count() == 0


def test_a_state_or_relation_that_the_model_does_not_know_lets_nobody_see(process, proposal, officer):  # noqa: ARG001 - it is there
    rule = '[[sights]]\nthings = ["proposal"]\n{}\nroles = ["officer"]\nparagraph = "5"\nbecause = "Why."\n'
    bare = library_file("gcm-2018").partition("# Sights")[0]
    seen = []
    for asked in ("", 'states = ["burnt"]', 'relations = ["cousin"]'):
        process.modalities = bare + rule.format(asked)
        seen.append(Proposal.objects.visible_to(officer, process).count())
    assert seen == [1, 0, 0]
