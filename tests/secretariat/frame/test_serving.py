import socket

import pytest
from django.core.handlers.wsgi import WSGIHandler

from secretariat.frame import serving
from secretariat.frame.serving import PortTaken, Server, listen, make_tables
from secretariat.people.models import Person


def test_a_port_that_somebody_else_listens_on_is_refused_before_anything_is_started():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            listen("127.0.0.1", port)
    assert (refused.value.facts["port"], refused.value.facts["other"]) == (port, port + 1)


def test_the_server_listens_where_it_is_told_and_serves_the_site():
    server = Server("127.0.0.1", 8123)
    assert server.cfg.bind == ["127.0.0.1:8123"]
    assert isinstance(server.load(), WSGIHandler)


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
