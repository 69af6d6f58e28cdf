"""Addresses: of who asks, of a PostgreSQL database, and whether others can listen on the way to a host."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

import dj_database_url
from django.conf import settings
from django.http import HttpRequest

PLANNED_ONCE: Mapping[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}


def of_client(request: HttpRequest) -> str:
    """Return the address of who asks: what our outermost proxy says, or, where none stands before us, the connection's.

    What stands further left in the header was said by somebody whom nobody knows.
    """
    said = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.PROXIES and len(said) >= settings.PROXIES and said[-settings.PROXIES].strip():
        return said[-settings.PROXIES].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def is_here(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def stays_here(host: str) -> bool:
    """Whether nobody can listen on the way to a database at `host`: a socket, or an address of this machine."""
    return not host or host.startswith(("/", "@")) or is_here(host)


def database_at(url: str, **more: Any) -> dict[str, Any]:
    """Return the settings of the database at `url`: to another machine encrypted, unless the address says otherwise.

    PostgreSQL plans a statement once for a connection, not each time: that is a fifth of what a deed costs.
    """
    database: dict[str, Any] = dict(dj_database_url.parse(url, **more))
    if str(database.get("ENGINE", "")).endswith("postgresql"):
        is_here = all(map(stays_here, str(database.get("HOST", "")).split(",")))
        encrypted = {} if is_here else {"sslmode": "require"}
        database["OPTIONS"] = {**encrypted, **PLANNED_ONCE, **database.get("OPTIONS", {})}
    return database
