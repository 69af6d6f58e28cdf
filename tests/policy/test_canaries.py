"""A word in every confidential field is found by those who may know of it, and by nobody else, wherever they look."""

import pytest
from django.test import override_settings

from tests.policy import canaries, reports
from tests.policy.world import ROLES, kana, made


def test_of_every_field_that_can_hold_words_it_is_declared_what_stands_there():
    declared = set(canaries.DECLARED["fields"])
    there = canaries.fields()
    assert (sorted(there - declared), sorted(declared - there)) == ([], []), (
        "say in canaries.toml which canary words world.py plants in it, or why none stands there"
    )


def test_every_word_that_a_field_names_is_declared_and_every_declared_word_stands_in_a_field():
    planted = {word for given in canaries.DECLARED["fields"].values() if isinstance(given, list) for word in given}
    assert planted == set(canaries.DECLARED["words"])


@pytest.mark.django_db
def test_every_word_stands_in_the_field_that_names_it():
    made()
    rows = canaries.stored()
    missing = [
        (field, word)
        for field, given in canaries.DECLARED["fields"].items()
        if isinstance(given, list)
        for word in given
        if kana(word) not in rows[field]
    ]
    assert missing == []


@pytest.mark.django_db
def test_a_word_is_found_by_those_who_may_know_of_it_and_by_nobody_else():
    world = made()
    with reports.log() as kept:
        found = canaries.pages(world)
        for role in ROLES:
            canaries.noted(world, [(role, canaries.typed(world, role))], found)
    canaries.noted(world, [("visitor", canaries.exported()), *canaries.mailed()], found)
    assert (canaries.leaks(found), canaries.blind(found)) == ([], [])
    assert canaries.leaks(canaries.noted(world, [("visitor", "\n".join(kept.without_addresses()))])) == []


@pytest.mark.django_db
def test_a_report_of_an_error_tells_nothing_that_anybody_wrote():
    world = made()
    assert canaries.noted(world, [("visitor", reports.of_an_error(world))]) == {}
    with override_settings(DEFAULT_EXCEPTION_REPORTER_FILTER="django.views.debug.SafeExceptionReporterFilter"):
        told = canaries.noted(world, [("visitor", reports.of_an_error(world))])
    assert {kana("prepared"), kana("newreason")} <= set(told)
