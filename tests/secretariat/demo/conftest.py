from datetime import UTC, datetime

import pytest
from django.urls import include, path

from secretariat.demo.services import make_sample
from secretariat.urls import urlpatterns as site

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class WithTheSample:
    """The addresses of a site that was opened with its sample."""

    urlpatterns = (*site, path("", include("secretariat.demo.urls")))


@pytest.fixture
def told(settings, request):
    """The sample made, and what was told meanwhile."""
    request.getfixturevalue("db")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    told = []
    make_sample(now=NOW, tell=told.append)
    return told


@pytest.fixture
def site_with_sample(request, settings):
    """A site set as `travaux demo` sets it."""
    request.getfixturevalue("told")
    settings.TRAVAUX_DEMO = True
    settings.ROOT_URLCONF = WithTheSample
    clock = settings.MIDDLEWARE.index("secretariat.frame.middleware.clock")
    before, after = settings.MIDDLEWARE[: clock + 1], settings.MIDDLEWARE[clock + 1 :]
    settings.MIDDLEWARE = [*before, "secretariat.demo.middleware.sample_clock", *after]
    bar = "secretariat.demo.middleware.sample_bar"
    options = settings.TEMPLATES[0]["OPTIONS"]
    given = {**options, "context_processors": [*options["context_processors"], bar]}
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": given}]
