from datetime import UTC, datetime

import pytest

from secretariat.frame.addresses import database_at, stays_here
from secretariat.jobs.models import Job
from secretariat.keeping.queries import place
from secretariat.keeping.queries.soundness import findings


def states(found):
    return {one.what: one.state.value for one in found}


@pytest.fixture
def data(settings, tmp_path):
    settings.TRAVAUX_DATA = tmp_path / "data"
    settings.TRAVAUX_DATA.mkdir(mode=0o700)
    return settings.TRAVAUX_DATA


@pytest.mark.parametrize("name", ["secret-key", "travaux.sqlite3", "mail/one.eml", "log/key"])
def test_every_file_of_the_data_is_its_owners(data, name):
    file = data / name
    file.parent.mkdir(exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    assert states(place.folder("default"))["permissions"] == "ok"
    file.chmod(0o640)
    (told, _disk) = place.folder("default")
    assert (told.state.value, f"first {file} (640)" in told.told) == ("warning", True)


def test_a_folder_that_others_may_read_is_a_warning(data, monkeypatch):
    data.chmod(0o755)
    monkeypatch.setattr(place, "ENOUGH", 1 << 80)
    assert states(place.folder("default")) == {"permissions": "warning", "disk": "warning"}


def test_what_belongs_to_another_user_is_a_warning(data, monkeypatch):
    monkeypatch.setattr(place.os, "geteuid", lambda: data.stat().st_uid + 1)
    (told, _disk) = place.folder("default")
    assert (told.state.value, "belong to another user" in told.told) == ("warning", True)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("", True),
        ("/var/run/postgresql", True),
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("10.0.0.7", False),
        ("db.example", False),
    ],
)
def test_a_socket_and_a_loopback_address_stay_on_the_machine(host, here):
    assert stays_here(host) is here


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://u@db.example/t", "require"),
        ("postgresql://u@db.example/t?sslmode=verify-full", "verify-full"),
        ("postgresql://u@db.example/t?sslmode=disable", "disable"),
        ("postgresql://u@127.0.0.1/t", None),
        ("postgresql://u@%2Frun%2Fpg/t", None),
        ("sqlite:////t", None),
    ],
)
def test_to_another_machine_the_database_is_spoken_with_encrypted(url, mode):
    assert database_at(url).get("OPTIONS", {}).get("sslmode") == mode


@pytest.mark.parametrize(
    ("host", "encrypted", "mode", "state"),
    [
        ("/run/pg", False, "", "ok"),
        ("db.example", True, "verify-full", "ok"),
        ("db.example", True, "require", "warning"),
        ("db.example", False, "disable", "warning"),
    ],
)
def test_who_could_listen_on_the_way_or_stand_in_the_databases_place_is_told(host, encrypted, mode, state):
    assert place.way(host, encrypted=encrypted, mode=mode).state.value == state


@pytest.mark.parametrize(
    ("setting", "value", "ill"),
    [
        ("DEBUG", True, {"debugging": "broken"}),
        ("ALLOWED_HOSTS", ["site.example"], {"https": "warning"}),
        ("ALLOWED_HOSTS", ["*"], {"hosts": "warning", "https": "warning"}),
        ("TRAVAUX_SECOND_FACTOR", frozenset(), {"second factor": "warning"}),
        ("HTTPS", True, {}),
    ],
)
def test_what_is_set_carelessly_is_told(settings, setting, value, ill):
    settings.DEBUG, settings.HTTPS, settings.ALLOWED_HOSTS = False, False, ["localhost", "[::1]"]
    settings.TRAVAUX_SECOND_FACTOR = frozenset({"staff"})
    setattr(settings, setting, value)
    assert {what: state for what, state in states(place.door("default")).items() if state != "ok"} == ill


@pytest.mark.django_db
def test_jobs_mail_and_clock_are_told_by_the_doctor(settings):
    settings.TRAVAUX_MAIL, settings.TRAVAUX_ADDRESS = "smtp://mail.example", "https://site.example"
    asked = {"jobs", "mail", "clock"}
    assert {what: state for what, state in states(findings()).items() if what in asked} == dict.fromkeys(asked, "ok")
    now = datetime.now(UTC)
    Job.objects.create(kind="mail", key="k", state="doubt", enqueued_at=now, run_after=now, handed_at=now)
    settings.TRAVAUX_MAIL = ""
    assert {what for what, state in states(findings()).items() if what in asked and state == "warning"} == {
        "jobs",
        "mail",
    }


def test_the_walls_around_those_that_are_opened_are_told_and_a_missing_one_is_a_warning(monkeypatch):
    monkeypatch.setattr(place, "walls", lambda: {"limits": True, "seccomp": False})
    (told,) = place.cell("default")
    assert (told.state.value, told.told) == ("warning", "walls around those that are opened: limits")
    assert told.remedy.startswith("Missing: seccomp.")
    monkeypatch.setattr(place, "walls", lambda: {"limits": True, "seccomp": True})
    (told,) = place.cell("default")
    assert (told.state.value, told.told) == ("ok", "walls around those that are opened: limits, seccomp")
