from collections import Counter
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from secretariat.accreditation.models import Circulation, Objection
from secretariat.demo import queries
from secretariat.frame.scope import DEED
from secretariat.fund.models import Award
from secretariat.inputs.models import Code, Submission
from secretariat.negotiation import queries as texts
from secretariat.negotiation.models import (
    Assent,
    BracketPosition,
    BridgingText,
    NegotiatingText,
    Proposal,
    ProposalKind,
    Silence,
    Statement,
    Step,
)
from secretariat.outbox.models import Message
from secretariat.participation.models import Seat
from secretariat.people.models import Person
from secretariat.precedents.queries import agreed
from secretariat.record.models import Entry
from secretariat.registration.models import Registration
from secretariat.room.queries.languages import in_language
from secretariat.stocktaking.models import Sentence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_the_sample_tells_what_it_is_made_of_stage_by_stage(told):
    assert told == [
        "those who take part",
        "the papers and their coding",
        "the chair's summary",
        "the zero draft",
        "what was agreed before",
        "the negotiation",
        "lists on a non-objection basis and registration",
        "documents, money and mail",
        "what was done of what the resolution asks",
    ]


def test_the_sample_holds_all_that_its_data_file_says():
    data = queries.sample()
    assert Submission.objects.count() == len(data["submission"])
    assert Sentence.objects.count() == len(data["sentence"])
    assert Seat.objects.count() == len(data["person"])
    steps = [step for step in data["step"] if step["deed"] in {"propose", "prepare"}]
    assert Proposal.objects.count() == len(steps)
    assert not Entry.objects.filter(at__gt=data["today"]).exists()


def test_the_officer_of_the_sample_is_of_the_staff_and_nobody_else():
    assert list(Person.objects.filter(is_staff=True).values_list("username", flat=True)) == ["officer"]


def test_the_sample_stands_part_way_brackets_open_paragraphs_agreed_one_reopened():
    shown = texts.paragraphs(texts.working(NegotiatingText.objects.get()))
    assert sum(len(each.brackets) for each in shown) == 20
    assert sorted(each.row.level for each in shown if each.row.level != "open") == [
        "ad_referendum",
        "agreed",
        "agreed_in_informals",
        "reopened",
    ]


def test_the_sample_has_something_to_show_on_every_page():
    """Whoever opens a page of the negotiation in the sample finds it in use, not empty."""
    text = NegotiatingText.objects.get()
    kinds = {*Proposal.objects.values_list("kind", flat=True)}
    assert kinds == set(ProposalKind.values)
    assert Proposal.objects.exclude(amends=None).count() == 1
    assert [each.kind for each in texts.descents(text)] == ["split", "merge"]
    assert [each.is_exact for each in texts.streamlined(text)][:1] == [True]
    assert [len(texts.packages(text)), BridgingText.objects.count(), BracketPosition.objects.count()] == [1, 1, 1]
    assert sorted(Silence.objects.values_list("outcome", flat=True)) == ["broken", "kept", "open"]
    assert sorted(Statement.objects.values_list("kind", flat=True)) == ["explanation", "reservation"]
    assert [Assent.objects.filter(given_at=None).count(), Step.objects.exclude(undone_at=None).count()] == [1, 1]


def test_in_the_sample_another_language_lags_where_the_original_moved_on():
    text = NegotiatingText.objects.get()
    keeps = Counter(each.keeps for each in in_language(texts.paragraphs(texts.working(text)), text, "fr"))
    assert (keeps["up"], keeps["lags"]) == (7, 1)


def test_what_was_agreed_before_is_found_in_the_draft_of_the_sample():
    found = agreed(
        "Prohibit the charging of recruitment fees and related costs to workers, whatever the contract says."
    )
    assert [place.symbol for each in found.precedents for place in each.places] == ["SAMPLE/RES/2016/4"]


def test_in_the_sample_suggestions_still_wait_for_a_person():
    assert Code.objects.filter(status=Code.Status.SUGGESTED).exists()
    assert Code.objects.filter(status=Code.Status.CONFIRMED).exists()


def test_every_sentence_of_the_summary_rests_on_a_passage_or_is_the_chairs_own():
    assert not Sentence.objects.filter(own=False, citations=None).exists()


def test_the_clock_of_the_sample_stands_at_its_own_day():
    assert (queries.sample()["today"] - NOW).total_seconds() == queries.seconds_back()


def test_the_sample_begins_before_now():
    assert queries.sample()["today"] < datetime(2018, 12, 1, tzinfo=UTC) < timezone.now()


def test_the_sample_has_a_list_before_states_with_an_objection_and_one_that_was_closed():
    lists = Circulation.objects.unscoped(DEED).order_by("circulated_at")
    open_ = [(each.list, each.closed_at is None) for each in lists]
    assert open_ == [("listed-for-the-process", False), ("listed-for-the-conference", True)]
    (objection,) = Objection.objects.unscoped(DEED).select_related("name")
    assert objection.name.name == "Lantern Street Law Clinic"


def test_the_sample_has_people_who_wait_for_approval_money_that_was_granted_and_mail_that_left():
    waiting = Registration.objects.unscoped(DEED).filter(state="named")
    assert sorted(waiting.values_list("given", flat=True)) == ["Jonas"]
    assert Award.objects.unscoped(DEED).count() == 2
    assert sorted(Message.objects.unscoped(DEED).values_list("state", flat=True)) == ["draft", "released"]
