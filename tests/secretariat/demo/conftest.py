from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import include, path
from django.utils import timezone

from secretariat.demo.services import make_sample
from secretariat.urls import urlpatterns as site

HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class WithTheSample:
    """The addresses of a site that was opened with its sample."""

    urlpatterns = (*site, path("", include("secretariat.demo.urls")))


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The sample, made once for all tests of a file and taken back after them; what was told meanwhile."""
    assert django_db_setup is None
    told = []
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=HASHERS), transaction.atomic():
        make_sample(now=NOW, tell=told.append)
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def told(made, request):
    """What was told while the sample was made; what a test does to it is taken back."""
    request.getfixturevalue("db")
    return made


@pytest.fixture
def site_with_sample(request, settings, monkeypatch):
    """A site set as `travaux demo` sets it, on the day when its sample was made."""
    request.getfixturevalue("told")
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    settings.TRAVAUX_DEMO = True
    settings.ROOT_URLCONF = WithTheSample
    clock = settings.MIDDLEWARE.index("secretariat.frame.middleware.clock")
    before, after = settings.MIDDLEWARE[: clock + 1], settings.MIDDLEWARE[clock + 1 :]
    settings.MIDDLEWARE = [*before, "secretariat.demo.middleware.sample_clock", *after]
    bar = "secretariat.demo.middleware.sample_bar"
    options = settings.TEMPLATES[0]["OPTIONS"]
    given = {**options, "context_processors": [*options["context_processors"], bar]}
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": given}]
