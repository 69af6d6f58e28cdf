"""What the operator's log says, where it goes, and that nobody else can write in it or be read in it."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from secretariat import settings
from secretariat.frame import logs
from secretariat.frame.logs import Json, Lines
from secretariat.participation.models import Seat
from secretariat.people.models import Person

pytestmark = pytest.mark.django_db
CANARY = "kingfisher"
ENTRIES = "/processes/gcm-2018/record/"
ADMIT = "/processes/gcm-2018/participants/admit/"


def record(words, *given, name="somebody.else", **more):
    return logging.LogRecord(name, logging.WARNING, "a.py", 7, words, given, None, **more)


def event(name, **fields):
    line = record(name, name="travaux.security")
    line.event, line.fields = name, fields
    return line


def told(*given, **more):
    return json.loads(Json().format(record(*given, **more)))


def test_the_log_goes_to_the_error_stream_and_nowhere_else():
    kinds = {handler["class"] for handler in settings.LOGGING["handlers"].values()}
    assert kinds == {"logging.StreamHandler"}
    assert logging.getLogger("django").handlers == []


def test_a_line_says_when_how_grave_who_what_and_in_which_request(written, as_officer):
    answer = as_officer.get(ENTRIES)
    (line,) = written.of("answered")
    account = str(Person.objects.get().uuid)
    when, number, taken = line.pop("time"), line.pop("request"), line.pop("ms")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", when)
    assert (number, taken >= 0) == (answer.headers["X-Request-Id"], True)
    assert line == {
        "level": "INFO",
        "logger": "travaux.request",
        "event": "answered",
        "method": "GET",
        "route": "/processes/<slug:process>/record/",
        "account": account,
        "capacity": "officer",
        "status": 200,
    }


def test_each_request_has_a_number_of_its_own_and_none_that_its_sender_chose(client):
    numbers = [client.get("/", headers={"X-Request-Id": "mine"}).headers["X-Request-Id"] for _ in range(2)]
    assert (len(set(numbers)), "mine" in numbers, [len(number) for number in numbers]) == (2, False, [16, 16])


def test_between_requests_a_line_belongs_to_none(written, client):
    client.get("/")
    logs.tell("kept")
    assert "request" not in written.of("kept")[0]


def test_times_are_in_utc():
    line = record("said")
    line.created = 0.25
    assert json.loads(Json().format(line))["time"] == "1970-01-01T00:00:00.250Z"


def test_a_refusal_on_a_page_of_its_own_is_logged_by_its_name(written, client, process):
    client.force_login(Person.objects.create_user("ada", name="Ada Lindqvist"))
    answer = client.get(f"/processes/{process.key}/participants/seat/")
    (line,) = written.of("refused")
    assert (answer.status_code, line["code"], line["level"], "account" in line) == (403, "NotForRole", "WARNING", True)
    assert written.of("turned_away") == []


def test_a_refusal_at_the_head_of_a_form_is_logged_too(written, as_officer):
    given = {"code": "ARL", "name": f"Arlandia {CANARY}", "kind": "state", "region": "africa"}
    given["since"] = "2017-05-01"
    assert as_officer.post(ADMIT, given).status_code == 302
    answer = as_officer.post(ADMIT, given)
    assert (answer.status_code, [line["code"] for line in written.of("refused")]) == (422, ["CodeTaken"])


def test_what_one_may_not_know_of_is_logged_like_what_is_not_there(written, client):
    client.get("/processes/none/")
    client.get("/nowhere/")
    assert [(line["event"], line.get("code"), line.get("status")) for line in written.told] == [
        ("refused", "NoSuchProcess", None),
        ("answered", None, 404),
        ("turned_away", None, 404),
        ("answered", None, 404),
    ]


def test_a_wrong_host_and_a_missing_token_are_logged(written):
    Client().get("/", headers={"host": "elsewhere.example"})
    Client(enforce_csrf_checks=True).post("/sign-in/", {"login": CANARY})
    assert [line["event"] for line in written.told if line["logger"].startswith("django.security")] == [
        "host_not_ours",
        "form_without_token",
    ]
    assert [line for line in written.told if "fault" in line] == []
    assert ("elsewhere" in "".join(written.lines), CANARY in "".join(written.lines)) == (False, False)


def test_neither_a_name_nor_a_password_nor_what_was_typed_is_in_the_log(written, client, process):
    person = Person.objects.create_user("ada.k", name="Ada Lindqvist", password=f"{CANARY} battery staple")
    person.email = "ada@mission.example"
    person.save()
    Seat.objects.create(process=process, person=person, role="officer", since="2017-05-01T00:00Z")
    client.post("/sign-in/", {"username": "ada.k", "login": "ada.k", "password": f"wrong {CANARY}"})
    client.force_login(person)
    client.get(f"/processes/{process.key}/trace/?words={CANARY}", headers={"Referer": f"http://testserver/{CANARY}"})
    client.get(f"/{CANARY}/")
    client.post(ADMIT, {"name": CANARY, "code": CANARY}, headers={"User-Agent": CANARY, "Accept-Language": CANARY})
    log = "".join(written.lines)
    assert len(written.of("answered")) == 4
    for word in (CANARY, "ada.k", "Lindqvist", "mission.example", client.cookies["sessionid"].value):
        assert word not in log


@pytest.mark.parametrize("sign", ["\n", "\r", "\x00", "\x1b[2J", "\u2028", "\u202e", "\x85"])
def test_whatever_comes_in_a_line_stays_one_line_of_plain_signs(sign):
    for form in (Json(), Lines()):
        for line in (
            record(f"one{sign}two"),
            event("signed_in", kind=f"a{sign}ERROR b"),
        ):
            out = form.format(line)
            assert (out.isascii(), len(out.splitlines()), sign in out) == (True, 1, False)


def test_an_address_with_a_line_end_makes_one_line_of_the_log(written, client):
    client.get("/nowhere%0AERROR%20everything%20is%20lost/")
    assert ("everything" in "".join(written.lines), len(written.lines), len(written.told)) == (False, 2, 2)


def test_a_field_that_is_empty_is_left_out(written):
    logs.tell("signed_in", person="7f", address="192.0.2.1", kind="", factors=0)
    (line,) = written.of("signed_in")
    assert {name: line[name] for name in set(line) - {"time", "level", "logger"}} == {
        "event": "signed_in",
        "person": "7f",
        "address": "192.0.2.1",
        "factors": 0,
    }


def test_a_value_cannot_pretend_to_be_another_field():
    line = Lines().format(event("throttled", address="x person=7f", path="/ kind=y event=z"))
    assert line.partition(" throttled ")[2] == 'address="x person=7f" path="/ kind=y event=z"'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("%s took %d ms of %s", CANARY.upper(), 7, ValueError(CANARY)), "… took 7 ms of ValueError"),
        (("job %s (%s) failed: %s", 3, "send_mail", f"No {CANARY}"), "job 3 (send_mail) failed: …"),
        (("%s (%s) failed: %s", 3, "a", "OSError at mail.py:7"), "3 (a) failed: OSError at mail.py:7"),
        ((f"Invalid request from ip=10.0.0.1: '{CANARY}'",), "Invalid request from ip"),
        (("Worker exiting (pid: %s)", 12), "Worker exiting (pid: 12)"),
        (("%s",), "%s"),
    ],
)
def test_of_what_a_library_says_its_own_words_are_kept_and_no_value_that_came_in(given, said):
    assert told(*given)["message"] == said


def test_a_fault_is_logged_by_its_kind_and_its_places_and_not_by_its_values(written, monkeypatch):
    Person.objects.create_user("ada")

    def broken(*_args, **_kwargs):
        with transaction.atomic():
            Person.objects.create_user("ada", name=CANARY)

    monkeypatch.setattr("secretariat.frame.views.samples", broken)
    answer = Client(raise_request_exception=False).get("/components/")
    (line,) = written.of("fault")
    assert (answer.status_code, line["level"], line["route"]) == (500, "ERROR", "/components/")
    assert line["fault"][0] == "django.db.utils.IntegrityError"
    assert [place.partition(":")[0] for place in line["frames"]].count("secretariat.frame.views") == 1
    assert "people_person" not in "".join(written.lines)
    assert (CANARY in "".join(written.lines), line["request"]) == (False, answer.headers["X-Request-Id"])


def test_an_error_of_the_database_holds_values_which_is_why_its_words_are_left_out():
    Person.objects.create_user("ada")
    with pytest.raises(IntegrityError) as failed, transaction.atomic():
        Person.objects.create_user("ada")
    assert ("username" in str(failed.value), connection.vendor in {"sqlite", "postgresql"}) == (True, True)


def test_on_a_terminal_a_line_is_for_eyes_and_a_fault_has_its_places_under_it():
    plain = Lines().format(event("signed_in", person="7f", kind="a b"))
    assert plain.partition(" ")[2] == 'WARNING travaux.security signed_in person=7f kind="a b"'
    with pytest.raises(ValueError, match="invalid literal") as failed:
        int(CANARY)
    line = record("broken")
    line.exc_info = failed._excinfo  # noqa: SLF001 - as sys.exc_info() gives it
    head, place = Lines().format(line).split("\n    at ")
    assert (
        "message=broken fault=ValueError" in head,
        place.endswith("for_eyes_and_a_fault_has_its_places_under_it"),
    ) == (
        True,
        True,
    )
    assert CANARY not in head + place


@pytest.mark.parametrize(
    ("given", "level", "form"),
    [
        ({}, "WARNING", "json"),
        ({"TRAVAUX_LOG": "INFO", "TRAVAUX_LOG_FORMAT": "lines"}, "INFO", "lines"),
    ],
)
def test_the_operator_chooses_how_much_is_logged_and_in_which_form(tmp_path, given, level, form):
    ask = "from secretariat.settings import LOGGING as l; print(l['root']['level'], *l['handlers']['console'].values())"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}
    kept |= {"TRAVAUX_DATA": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **given}
    done = subprocess.run([sys.executable, "-c", ask], env=kept, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout.split() == [level, "logging.StreamHandler", form]


def test_refusals_and_sign_ins_are_logged_whatever_the_level_of_the_rest():
    assert settings.LOGGING["loggers"]["travaux.security"] == {"level": "INFO"}
