"""The benches of the coders, and how far they agree."""

from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.inputs import queries, services
from secretariat.inputs.forms import DecideCode, Judge
from secretariat.inputs.models import Passage, Submission
from secretariat.inputs.views.common import A_PAGE, REFUSED, sent
from secretariat.processes.access import Door, Request, require
from secretariat.processes.models import Theme

KEYS = "123456789abcdefghilmopqrstuvwxz"
"""By which themes are marked; j, k, y and n do something else."""


@require_http_methods(["GET", "POST"])
def coding(request: Request, key: str) -> HttpResponse:
    """Show the workbench for the codes of a submission, and take a decision made there."""
    door = request.door
    require(door.process, door.actor, "code_passage", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = DecideCode(sent(request))
    if form.is_valid():
        decided = _decide(door, **form.cleaned_data)
        is_added = form.cleaned_data["decision"] == DecideCode.ADD
        return _back_to_bench(request, submission, decided if is_added else queries.next_undecided(decided))
    rows = queries.passages_of(submission, door.actor).filter(kind__in=queries.CODED)
    context = {
        "submission": submission,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "themes": _keyed(queries.themes(door.process)),
        "learned": queries.learned_of(door.process),
        "was_suggested": queries.was_suggested(submission),
        "form": form,
    }
    return render(request, "inputs/coding.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def judge(request: Request, key: str) -> HttpResponse:
    """Let a coder say of each passage what it is on, without what the other coder or the machine said."""
    door = request.door
    require(door.process, door.actor, "judge_passage", at=door.at)
    submission = queries.submission_named(door.process, key)
    form = Judge(sent(request), door=door)
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
        "themes": _keyed(queries.themes(door.process)),
        "form": form,
    }
    return render(request, "inputs/judge.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def agreement(request: Request) -> HttpResponse:
    """Show how far two coders agree, code by code, and let one settle where they differ."""
    door = request.door
    require(door.process, door.actor, "settle_passage", at=door.at)
    form = Judge(sent(request), door=door)
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
    """Let the machine suggest codes for a submission."""
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


def _back_to_bench(request: Request, submission: Submission, at: Passage, view: str = "inputs:coding") -> HttpResponse:
    """Go back to where the coder was, page and passage."""
    address = reverse(view, kwargs={"process": request.door.process.key, "key": submission.key})
    before = Passage.objects.filter(submission=submission, kind__in=queries.CODED, ordinal__lt=at.ordinal).count()
    number = before // A_PAGE + 1
    return redirect(f"{address}?page={number}#p-{at.uuid}" if number > 1 else f"{address}#p-{at.uuid}")


def _keyed(themes: Iterable[Theme]) -> list[tuple[str, Theme]]:
    """Give each theme the key by which a coder marks it; those for whom no key is left are marked by hand."""
    return list(zip(chain(KEYS, repeat("")), themes, strict=False))
