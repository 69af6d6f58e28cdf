"""A word in every confidential field is found by those who may know of it, and by nobody else, wherever they look."""

import pytest
from django.db import connection
from django.test import override_settings

from tests.policy import canaries, reports
from tests.policy.world import ROLES, kana, made

ENTRIES = ("told_entry", "withheld_entry", "dropped_entry", "sealed_entry", "private_entry", "of_site_entry")


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
@pytest.mark.parametrize("role", ROLES)
def test_a_word_is_found_by_those_who_may_know_of_it_and_by_nobody_else(role):
    world = made()
    with reports.log() as kept:
        found = canaries.pages(world, roles=[role])
    canaries.typed(world, role, found)
    canaries.noted(world, [("visitor", canaries.exported())], found)
    canaries.noted(world, canaries.mailed(), found)
    assert (canaries.leaks(found), canaries.blind(found, {role})) == ([], [])
    assert canaries.leaks(canaries.noted(world, [("visitor", "\n".join(kept.lines))])) == []


@pytest.mark.django_db
def test_what_the_operator_types_for_others_to_read_tells_them_nothing_more():
    """The doctor's findings are copied into letters; the record and its receipts are handed out."""
    world = made()
    told = [canaries.exported(), *(canaries.printed("doctor", "--json"), canaries.printed("doctor"))]
    told += [canaries.printed("record", "receipt", world.things[name]) for name in ENTRIES]
    assert canaries.leaks(canaries.noted(world, [("visitor", "\n".join(told))])) == []
    whole = canaries.printed("record", "export", "--whole")
    assert {kana("provisionwording"), kana("sentencedraft"), "identity of salt"} <= set(
        canaries.noted(world, [("x", whole)])
    )


@pytest.mark.django_db
def test_a_mail_that_is_put_down_as_a_job_tells_its_reader_what_the_reader_may_know(settings):
    settings.EMAIL_BACKEND = "secretariat.jobs.services.mail.Backend"
    world = made()
    found = canaries.noted(world, canaries.put_down())
    assert (canaries.leaks(found), kana("hcn") in found) == ([], True)


@pytest.mark.django_db
def test_the_log_tells_nothing_of_a_row_that_the_database_refused():
    world = made()
    kept = reports.of_a_broken_row(world)
    assert (any("IntegrityError" in line for line in kept.lines), kana("prepared") in "".join(kept.lines)) == (
        True,
        False,
    )
    if connection.vendor == "postgresql":  # which tells the whole row: the control
        assert kana("prepared") in "".join(kept.plain)


@pytest.mark.django_db
def test_a_report_of_an_error_tells_nothing_that_anybody_wrote():
    world = made()
    assert canaries.noted(world, [("visitor", reports.of_an_error(world))]) == {}
    with override_settings(DEFAULT_EXCEPTION_REPORTER_FILTER="django.views.debug.SafeExceptionReporterFilter"):
        told = canaries.noted(world, [("visitor", reports.of_an_error(world))])
    assert {kana("prepared"), kana("newreason")} <= set(told)
