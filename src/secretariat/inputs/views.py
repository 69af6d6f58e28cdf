import io
from typing import Any

from django.conf import settings
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
from secretariat.inputs.forms import AddVersion, DecideCode, Endorse, FilePaper, Judge, OpenCall, Withdraw
from secretariat.inputs.models import Call, Envelope, Passage, Submission
from secretariat.participation.models import Kind as EntityKind
from secretariat.participation.queries import entity as entity_named
from secretariat.processes.access import Door, Request, may, require

REFUSED = 422
A_PAGE = 50
KEEP = "keep"


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
    form = FilePaper(_sent(request), request.FILES or None, door=door, call=call, initial=initial)
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
    return _to(request.door, done)


def _call(request: Request) -> Call | None:
    key = request.GET.get("call", "")
    return queries.call_named(request.door.process, key) if key else None


def _replaced(request: Request) -> Submission | None:
    key = request.GET.get("replaces", "")
    return queries.submission_named(request.door.process, key) if key else None


def _of_call(call: Call | None) -> dict[str, Any]:
    return {"themes": [theme.key for theme in call.themes.all()]} if call else {}


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
    form = OpenCall(_sent(request), door=door)
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
        "parties": queries.parties_of(submission),
        "renderings": submission.renderings.order_by("language"),
        "replaced_by": Submission.objects.filter(replaces=submission).first(),
        "may_replace": _may(door, "replace_submission", submission) and queries.may_change(submission, door.actor),
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


@require_http_methods(["GET", "POST"])
def add_version(request: Request, key: str) -> HttpResponse:
    """Add the paper in another language."""
    door = request.door
    require(door.process, door.actor, "add_language_version", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = AddVersion(_sent(request), request.FILES or None)
    if form.is_valid():
        row = attempt(
            form,
            lambda: services.add_language_version(
                submission, filing=form.filing(submission), by=door.actor, at=door.at
            ),
        )
        if row:
            messages.success(request, _("The language version stands beside the paper."))
            return _to(door, submission)
    context = {"form": form, "submission": submission}
    return render(request, "inputs/add_version.html", context, status=REFUSED if form.errors else 200)


@require_GET
def original(request: Request, key: str) -> FileResponse:
    """Hand out the paper byte for byte, as a file to keep and never as a page of ours; in a language if asked for."""
    submission, language = queries.submission_named(request.door.process, key), request.GET.get("language", "")
    document = queries.rendering_of(submission, language).document if language else submission.document
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


@require_http_methods(["GET", "POST"])
def judge(request: Request, key: str) -> HttpResponse:
    """Let a coder say of each passage what it is on, without what the other coder or the machine said."""
    door = request.door
    require(door.process, door.actor, "judge_passage", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = Judge(_sent(request), door=door)
    if form.is_valid():
        found = queries.passage_named(form.cleaned_data["passage"], door.process)
        services.judge_passage(found, themes=form.cleaned_data["themes"], by=door.actor, at=door.at)
        return _back_to_bench(request, submission, queries.next_unjudged(found, door.actor) or found, "inputs:judge")
    rows = Passage.objects.filter(submission=submission, kind__in=queries.CODED).order_by("ordinal")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    said = queries.own_judgements(door.actor, page)
    context = {
        "submission": submission,
        "page": page,
        "rows": [(row, said.get(row.pk)) for row in page],
        "themes": queries.themes(door.process),
        "form": form,
    }
    return render(request, "inputs/judge.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def agreement(request: Request) -> HttpResponse:
    """Show how far two coders agree, code by code, and let one settle where they differ."""
    door = request.door
    require(door.process, door.actor, "settle_passage", at=door.at)
    form = Judge(_sent(request), door=door)
    if form.is_valid():
        found = queries.passage_named(form.cleaned_data["passage"], door.process)
        services.settle_passage(found, themes=form.cleaned_data["themes"], by=door.actor, at=door.at)
        messages.success(request, _("Settled."))
        return redirect("inputs:agreement", process=door.process.key)
    rows = queries.differing(door.process, door.actor)
    context = {
        "figures": queries.agreement_of(door.process, door.actor),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "themes": queries.themes(door.process),
        "form": form,
    }
    return render(request, "inputs/agreement.html", context, status=REFUSED if form.errors else 200)


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


def _back_to_bench(request: Request, submission: Submission, at: Passage, view: str = "inputs:coding") -> HttpResponse:
    """Go back to where the coder was, page and passage."""
    address = reverse(view, kwargs={"process": request.door.process.key, "key": submission.key})
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}#p-{at.uuid}" if query else f"{address}#p-{at.uuid}")


def _sent(request: Request) -> QueryDict | None:
    """Return what was sent, be it nothing, where a form was sent."""
    return request.POST if request.method == "POST" else None
