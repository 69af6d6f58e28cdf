"""What the operator is told: one line for each event, by which nobody learns a name, a secret or a word of a paper.

A line says when, how grave, who tells it, what happened, in which request, by which account in which capacity. It never
holds the address that was typed (it may hold a key), what stood in a form, or what an error says of values: of an
error its kind and the places in the code are enough to mend it. docs/assurance/practice.md lists the events.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_hex
from traceback import walk_tb
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from secretariat.frame.doors import METHODS
from travaux.refusal import NotEntitled, Refusal, Unknown

security = logging.getLogger("travaux.security")
traffic = logging.getLogger("travaux.request")

SAFE = re.compile(r"[\w.:/@+-]+", re.ASCII)
NAME = re.compile(r"[a-z_.]{1,40}|[A-Z]\w{1,60} at \w+\.py:\d+")  # a kind of thing; a kind of error and its place
PLACE = re.compile(r"%[-+ #0]*[\d.]*[a-zA-Z]")
UP_TO_VALUE = re.compile(r"[^\"'`:=<{\[]*")
SUSPECT = {"DisallowedHost": "host_not_ours", "csrf": "form_without_token"}
TURNED_AWAY = frozenset({403, 404, 405, 413})  # of 429 there is a line already, with the reason
FAULTY = 500
FRAMES = 60


@dataclass(slots=True)
class Watched:
    """The request that is being answered, its number, and whether its refusal was told already."""

    request: HttpRequest
    number: str = field(default_factory=lambda: token_hex(8))
    refused: bool = False


_now: ContextVar[Watched | None] = ContextVar("watched", default=None)


def tell(event: str, *, to: logging.Logger = security, level: int = logging.WARNING, **fields: object) -> None:
    """Tell an event of the list; `fields` are numbers, codes and identifiers, never words that somebody wrote.

    What is empty is left out.
    """
    known = {name: value for name, value in fields.items() if value != ""}
    to.log(level, event, extra={"event": event, "fields": known})


def refused(refusal: Refusal) -> None:
    """Tell that a refusal was given, by its name alone: its sentences hold what was asked for."""
    if watched := _now.get():
        watched.refused = True
    level = logging.WARNING if isinstance(refusal, NotEntitled | Unknown) else logging.INFO
    tell("refused", level=level, code=refusal.code)


def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request a number, which its answer bears and its lines hold, and tell how it was answered."""

    def numbered(request: HttpRequest) -> HttpResponse:
        watched, begun = Watched(request), time.monotonic()
        token = _now.set(watched)
        try:
            response = get_response(request)
            response.headers["X-Request-Id"] = watched.number
            _answered(watched, response.status_code, round(1000 * (time.monotonic() - begun)))
        finally:
            _now.reset(token)
        return response

    return numbered


def _answered(watched: Watched, status: int, milliseconds: int) -> None:
    if status in TURNED_AWAY and not watched.refused:
        tell("turned_away", status=status)
    level = logging.WARNING if status >= FAULTY else logging.INFO
    tell("answered", to=traffic, level=level, status=status, ms=milliseconds)


def facts(record: logging.LogRecord) -> dict[str, object]:
    """Return what a line tells, in its order."""
    event, fields = _event(record)
    when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told = {"time": when, "level": record.levelname, "logger": record.name, "event": event, **_of_request()}
    told |= {name: value for name, value in fields.items() if name not in told}
    # What Django found suspicious is no error of ours: its places in the code say nothing.
    if record.exc_info and record.exc_info[1] and not record.name.startswith("django.security."):
        told["fault"], told["frames"] = list(_kinds(record.exc_info[1])), list(_frames(record.exc_info[1]))
    return told


def _of_request() -> dict[str, object]:
    if not (watched := _now.get()):
        return {}
    request = watched.request
    route = f"/{request.resolver_match.route}" if request.resolver_match else ""
    # Only if somebody asked already who it is: a line of the log is no reason to ask the database.
    account = getattr(getattr(request, "_cached_user", None), "uuid", "")
    door = getattr(request, "door", None)
    found = {
        "request": watched.number,
        "method": request.method if request.method in METHODS else "other",
        "route": route,
        "account": str(account),
        "capacity": door.actor.reference if door else "",
    }
    return {name: value for name, value in found.items() if value}


def _event(record: logging.LogRecord) -> tuple[str, dict[str, Any]]:
    """Return the event and its fields: told as such, or in the words of a library."""
    if hasattr(record, "event"):
        return record.event, record.__dict__.get("fields", {})
    family, _, kind = record.name.rpartition(".")
    if family == "django.security":
        return SUSPECT.get(kind, "suspicious"), {"kind": kind}
    if record.name == "django.request":
        return ("fault" if record.exc_info else "answered"), {}
    return "said", {"message": _message(record)}


def _message(record: logging.LogRecord) -> str:
    """Return the words of a library: those of its programmers, with numbers and names, and no value that came in."""
    words = str(record.msg)
    if not record.args:
        return UP_TO_VALUE.match(words)[0].strip()  # type: ignore[index] # matches also nothing at all
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    known = iter(given)
    return PLACE.sub(lambda _place: _shown(next(known, None)), words)


def _shown(value: object) -> str:
    if isinstance(value, int | float | UUID):
        return str(value)
    if isinstance(value, BaseException):
        return type(value).__name__
    return value if isinstance(value, str) and NAME.fullmatch(value) else "…"


def _chain(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found:
        yield found
        found = found.__cause__ or found.__context__


def _kinds(error: BaseException) -> Iterator[str]:
    for each in _chain(error):
        yield f"{type(each).__module__}.{type(each).__qualname__}".removeprefix("builtins.")


def _frames(error: BaseException) -> Iterator[str]:
    """Yield where it came about, the innermost last: module, line, function."""
    for frame, line in list(walk_tb(error.__traceback__))[-FRAMES:]:
        yield f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"


class Json(logging.Formatter):
    """One object a line, in ASCII: whatever is in it, it is one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        return json.dumps(facts(record), default=str)


class Lines(logging.Formatter):
    """For eyes on a terminal: the same facts as words; under a fault its places in the code."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        told = facts(record)
        head = " ".join(str(told.pop(name)) for name in ("time", "level", "logger", "event"))
        frames = told.pop("frames", [])
        words = " ".join(f"{name}={_quoted(value)}" for name, value in told.items())
        return "\n    at ".join([f"{head} {words}".strip(), *map(str, frames if isinstance(frames, list) else [])])


def _quoted(value: object) -> str:
    words = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return words if SAFE.fullmatch(words) else json.dumps(words)
