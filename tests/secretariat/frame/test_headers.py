"""What every answer carries, and how the cookies are named: with TLS as in earnest, without it as on a desk."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from secretariat.people.models import Person

CHOSEN = (
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "LANGUAGE_COOKIE_NAME",
    "LANGUAGE_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "PROXIES",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    "SESSION_COOKIE_AGE",
    "TRAVAUX_SESSION_LONGEST",
    "PASSWORD_HASHERS",
)
INSIDE = "the inside of the house"
ASK = (
    "import json, sys; from secretariat import settings as s; print(json.dumps([getattr(s, n) for n in sys.argv[1:]]))"
)


def settings_with(**environment):
    """Return the settings as they are where the environment says so."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_H")}
    outside["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-c", ASK, *CHOSEN]
    done = subprocess.run(command, env=outside | environment, capture_output=True, check=True)  # noqa: S603 - ours
    return dict(zip(CHOSEN, json.loads(done.stdout), strict=True))


def test_with_tls_cookies_are_this_hosts_own_and_browsers_remember_it():
    chosen = settings_with(
        TRAVAUX_HTTPS="1", TRAVAUX_PROXIES="1", TRAVAUX_SESSION_IDLE="60", TRAVAUX_SESSION_LONGEST="90"
    )
    assert chosen == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_NAME": "__Host-language",
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "PROXIES": 1,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
        "SESSION_COOKIE_AGE": 60,
        "TRAVAUX_SESSION_LONGEST": 90,
        "PASSWORD_HASHERS": [
            "secretariat.people.access.Argon2",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
    }


def test_without_it_nothing_is_asked_that_a_browser_would_refuse_and_no_proxy_is_believed():
    chosen = settings_with()
    names = "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER"
    assert [chosen[name] for name in names] == ["sessionid", False, 0, None]


@pytest.fixture
def in_tls(settings):
    """The site as with TRAVAUX_HTTPS=1 and one proxy."""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return Client(headers={"X-Forwarded-Proto": "https", "Host": "testserver"}, enforce_csrf_checks=True)


@pytest.mark.django_db
def test_signing_in_through_a_proxy_gives_a_cookie_that_only_this_host_gets_back(in_tls):
    Person.objects.create_user("ada", password="correct horse battery staple")  # noqa: S106 - of the test
    page = in_tls.get("/sign-in/")
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    given = {"login": "ada", "password": "correct horse battery staple", "csrfmiddlewaretoken": token}
    answer = in_tls.post("/sign-in/", given, headers={"Origin": "https://testserver"})
    cookie = answer.cookies["__Host-sessionid"]
    parts = {name: cookie[name] for name in ("path", "domain", "secure", "httponly", "samesite")}
    assert parts == {"path": "/", "domain": "", "secure": True, "httponly": True, "samesite": "Lax"}


@pytest.mark.django_db
def test_every_answer_forbids_what_the_site_does_not_need(client):
    headers = client.get("/sign-in/").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "object-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert {name: headers[name] for name in sorted(headers) if name.startswith(("Cross", "X-C", "X-F", "Ref"))} == {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(headers["Permissions-Policy"].split(", "))


@pytest.mark.django_db
def test_what_a_session_was_shown_is_kept_nowhere_and_what_everybody_sees_may_be(client):
    assert "Cache-Control" not in client.get("/components/").headers
    client.force_login(Person.objects.create_user("ada"))
    assert client.get("/components/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [("/nowhere/", 404, "There is no page at this address"), ("/processes/none/", 404, "This was refused")],
)
def test_an_error_is_told_in_words_and_says_nothing_of_the_inside(client, path, status, words):
    answer = client.get(path)
    page = answer.content.decode()
    assert (answer.status_code, words in page, "Traceback" in page, "urlpatterns" in page) == (
        status,
        True,
        False,
        False,
    )
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_in_words():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "ada", "password": "x"})
    assert (answer.status_code, "The form was too old" in answer.content.decode()) == (403, True)


@pytest.mark.django_db
def test_a_fault_of_ours_is_told_in_words_and_discloses_nothing(monkeypatch):
    def fails(*_given):
        raise RuntimeError(INSIDE)

    monkeypatch.setattr("secretariat.frame.views.samples", fails)
    answer = Client(raise_request_exception=False).get("/components/")
    page = answer.content.decode()
    assert (answer.status_code, "This is a fault in the software" in page, INSIDE in page) == (
        500,
        True,
        False,
    )


@pytest.mark.django_db
def test_another_hosts_name_is_refused(client):
    assert client.get("/sign-in/", headers={"Host": "elsewhere.example"}).status_code == 400
