import io
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.frame.refusals import attempt
from secretariat.inputs import queries, services
from secretariat.inputs.forms import DecideCode, Endorse, FilePaper, Withdraw
from secretariat.inputs.models import Passage, Submission
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door, Request, may, require

REFUSED = 422
A_PAGE = 50


@require_GET
def list_(request: Request) -> HttpResponse:
    """List the inputs, under one theme or all."""
    door = request.door
    themes = list(queries.themes(door.process))
    theme = request.GET.get("theme", "")
    rows = queries.submissions(door.process, theme=theme)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "themes": themes,
        "theme": theme,
        "may_file": may(door.process, door.actor, "file_submission", at=door.at),
    }
    return render(request, "inputs/list.html", context)


@require_http_methods(["GET", "POST"])
def file(request: Request) -> HttpResponse:
    """File a paper."""
    door = request.door
    require(door.process, door.actor, "file_submission", at=door.at)
    form = FilePaper(_sent(request), request.FILES or None, door=door, initial={"entity": door.actor.entity})
    if form.is_valid():
        filed = attempt(
            form,
            lambda: services.file_submission(door.process, filing=form.filing(), by=door.actor, at=door.at),
        )
        if filed:
            messages.success(request, _("Filed as %(key)s. The receipt is below.") % {"key": filed.key})
            return _to(door, filed)
    return render(request, "inputs/file.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_GET
def show(request: Request, key: str) -> HttpResponse:
    """Show a submission: its passages with their codes, its receipt, who stands behind it."""
    door = request.door
    submission = queries.submission_named(door.process, key)
    passages = Paginator(queries.passages_of(submission, door.actor), 4 * A_PAGE).get_page(request.GET.get("page"))
    context = {
        "submission": submission,
        "page": passages,
        "receipt": queries.receipt_of(submission),
        "endorsements": queries.endorsements_of(submission),
        "may_code": _may(door, "code_passage", submission),
        "may_withdraw": _may(door, "withdraw_submission", submission) and queries.may_change(submission, door.actor),
        "may_endorse": _may(door, "endorse_submission", submission),
    }
    return render(request, "inputs/show.html", context)


@require_GET
def passage(request: Request, uuid: str) -> HttpResponse:
    """Lead to the place of a passage on the page of its submission."""
    found = queries.passage_named(uuid, request.door.process)
    return _to(request.door, found.submission, found, 4 * A_PAGE)


@require_GET
def original(request: Request, key: str) -> FileResponse:
    """Hand out the paper byte for byte, as a file to keep and never as a page of ours."""
    document = queries.submission_named(request.door.process, key).document
    content = io.BytesIO(bytes(document.blob.content))
    response = FileResponse(content, as_attachment=True, filename=document.filename)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, key: str) -> HttpResponse:
    """Withdraw a paper, after a page that says what that means."""
    door = request.door
    require(door.process, door.actor, "withdraw_submission", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = Withdraw(_sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.withdraw_submission(submission, reason=reason, by=door.actor, at=door.at)
        messages.success(request, _("Withdrawn: %(key)s") % {"key": submission.key})
        return _to(door, submission)
    context = {"form": form, "submission": submission}
    return render(request, "inputs/withdraw.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def endorse(request: Request, key: str) -> HttpResponse:
    """Enter who stands behind a paper."""
    door = request.door
    submission = queries.submission_named(door.process, key)
    require(door.process, door.actor, "endorse_submission", at=door.at)
    form = Endorse(_sent(request), door=door, initial={"entity": door.actor.entity})
    if form.is_valid():
        code, name = form.cleaned_data["entity"], form.cleaned_data["name"]
        entity = entity_named(door.process, code) if code else None
        done = attempt(
            form,
            lambda: services.endorse_submission(submission, entity=entity, name=name, by=door.actor, at=door.at),
        )
        if done:
            messages.success(request, _("%(name)s stands behind %(key)s.") % {"name": done.name, "key": submission.key})
            return _to(door, submission)
    context = {"form": form, "submission": submission}
    return render(request, "inputs/endorse.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def coding(request: Request, key: str) -> HttpResponse:
    """Show the workbench for the codes of a submission, and take a decision made there."""
    door = request.door
    require(door.process, door.actor, "code_passage", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = DecideCode(_sent(request))
    if form.is_valid():
        return _back_to_bench(request, submission, _decide(door, **form.cleaned_data))
    rows = queries.passages_of(submission, door.actor).filter(kind__in=queries.CODED)
    context = {
        "submission": submission,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "themes": queries.themes(door.process),
        "form": form,
    }
    return render(request, "inputs/coding.html", context, status=REFUSED if form.errors else 200)


@require_POST
def suggest(request: Request, key: str) -> HttpResponse:
    """Let the codebook suggest codes for a submission."""
    door = request.door
    submission = queries.submission_named(door.process, key)
    found = services.suggest_codes(submission, by=door.actor, at=door.at)
    words = ngettext("%(count)d code suggested.", "%(count)d codes suggested.", len(found))
    messages.success(request, words % {"count": len(found)})
    return redirect("inputs:coding", process=door.process.key, key=submission.key)


def _decide(door: Door, *, passage: Any, theme: str, decision: str) -> Passage:
    found = queries.passage_named(passage, door.process)
    if decision == DecideCode.ADD:
        services.code_passage(found, theme=theme, by=door.actor, at=door.at)
    elif decision == DecideCode.CONFIRM:
        services.confirm_code(queries.code_named(found, theme), by=door.actor, at=door.at)
    else:
        services.reject_code(queries.code_named(found, theme), by=door.actor, at=door.at)
    return found


def _may(door: Door, deed: str, submission: Submission) -> bool:
    standing = submission.status == Submission.Status.FILED
    return standing and may(door.process, door.actor, deed, at=door.at)


def _to(door: Door, submission: Submission, at: Passage | None = None, length: int = 0) -> HttpResponse:
    address = reverse("inputs:show", kwargs={"process": door.process.key, "key": submission.key})
    if at is None:
        return redirect(address)
    number = (at.ordinal - 1) // length + 1
    return redirect(f"{address}?page={number}#p-{at.uuid}" if number > 1 else f"{address}#p-{at.uuid}")


def _back_to_bench(request: Request, submission: Submission, at: Passage) -> HttpResponse:
    """Go back to where the coder was, page and passage."""
    address = reverse("inputs:coding", kwargs={"process": request.door.process.key, "key": submission.key})
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}#p-{at.uuid}" if query else f"{address}#p-{at.uuid}")


def _sent(request: Request) -> QueryDict | None:
    """Return what was sent, be it nothing, where a form was sent."""
    return request.POST if request.method == "POST" else None
