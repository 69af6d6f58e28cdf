"""Pages on which delegations act: propose, table, withdraw, co-sponsor, take positions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.negotiation import queries, services
from secretariat.negotiation.forms import CoSponsor, TakePosition
from secretariat.negotiation.forms.proposing import (
    Propose,
    ProposeAlternative,
    ProposeDeletion,
    ProposeMerger,
    ProposeMove,
    ProposeNew,
    ProposePlaceholder,
    ProposeRetaining,
    ProposeSplit,
)
from secretariat.negotiation.models import (
    Proposal,
    ProposalKind,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Standing,
)
from secretariat.negotiation.views.common import done, gate, meetings, page, people, refresh
from secretariat.negotiation.views.reading import proposal_page
from secretariat.processes.access import Request

FORMS: dict[str, type[Propose | ProposeDeletion]] = {
    "change": Propose,
    "new": ProposeNew,
    "delete": ProposeDeletion,
    "alternative": ProposeAlternative,
    "placeholder": ProposePlaceholder,
    "move": ProposeMove,
    "split": ProposeSplit,
    "merge": ProposeMerger,
    "retain": ProposeRetaining,
}
WHAT = {
    ProposalKind.NEW_PARAGRAPH.value: "new",
    ProposalKind.DELETE_PARAGRAPH.value: "delete",
    **{kind: kind for kind in FORMS if kind in ProposalKind.values},
}
BESIDE = frozenset({"move", "merge"})
NOW = "now"
"""The button that tables at once what is proposed, instead of preparing it."""


@require_http_methods(["GET", "POST"])
def propose(request: Request, uuid: UUID, what: str) -> HttpResponse:
    """Prepare a proposal on a paragraph: other words, a new paragraph behind it, or its deletion."""
    door = request.door
    gate(request, "prepare_proposal")
    row = queries.working_row(queries.provision_named(door.process, door.actor, uuid))
    said = _("Your proposal is prepared; only your delegation sees it until you table it.")
    return _proposing(request, row, what, {"wording": row.wording} if what in ("change", "split") else {}, said)


@require_http_methods(["GET", "POST"])
def amend(request: Request, uuid: UUID) -> HttpResponse:
    """Prepare an amendment to a proposal of others: the paragraph as they would have it, otherwise."""
    door = request.door
    gate(request, "prepare_proposal")
    parent = queries.proposal_named(door.process, door.actor, uuid)
    if parent.provision is None:
        return redirect("negotiation:proposal", process=door.process.key, uuid=uuid)
    row = queries.working_row(parent.provision)
    wording = next(iter(queries.open_proposals(pk=parent.pk)), None)
    given = {"wording": queries.reading_of(wording, row.wording) if wording else row.wording}
    said = _("Your amendment is prepared; only your delegation sees it until you table it.")
    return _proposing(request, row, "change", given, said, parent)


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
    request: Request,
    row: ProvisionVersion,
    what: str,
    given: Mapping[str, object],
    said: str,
    amends: Proposal | None = None,
) -> HttpResponse:
    """Show or take the form of a proposal on a paragraph, with what is `given` in its boxes."""
    door, provision = request.door, row.provision
    initial = {"seen": row.sha256, "provision_kind": row.kind, **given}
    others = {"rows": _others(row)} if what in BESIDE else {}
    sent = request.POST if request.method == "POST" else None
    form = FORMS[what](sent, initial=initial, entity_id=door.actor.entity_id, **others)
    proposal = done(form, lambda: _prepare(request, provision, form, amends))
    if proposal is not None and proposal.status == ProposalStatus.TABLED:
        messages.success(request, _("Your proposal is on the table: all see it in the rolling text."))
        return _to_paragraph(request, proposal)
    if proposal is not None:
        messages.success(request, said)
        return redirect("negotiation:proposal", process=door.process.key, uuid=proposal.uuid)
    row = queries.working_row(provision)
    refresh(form, row.sha256)
    context = {"form": form, "row": row, "what": what, "paragraph": queries.paragraph(row), "people": people(request)}
    return page(request, "propose.html", row.version.text, context, refused=bool(form.errors))


def _others(row: ProvisionVersion) -> list[ProvisionVersion]:
    """Return the other paragraphs that stand in the text."""
    found = [each.row for each in queries.paragraphs(row.version)]
    return [each for each in found if each.standing == Standing.STANDING and each.pk != row.pk]


def _prepare(
    request: Request, provision: Provision, form: Propose | ProposeDeletion, amends: Proposal | None
) -> Proposal:
    given: dict[str, Any] = form.cleaned_data
    names = ("wording", "provision_kind", "reason", "on_behalf_of", "other", "seen")
    asked = {name: given[name] for name in names if name in given}
    by, at = request.door.actor, request.at
    if NOW in request.POST:
        whole = services.Asked(kind=form.kind, amends=amends, **asked)
        return services.submit_proposal(provision, asked=whole, by=by, at=at)
    return services.prepare_proposal(provision, kind=form.kind, amends=amends, **asked, by=by, at=at)


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
        return proposal_page(request, found, TakePosition(meetings=meetings(request)), form, refused=True)
    messages.success(request, _("Your delegation now stands behind the proposal."))
    return _to_paragraph(request, found)


@require_POST
def position(request: Request, uuid: UUID) -> HttpResponse:
    """Take a position on a proposal."""
    door = request.door
    found = queries.proposal_named(door.process, door.actor, uuid)
    form = TakePosition(request.POST, meetings=meetings(request))
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
