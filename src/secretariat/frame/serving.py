"""Serving the site: the database brought up to date, then one process with threads that says where it listens."""

import socket
from collections.abc import Callable
from typing import Any

import click
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from travaux.refusal import Changed

THREADS = 8
# What works beside the pages, started in each process that serves them; each returns how it is stopped. Filled by the
# rooms above (`secretariat.commands`), which the frame does not know.
BESIDE: list[Callable[[], Callable[[], None]]] = []


class PortTaken(Changed):
    """Somebody else listens there."""

    asked = "You asked to serve on {host}, port {port}."
    because = "The system does not let us listen there: {why}."
    remedy = "Choose another port: --port {other}."


class Server(BaseApplication):
    """Gunicorn around the site, in this process's own settings."""

    def __init__(self, host: str, port: int) -> None:
        self.stops: list[Callable[[], None]] = []
        self.chosen = {
            "bind": f"{host}:{port}",
            "worker_class": "gthread",
            "threads": THREADS,
            "workers": 1 if connection.vendor == "sqlite" else 2,
            "when_ready": lambda _server: click.echo(f"Travaux is open at http://{host}:{port}/ (stop with Ctrl-C)"),
            "post_worker_init": lambda _worker: self.stops.extend(start() for start in BESIDE),
            "worker_exit": lambda _server, _worker: self.stop(),
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand our choices to gunicorn."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def stop(self) -> None:
        """Stop what works beside the pages, the last first; it finishes what it has in hand."""
        while self.stops:
            self.stops.pop()()

    def load(self) -> Any:
        """Return the site."""
        return get_wsgi_application()


def bring_up_to_date() -> None:
    """Make the tables, or bring them up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def make_tables() -> None:
    """Make the tables where there are none at all; an older database is brought up to date when the site is served."""
    if not connection.introspection.table_names():
        bring_up_to_date()


def serve(*, host: str, port: int) -> None:
    """Bring the database up to date and serve the site until stopped."""
    bring_up_to_date()
    listen(host, port)


def listen(host: str, port: int) -> None:
    """Serve until stopped; raises PortTaken before anything is started."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise PortTaken(host=host, port=port, why=reason.strerror, other=port + 1) from None
    connections.close_all()  # a worker that is forked must not inherit an open database
    Server(host, port).run()
