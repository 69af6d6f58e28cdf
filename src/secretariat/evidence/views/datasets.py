"""Pages of data sets: the list, an edition with the rows that were not taken, registering, estimating, retiring."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.evidence import services
from secretariat.evidence.forms import Estimate, RegisterDataset, Retire
from secretariat.evidence.models import Dataset
from secretariat.evidence.queries import charts, exporting, register
from secretariat.evidence.views.common import REFUSED, sent
from secretariat.frame.files import attached
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, may, require

REJECTED_SHOWN = 50


@require_GET
def list_(request: Request) -> HttpResponse:
    """List the data sets by edition."""
    door = request.door
    context = {
        "datasets": register.datasets(door.process),
        "newest": {row.pk for row in register.in_use(door.process).values()},
        "may_register": may(door.process, door.actor, "register_dataset", at=door.at),
    }
    return render(request, "evidence/datasets.html", context)


@require_GET
def show(request: Request, uuid: str) -> HttpResponse:
    """Show an edition: where it comes from, what was loaded and what was not, in which formats it can be had."""
    door = request.door
    dataset = register.dataset_named(door.process, uuid)
    lines = exporting.content_of(dataset.rejects_id).decode().splitlines()[1:]
    context = {
        "dataset": dataset,
        "newest": register.in_use(door.process).get(dataset.key),
        "rejected": lines[:REJECTED_SHOWN],
        "forms": [form for form in exporting.KINDS if form != "rejected"],
        "facts": [each for each in register.facts(door.process) if each.fact.dataset_id == dataset.pk],
        "may_retire": not dataset.retired_at and may(door.process, door.actor, "retire_dataset", at=door.at),
    }
    return render(request, "evidence/dataset.html", context)


@require_GET
def export(request: Request, uuid: str, what: str) -> HttpResponse:
    """Give an edition in another format, its source as it came, or the list of the rows that were not taken."""
    return attached(*exporting.exported(register.dataset_named(request.door.process, uuid), what))


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Register an edition of a data set."""
    door = request.door
    require(door.process, door.actor, "register_dataset", at=door.at)
    form = RegisterDataset(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(form, lambda: _register(request, form))
        if made:
            return _registered(request, made)
    return render(request, "evidence/add.html", {"form": form}, status=REFUSED if form.errors else 200)


def _register(request: Request, form: RegisterDataset) -> Dataset:
    door = request.door
    prepared, older = form.prepared(), form.cleaned_data["older"]
    return services.register_dataset(
        door.process, described=form.described(), prepared=prepared, older=older, by=door.actor, at=door.at
    )


def _registered(request: Request, made: Dataset) -> HttpResponse:
    said = _("%(rows)d observations are kept; %(rejected)d rows were not taken.")
    messages.success(request, said % {"rows": made.rows, "rejected": made.rejected})
    return redirect("evidence:dataset", process=request.door.process.key, uuid=made.uuid)


@require_http_methods(["GET", "POST"])
def estimate(request: Request) -> HttpResponse:
    """Estimate flows from stocks, and register them as a data set."""
    door = request.door
    require(door.process, door.actor, "register_dataset", at=door.at)
    stocks = [row for row in register.in_use(door.process).values() if charts.MATTERS["stock"] <= set(row.columns)]
    form = Estimate(sent(request), datasets=stocks)
    if form.is_valid():
        made = attempt(form, lambda: _estimate(request, form))
        if made:
            return _registered(request, made)
    return render(request, "evidence/estimate.html", {"form": form}, status=REFUSED if form.errors else 200)


def _estimate(request: Request, form: Estimate) -> Dataset:
    door = request.door
    described, prepared = form.estimated(door.at)
    return services.register_dataset(door.process, described=described, prepared=prepared, by=door.actor, at=door.at)


@require_http_methods(["GET", "POST"])
def retire(request: Request, uuid: str) -> HttpResponse:
    """Retire an edition that should no longer be asked."""
    door = request.door
    dataset = register.dataset_named(door.process, uuid)
    require(door.process, door.actor, "retire_dataset", at=door.at)
    form = Retire(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.retire_dataset(dataset, reason=reason, by=door.actor, at=door.at)):
            messages.success(request, _("The edition is retired; the facts that rest on it are stale."))
            return redirect("evidence:dataset", process=door.process.key, uuid=uuid)
    context = {"form": form, "dataset": dataset}
    return render(request, "evidence/retire.html", context, status=REFUSED if form.errors else 200)
