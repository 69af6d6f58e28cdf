"""The address of a PostgreSQL database, and whether others can listen on the way to it."""

from ipaddress import ip_address
from typing import Any

import dj_database_url


def is_here(host: str) -> bool:
    """Whether what is said to `host` stays on this machine: a socket, or an address of its own."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def database_at(url: str, **more: Any) -> dict[str, Any]:
    """Return the settings of the database at `url`: to another machine encrypted, unless the address says otherwise."""
    database: dict[str, Any] = dict(dj_database_url.parse(url, **more))
    is_postgresql = str(database.get("ENGINE", "")).endswith("postgresql")
    if is_postgresql and not all(map(is_here, str(database.get("HOST", "")).split(","))):
        database["OPTIONS"] = {"sslmode": "require", **database.get("OPTIONS", {})}
    return database
