"""A further database beside the site's own, for as long as a command needs it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend


@contextmanager
def also(alias: str, database: Mapping[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Know `database` (as in the settings) under `alias`, in this thread and while the block runs."""
    settings = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: dict(database)})[alias]
    connections[alias] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias)
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
