from datetime import UTC, datetime

import pytest
from django.utils import timezone

from secretariat.demo import queries
from secretariat.inputs.models import Code, Submission
from secretariat.negotiation import queries as texts
from secretariat.negotiation.models import NegotiatingText, Proposal
from secretariat.participation.models import Seat
from secretariat.people.models import Person
from secretariat.record.models import Entry
from secretariat.stocktaking.models import Sentence

pytestmark = pytest.mark.usefixtures("told")
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_the_sample_tells_what_it_is_made_of_stage_by_stage(told):
    assert told == [
        "those who take part",
        "the papers and their coding",
        "the chair's summary",
        "the zero draft",
        "the negotiation",
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
    assert sum(len(each.brackets) for each in shown) == 11
    assert sorted(each.row.level for each in shown if each.row.level != "open") == [
        "ad_referendum",
        "ad_referendum",
        "reopened",
    ]


def test_in_the_sample_suggestions_still_wait_for_a_person():
    assert Code.objects.filter(status=Code.Status.SUGGESTED).exists()
    assert Code.objects.filter(status=Code.Status.CONFIRMED).exists()


def test_every_sentence_of_the_summary_rests_on_a_passage_or_is_the_chairs_own():
    assert not Sentence.objects.filter(own=False, citations=None).exists()


def test_the_clock_of_the_sample_stands_at_its_own_day():
    assert (queries.sample()["today"] - NOW).total_seconds() == queries.seconds_back()


def test_the_sample_begins_before_now():
    assert queries.sample()["today"] < datetime(2018, 12, 1, tzinfo=UTC) < timezone.now()
