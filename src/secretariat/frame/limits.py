"""What a request may be before anything of it is read: its method, its size, how often what is costly."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat

from secretariat.frame import logs
from secretariat.frame.addresses import of_client
from secretariat.frame.doors import METHODS
from secretariat.frame.refusals import refused_page, told
from travaux.refusal import Changed, Invalid, Refusal

Handler = Callable[[HttpRequest], HttpResponse]

MIB = 1024 * 1024
# What comes around a file in a form: the other fields, the borders between them.
AROUND = MIB
VISITORS = MIB
MULTIPART = "multipart/form-data"
LENGTH_REQUIRED, TOO_LARGE, TOO_OFTEN = 411, 413, 429

# Pages that cost more than others: they compare, walk the whole record, or open a paper. Data, since the frame knows
# none of the rooms above it; a test holds each name against the addresses of the site.
COSTLY = frozenset(
    {
        "exchange:documents",
        "exchange:file",
        "exchange:make",
        "exchange:table",
        "inputs:add_version",
        "inputs:file",
        "inputs:suggest",
        "negotiation:collisions",
        "negotiation:compare",
        "negotiation:concordance",
        "negotiation:concordance_csv",
        "negotiation:concordance_json",
        "negotiation:of",
        "negotiation:table_of",
        "processes:from_resolution",
        "processes:workplan",
        "public:became",
        "public:figures",
        "public:letter",
        "public:search",
        "public:trace",
        "public:trace_passage",
        "public:trace_provision",
        "public:trace_sentence",
        "public:trace_submission",
        "public:unanswered",
        "registration:roll",
        "stocktaking:convergence",
    }
)
# Pages that are costly only where they ask for the past of a text.
COSTLY_IN_THE_PAST = frozenset({"negotiation:form", "negotiation:rolling", "negotiation:rolling_of"})
PAST = "on"
MINUTE = 60
# Behind one address there may be a whole mission, or a conference building.
VISITORS_OF_ONE_ADDRESS = 4
REMEMBERED = 10_000


class TooLarge(Invalid):
    """More was sent than is taken in."""

    asked = "You sent {sent}."
    because = "This address takes {limit} at most."
    rule = "What is larger is not read: neither from you nor from anybody else."
    remedy = "Go back with the button of the browser; what you typed is still there. Hand in a smaller file, or parts."


class NoLength(Invalid):
    """What was sent does not say where it ends."""

    asked = "You sent something without its length."
    because = "Nobody can know beforehand whether it is too large."
    rule = "What is sent says its length (Content-Length)."
    remedy = "Send it with a browser, or with a program that says the length."


class TooOften(Changed):
    """The same costly thing was asked for many times in a minute."""

    asked = "You asked for a page that takes some work to make."
    because = "You have asked for such pages {limit} times within a minute."
    rule = "Nobody may keep the site so busy that others wait."
    remedy = "Wait a minute and ask again."


def methods(get_response: Handler) -> Handler:
    """Let reading and sending in; say which methods those are if asked for, and refuse every other at every address.

    Raises SuspiciousOperation for an address with a NUL in it: nobody types one, and PostgreSQL cannot look for it.
    """

    def checked(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation
        if request.method in METHODS and request.method != "OPTIONS":
            return get_response(request)
        status = 204 if request.method == "OPTIONS" else 405
        return HttpResponse(status=status, headers={"Allow": ", ".join(sorted(METHODS))})

    return checked


def bodies(get_response: Handler) -> Handler:
    """Refuse what is too large by the length that it says, before a byte of it is read."""

    def weighed(request: HttpRequest) -> HttpResponse:
        said, limit = request.META.get("CONTENT_LENGTH") or "0", VISITORS
        if "HTTP_TRANSFER_ENCODING" in request.META or not (said.isascii() and said.isdigit()):
            return _unread(request, NoLength(), LENGTH_REQUIRED)
        length = int(said)
        if length > limit:
            limit = _limit(request)
        if length > limit:
            return _unread(request, TooLarge(sent=filesizeformat(length), limit=filesizeformat(limit)), TOO_LARGE)
        return get_response(request)

    return weighed


def _limit(request: HttpRequest) -> int:
    """Return what this one may send: no address takes papers from visitors."""
    if not request.user.is_authenticated:
        return VISITORS
    if request.content_type != MULTIPART:
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return int(settings.TRAVAUX_MAX_UPLOAD) + AROUND


def _unread(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    """Tell a refusal on a page that shows nothing of what was sent, for that is not read."""
    logs.refused(refusal)
    return render(request, "frame/refusal.html", {"refusal": refusal, "told": told(refusal)}, status=status)


class Counts:
    """How often each did something within the minute that began with the first time."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, int]] = {}
        self._alone = threading.Lock()

    def once_more(self, who: str, *, now: float) -> int:
        """Count one more and return how many it are; `now` in seconds of any clock that goes on."""
        with self._alone:
            if len(self._seen) >= REMEMBERED:
                self._seen = {one: seen for one, seen in self._seen.items() if now - seen[0] < MINUTE}
            begun, count = self._seen.get(who, (now, 0))
            begun, count = (begun, count + 1) if now - begun < MINUTE else (now, 1)
            self._seen[who] = begun, count
            return count


def _is_costly(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in COSTLY or (name in COSTLY_IN_THE_PAST and PAST in request.GET)


class Costly:
    """Let each account, and the visitors of each address, ask for what is costly so often in a minute.

    Counted in each process of the site by itself: what is guarded is its processor, and reading never writes.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.counts = Counts()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; it is counted once the address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Count what is costly, and answer where it is too often."""
        limit = settings.TRAVAUX_COSTLY
        if not limit or not _is_costly(request):
            return None
        if request.user.is_authenticated:
            who = f"account {request.user.pk}"
        else:
            who, limit = f"address {of_client(request)}", VISITORS_OF_ONE_ADDRESS * limit
        if self.counts.once_more(who, now=time.monotonic()) <= limit:
            return None
        answer = refused_page(request, TooOften(limit=limit))
        answer.status_code, answer.headers["Retry-After"] = TOO_OFTEN, str(MINUTE)
        return answer
