"""Pages of agreed language: the adopted texts, a wording, a paragraph of the text, a proposal."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.negotiation.queries import proposal_named, provision_named, row_of
from secretariat.precedents import queries, services
from secretariat.precedents.forms import AddAdopted, Look
from secretariat.processes.access import Request, may, require

REFUSED = 422
A_PAGE = 50


@require_GET
def list_(request: Request) -> HttpResponse:
    """List the adopted texts in which agreed language is looked for."""
    door = request.door
    context = {
        "page": Paginator(queries.adopted_texts(), A_PAGE).get_page(request.GET.get("page")),
        "form": Look(),
        "may_add": may(door.process, door.actor, "add_precedents", at=door.at),
    }
    return render(request, "precedents/list.html", context)


@require_http_methods(["GET", "POST"])
def look(request: Request) -> HttpResponse:
    """Look for agreed language in a wording; while somebody types, only what was found is sent back."""
    form = Look(request.POST if request.method == "POST" else None)
    found = queries.agreed(form.cleaned_data["wording"]) if form.is_valid() else None
    typing = "HX-Request" in request.headers
    template = "precedents/parts/found.html" if typing else "precedents/look.html"
    status = REFUSED if form.errors and not typing else 200
    return render(request, template, {"form": form, "found": found, "is_short": typing}, status=status)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add an adopted text."""
    door = request.door
    require(door.process, door.actor, "add_precedents", at=door.at)
    sent = request.method == "POST"
    form = AddAdopted(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: services.add_precedents(door.process, reading=form.reading(), by=door.actor, at=door.at),
        )
        if made:
            messages.success(request, _("%(symbol)s is among the adopted texts now.") % {"symbol": made.symbol})
            return redirect("precedents:list", process=door.process.key)
    return render(request, "precedents/add.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_GET
def paragraph(request: Request, uuid: UUID) -> HttpResponse:
    """Show what of a paragraph of the text was agreed before."""
    door = request.door
    provision = provision_named(door.process, door.actor, uuid)
    row = row_of(provision)
    context = {"row": row, "text": provision.text, "found": queries.agreed(row.wording)}
    return render(request, "precedents/paragraph.html", context)


@require_GET
def proposal(request: Request, uuid: UUID) -> HttpResponse:
    """Show whether a proposal returns to agreed language or leaves it."""
    door = request.door
    found = proposal_named(door.process, door.actor, uuid)
    context = {
        "proposal": found,
        "text": found.text,
        "change": queries.changed(found.base, found.wording),
        "found": queries.agreed(found.wording),
    }
    return render(request, "precedents/proposal.html", context)
