"""The doors that the sign-in library keeps, with our words, our limits and our log."""

import re
import time
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    validate_totp_code,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends import db
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from secretariat.jobs.models import Job
from secretariat.people.access import Argon2
from secretariat.people.models import Person
from secretariat.people.services import purge, reseal

pytestmark = pytest.mark.django_db
GOOD, BETTER = "correct horse battery staple", "nine quiet rivers under snow"
IN_EARNEST = ["secretariat.people.access.Argon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]


def code(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def lines(caplog):
    return [(each.event, each.fields) for each in caplog.records if each.name == "travaux.security"]


def events(caplog):
    return [event for event, _fields in lines(caplog)]


def test_a_password_is_kept_by_argon2_with_the_parameters_that_are_documented(settings):
    settings.PASSWORD_HASHERS = IN_EARNEST
    assert make_password(GOOD).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_kept_before_is_kept_anew_at_the_next_sign_in(settings, ada, sign_in):
    settings.PASSWORD_HASHERS = IN_EARNEST
    ada.password = make_password(GOOD, hasher="pbkdf2_sha256")
    ada.save()
    sign_in()
    ada.refresh_from_db()
    assert identify_hasher(ada.password).algorithm == "argon2"


def test_an_unknown_account_and_a_wrong_password_are_answered_with_the_same_page(ada, client):  # noqa: ARG001 - is there
    pages = [
        client.post("/sign-in/", {"login": account, "password": "no"}).content.decode().replace(account, "…")
        for account in ("ada", "zed")
    ]
    unlike = [re.sub(r'name="(csrfmiddlewaretoken|once)" value="[\w-]+"', "", page) for page in pages]
    assert unlike[0] == unlike[1]


def test_for_an_unknown_account_a_password_is_hashed_all_the_same(settings, ada, sign_in, monkeypatch):
    settings.PASSWORD_HASHERS = ["secretariat.people.access.Argon2"]
    Person.objects.filter(pk=ada.pk).update(password=make_password(GOOD))
    counted = []
    for name in ("encode", "verify"):
        does = getattr(Argon2, name)
        monkeypatch.setattr(Argon2, name, lambda *given, does=does: counted.append("hashed") or does(*given))
    for account in ("ada", "zed"):
        sign_in(account, "no")
    assert counted == ["hashed", "hashed"]


def test_whoever_signs_in_has_a_new_session(ada, client, sign_in):  # noqa: ARG001 - is there
    client.get("/sign-in/")
    client.session.save()
    before = client.session.session_key
    client.cookies = SimpleCookie({"sessionid": before})
    sign_in()
    assert client.session.session_key not in {None, before}


def test_an_account_that_is_closed_is_told_so_only_to_who_knows_the_password(ada, client, sign_in):
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert "do not go together" in sign_in(password="no").content.decode()  # noqa: S106 - is wrong
    assert sign_in().headers["Location"] == "/sign-in/inactive/"
    assert "Nobody can sign in with it." in client.get("/sign-in/inactive/").content.decode()


def test_after_ten_failures_an_account_waits_whatever_the_address_and_after_a_restart(ada, client, sign_in, caplog):  # noqa: ARG001 - is there
    for number in range(10):
        assert sign_in(password="no", REMOTE_ADDR=f"192.0.2.{number}").status_code == 200  # noqa: S106 - is wrong
    answer = Client().post("/sign-in/", {"login": "Ada", "password": GOOD}, REMOTE_ADDR="192.0.2.99")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert "Try again in 10 minutes." in answer.content.decode()
    assert lines(caplog)[-1] == ("throttled", {"address": "192.0.2.99"})
    assert sign_in("zed", REMOTE_ADDR="192.0.2.99").status_code == 200


def test_after_thirty_failures_an_address_waits_whatever_the_account(ada, client, sign_in, settings):  # noqa: ARG001 - is there
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1000/m/ip"}
    answers = [sign_in(f"somebody-{number}", "no").status_code for number in range(31)]
    assert (answers[:30], answers[30]) == ([200] * 30, 429)
    assert sign_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_who_comes_from_no_address_cannot_be_counted_and_does_not_sign_in(ada, client, sign_in):  # noqa: ARG001 - is there
    assert (sign_in(REMOTE_ADDR="").status_code, "_auth_user_id" in client.session) == (403, False)
    assert sign_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_whoever_says_another_address_each_time_is_counted_by_the_one_that_our_proxy_saw(ada, sign_in, settings):  # noqa: ARG001 - is there
    settings.PROXIES, settings.ACCOUNT_RATE_LIMITS = 1, {"login_failed": "2/m/ip"}
    said = [f"203.0.113.{number}, 192.0.2.7" for number in range(3)]
    for one in said[:2]:
        assert sign_in(password="no", headers={"X-Forwarded-For": one}).status_code == 200  # noqa: S106 - is wrong
    assert sign_in(headers={"X-Forwarded-For": said[2]}).status_code == 429
    assert sign_in(headers={"X-Forwarded-For": "203.0.113.1, 192.0.2.8"}).status_code == 302


def test_more_requests_than_a_person_makes_are_answered_with_when_to_come_back(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    answers = [client.post("/sign-in/", {"login": "", "password": ""}) for _ in range(2)]
    assert [(answer.status_code, answer.headers.get("Retry-After")) for answer in answers] == [(200, None), (429, "60")]
    assert "Try again in a minute." in answers[1].content.decode()


def test_what_is_counted_is_kept_in_the_database(ada, sign_in):  # noqa: ARG001 - is there
    sign_in(password="no")  # noqa: S106 - is wrong
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM people_attempts WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone() == (2,)


@pytest.fixture
def secret(ada):
    """An app as the second factor of Ada."""
    made = generate_totp_secret()
    TOTP.activate(ada, made)
    return made


def test_the_secret_of_an_app_is_kept_sealed(secret):
    kept = Authenticator.objects.get().data["secret"]
    assert (secret in kept, kept.startswith("gAAAA")) == (False, True)


def test_another_key_does_not_open_the_seal(secret, client, sign_in, settings):
    sign_in()
    settings.TRAVAUX_FACTOR_KEY = "another"
    client.raise_request_exception = False
    assert client.post("/sign-in/code/", {"code": code(secret)}).status_code == 500


def test_the_password_alone_signs_nobody_in_who_has_a_second_factor(secret, client, sign_in):
    assert sign_in().headers["Location"] == "/sign-in/code/"
    assert "Ada Lindqvist" not in client.get("/components/").content.decode()
    client.post("/sign-in/code/", {"code": code(secret)})
    assert "Ada Lindqvist" in client.get("/components/").content.decode()


def test_a_code_opens_once(secret, client, sign_in):
    sign_in()
    said = code(secret)
    assert client.post("/sign-in/code/", {"code": said}).status_code == 302
    client.post("/sign-out/")
    sign_in()
    assert "used already" in client.post("/sign-in/code/", {"code": said}).content.decode()


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_opens_once_in_all_the_time_for_which_it_is_right(secret, client, sign_in, monkeypatch, later):
    now = time.time() // 30 * 30 + 1
    said = format_hotp_value(hotp_value(secret, int(now) // 30 + 1))
    for seconds, opens in ((now, 302), (now + later, 200)):
        monkeypatch.setattr(time, "time", lambda seconds=seconds: seconds)
        monkeypatch.setattr(db, "tz_now", lambda seconds=seconds: datetime.fromtimestamp(seconds, UTC))
        assert validate_totp_code(secret, said)
        sign_in()
        assert client.post("/sign-in/code/", {"code": said}).status_code == opens
        client.post("/sign-out/")


def test_the_code_with_which_an_app_is_added_opens_nothing_later(ada, client, sign_in):  # noqa: ARG001 - is there
    sign_in()
    client.post("/account/again/", {"password": GOOD})
    client.get("/account/app/add/")
    said = code(client.session["mfa.totp.secret"])
    client.post("/account/app/add/", {"code": said})
    client.post("/sign-out/")
    sign_in()
    assert "used already" in client.post("/sign-in/code/", {"code": said}).content.decode()


def test_the_picture_for_an_app_is_part_of_the_page_and_no_address(ada, client, sign_in):  # noqa: ARG001 - is there
    sign_in()
    client.post("/account/again/", {"password": GOOD})
    page = client.get("/account/app/add/").content.decode()
    assert ("<svg" in page, "data:" in page, "<?xml" in page, "style=" in page) == (True, False, False, False)


def test_a_secret_sealed_with_the_key_before_opens_until_it_is_sealed_anew(secret, client, sign_in, settings):
    settings.TRAVAUX_FACTOR_KEY, settings.TRAVAUX_FACTOR_KEY_BEFORE = "next", [settings.TRAVAUX_FACTOR_KEY]
    sign_in()
    assert client.post("/sign-in/code/", {"code": code(secret)}).status_code == 302
    assert reseal() == 1
    settings.TRAVAUX_FACTOR_KEY_BEFORE = []
    client.post("/sign-out/")
    sign_in()
    assert client.post("/sign-in/code/", {"code": code(secret, ahead=1)}).status_code == 302


def test_what_is_over_is_forgotten_once_a_day_and_what_is_not_stays(ada, client, sign_in, monkeypatch):  # noqa: ARG001 - is there
    Person.objects.create_user("bo", password=GOOD)
    Client().post("/sign-in/", {"login": "bo", "password": GOOD})
    Session.objects.update(expire_date=datetime(2018, 1, 1, tzinfo=UTC))
    cache.add("over", "y", timeout=-1)
    sign_in()
    sign_in("zed", "no")
    assert Job.objects.filter(kind=purge.KIND).count() == 1
    done = purge.forget()
    assert (done["sessions"], done["places"], done["attempts"]) == (1, 1, 1)
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
    assert "Ada Lindqvist" in client.get("/components/").content.decode()
    monkeypatch.setattr(purge.clock, "now", lambda: datetime.now(UTC) + timedelta(hours=1))
    assert purge.forget()["attempts"] > 0


def test_codes_cannot_be_tried_one_after_the_other(secret, client, sign_in, caplog):
    sign_in()
    answers = [client.post("/sign-in/code/", {"code": "000000"}).status_code for _ in range(11)]
    assert (answers[:10], answers[10]) == ([200] * 10, 429)
    assert client.post("/sign-in/code/", {"code": code(secret)}).status_code == 429
    assert events(caplog) == ["factor_failed"] * 10 + ["throttled"] * 2


def test_the_password_is_asked_for_again_before_the_second_factor_is_touched(secret, client, sign_in):
    sign_in()
    client.post("/sign-in/code/", {"code": code(secret)})
    for path in ("/account/app/remove/", "/account/key/add/", "/account/codes/new/"):
        assert client.post(path).headers["Location"] == f"/account/again/?next={quote(path, safe='')}"
    assert client.post("/account/again/", {"password": "no"}).status_code == 200
    client.post("/account/again/?next=/account/app/remove/", {"password": GOOD})
    client.post("/account/app/remove/")
    assert not Authenticator.objects.exists()


def test_every_step_is_told_to_the_operator_without_names_secrets_or_what_was_typed(
    secret, ada, client, sign_in, caplog
):
    caplog.set_level("INFO", "travaux.security")
    sign_in(password="a guess")  # noqa: S106 - is wrong
    sign_in("my own password in the wrong field", "x")
    sign_in()
    client.post("/sign-in/code/", {"code": code(secret)})
    client.post("/account/password/", {"oldpassword": GOOD, "password1": BETTER, "password2": BETTER})
    client.post("/account/again/", {"password": BETTER})
    client.post("/account/app/remove/")
    client.post("/sign-out/")
    here = {"address": "127.0.0.1"}
    person = {"person": str(ada.uuid), **here}
    assert lines(caplog) == [
        ("sign_in_failed", person),
        ("sign_in_failed", here),
        ("factor_used", {**person, "kind": "totp"}),
        ("signed_in", person),
        ("password_changed", person),
        ("factor_removed", {**person, "kind": "totp"}),
        ("signed_out", person),
    ]


def test_a_changed_password_ends_every_other_sign_in_and_is_told_by_mail(ada, client, sign_in, mailoutbox):  # noqa: ARG001 - is there
    other = Client()
    other.post("/sign-in/", {"login": "ada", "password": GOOD})
    sign_in()
    given = {"oldpassword": GOOD, "password1": BETTER, "password2": BETTER}
    page = client.post("/account/password/", given, follow=True).content.decode()
    assert "Every other sign-in has ended." in page
    names = ["Ada Lindqvist" in each.get("/components/").content.decode() for each in (client, other)]
    assert names == [True, False]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["ada@example.org"], "Your password was changed")]
    assert "127.0.0.1" not in mailoutbox[0].body


def test_other_sign_ins_are_listed_and_ended(ada, client, sign_in):
    other = Client()
    other.post("/sign-in/", {"login": "ada", "password": GOOD}, HTTP_USER_AGENT="Elsewhere 1.0")
    sign_in()
    page = client.get("/account/sessions/").content.decode()
    assert ("Elsewhere 1.0" in page, UserSession.objects.filter(user=ada).count()) == (True, 2)
    client.post("/account/sessions/")
    names = ["Ada Lindqvist" in each.get("/components/").content.decode() for each in (client, other)]
    assert (names, UserSession.objects.filter(user=ada).count()) == ([True, False], 1)


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(ada, client, sign_in, mailoutbox):  # noqa: ARG001 - is there
    assert client.post("/sign-in/forgotten/", {"email": "ada@example.org"}).headers["Location"].endswith("/sent/")
    (mail,) = mailoutbox
    path = re.search(r"http://testserver(/\S+)", mail.body)[1]
    page = client.get(path)
    assert page.headers["Location"].endswith("-set-password/")
    answer = client.post(page.headers["Location"], {"password1": BETTER, "password2": BETTER})
    assert answer.headers["Location"] == "/sign-in/password/set/"
    assert [sign_in(password=each).status_code for each in (GOOD, BETTER)] == [200, 302]
    again = Client().get(path).content.decode()
    assert "This link works no more" in again
    assert [each.subject for each in mailoutbox] == ["Set a new password", "Your password was set anew"]


def test_a_link_works_no_longer_than_an_hour(ada, client, mailoutbox, settings):  # noqa: ARG001 - is there
    client.post("/sign-in/forgotten/", {"email": "ada@example.org"})
    path = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This link works no more" in client.get(path).content.decode()


def test_nobody_learns_which_addresses_are_known(ada, client, mailoutbox):  # noqa: ARG001 - is there
    answers = [client.post("/sign-in/forgotten/", {"email": f"{name}@example.org"}) for name in ("ada", "zed")]
    pages = [(answer.status_code, answer.headers["Location"]) for answer in answers]
    assert (pages[0] == pages[1], [mail.to for mail in mailoutbox]) == (True, [["ada@example.org"]])


def test_a_weak_password_is_not_set(ada, client, sign_in):  # noqa: ARG001 - is there
    sign_in()
    page = client.post("/account/password/", {"oldpassword": GOOD, "password1": "password", "password2": "password"})
    assert "a common one" in page.content.decode()


def test_who_has_no_password_is_led_to_setting_one_by_mail(client):
    client.force_login(Person.objects.create_user("bo"))
    assert client.get("/account/password/").headers["Location"] == "/sign-in/forgotten/"


def test_nobody_opens_an_account_for_oneself():
    for name in ("account_signup", "account_email", "account_set_password", "mfa_trust", "mfa_download_recovery_codes"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_fields_are_named_as_managers_of_passwords_know_them(ada, client, sign_in):  # noqa: ARG001 - is there
    page = client.get("/sign-in/").content.decode()
    assert ('autocomplete="username"' in page, 'autocomplete="current-password"' in page) == (True, True)
    sign_in()
    page = client.get("/account/password/").content.decode()
    assert page.count('autocomplete="new-password"') == 2
