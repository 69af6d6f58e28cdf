from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities import library_file, load_modalities

GCM = load_modalities(library_file("gcm-2018"))
JUNE = datetime(2017, 6, 19, 12, tzinfo=UTC)
JANUARY = datetime(2018, 1, 9, 12, tzinfo=UTC)


@pytest.fixture
def modalities(small):
    return load_modalities(small)


def test_a_phase_holds_its_first_and_its_last_day(modalities):
    days = [date(2017, 3, 31), date(2017, 4, 1), date(2017, 11, 30), date(2017, 12, 1), date(2018, 8, 1)]
    open_then = [phase.key if (phase := modalities.phase_on(day)) else None for day in days]
    assert open_then == [None, "consultations", "consultations", "negotiations", None]


def test_where_phases_overlap_the_day_is_in_both_and_named_for_the_later():
    assert [phase.key for phase in GCM.phases_on(date(2017, 11, 15))] == ["consultations", "stocktaking"]
    assert GCM.phase_on(date(2017, 11, 15)) == GCM.phase("stocktaking")


def test_the_day_is_that_of_the_place_of_the_process(modalities):
    assert modalities.day_of(datetime(2017, 12, 1, 3, tzinfo=UTC)) == date(2017, 11, 30)
    assert modalities.allows("withdraw_submission", role="delegate", at=datetime(2017, 12, 1, 3, tzinfo=UTC))
    assert not modalities.allows("withdraw_submission", role="delegate", at=datetime(2017, 12, 1, 6, tzinfo=UTC))


def test_any_rule_that_gives_a_deed_counts(modalities):
    assert [modalities.allows("file_submission", role="officer", at=at) for at in (JUNE, JANUARY)] == [True, True]
    assert [modalities.allows("file_submission", role="delegate", at=at) for at in (JUNE, JANUARY)] == [True, False]


def test_a_rule_without_phases_holds_at_any_time(modalities):
    long_after = datetime(2030, 1, 1, tzinfo=UTC)
    assert modalities.allows("fulfil_obligation", role="officer", at=long_after)
    assert not modalities.allows("fulfil_obligation", role="delegate", at=JUNE)


def test_a_paragraph_is_read_with_its_heading(modalities):
    assert modalities.heading("3 (a)") == "Sessions"
    assert modalities.heading("1, 3 (a)") == "Consultations; Sessions"


@given(st.dates(min_value=date(2016, 1, 1), max_value=date(2023, 12, 31)))
def test_the_phase_of_a_day_is_one_that_holds_it(day):
    phase, holding = GCM.phase_on(day), GCM.phases_on(day)
    assert (phase in holding) == bool(holding)
    assert all(other.opens <= phase.opens for other in holding)


@given(st.integers(min_value=0, max_value=3000), st.sampled_from(GCM.rules))
def test_a_deed_is_allowed_in_a_phase_that_some_rule_names_and_never_otherwise(days, rule):
    at = datetime(2016, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
    role = rule.roles[0]
    own = [each for each in GCM.rules_on(rule.deed) if role in each.roles]
    open_now = {phase.key for phase in GCM.phases_on(GCM.day_of(at))}
    assert GCM.allows(rule.deed, role=role, at=at) == any(not each.phases or open_now & {*each.phases} for each in own)


def test_a_body_may_call_things_by_names_of_its_own(small):
    own = small.replace("[paragraphs]", '[terms]\ncofacilitators = "Co-Chairs"\n\n[paragraphs]', 1)
    found = load_modalities(own)
    assert (found.term("cofacilitators"), found.term("zero-draft", "Zero draft")) == ("Co-Chairs", "Zero draft")
    assert (found.term("cofacilitators", language="fr"), found.named("zero-draft")) == ("Co-Chairs", frozenset())


def test_names_of_its_own_may_be_given_language_by_language(small):
    own = small.replace("[paragraphs]", '[terms]\ndelegate = { en = "Party", fr = "Partie" }\n\n[paragraphs]', 1)
    found = load_modalities(own)
    said = [found.term("delegate", "Delegate", language=each) for each in ("en", "fr", "es")]
    assert (said, found.named("delegate")) == (["Party", "Partie", "Delegate"], {"Party", "Partie"})
