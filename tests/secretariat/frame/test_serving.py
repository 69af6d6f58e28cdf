import gc
import http.client
import json
import os
import socket
import subprocess
import sys

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from secretariat.frame import serving
from secretariat.frame.addresses import is_here
from secretariat.frame.serving import (
    DebuggingForAll,
    PortTaken,
    SampleInEarnest,
    Server,
    listen,
    make_at_once,
    make_tables,
)
from secretariat.people.models import Person


def test_a_port_that_somebody_else_listens_on_is_refused_before_anything_is_started():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            listen("127.0.0.1", port)
    assert (refused.value.facts["port"], refused.value.facts["other"]) == (port, port + 1)


def test_the_server_listens_where_it_is_told_and_serves_the_site(monkeypatch):
    monkeypatch.setattr(serving, "BEFORE", [])
    server = Server("127.0.0.1", 8123)
    assert server.cfg.bind == ["127.0.0.1:8123"]
    assert isinstance(server.load(), WSGIHandler)


def test_what_stands_before_the_pages_is_given_the_site_and_served_in_its_place(monkeypatch):
    monkeypatch.setattr(serving, "BEFORE", [lambda site: ("first", site), lambda site: ("second", site)])
    second, (first, site) = Server("127.0.0.1", 8123).load()
    assert (second, first, type(site)) == ("second", "first", WSGIHandler)


def test_the_server_says_where_it_is_open(capsys):
    Server("127.0.0.1", 8123).cfg.when_ready(None)
    assert capsys.readouterr().out == "Travaux is open at http://127.0.0.1:8123/ (stop with Ctrl-C)\n"


@pytest.mark.django_db
def test_tables_that_are_there_are_left_alone():
    Person.objects.create_user("ada")
    make_tables()
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_serving_brings_the_database_up_to_date_first(monkeypatch):
    served = []
    monkeypatch.setattr(serving, "listen", lambda host, port: served.append((host, port)))
    serving.serve(host="127.0.0.1", port=8123)
    assert served == [("127.0.0.1", 8123)]


@pytest.mark.django_db
def test_a_database_in_which_every_step_was_taken_is_not_migrated_and_one_step_behind_it_is(monkeypatch):
    called = []
    monkeypatch.setattr(serving, "call_command", lambda name, **_more: called.append(name))
    serving.bring_up_to_date()
    assert called == []
    MigrationRecorder(connection).record_unapplied("jobs", "0002_asked_for")
    serving.bring_up_to_date()
    assert called == ["migrate"]


def test_what_is_loaded_is_left_alone_by_the_collector_of_garbage_which_goes_on_for_the_rest():
    before = gc.get_threshold()
    gc.disable()
    try:
        serving.settle()
        assert (gc.isenabled(), gc.get_freeze_count() > 0, gc.get_threshold()[0]) == (True, True, 50_000)
    finally:
        gc.enable()
        gc.unfreeze()
        gc.set_threshold(*before)


def test_the_server_reads_little_before_the_site_sees_any_of_it():
    chosen = Server("127.0.0.1", 8123).cfg
    assert (chosen.limit_request_line, chosen.limit_request_fields, chosen.limit_request_field_size) == (4094, 64, 8190)


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("site", False)],  # noqa: S104 - nobody listens
)
def test_an_address_is_the_machines_own_or_others_reach_it(host, own):
    assert is_here(host) is own


@pytest.mark.parametrize(("host", "tls"), [("192.0.2.1", False), ("127.0.0.1", True)])
def test_debugging_where_others_look_on_is_refused(settings, host, tls):
    settings.DEBUG, settings.SESSION_COOKIE_SECURE = True, tls
    with pytest.raises(DebuggingForAll):
        listen(host, 0)


@pytest.mark.parametrize(("host", "demo"), [("127.0.0.1", False), ("192.0.2.1", True)])
def test_debugging_alone_or_in_the_sample_is_not(settings, host, demo):
    settings.DEBUG, settings.TRAVAUX_DEMO = True, demo
    serving._look_around(host)  # noqa: SLF001 - listening would not end
    assert settings.DEBUG


@pytest.mark.parametrize(("host", "tls", "loud"), [("192.0.2.1", False, 1), ("192.0.2.1", True, 0), ("::1", False, 0)])
def test_that_others_can_listen_is_said_loudly(settings, capsys, host, tls, loud):
    settings.SESSION_COOKIE_SECURE = tls
    serving._look_around(host)  # noqa: SLF001 - listening would not end
    assert capsys.readouterr().err.count("WARNING: others can reach 192.0.2.1") == loud


@pytest.mark.django_db
@pytest.mark.parametrize("begun", [True, False])
def test_what_is_no_sample_is_not_served_with_the_doors_of_one(monkeypatch, settings, tmp_path, begun):
    settings.TRAVAUX_DEMO, settings.TRAVAUX_DATA = True, tmp_path
    served = []
    monkeypatch.setattr(serving, "listen", lambda host, port: served.append((host, port)))
    if begun:
        (tmp_path / "sample-begun").touch()
        serving.serve(host="127.0.0.1", port=8123)
    else:
        with pytest.raises(SampleInEarnest):
            serving.serve(host="127.0.0.1", port=8123)
    assert len(served) is int(begun)


@pytest.fixture
def over_the_wire(tmp_path):
    """The site as it is served in earnest: its port, and what it wrote to the log once it is stopped."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from secretariat.commands import serve; serve(host='127.0.0.1', port={port})"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}
    kept |= {"TRAVAUX_DATA": str(tmp_path / "data"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    kept |= {"TRAVAUX_LOG": "INFO", "TRAVAUX_LOG_FORMAT": "json", "PYTHONUNBUFFERED": "1"}
    with (tmp_path / "log").open("w") as log:
        site = subprocess.Popen([sys.executable, "-c", code], env=kept, stdout=subprocess.PIPE, stderr=log)  # noqa: S603 - our own program
        assert b"is open at" in site.stdout.readline()

        def stopped():
            site.terminate()
            site.wait()
            return [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]

        yield port, stopped
        stopped()
        site.stdout.close()


def exchange(port, *lines, body=b""):
    """Send lines as they are, then a body, and return the status of what comes back."""
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall("\r\n".join((*lines, "", "")).encode() + body)
        answer = http.client.HTTPResponse(wire)
        answer.begin()
        return answer.status


def test_over_the_wire_what_is_too_much_is_refused_before_it_is_sent_and_each_line_of_the_log_is_an_object(
    over_the_wire,
):
    port, stopped = over_the_wire
    host = f"Host: localhost:{port}"
    post = ("POST /sign-in/ HTTP/1.1", host, "Content-Type: application/x-www-form-urlencoded")
    found = [
        exchange(port, "GET / HTTP/1.1", host),
        exchange(port, *post, "Content-Length: 9000000000"),
        exchange(port, *post, "Transfer-Encoding: chunked", body=b"3\r\na=b\r\n0\r\n\r\n"),
        exchange(port, "TRACE / HTTP/1.1", host),
        exchange(port, f"GET /{'x' * 5000} HTTP/1.1", host),
        exchange(port, "GET / HTTP/1.1", host, *[f"X-{number}: x" for number in range(80)]),
        exchange(port, "GET / HTTP/1.1", "Host: elsewhere.example"),
    ]
    assert found == [200, 413, 411, 405, 414, 431, 400]
    told = stopped()
    assert [line["status"] for line in told if line["event"] == "answered"] == [200, 413, 411, 405, 400]
    assert {line["event"] for line in told} >= {"refused", "turned_away", "host_not_ours"}
    assert [line["code"] for line in told if line["event"] == "refused"] == ["TooLarge", "NoLength"]


def test_what_works_beside_the_pages_is_started_with_them_and_stopped_the_last_first(monkeypatch):
    done = []

    def beside(name):
        def start():
            done.append(f"{name} started")
            return lambda: done.append(f"{name} stopped")

        return start

    monkeypatch.setattr(serving, "BESIDE", [beside("one"), beside("other")])
    server = Server("127.0.0.1", 8123)
    server.cfg.post_worker_init(None)
    server.cfg.worker_exit(server, None)
    server.cfg.worker_exit(server, None)
    assert done == ["one started", "other started", "other stopped", "one stopped"]


@pytest.mark.django_db
def test_a_database_that_has_tables_is_left_as_it_is():
    before = connection.introspection.table_names()
    assert not make_at_once()
    assert connection.introspection.table_names() == before
