"""The register of documents: what is owed, what was issued under which symbol, in which languages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.files import as_it_came
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, may, modalities_of, require
from secretariat.registry import queries, services
from secretariat.registry.forms import InLanguage, Register, Withdraw
from secretariat.registry.models import Issued

REFUSED = 422


@require_GET
def list_(request: Request) -> HttpResponse:
    """Show the register: what is owed beside what was issued, the series with their gaps."""
    door = request.door
    registers = may(door.process, door.actor, "register_document", at=request.at)
    context = {
        "desk": queries.desk(door.process, modalities_of(door.process).day_of(request.at), door.actor),
        "registers": registers,
        "made": queries.made_here(door.process, door.actor),
    }
    return render(request, "registry/documents.html", context)


@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Enter a document; one that the house has made, or that is owed, is taken up from the address."""
    door = request.door
    require(door.process, door.actor, "register_document", at=request.at)
    made = queries.made_here(door.process, door.actor)
    form = Register(
        request.POST or None,
        request.FILES or None,
        modalities=modalities_of(door.process),
        pages=[each.page for each in made],
        initial=_initial(request, made),
    )
    if form.is_valid() and (row := attempt(form, lambda: _register(request, form))):
        messages.success(request, gettext("Entered in the register as %(symbol)s.") % {"symbol": row.symbol})
        return redirect("registry:document", process=door.process.key, uuid=row.uuid)
    return render(request, "registry/register.html", {"form": form}, status=REFUSED if form.errors else 200)


def _register(request: Request, form: Register) -> Issued:
    door = request.door
    return services.register_document(door.process, entering=form.entering(), by=door.actor, at=request.at)


def _initial(request: Request, made: Sequence[queries.Made]) -> dict[str, object]:
    modalities = modalities_of(request.door.process)
    given: dict[str, object] = {"issued_on": modalities.day_of(request.at)}
    paper = next((each for each in modalities.documents if each.key == request.GET.get("owed")), None)
    if paper:
        given |= {"owed": paper.key, "title": paper.title, "by": ", ".join(paper.by), "series": paper.series}
    found = next((each for each in made if each.key == request.GET.get("made")), None)
    if found:
        given |= {"title": found.title, "symbol": found.symbol, "issued_on": found.day, "page": found.page}
    return given


@require_http_methods(["GET", "POST"])
def show(request: Request, uuid: UUID) -> HttpResponse:
    """Show a document of the register with its languages; a further one is added here."""
    door = request.door
    row = queries.document_named(door.process, uuid, door.actor)
    if request.method == "POST":
        require(door.process, door.actor, "issue_in_language", at=request.at)
    today = modalities_of(door.process).day_of(request.at)
    form = InLanguage(request.POST or None, request.FILES or None, initial={"issued_on": today})
    if form.is_valid() and attempt(form, lambda: _issue(request, form, uuid)) is not None:
        messages.success(request, gettext("The language version is in the register."))
        return redirect("registry:document", process=door.process.key, uuid=row.uuid)
    context = {
        "row": row,
        "form": form,
        "adds": not row.withdrawn_at and may(door.process, door.actor, "issue_in_language", at=request.at),
        "distributes": not (row.withdrawn_at or row.is_general)
        and may(door.process, door.actor, "distribute_document", at=request.at),
        "withdraws": not row.withdrawn_at and may(door.process, door.actor, "withdraw_document", at=request.at),
        "owed": next((each for each in modalities_of(door.process).documents if each.key == row.owed), None),
    }
    return render(request, "registry/document.html", context, status=REFUSED if form.errors else 200)


def _issue(request: Request, form: InLanguage, uuid: UUID) -> object:
    door = request.door
    row = queries.document_named(door.process, uuid, door.actor)
    day = form.cleaned_data["issued_on"]
    return services.issue_in_language(row, file=form.version(), issued_on=day, by=door.actor, at=request.at)


@require_http_methods(["GET", "POST"])
def distribute(request: Request, uuid: UUID) -> HttpResponse:
    """Give a document general distribution, after a page that says what that means."""
    door = request.door
    row = queries.document_named(door.process, uuid, door.actor)
    require(door.process, door.actor, "distribute_document", at=request.at)
    form = Form(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _distribute(request, uuid)) is not None:
        messages.success(request, gettext("For everybody from now on: %(symbol)s") % {"symbol": row.symbol})
        return redirect("registry:document", process=door.process.key, uuid=row.uuid)
    return render(
        request, "registry/distribute.html", {"row": row, "form": form}, status=REFUSED if form.errors else 200
    )


def _distribute(request: Request, uuid: UUID) -> object:
    row = queries.document_named(request.door.process, uuid, request.door.actor)
    return services.distribute_document(row, by=request.door.actor, at=request.at)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Withdraw a document, after a page that says what that means."""
    door = request.door
    row = queries.document_named(door.process, uuid, door.actor)
    require(door.process, door.actor, "withdraw_document", at=request.at)
    form = Withdraw(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _withdraw(request, uuid, **form.cleaned_data)) is not None:
        messages.success(request, gettext("Withdrawn: %(symbol)s") % {"symbol": row.symbol})
        return redirect("registry:document", process=door.process.key, uuid=row.uuid)
    return render(request, "registry/withdraw.html", {"row": row, "form": form}, status=REFUSED if form.errors else 200)


def _withdraw(request: Request, uuid: UUID, *, reason: str) -> object:
    row = queries.document_named(request.door.process, uuid, request.door.actor)
    return services.withdraw_document(row, reason=reason, by=request.door.actor, at=request.at)


@require_GET
def file(request: Request, uuid: UUID, language: str) -> FileResponse:
    """Hand out a document in a language byte for byte, as a file to keep and never as a page of ours."""
    found = queries.version_in(queries.document_named(request.door.process, uuid, request.door.actor), language)
    document: Any = found.document  # `version_in` finds none without a file
    return as_it_came(bytes(document.blob.content), document.filename)
