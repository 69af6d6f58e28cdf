"""Codes, tokens and what is counted: what the library that signs people in gives them, and what is kept of it."""

import base64
import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount import app_settings
from django.conf import settings
from django.db import connection

from secretariat.people.models import Person

pytestmark = pytest.mark.django_db


def recovery_codes(username):
    return RecoveryCodes.activate(Person.objects.create_user(username))


def test_seeds_of_apps_and_of_recovery_codes_have_the_strength_that_is_asked_and_are_never_the_same():
    secrets = [generate_totp_secret() for _ in range(10)]
    assert {len(base64.b32decode(secret)) for secret in secrets} == {20}
    seeds = [recovery_codes(f"one-{n}").instance.data["seed"] for n in range(10)]
    assert [len(set(secrets)), len({get_adapter().decrypt(seed) for seed in seeds})] == [10, 10]
    assert {len(get_adapter().decrypt(seed)) >= 32 for seed in seeds} == {True}


def test_codes_are_as_long_as_is_asked():
    codes = recovery_codes("ada").generate_codes()
    assert {bool(re.fullmatch(r"\w{8}", code.replace("-", ""))) for code in codes} == {True}
    assert len(set(codes)) == len(codes) >= 10
    assert getattr(settings, "MFA_TOTP_DIGITS", 6) == 6


def test_no_token_of_an_issuer_is_kept():
    assert app_settings.STORE_TOKENS is False


@pytest.mark.parametrize(
    "address", ["/", "/processes/gcm-2018/", "/processes/gcm-2018/inputs/", "/processes/gcm-2018/text/"]
)
def test_nothing_but_what_is_counted_is_put_into_the_cache_of_the_server(as_officer, address):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    as_officer.get(address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM people_attempts")
        assert cursor.fetchone() == (0,)
