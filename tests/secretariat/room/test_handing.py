"""A connection is handed over: by one side, by the other, and over the wire by a site that is served."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings

from benchmarks.text.room import below
from secretariat.room.services import handing
from secretariat.room.services.handing import SideApp, before, beside, live, received
from secretariat.room.services.tickets import Ticket, written


@pytest.fixture
def pair():
    """Both ends of a connection; the other of what a browser has, this of what a server has."""
    with ExitStack() as open_:
        yield tuple(open_.enter_context(each) for each in socket.socketpair())


class Waiting:
    """A side app that was started: the test holds the other end of its way."""

    def __init__(self):
        self.app = SideApp()
        self.app.way, self.its = socket.socketpair()
        self.app.way.settimeout(0)
        self.process = self.app.process = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
        )

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        self.app.stop()
        self.its.close()


@pytest.fixture
def waiting():
    made = Waiting()
    yield made
    made.end()


HEAD = {"method": "GET", "query": "ticket=x&after=3", "last": "5"}


def test_a_connection_arrives_with_its_request_and_leads_nowhere_where_it_was(waiting, pair):
    browser, server = pair
    assert waiting.app.take(server, HEAD) is True
    connection, head = received(waiting.its)
    with connection:
        connection.sendall(b"over there")
        server.close()  # as the pages' server does once it has answered
        assert browser.recv(99) == b"over there"
    assert head == (
        b"GET /live/?ticket=x&after=3 HTTP/1.1\r\nHost: side\r\nConnection: close\r\nLast-Event-ID: 5\r\n\r\n"
    )


def test_a_place_in_the_log_that_is_none_is_left_out(waiting, pair):
    waiting.app.take(pair[1], HEAD | {"last": "5\r\nX: y"})
    connection, head = received(waiting.its)
    connection.close()
    assert b"Last-Event-ID" not in head


def test_when_nobody_hands_over_any_more_there_is_nothing_to_take(waiting):
    waiting.app.way.close()
    assert received(waiting.its) is None


def test_where_many_wait_the_next_one_is_told_to_come_again(waiting, pair):
    browser, server = pair
    taken = []
    while len(taken) < 10_000 and (not taken or taken[-1]):
        one, other = socket.socketpair()
        with one, other:
            taken.append(waiting.app.take(one, HEAD))
    assert taken[-1] is False
    server.sendall(b"still here")  # what was not handed over is as it was
    assert browser.recv(99) == b"still here"
    assert waiting.app.process is not None


def test_in_the_place_of_a_side_app_that_has_ended_a_new_one_is_started(waiting, pair, monkeypatch):
    monkeypatch.setattr(handing, "PROGRAM", "import socket; socket.socket(fileno={}).recv(1)")
    before = waiting.app.process
    before.stdin.close()
    waiting.its.close()
    assert waiting.app.take(pair[1], HEAD) is True
    assert (waiting.app.process is before, before.returncode) == (False, 0)


def test_a_side_app_that_does_not_end_is_ended(waiting, monkeypatch):
    monkeypatch.setattr(handing, "GRACE", 0)
    waiting.app.stop()
    assert waiting.process.returncode == -signal.SIGKILL


@pytest.fixture
def answered():
    """What stands before a site, and what was answered."""
    said = []
    site = before(lambda environ, _start: [environ["PATH_INFO"].encode()])
    return lambda **environ: (site(environ, lambda status, _headers: said.append(status)), said)


def test_all_but_live_streams_go_through_to_the_site(answered):
    assert answered(PATH_INFO="/processes/") == ([b"/processes/"], [])


@pytest.mark.parametrize("connection", [None, "a word"])
def test_under_another_server_a_browser_is_told_to_ask_now_and_then(answered, connection):
    more = {"gunicorn.socket": connection} if connection else {}
    assert answered(PATH_INFO="/live/", REQUEST_METHOD="GET", **more) == ([], ["503 Service Unavailable"])


def test_what_is_asked_for_is_handed_over_without_what_could_end_its_line(answered, waiting, pair, monkeypatch):
    monkeypatch.setattr(handing, "SIDE", waiting.app)
    asked = {"PATH_INFO": "/live/", "REQUEST_METHOD": "GET", "gunicorn.socket": pair[1]}
    _, said = answered(**asked, QUERY_STRING="ticket=a b")
    connection, head = received(waiting.its)
    connection.close()
    assert (said, head.partition(b"\r\n")[0]) == (["200 OK"], b"GET /live/? HTTP/1.1")


def exchange(connection, timeout=20):
    """Return all that comes over a connection until it ends."""
    connection.settimeout(timeout)
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts).decode()


def test_the_side_app_answers_what_it_is_handed_until_nobody_hands_any_over(pair):
    way, its = socket.socketpair()
    browser, server = pair
    served = Thread(target=live, args=(its.detach(),))
    served.start()
    head = json.dumps(HEAD).encode()
    socket.send_fds(way, [len(head).to_bytes(4, "big") + head], [server.fileno()])
    server.close()
    assert exchange(browser).startswith("HTTP/1.1 403 ")
    way.close()
    served.join(20)
    assert not served.is_alive()


@pytest.mark.django_db
def test_a_site_on_which_no_screen_was_used_starts_nothing(monkeypatch):
    app = SideApp()
    monkeypatch.setattr(handing, "SIDE", app)
    beside()()
    assert app.process is None


def test_where_screens_were_used_the_side_app_is_started_with_the_pages(monkeypatch, table, chair):
    chair.show(table.action)
    app = SideApp()
    monkeypatch.setattr(handing, "SIDE", app)
    monkeypatch.setattr(handing, "PROGRAM", "import socket; socket.socket(fileno={}).recv(1)")
    stop = beside()
    process = app.process
    stop()
    assert process.returncode == 0


@pytest.fixture
def served(tmp_path):
    """A site that is served: its port, and the process that is asked to end it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = f"from secretariat.commands import serve; serve(host='127.0.0.1', port={port})"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}
    kept |= {"TRAVAUX_DATA": str(tmp_path / "data"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    kept |= {"TRAVAUX_SECRET_KEY": settings.SECRET_KEY, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-c", code], env=kept, stdout=subprocess.PIPE) as site:  # noqa: S603 - ours
        assert b"is open at" in site.stdout.readline()
        yield port, site.pid
        site.terminate()


def asked(port, query, method="GET"):
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(f"{method} /live/?{query} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        return exchange(wire)


def test_over_the_wire_one_address_serves_pages_and_streams_with_and_without_a_side_app(served):
    port, pid = served
    ticket = written(Ticket("sample", "none", "en"))
    answers = [asked(port, "ticket=forged"), asked(port, f"ticket={ticket}", "POST"), asked(port, f"ticket={ticket}")]
    assert [answer.partition("\r\n")[0] for answer in answers] == [
        "HTTP/1.1 403 Forbidden",
        "HTTP/1.1 405 Method Not Allowed",
        "HTTP/1.1 200 OK",
    ]
    assert "text/event-stream" in answers[2]
    assert "event: over" in answers[2]
    (side,) = (each for each in below(pid) if "import live" in Path(f"/proc/{each}/cmdline").read_text())
    os.kill(side, signal.SIGKILL)
    while not (answer := asked(port, "ticket=forged")):  # handed to the one that was just ending; a browser comes again
        pass
    assert answer.startswith("HTTP/1.1 403 ")
