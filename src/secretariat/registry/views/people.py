"""Reminders of what one owes, and a process after the pattern of another."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.participation.queries import entities, seats
from secretariat.people.access import outside_processes
from secretariat.processes.access import Request, modalities_of
from secretariat.processes.models import Process
from secretariat.processes.services import may_open
from secretariat.registry import queries, services
from secretariat.registry.forms import Copy, Wish

REFUSED = 422


@require_http_methods(["GET", "POST"])
def copy(request: Request) -> HttpResponse:
    """Open a process after the pattern of this one."""
    process = request.door.process
    may_open(outside_processes(request.user))
    form = Copy(request.POST or None)
    if form.is_valid() and (made := attempt(form, lambda: _copy(request, **form.cleaned_data))):
        messages.success(request, gettext("Opened after the pattern of the other: %(title)s") % {"title": made.title})
        return redirect("processes:show", process=made.key)
    context = {"form": form, "entities": entities(process).count(), "seats": seats(process).count()}
    return render(request, "registry/copy.html", context, status=REFUSED if form.errors else 200)


def _copy(request: Request, *, key: str) -> Process:
    by = outside_processes(request.user)
    return services.copy_process(request.door.process, key=key, by=by, at=request.at)


@require_http_methods(["GET", "POST"])
def reminders(request: Request) -> HttpResponse:
    """Show of what one was reminded, and let one say whether one wants to be."""
    process, person = request.door.process, request.door.actor.person
    if person is None:
        return redirect_to_login(request.get_full_path())
    form = Wish(request.POST or None)
    if form.is_valid():
        services.want_reminders(process, person, wanted=form.cleaned_data["wanted"])
        return redirect("registry:reminders", process=process.key)
    titles = {owed.key: owed.title for owed in modalities_of(process).obligations}
    rows = [(titles.get(row.obligation, row.obligation), row) for row in queries.reminded(process, person)]
    context = {"rows": rows, "none": queries.wants_none(process, person), "days": modalities_of(process).remind}
    return render(request, "registry/reminders.html", context, status=REFUSED if form.errors else 200)
