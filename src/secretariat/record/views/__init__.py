"""The pages of the record."""

from base64 import b64encode
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from secretariat.record import queries


def head(_request: HttpRequest) -> dict[str, Any]:
    """Give every page the head of the log, asked for only where it is shown."""
    return {"checkpoint": SimpleLazyObject(_head)}


def _head() -> dict[str, Any]:
    head = queries.checkpoint()
    return {"origin": head.origin, "size": head.size, "root": b64encode(head.root).decode()}
