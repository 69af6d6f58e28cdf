"""Serving the site: the database brought up to date, then one process with threads that says where it listens."""

import atexit
import gc
import socket
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import click
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from gunicorn import glogging
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config

from secretariat.frame.addresses import is_here
from travaux.refusal import Changed

THREADS = 8
# How much of a request is read before the site sees any of it, and how long the server waits.
LIMITS = {
    "limit_request_line": 4094,
    "limit_request_fields": 64,
    "limit_request_field_size": 8190,
    "worker_connections": 500,
    "keepalive": 5,
    "timeout": 60,
    "graceful_timeout": 30,
}


UNGUARDED = (
    "WARNING: others can reach {host}, and without TLS everybody on the way reads passwords and drafts.\n"
    "Put a proxy with TLS before the site and set TRAVAUX_HTTPS=1 (docs/guides/deploying.md)."
)
# What works beside the pages, started in each process that serves them; each returns how it is stopped. Filled by the
# rooms above (`secretariat.commands`), which the frame does not know.
BESIDE: list[Callable[[], Callable[[], None]]] = []
# What stands before the pages: each is given the site, and returns what is served instead. Filled as above.
BEFORE: list[Callable[[Any], Any]] = []


class PortTaken(Changed):
    """Somebody else listens there."""

    asked = "You asked to serve on {host}, port {port}."
    because = "The system does not let us listen there: {why}."
    remedy = "Choose another port: --port {other}."


class SampleInEarnest(Changed):
    """TRAVAUX_DEMO=1 where no sample is."""

    asked = "You asked to serve {folder} with TRAVAUX_DEMO=1."
    because = "No sample lies there, and the sample's sign-in lets anyone in as anyone."
    rule = "The sample's doors are opened on a sample only."
    remedy = "Leave TRAVAUX_DEMO out; or open the sample: travaux demo."


class DebuggingForAll(Changed):
    """TRAVAUX_DEBUG=1 where others can reach the site."""

    asked = "You asked to serve with TRAVAUX_DEBUG=1 where others can reach the site."
    because = "The pages of an error would show them settings, code and what others have sent."
    rule = "Debugging is for the machine on which one sits: an address of its own (127.0.0.1), and no TRAVAUX_HTTPS."
    remedy = "Leave TRAVAUX_DEBUG out; the log tells the places of an error in the code."


class Words(glogging.Logger):
    """Gunicorn's words, written as all lines of the log are."""

    def setup(self, cfg: Config) -> None:
        """Leave writing to the log of the site."""
        self.cfg = cfg
        self.error_log.setLevel(cfg.loglevel.upper())
        self.error_log.propagate = True


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
            **LIMITS,
            "post_worker_init": lambda _worker: self.stops.extend(start() for start in BESIDE),
            "worker_exit": lambda _server, _worker: self.stop(),
            "loglevel": "warning",
            "logger_class": Words,
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
        """Return the site, with what stands before it."""
        site = reduce(lambda site, before: before(site), BEFORE, get_wsgi_application())
        settle()
        return site


def settle() -> None:
    """Tell the collector of garbage that what is loaded stays, and to look around less often than a page is made.

    A long text is hundreds of thousands of small things; looked over again and again, with all code of the site, they
    take half as long again.
    """
    if gc.isenabled():
        gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is never let go is told as leaked by some libraries when the program ends
    gc.enable()
    gc.set_threshold(50_000, 20, 20)


def bring_up_to_date() -> None:
    """Make the tables, or bring them up to date."""
    make_at_once()
    if not _is_up_to_date():
        call_command("migrate", interactive=False, verbosity=0)


def _is_up_to_date() -> bool:
    return steps() <= MigrationRecorder(connection).applied_migrations().keys()


def steps() -> set[tuple[str, str]]:
    """Return each step that the apps have, by their names: to load them all is a fifth of a start."""
    places = {app.label: [str(Path(app.path) / "migrations")] for app in apps.get_app_configs()}
    return {(label, step.name) for label, place in places.items() for step in iter_modules(place)}


def make_at_once(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Make the tables of a database that has none as the last migration leaves them, and note every migration as done.

    Returns whether they were made: all of them or nothing. Step by step the same takes ten seconds; a test holds the
    two ways against each other.
    """
    empty = connections[using]
    if empty.introspection.table_names():
        return False
    migrations = MigrationExecutor(empty)
    with empty.schema_editor() as editor:
        for model in migrations.loader.project_state().apps.get_models():
            editor.create_model(model)
        call_command("createcachetable", database=using, verbosity=0)
        migrations.recorder.ensure_schema()
        for name in migrations.loader.graph.nodes:
            migrations.recorder.record_applied(*name)
    return True


def make_tables() -> None:
    """Make the tables where there are none at all; an older database is brought up to date when the site is served."""
    if not connection.introspection.table_names():
        bring_up_to_date()


def serve(*, host: str, port: int) -> None:
    """Bring the database up to date and serve the site until stopped; raises SampleInEarnest."""
    if settings.TRAVAUX_DEMO and not (settings.TRAVAUX_DATA / "sample-begun").exists():
        raise SampleInEarnest(folder=settings.TRAVAUX_DATA)
    settle()  # what is loaded from here on in each process is little
    bring_up_to_date()
    listen(host, port)


def _look_around(host: str) -> None:
    """Refuse to debug where others look on; say loudly that what is said without TLS can be heard."""
    if settings.DEBUG and not settings.TRAVAUX_DEMO and (settings.SESSION_COOKIE_SECURE or not is_here(host)):
        raise DebuggingForAll
    if not (is_here(host) or settings.SESSION_COOKIE_SECURE):
        click.secho(UNGUARDED.format(host=host), fg="red", bold=True, err=True)


def listen(host: str, port: int) -> None:
    """Serve until stopped; raises PortTaken and DebuggingForAll before anything is started."""
    _look_around(host)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise PortTaken(host=host, port=port, why=reason.strerror, other=port + 1) from None
    connections.close_all()  # a worker that is forked must not inherit an open database
    Server(host, port).run()
