"""Papers: listed, filed, shown, replaced, withdrawn, endorsed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.frame.files import as_it_came
from secretariat.frame.refusals import attempt
from secretariat.inputs import queries, services
from secretariat.inputs.forms import AddVersion, Endorse, FilePaper, Withdraw
from secretariat.inputs.models import Call, Envelope, Submission
from secretariat.inputs.views.common import A_PAGE, KEEP, REFUSED, may_do, sent, to_paper
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door, Request, may, require


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
        "envelopes": queries.envelopes(door.process, door.actor),
        "may_judge": may(door.process, door.actor, "judge_passage", at=door.at),
        "may_file": may(door.process, door.actor, "file_submission", at=door.at),
    }
    return render(request, "inputs/list.html", context)


@require_http_methods(["GET", "POST"])
def file(request: Request) -> HttpResponse:
    """File a paper."""
    door = request.door
    require(door.process, door.actor, "file_submission", at=door.at)
    call, before = _call(request), _replaced(request)
    place = call.key if call else ""
    initial = {"entity": door.actor.entity, **_of_call(call), **queries.half_answer(door.process, door.actor, place)}
    form = FilePaper(sent(request), request.FILES or None, door=door, call=call, initial=initial)
    if KEEP in request.POST:
        services.keep_half_answer(door.process, place=place, typed=form.typed(), by=door.actor, at=door.at)
        messages.success(request, _("Kept for you alone. A file has to be chosen again when you hand the paper in."))
        return redirect(request.get_full_path())
    if form.is_valid():
        done = attempt(form, lambda: _file(door, form, before))
        if done:
            return _filed(request, done)
    context = {"form": form, "call": call, "before": before}
    return render(request, "inputs/file.html", context, status=REFUSED if form.errors else 200)


def _file(door: Door, form: FilePaper, before: Submission | None) -> Submission | Envelope:
    until, filing = form.cleaned_data["until"], form.filing()
    if before:
        return services.replace_submission(before, filing=filing, by=door.actor, at=door.at)
    if until:
        return services.seal_submission(door.process, filing=filing, until=until, by=door.actor, at=door.at)
    return services.file_submission(door.process, filing=filing, by=door.actor, at=door.at)


def _filed(request: Request, done: Submission | Envelope) -> HttpResponse:
    if isinstance(done, Envelope):
        messages.success(request, _("Taken. Nobody else sees it before its hour; it is filed then."))
        return redirect("inputs:list", process=request.door.process.key)
    messages.success(request, _("Filed as %(key)s. The receipt is below.") % {"key": done.key})
    if queries.flags_of(done):
        messages.warning(request, _("The file holds what you may not have meant to hand in: see below."))
    return to_paper(request.door, done)


def _call(request: Request) -> Call | None:
    key = request.GET.get("call", "")
    return queries.call_named(request.door.process, key) if key else None


def _replaced(request: Request) -> Submission | None:
    key = request.GET.get("replaces", "")
    return queries.submission_named(request.door.process, key) if key else None


def _of_call(call: Call | None) -> dict[str, Any]:
    return {"themes": [theme.key for theme in call.themes.all()]} if call else {}


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
        "flags": [(services.CONCERNS[remark["what"]], remark["count"]) for remark in queries.flags_of(submission)],
        "remarks": queries.remarks_of(submission),
        "endorsements": queries.endorsements_of(submission),
        "parties": queries.parties_of(submission),
        "renderings": submission.renderings.order_by("language"),
        "replaced_by": Submission.objects.filter(replaces=submission).first(),
        "may_replace": may_do(door, "replace_submission", submission) and queries.may_change(submission, door.actor),
        "may_code": may_do(door, "code_passage", submission),
        "may_withdraw": may_do(door, "withdraw_submission", submission) and queries.may_change(submission, door.actor),
        "may_endorse": may_do(door, "endorse_submission", submission),
    }
    return render(request, "inputs/show.html", context)


@require_GET
def copies(request: Request) -> HttpResponse:
    """Show what is said alike in several papers, and by how many."""
    page = Paginator(queries.first_of_copies(request.door.process), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "inputs/copies.html", {"page": page, "groups": queries.alike(list(page))})


@require_GET
def passage(request: Request, uuid: str) -> HttpResponse:
    """Lead to the place of a passage on the page of its submission."""
    found = queries.passage_named(uuid, request.door.process)
    return to_paper(request.door, found.submission, found, 4 * A_PAGE)


@require_http_methods(["GET", "POST"])
def add_version(request: Request, key: str) -> HttpResponse:
    """Add the paper in another language."""
    door = request.door
    require(door.process, door.actor, "add_language_version", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = AddVersion(sent(request), request.FILES or None)
    if form.is_valid():
        row = attempt(
            form,
            lambda: services.add_language_version(
                submission, filing=form.filing(submission), by=door.actor, at=door.at
            ),
        )
        if row:
            messages.success(request, _("The language version stands beside the paper."))
            return to_paper(door, submission)
    context = {"form": form, "submission": submission}
    return render(request, "inputs/add_version.html", context, status=REFUSED if form.errors else 200)


@require_GET
def original(request: Request, key: str) -> FileResponse:
    """Hand out the paper byte for byte, as a file to keep and never as a page of ours; in a language if asked for."""
    submission, language = queries.submission_named(request.door.process, key), request.GET.get("language", "")
    document = queries.rendering_of(submission, language).document if language else submission.document
    return as_it_came(bytes(document.blob.content), document.filename)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, key: str) -> HttpResponse:
    """Withdraw a paper, after a page that says what that means."""
    door = request.door
    require(door.process, door.actor, "withdraw_submission", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = Withdraw(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.withdraw_submission(submission, reason=reason, by=door.actor, at=door.at)
        messages.success(request, _("Withdrawn: %(key)s") % {"key": submission.key})
        return to_paper(door, submission)
    context = {"form": form, "submission": submission}
    return render(request, "inputs/withdraw.html", context, status=REFUSED if form.errors else 200)


@require_POST
def withdraw_envelope(request: Request, uuid: UUID) -> HttpResponse:
    """Take back a paper that is still closed."""
    door = request.door
    services.withdraw_envelope(queries.envelope_named(door.process, uuid, door.actor), by=door.actor, at=door.at)
    messages.success(request, _("Taken back: it will not be filed, and nobody else sees it."))
    return redirect("inputs:list", process=door.process.key)


@require_http_methods(["GET", "POST"])
def endorse(request: Request, key: str) -> HttpResponse:
    """Enter who stands behind a paper."""
    door = request.door
    submission = queries.submission_named(door.process, key)
    require(door.process, door.actor, "endorse_submission", at=door.at)
    form = Endorse(sent(request), door=door, initial={"entity": door.actor.entity})
    if form.is_valid():
        code, name = form.cleaned_data["entity"], form.cleaned_data["name"]
        entity = entity_named(door.process, code) if code else None
        done = attempt(
            form,
            lambda: services.endorse_submission(submission, entity=entity, name=name, by=door.actor, at=door.at),
        )
        if done:
            messages.success(request, _("%(name)s stands behind %(key)s.") % {"name": done.name, "key": submission.key})
            return to_paper(door, submission)
    context = {"form": form, "submission": submission}
    return render(request, "inputs/endorse.html", context, status=REFUSED if form.errors else 200)
