from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.outbox import queries, services
from secretariat.outbox.forms import Back, Prepare, Release
from secretariat.outbox.models import Message
from secretariat.processes.access import Door, Request, may, require

REFUSED = 422
A_PAGE = 50


def _enter(request: Request, deed: str) -> Door:
    require(request.door.process, request.door.actor, deed, at=request.door.at)
    return request.door


@require_GET
def list_(request: Request) -> HttpResponse:
    """Show the outbox."""
    door = request.door
    if not may(door.process, door.actor, "prepare_message", at=door.at) and not queries.messages(door).exists():
        raise queries.NoSuchMessage
    page = Paginator(queries.messages(door).prefetch_related(queries.SUBJECTS), A_PAGE).get_page(
        request.GET.get("page")
    )
    may_prepare = may(door.process, door.actor, "prepare_message", at=door.at)
    return render(request, "outbox/list.html", {"page": page, "may_prepare": may_prepare})


@require_http_methods(["GET", "POST"])
def prepare(request: Request) -> HttpResponse:
    """Prepare a message."""
    door = _enter(request, "prepare_message")
    form = Prepare(queries.meetings(door.process), request.POST or None)
    if form.is_valid():
        group, words = form.group(), form.words()
        made = attempt(
            form, lambda: services.prepare_message(door.process, group=group, words=words, by=door.actor, at=door.at)
        )
        if made:
            messages.success(request, _("Prepared. Nothing has left: look at the preview."))
            return redirect("outbox:show", door.process.key, made.uuid)
    return _form(request, form, _("Prepare a message"))


@require_http_methods(["GET", "POST"])
def reword(request: Request, uuid: UUID) -> HttpResponse:
    """Change a message that has not left."""
    message = queries.message_named(request.door, uuid)
    door = _enter(request, "reword_message")
    form = Prepare(queries.meetings(door.process), request.POST or None, initial=_as_typed(message))
    if form.is_valid():
        group, words = form.group(), form.words()
        if attempt(form, lambda: services.reword_message(message, group=group, words=words, by=door.actor, at=door.at)):
            messages.success(request, _("Saved. Nothing has left: look at the preview."))
            return redirect("outbox:show", door.process.key, uuid)
    return _form(request, form, _("Change the message"))


def _as_typed(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = {part: getattr(message, part) for part in ("roles", "kinds", "meeting", "addresses")}
    for each in queries.wordings(message):
        found |= {f"subject_{each.language}": each.subject, f"body_{each.language}": each.body}
    return found


def _form(request: Request, form: forms.Form, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    return render(request, "outbox/form.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def show(request: Request, uuid: UUID) -> HttpResponse:
    """Show a message as it would leave or has left, with the log of its mails; release it if that is asked."""
    door = request.door
    message = queries.message_named(door, uuid)
    is_draft = message.state == Message.State.DRAFT
    seen = queries.digest(message) if is_draft else ""
    form = Release(request.POST if request.method == "POST" else None, initial={"seen": seen})
    if form.is_valid():
        given = form.cleaned_data["seen"]
        if attempt(form, lambda: services.release_message(message, seen=given, by=door.actor, at=door.at)):
            messages.success(request, _("Released. The mails wait for the worker, and are in the record."))
            return redirect("outbox:show", door.process.key, uuid)
    context = {
        "form": form,
        "message": message,
        "wordings": queries.wordings(message),
        "is_draft": is_draft,
        "may_release": is_draft and may(door.process, door.actor, "release_message", at=door.at),
        **(_preview(message, request) if is_draft else _log(message, request)),
    }
    return render(request, "outbox/show.html", context, status=REFUSED if form.errors else 200)


def _preview(message: Message, request: Request) -> dict[str, Any]:
    found = queries.recipients(message)
    names = dict(settings.LANGUAGES)
    counted = [(names[code], count) for code, count in queries.by_language(found).items()]
    return {"count": len(found), "by_language": counted, "page": Paginator(found, A_PAGE).get_page(_page(request))}


def _log(message: Message, request: Request) -> dict[str, Any]:
    page = Paginator(queries.deliveries(message), A_PAGE).get_page(_page(request))
    return {"page": page, "log": queries.log_of(page)}


def _page(request: Request) -> str | None:
    return request.GET.get("page")


@require_http_methods(["GET", "POST"])
def drop(request: Request, uuid: UUID) -> HttpResponse:
    """Drop a message that has not left."""
    message = queries.message_named(request.door, uuid)
    door = _enter(request, "drop_message")
    form = forms.Form(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda: services.drop_message(message, by=door.actor, at=door.at)) if form.is_valid() else None
    if done:
        messages.success(request, _("Dropped. Nothing has left."))
        return redirect("outbox:list", door.process.key)
    return _form(request, form, _("Drop the message"))


@require_http_methods(["GET", "POST"])
def bounce(request: Request) -> HttpResponse:
    """Note that a mail came back."""
    door = _enter(request, "note_bounce")
    form = Back(request.POST, request.FILES) if request.method == "POST" else Back()
    if form.is_valid():
        content = form.cleaned_data["report"].read()
        noted = attempt(form, lambda: services.note_bounce(door.process, report=content, by=door.actor, at=door.at))
        if noted:
            messages.success(request, _("Noted: the mail to %(address)s came back.") % {"address": noted.address})
            return redirect("outbox:show", door.process.key, noted.message.uuid)
    return _form(request, form, _("Note that a mail came back"))
