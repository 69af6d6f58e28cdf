"""Pages and parts of pages that are made once for each state of the record, and for all who may see the same."""

import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from secretariat.frame.kept import MIB, Kept
from secretariat.frame.scope import Eyes
from secretariat.processes.access import Request
from secretariat.processes.models import Process
from secretariat.processes.queries import unchanged_until
from secretariat.record.queries import state

P = ParamSpec("P")
ROOM = 48 * MIB


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page; `refused` where it says what is wrong with what was asked."""

    html: SafeString
    refused: bool = False


parts: Kept[Part] = Kept(ROOM, lambda part: sys.getsizeof(part.html))


def kept(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Let the pages of a view be kept for visitors (`negotiation.middleware`): it must show nothing of the clock.

    A page may show what depends on the day or the phase, and is kept no longer than these last.
    """

    @wraps(view)
    def shown(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response: Any = view(request, *args, **kwargs)
        response.keep_until = unchanged_until(request.door.process, request.at) - request.at
        return response  # type: ignore[no-any-return] # what the view returned

    return cast("Callable[Concatenate[Request, P], HttpResponse]", shown)


def sight_class(process: Process, eyes: Eyes, *things: str) -> tuple[Hashable, ...]:
    """Return what two people must have in common to be shown the same of these kinds of things.

    The rules of sight that each is given; where one of these asks whose a thing is, the entity and role too.
    """
    found: list[Hashable] = []
    for thing in things:
        rules = tuple(process.sights(thing, eyes))
        found.append((thing, rules))
        if any(rule.relations for rule in rules):
            found.append((eyes.role, eyes.entity_id, eyes.reference))
    return tuple(found)


def part(
    request: Request, things: tuple[str, ...], key: tuple[Hashable, ...], make: Callable[[], SafeString]
) -> SafeString:
    """Return a part of a page, made once for each state of the record, sight and language.

    `things` are the kinds of things of which the part shows what the reader may see, `key` what it is about.
    """
    return _part(request, things, key, lambda: Part(make())).html


def body(
    request: Request, things: tuple[str, ...], key: tuple[Hashable, ...], make: Callable[[], tuple[str, dict[str, Any]]]
) -> Part:
    """Return the body of a page that looks at a part of a text, as `part` does: for each question in the address.

    `make` returns the template and its context; with `refused` in it the body tells what is wrong with the question.
    """

    def made() -> Part:
        template, context = make()
        html = render_to_string(template, {"process": request.door.process, **context}, request=request)
        return Part(html, bool(context.get("refused")))

    return _part(request, things, (*key, request.GET.urlencode()), made)


def _part(request: Request, things: tuple[str, ...], key: tuple[Hashable, ...], make: Callable[[], Part]) -> Part:
    now = state()
    if now is None:
        return make()
    door = request.door
    seen = sight_class(door.process, door.actor, *things)
    return parts.made((now, door.process.pk, get_language(), seen, *key), make)
