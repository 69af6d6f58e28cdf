from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.inputs.models import Code, Passage
from secretariat.negotiation.models import BracketLifted, Provenance, ProvisionVersion, Redraft
from secretariat.people.access import DELEGATE, OFFICER, Actor
from secretariat.processes.models import Process
from secretariat.public.queries.trail import NothingToTrace, process_of, trail
from secretariat.stocktaking.models import Citation

pytestmark = pytest.mark.django_db
VISITOR = Actor()


def asked(road, kind, thing, actor=VISITOR):
    return trail(road.process, actor, kind, thing.uuid)


def titles(things):
    return [each.title for each in things]


def test_what_became_of_an_input_is_followed_to_the_adopted_text(negotiated):
    found = asked(negotiated, "passage", negotiated.heard)
    assert titles(found.of("theme", "sentence", "provision", "proposal", "decision", "adopted")) == [
        "Human rights",
        "SUM-1 § 1",
        "9",
        "Insert words",
        "Delete words",
        "Agreed ad referendum",
        "S/1, 9",
    ]
    assert titles(found.after("sentence", "provision", "adopted")) == ["SUM-1 § 1", "9", "S/1, 9"]
    assert titles(found.before("submission")) == ["IN-1 Rights at every stage"]


def test_an_input_that_was_not_taken_up_leads_nowhere(road):
    found = asked(road, "passage", road.unheard)
    assert (found.after("theme", "sentence", "provision"), found.followed(found.start.key)) == ([], set())


def test_who_asked_for_a_paragraph_is_followed_back_to_entities_and_sponsors(negotiated):
    found = asked(negotiated, "provision", negotiated.provision)
    assert titles(found.before("sentence", "passage", "submission")) == [
        "SUM-1 § 1",
        "IN-1 § 1",
        "IN-1 Rights at every stage",
    ]
    (incorporated,) = found.before("proposal")
    assert [entity.code for entity in incorporated.entities] == ["BRU"]
    assert [each.standing for each in found.after("proposal")] == ["Not retained"]
    assert [entity.code for each in found.before("submission") for entity in each.entities] == ["COR"]


def test_a_paragraph_may_rest_on_a_passage_directly(road):
    Provenance.objects.create(provision=road.provision, passage=road.unheard)
    assert titles(asked(road, "passage", road.unheard).after("provision")) == ["7 (a)"]
    assert titles(asked(road, "provision", road.provision).before("passage")) == ["IN-1 § 2", "IN-1 § 1"]


def test_a_sentence_leads_both_ways(road):
    found = asked(road, "sentence", road.sentence)
    assert (titles(found.before("passage")), titles(found.after("provision"))) == (["IN-1 § 1"], ["7 (a)"])


def test_a_paper_shows_the_fate_of_each_of_its_passages(negotiated):
    found = asked(negotiated, "submission", negotiated.paper)
    assert [found.followed(each.key) >= {"theme", "sentence", "adopted"} for each in found.of("passage")] == [
        True,
        False,
    ]


def test_a_theme_that_was_rejected_is_no_theme_of_the_passage(road):
    Code.objects.update(status="rejected")
    assert asked(road, "passage", road.heard).of("theme") == []


def test_a_struck_sentence_carries_nothing_on(road):
    road.sentence.struck_at = road.sentence.written_at
    road.sentence.save()
    assert asked(road, "passage", road.heard).after("sentence", "provision") == []


@pytest.mark.parametrize(
    ("actor", "seen"), [(VISITOR, []), (Actor(role=DELEGATE), []), (Actor(role=OFFICER), ["SUM-1 § 1"])]
)
def test_a_draft_summary_is_seen_by_those_who_draft_it_alone(road, actor, seen):
    road.sentence.summary.status = "draft"
    road.sentence.summary.issued_at = None
    road.sentence.summary.save()
    assert titles(asked(road, "passage", road.heard, actor).of("sentence")) == seen


def test_a_text_that_was_not_presented_is_unknown_to_visitors(road):
    road.version.status, road.version.sha256, road.version.frozen_at = "working", "", None
    road.version.save()
    assert asked(road, "passage", road.heard).of("provision") == []
    with pytest.raises(NothingToTrace):
        asked(road, "provision", road.provision)
    assert titles(asked(road, "provision", road.provision, Actor(role=OFFICER)).of("provision")) == ["7 (a)"]


def test_a_proposal_that_was_not_tabled_is_on_nobodys_road(negotiated):
    negotiated.text.proposals.update(status="prepared", tabled_at=None)
    assert asked(negotiated, "provision", negotiated.provision, Actor(role=OFFICER)).of("proposal") == []


def test_a_thing_of_another_process_is_unknown_here(road):
    other = Process.objects.create(
        key="q", title="Other", symbol="S", modalities=road.process.modalities, opened_at=road.row.version.frozen_at
    )
    with pytest.raises(NothingToTrace):
        trail(other, VISITOR, "passage", road.heard.uuid)


def test_an_identity_alone_leads_to_its_process_and_kind(road):
    things = (road.paper, road.heard, road.sentence, road.provision)
    assert [process_of(each.uuid) for each in things] == [
        (road.process, kind) for kind in ("submission", "passage", "sentence", "provision")
    ]
    with pytest.raises(NothingToTrace):
        process_of(uuid4())


@pytest.mark.parametrize("kind", ["submission", "provision"])
def test_a_longer_road_takes_no_more_queries(negotiated, kind):
    start = {"submission": negotiated.paper, "provision": negotiated.provision}[kind]

    def count():
        with CaptureQueriesContext(connection) as queries:
            asked(negotiated, kind, start)
        return len(queries)

    few = count()
    Citation.objects.create(sentence=negotiated.sentence, passage=negotiated.unheard)
    Provenance.objects.create(provision=negotiated.provision, passage=negotiated.heard)
    Provenance.objects.create(provision=negotiated.provision, passage=negotiated.unheard)
    assert count() == few


def test_a_bracket_that_was_lifted_is_told_with_what_stands_there_now(road):
    BracketLifted.objects.create(
        provision=road.provision,
        version=road.version,
        key="b1",
        base="all",
        words="everyone",
        wording="Open clinics to everyone.",
        note="As the chair proposed.",
        by="cofacilitator",
        at=road.paper.filed_at,
    )
    (told,) = asked(road, "passage", road.heard).of("decision")
    assert (told.title, told.words) == ("Bracket lifted", "“all” → “everyone” As the chair proposed.")


@pytest.mark.parametrize(("ordinal", "actor", "seen"), [(1, VISITOR, 1), (0, VISITOR, 0), (0, Actor(role=OFFICER), 1)])
def test_new_words_are_told_with_their_reason_unless_they_never_were_before_the_meeting(road, ordinal, actor, seen):
    road.version.ordinal = ordinal
    road.version.save()
    Redraft.objects.create(
        provision=road.provision,
        version=road.version,
        before="Open clinics.",
        wording="Open clinics to all.",
        reason="Nobody is left out.",
        by="cofacilitator",
        at=road.paper.filed_at,
    )
    told = asked(road, "passage", road.heard, actor).after("decision")
    expected = ("Worded anew", "“Open clinics.” → “Open clinics to all.” Nobody is left out.", "Co-facilitator")
    assert [(each.title, each.words, each.standing) for each in told] == [expected] * seen


def test_a_paragraph_that_was_struck_is_told_so_and_is_in_no_adopted_text(negotiated):
    ProvisionVersion.objects.filter(version__status="adopted").update(standing="struck")
    found = asked(negotiated, "provision", negotiated.provision)
    assert (found.start.standing, found.of("adopted")) == ("Struck", [])


def test_a_heading_of_a_paper_asks_for_nothing(road):
    Passage.objects.filter(pk=road.unheard.pk).update(kind="heading")
    assert asked(road, "passage", road.unheard).start.standing == "heading"


@pytest.mark.parametrize(("actor", "seen"), [(VISITOR, []), (Actor(role=OFFICER), ["Suggested"])])
def test_what_a_machine_suggested_is_told_to_those_who_code_alone(road, actor, seen):
    Code.objects.update(status="suggested", suggested_by="words", decided_at=None)
    assert [each.standing for each in asked(road, "passage", road.heard, actor).of("theme")] == seen
