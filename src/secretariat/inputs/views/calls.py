"""Calls for inputs."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.frame.refusals import attempt
from secretariat.inputs import queries, services
from secretariat.inputs.forms import OpenCall
from secretariat.inputs.views.common import REFUSED, sent
from secretariat.participation.models import Kind as EntityKind
from secretariat.processes.access import Request, may, require


@require_GET
def calls(request: Request) -> HttpResponse:
    """List the calls for inputs."""
    door = request.door
    context = {
        "calls": queries.calls(door.process),
        "may_open": may(door.process, door.actor, "open_call", at=door.at),
    }
    return render(request, "inputs/calls.html", context)


@require_http_methods(["GET", "POST"])
def open_call(request: Request) -> HttpResponse:
    """Open a call for inputs."""
    door = request.door
    require(door.process, door.actor, "open_call", at=door.at)
    form = OpenCall(sent(request), door=door)
    if form.is_valid():
        call = attempt(
            form, lambda: services.open_call(door.process, calling=form.calling(), by=door.actor, at=door.at)
        )
        if call:
            return redirect("inputs:call", process=door.process.key, key=call.key)
    return render(request, "inputs/open_call.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_GET
def call(request: Request, key: str) -> HttpResponse:
    """Show a call: what it asks of whom until when, who answered, who has not."""
    door = request.door
    found = queries.call_named(door.process, key)
    context = {
        "call": found,
        "kinds": [EntityKind(kind).label for kind in found.kinds],
        "offered": [name for code, name in settings.LANGUAGES if code in found.languages],
        "answers": queries.answers(found),
        "silent": queries.silent(found),
        "is_open": door.at < found.closes_at,
        "may_file": may(door.process, door.actor, "file_submission", at=door.at),
        "may_remind": door.at < found.closes_at and may(door.process, door.actor, "remind_of_call", at=door.at),
    }
    return render(request, "inputs/call.html", context)


@require_POST
def remind(request: Request, key: str) -> HttpResponse:
    """Remind those who have not answered a call."""
    door = request.door
    found = services.remind_of_call(queries.call_named(door.process, key), by=door.actor, at=door.at)
    words = ngettext("%(count)d was reminded.", "%(count)d were reminded.", len(found))
    messages.success(request, words % {"count": len(found)})
    return redirect("inputs:call", process=door.process.key, key=key)
