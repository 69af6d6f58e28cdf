"""Pages that visitors read, answered from memory for as long as nothing is done and no day or phase ends."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from secretariat.frame import clock as clocks
from secretariat.frame.kept import MIB, Kept
from secretariat.processes.access import Request
from secretariat.record.queries import state

Handler = Callable[[Request], HttpResponse]
ROOM = 32 * MIB
# Whoever brings another cookie may be somebody, or have been told something, whom the page was not made for.
HARMLESS = frozenset({settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME})
OWN = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"')
NOT_KEPT = frozenset({"set-cookie", "etag", "content-length"})
LONGEST = 500


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page from `since` to `until`, cut where each visitor has values of their own: parts, names, parts."""

    since: datetime
    until: datetime
    parts: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...]

    def holds(self, at: datetime) -> bool:
        """Whether the page is right at that time."""
        return self.since <= at < self.until


pages: Kept[KeptPage] = Kept(ROOM, lambda page: sum(map(len, page.parts)))


class KeptPages:
    """Answer a visitor's GET with the page as it was made for another, with this one's own token in its forms.

    A page is kept if its view said until when (`keep_until`); its key is the state of the record, the language and
    the address. Whoever is signed in, or brings any cookie but those of the forms and the language, is let through.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer from memory, or pass the request on and keep what comes back."""
        if request.method != "GET" or not request.COOKIES.keys() <= HARMLESS or _is_long(request):
            return self.get_response(request)
        now = state()
        if now is None:
            return self.get_response(request)
        at = getattr(request, "at", None) or clocks.now()
        key = (*now, get_language(), request.scheme, request.get_host(), request.get_full_path())
        page = pages.found(key)
        return _answer(request, page, key) if page and page.holds(at) else self._made(request, key, at)

    def _made(self, request: Request, key: tuple[Any, ...], at: datetime) -> HttpResponse:
        """Let one visitor at a time have the page made; it is kept if its view says so and it is a page at all."""
        with pages.turn(key):
            page = pages.found(key)
            if page and page.holds(at):
                return _answer(request, page, key)
            response = self.get_response(request)
            until = getattr(response, "keep_until", None)
            if response.status_code != HTTPStatus.OK or until is None:
                return response
            headers = ((name, value) for name, value in response.items() if name.lower() not in NOT_KEPT)
            page = KeptPage(at, at + until, tuple(OWN.split(response.content)), tuple(headers))
            pages.keep(key, page)
        return _answer(request, page, key)


def _is_long(request: Request) -> bool:
    return len(request.META.get("QUERY_STRING", "")) > LONGEST


def _answer(request: Request, page: KeptPage, key: tuple[Any, ...]) -> HttpResponse:
    given = request.headers.get("If-None-Match", "")
    if given and _etag(request, page, key) in (each.strip() for each in given.split(",")):
        return _headed(HttpResponseNotModified(), _of_no_page(page), _etag(request, page, key))
    token = get_token(request)
    response = _headed(HttpResponse(), page.headers, _etag(request, page, key))
    _write(response, page.parts, token)
    return response


def _of_no_page(page: KeptPage) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in page.headers if not name.lower().startswith("content-"))


def _headed(response: HttpResponse, headers: tuple[tuple[str, str], ...], etag: str) -> HttpResponse:
    for name, value in (*headers, ("ETag", etag), ("Cache-Control", "private, no-cache")):
        response.headers[name] = value
    return response


def _etag(request: Request, page: KeptPage, key: tuple[Any, ...]) -> str:
    """Return the mark of a page with this visitor's forms: another token needs another page."""
    known = repr((key, page.since, request.META.get("CSRF_COOKIE")))
    return f'W/"{sha256(known.encode()).hexdigest()[:32]}"'


def _write(response: HttpResponse, parts: tuple[bytes, ...], token: str) -> None:
    """Write the parts one by one: to join the megabytes of a long text would cost more than all the rest."""
    length = 0
    for place, part in enumerate(parts):
        chunk = _own(part, token) if place % 2 else part
        response.write(chunk)
        length += len(chunk)
    response.headers["Content-Length"] = str(length)


def _own(name: bytes, token: str) -> bytes:
    value = token if name == b"csrfmiddlewaretoken" else token_urlsafe(16)
    return b'name="%s" value="%s"' % (name, value.encode())
