from datetime import UTC, datetime

import pytest

from travaux.modalities import NoSuchDeed, NotForRole, OutsidePhase, Rule, load_modalities, permit
from travaux.modalities.permit import cited, deed_words

JUNE = datetime(2017, 6, 19, 12, tzinfo=UTC)
JANUARY = datetime(2018, 1, 9, 12, tzinfo=UTC)


@pytest.fixture
def modalities(small):
    return load_modalities(small)


def test_what_is_allowed_passes(modalities):
    assert permit(modalities, "file_submission", role="delegate", at=JUNE) is None


def test_a_deed_outside_its_phase_is_refused_with_phase_dates_and_paragraph(modalities):
    with pytest.raises(OutsidePhase) as caught:
        permit(modalities, "file_submission", role="delegate", at=JANUARY)
    assert caught.value.parts == (
        "You asked to file a submission on 2018-01-09 at 07:00:00, as the clocks show in America/New York.",
        "That is open in “Consultations” (2017-04-01 to 2017-11-30); at that time the process is in Negotiations.",
        "Paragraph 1 of A/RES/1: Inputs are taken in the consultations.",
        "Do it while that phase is open, or ask the secretariat whether the modalities have been changed.",
    )


def test_before_the_first_phase_the_process_is_in_none(modalities):
    with pytest.raises(OutsidePhase) as caught:
        permit(modalities, "file_submission", role="officer", at=datetime(2016, 1, 1, tzinfo=UTC))
    assert caught.value.facts["now"] == "no phase"
    assert caught.value.parts[2].startswith("Paragraph 1 of A/RES/1: ")


def test_a_role_that_no_rule_names_is_told_who_may(modalities):
    with pytest.raises(NotForRole) as caught:
        permit(modalities, "file_submission", role="focal_point", at=JUNE)
    assert caught.value.parts[:3] == (
        "You asked to file a submission as focal point.",
        "That is for: delegate, officer.",
        (
            "Paragraph 1 of A/RES/1: Inputs are taken in the consultations. "
            "Paragraph 2: Late papers come through the secretariat."
        ),
    )


def test_a_deed_without_a_rule_is_nobodys(modalities):
    with pytest.raises(NoSuchDeed) as caught:
        permit(modalities, "adopt_text", role="officer", at=JUNE)
    assert caught.value.parts[:2] == (
        "You asked to adopt a text.",
        "The modalities of this process (A/RES/1) have no rule on it, so nobody may do it.",
    )


def test_a_deed_is_said_as_people_say_it():
    deeds = ("lift_bracket", "fulfil_obligation", "suggest_codes", "adjourn")
    assert list(map(deed_words, deeds)) == ["lift a bracket", "fulfil an obligation", "suggest codes", "adjourn"]


def test_each_rule_is_cited_with_its_own_paragraphs_and_reason_and_the_symbol_once():
    rules = [
        Rule("file_submission", ("delegate",), (), "8, 22 (c)", "Inputs are taken in the consultations."),
        Rule("file_submission", ("officer",), (), "8, 22 (c)", "Inputs are taken in the consultations."),
        Rule("file_submission", ("focal_point",), (), "30", "Stakeholders have a say."),
    ]
    assert cited(rules, "A/RES/1") == (
        "Paragraphs 8, 22 (c) of A/RES/1: Inputs are taken in the consultations. Paragraph 30: Stakeholders have a say."
    )
