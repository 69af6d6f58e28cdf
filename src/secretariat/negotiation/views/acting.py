"""Pages on which delegations act: propose, table, withdraw, co-sponsor, take positions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.negotiation import queries, services
from secretariat.negotiation.forms import CoSponsor, Propose, ProposeDeletion, ProposeNew, TakePosition
from secretariat.negotiation.models import Proposal, ProposalKind, ProposalStatus, Provision, ProvisionVersion
from secretariat.negotiation.views.common import done, gate, page, people, refresh
from secretariat.negotiation.views.reading import proposal_page
from secretariat.processes.access import Request
from travaux.words.align import runs

FORMS: dict[str, type[Propose | ProposeDeletion]] = {
    "change": Propose,
    "new": ProposeNew,
    "delete": ProposeDeletion,
}
WHAT = {ProposalKind.NEW_PARAGRAPH.value: "new", ProposalKind.DELETE_PARAGRAPH.value: "delete"}


@require_http_methods(["GET", "POST"])
def propose(request: Request, uuid: UUID, what: str) -> HttpResponse:
    """Prepare a proposal on a paragraph: other words, a new paragraph behind it, or its deletion."""
    door = request.door
    gate(request, "prepare_proposal")
    row = queries.working_row(queries.provision_named(door.process, door.actor, uuid))
    said = _("Your proposal is prepared; only your delegation sees it until you table it.")
    return _proposing(request, row, what, {"wording": row.wording} if what == "change" else {}, said)


@require_http_methods(["GET", "POST"])
def revise(request: Request, uuid: UUID) -> HttpResponse:
    """Prepare a proposal anew, from one that was prepared on a wording that has changed since."""
    door = request.door
    gate(request, "prepare_proposal")
    earlier = queries.proposal_named(door.process, door.actor, uuid)
    anchor = earlier.provision or earlier.after
    if earlier.status != ProposalStatus.PREPARED or anchor is None:
        return redirect("negotiation:proposal", process=door.process.key, uuid=uuid)
    row, what = queries.working_row(anchor), WHAT.get(earlier.kind, "change")
    wording = queries.revised(earlier, row) if what == "change" else earlier.wording
    initial = {"wording": wording, "reason": earlier.reason, "on_behalf_of": earlier.on_behalf_of_id}
    initial |= {"provision_kind": earlier.provision_kind} if earlier.provision_kind else {}
    said = _("Your revised proposal is prepared. The earlier one stays among those that you prepare until you drop it.")
    return _proposing(request, row, what, initial, said)


def _proposing(
    request: Request, row: ProvisionVersion, what: str, given: Mapping[str, object], said: str
) -> HttpResponse:
    """Show or take the form of a proposal on a paragraph, with what is `given` in its boxes."""
    door, provision = request.door, row.provision
    initial = {"seen": row.sha256, "provision_kind": row.kind, **given}
    form = FORMS[what](request.POST or None, initial=initial, entity_id=door.actor.entity_id)
    proposal = done(form, lambda: _prepare(request, provision, form))
    if proposal is not None:
        messages.success(request, said)
        return redirect("negotiation:proposal", process=door.process.key, uuid=proposal.uuid)
    row = queries.working_row(provision)
    refresh(form, row.sha256)
    context = {"form": form, "row": row, "what": what, "paragraph": queries.paragraph(row), "people": people(request)}
    return page(request, "propose.html", row.version.text, context, refused=bool(form.errors))


def _prepare(request: Request, provision: Provision, form: Propose | ProposeDeletion) -> Proposal:
    given: dict[str, Any] = form.cleaned_data
    return services.prepare_proposal(
        provision,
        wording=given.get("wording", ""),
        kind=form.kind,
        provision_kind=given.get("provision_kind", ""),
        reason=given["reason"],
        on_behalf_of=given.get("on_behalf_of"),
        seen=given.get("seen", ""),
        by=request.door.actor,
        at=request.at,
    )


@require_POST
def preview(request: Request, uuid: UUID) -> HttpResponse:
    """Return the redline of what stands in the box, for the preview while one types."""
    door = request.door
    row = queries.working_row(queries.provision_named(door.process, door.actor, uuid))
    redline = runs(row.wording, request.POST.get("wording", "").strip().replace("\r\n", "\n"))
    return render(request, "negotiation/parts/redline.html", {"redline": redline, "text": row.version.text})


@require_POST
def table(request: Request, uuid: UUID) -> HttpResponse:
    """Table a prepared proposal."""
    door = request.door
    found = queries.proposal_named(door.process, door.actor, uuid)
    services.table_proposal(found, by=door.actor, at=request.at)
    messages.success(request, _("Your proposal is on the table: all see it in the rolling text."))
    return _to_paragraph(request, found)


@require_POST
def withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Withdraw from a proposal."""
    door = request.door
    found = queries.proposal_named(door.process, door.actor, uuid)
    services.withdraw_proposal(found, by=door.actor, at=request.at)
    messages.success(request, _("Your delegation no longer stands behind the proposal."))
    return _to_paragraph(request, found)


@require_POST
def cosponsor(request: Request, uuid: UUID) -> HttpResponse:
    """Stand behind a proposal of others."""
    door = request.door
    found = queries.proposal_named(door.process, door.actor, uuid)
    form = CoSponsor(request.POST, entity_id=door.actor.entity_id)
    sponsor = done(
        form,
        lambda: services.cosponsor_proposal(
            found, on_behalf_of=form.cleaned_data.get("on_behalf_of"), by=door.actor, at=request.at
        ),
    )
    if sponsor is None:
        return proposal_page(request, found, TakePosition(), form, refused=True)
    messages.success(request, _("Your delegation now stands behind the proposal."))
    return _to_paragraph(request, found)


@require_POST
def position(request: Request, uuid: UUID) -> HttpResponse:
    """Take a position on a proposal."""
    door = request.door
    found = queries.proposal_named(door.process, door.actor, uuid)
    form = TakePosition(request.POST)
    taken = done(form, lambda: services.take_position(found, **form.cleaned_data, by=door.actor, at=request.at))
    if taken is None:
        return proposal_page(request, found, form, CoSponsor(entity_id=door.actor.entity_id), refused=True)
    messages.success(request, _("Your position is on record."))
    return _to_paragraph(request, found)


def _to_paragraph(request: Request, found: Proposal) -> HttpResponse:
    key = request.door.process.key
    if found.provision is None:
        return redirect("negotiation:prepared", process=key, text=found.text.key)
    return redirect("negotiation:paragraph", process=key, uuid=found.provision.uuid)
