"""Credentials of a meeting, what is kept of a person, and its erasure."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.participation.queries import entities, entity
from secretariat.people.access import OFFICER
from secretariat.processes.access import Door, Request, may, require
from secretariat.registration import queries, services
from secretariat.registration.forms import Examine, Reason, Receive
from secretariat.registration.models import Registration

REFUSED = 422
A_PAGE = 100


@require_GET
def credentials(request: Request, key: str) -> HttpResponse:
    """Show the credentials for a meeting that one may know of."""
    door = request.door
    meeting = queries.meeting_named(door.process, key)
    if not (door.actor.is_one_of(OFFICER) or door.actor.entity_id):
        raise queries.NoSuchCredential
    may_receive = may(door.process, door.actor, "receive_credentials", at=door.at)
    page = Paginator(queries.credentials(meeting, door), A_PAGE).get_page(request.GET.get("page"))
    context = {"meeting": meeting, "page": page, "may_receive": may_receive}
    return render(request, "registration/credentials.html", context)


@require_http_methods(["GET", "POST"])
def receive(request: Request, key: str) -> HttpResponse:
    """Enter credentials."""
    door = request.door
    meeting = queries.meeting_named(door.process, key)
    require(door.process, door.actor, "receive_credentials", at=door.at)
    form = Receive(entities(door.process), request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given["entity"] = entity(door.process, given["entity"])
        if attempt(form, lambda: services.receive_credentials(meeting, **given, by=door.actor, at=door.at)):
            messages.success(request, _("Entered."))
            return redirect("registration:credentials", door.process.key, meeting.key)
    return _form(request, form, _("Enter credentials"), meeting)


@require_http_methods(["GET", "POST"])
def examine(request: Request, uuid: UUID) -> HttpResponse:
    """Say what the examination of credentials found."""
    door = request.door
    found = queries.credential_named(door, uuid)
    require(door.process, door.actor, "examine_credentials", at=door.at)
    form = Examine(request.POST or None)
    if form.is_valid():
        given = {"in_order": form.cleaned_data["found"] == "yes", "reason": form.cleaned_data["reason"]}
        if attempt(form, lambda: services.examine_credentials(found, **given, by=door.actor, at=door.at)):
            messages.success(request, _("Entered."))
            return redirect("registration:credentials", door.process.key, found.meeting.key)
    return _form(request, form, _("Examine credentials"), found.meeting)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Withdraw credentials."""
    door = request.door
    found = queries.credential_named(door, uuid)
    require(door.process, door.actor, "withdraw_credentials", at=door.at)
    form = Reason(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.withdraw_credentials(found, reason=reason, by=door.actor, at=door.at)):
            messages.success(request, _("Withdrawn. Those who acted on them act no more from now on."))
            return redirect("registration:credentials", door.process.key, found.meeting.key)
    return _form(request, form, _("Withdraw credentials"), found.meeting)


def _erased(form: Form, found: Registration, door: Door) -> Registration | None:
    return attempt(form, lambda: services.erase_registration(found, by=door.actor, at=door.at))


def _form(request: Request, form: Form, title: str, meeting: object) -> HttpResponse:
    context = {"form": form, "title": title, "meeting": meeting}
    return render(request, "registration/form.html", context, status=REFUSED if form.errors else 200)


@require_GET
def data(request: Request, uuid: UUID) -> HttpResponse:
    """Hand out all that is kept of a person for a meeting."""
    found = queries.registration_named(request.door, uuid)
    disposition = {"Content-Disposition": f'attachment; filename="{found.uuid}.json"'}
    told = queries.told_of(found)
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=disposition)


@require_http_methods(["GET", "POST"])
def erase(request: Request, uuid: UUID) -> HttpResponse:
    """Erase who somebody is."""
    door = request.door
    found = queries.registration_named(door, uuid)
    require(door.process, door.actor, "erase_registration", at=door.at)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and _erased(form, found, door):
        messages.success(request, _("Erased. Entity, role and number stay; the badge opens no door from now on."))
        return redirect("registration:meeting", door.process.key, found.meeting.key)
    return _form(request, form, _("Erase this person's data"), found.meeting)
