"""Pages on which a text is read: rolling text, paragraph, versions, comparison, where the negotiation stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from secretariat.frame.pictures import Bar, Picture, bars
from secretariat.negotiation import queries
from secretariat.negotiation.forms import Compare, CoSponsor, TakePosition
from secretariat.negotiation.models import Proposal, ProposalStatus, ProvisionVersion, TextVersion
from secretariat.negotiation.queries import Paragraph, Section
from secretariat.negotiation.services.preparing import CHANGES
from secretariat.negotiation.views.common import Line, is_moving, meetings, page, people
from secretariat.participation.models import Entity
from secretariat.processes.access import Request
from travaux.text.compare import compare as compared
from travaux.words.align import runs
from travaux.words.tokens import digest


@require_GET
def rolling(request: Request, text: str = "") -> HttpResponse:
    """Show the rolling text; without a name, the first text of the process that the reader may see."""
    door = request.door
    if text:
        return _version(request, queries.current(queries.text_named(door.process, door.actor, text)))
    found = queries.texts(door.process, door.actor).first()
    if found is None:
        return page(request, "none.html", None, {})
    return _version(request, queries.current(found))


@require_GET
def version(request: Request, text: str, ordinal: int) -> HttpResponse:
    """Show one version as it stands, or as it stood when it was frozen."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    return _version(request, queries.version_numbered(found, door.actor, ordinal))


def _version(request: Request, version: TextVersion) -> HttpResponse:
    shown = queries.paragraphs(version)
    everybody = people(request)
    context = {
        "version": version,
        "previous": queries.versions(version.text, request.door.actor).filter(ordinal__lt=version.ordinal).last(),
        "lines": [Line(each) for each in shown],
        "people": everybody,
        "legend": _legend(shown, everybody),
        "sections": queries.sections(shown),
        "others": queries.texts(request.door.process, request.door.actor).exclude(pk=version.text_id),
    }
    return page(request, "rolling.html", version.text, context)


def _legend(shown: Iterable[Paragraph], everybody: Mapping[str, Entity]) -> list[Entity]:
    codes = {code for each in shown for segment in each.rolling.segments for code in segment.proponents}
    return [everybody[code] for code in sorted(codes) if code in everybody]


@require_GET
def where(request: Request, text: str) -> HttpResponse:
    """Show where the negotiation stands: open and agreed paragraphs of each section, and every open bracket."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    version = queries.current(found)
    shown = queries.paragraphs(version)
    sections = queries.sections(shown)
    context = {
        "version": version,
        "sections": sections,
        "total": _total(sections),
        "picture": _picture(sections),
        "places": queries.open_places(shown),
        "orphaned": [each for each in shown if each.orphaned],
    }
    return page(request, "where.html", found, context)


def _total(sections: Sequence[Section]) -> Section:
    fields = ("paragraphs", "open", "agreed", "brackets")
    return Section(None, **{name: sum(getattr(section, name) for section in sections) for name in fields})


def _picture(sections: Sequence[Section]) -> Picture:
    return bars([Bar(_title(section.heading), _counts(section)) for section in sections])


def _title(heading: ProvisionVersion | None) -> str:
    if heading is None:
        return gettext("Before the first heading")
    return f"{heading.number} {heading.wording}".strip()


def _counts(section: Section) -> list[tuple[str, int]]:
    rest = section.paragraphs - section.agreed - section.open
    return [("agreed", section.agreed), ("open", section.open), ("muted", max(rest, 0))]


@require_GET
def versions(request: Request, text: str) -> HttpResponse:
    """List the versions of a text, with their digests."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    rows = list(queries.versions(found, door.actor))
    form = Compare(versions=rows, initial=_ends(rows))
    return page(request, "versions.html", found, {"versions": rows, "form": form})


def _ends(rows: Sequence[TextVersion]) -> dict[str, str]:
    return {"old": str(rows[0].ordinal), "new": str(rows[-1].ordinal)} if rows else {}


@require_GET
def compare(request: Request, text: str) -> HttpResponse:
    """Show two versions of a text in one, marked; the first and the last unless others are chosen."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    rows = list(queries.versions(found, door.actor))
    chosen = {"old": request.GET.get("old"), "new": request.GET.get("new")}
    form = Compare({name: given or _ends(rows)[name] for name, given in chosen.items()}, versions=rows)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        by_ordinal = {str(row.ordinal): row for row in rows}
        old, new = by_ordinal[form.cleaned_data["old"]], by_ordinal[form.cleaned_data["new"]]
        context |= {"old": old, "new": new, "rows": compared(queries.shapes(old), queries.shapes(new))}
    return page(request, "compare.html", found, context, refused=bool(form.errors))


@require_GET
def paragraph(request: Request, uuid: UUID) -> HttpResponse:
    """Show one paragraph: its wording, what is proposed on it and why, and what may be done."""
    door = request.door
    provision = queries.provision_named(door.process, door.actor, uuid)
    row = queries.row_of(provision)
    shown = queries.paragraph(row)
    context = {
        "line": Line(shown),
        "people": people(request),
        "version": row.version,
        "is_moving": is_moving(row),
        "proposals": [_with_positions(proposal) for proposal in _open_on(row)],
        "history": queries.fate_of(provision, door.actor),
        "provenance": queries.provenance_of(provision, door.actor),
        "said": queries.said_of_brackets(provision),
        "awaited": queries.pending_codes(provision),
        "own": door.actor.entity,
    }
    return page(request, "paragraph.html", provision.text, context)


def _open_on(row: ProvisionVersion) -> list[Proposal]:
    return queries.open_proposals(provision=row.provision) if is_moving(row) else []


def _with_positions(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal with its redline, its sponsors and its positions, for the page of its paragraph."""
    return {
        "proposal": proposal,
        "redline": runs(proposal.base, proposal.wording),
        "sponsors": queries.proponents(proposal),
        "positions": list(proposal.positions.all()),
    }


@require_GET
def paragraph_in(request: Request, uuid: UUID, ordinal: int) -> HttpResponse:
    """Show a paragraph as it stood in one version: its permanent address."""
    door = request.door
    provision = queries.provision_named(door.process, door.actor, uuid)
    version = queries.version_numbered(provision.text, door.actor, ordinal)
    row = queries.row_in(version, provision)
    context = {"line": Line(queries.paragraph(row)), "people": people(request), "version": version}
    return page(request, "paragraph_in.html", provision.text, context)


@require_GET
def prepared(request: Request, text: str) -> HttpResponse:
    """List what the own delegation prepares and has not tabled."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    rows = queries.prepared(found, door.actor)
    return page(request, "prepared.html", found, {"proposals": rows})


@require_GET
def proposal(request: Request, uuid: UUID) -> HttpResponse:
    """Show one proposal: to be checked before it is tabled, to be answered afterwards."""
    door = request.door
    found = queries.proposal_named(door.process, door.actor, uuid)
    form = TakePosition(meetings=meetings(request))
    return proposal_page(request, found, form, CoSponsor(entity_id=door.actor.entity_id))


def proposal_page(
    request: Request, found: Proposal, position: TakePosition, sponsor: CoSponsor, *, refused: bool = False
) -> HttpResponse:
    """Render the page of a proposal with its two forms."""
    actor = request.door.actor
    sponsors = queries.sponsorships_of(found)
    anchor = found.provision or found.after
    row = queries.row_of(anchor) if anchor else None
    context = {
        "proposal": found,
        "row": row,
        "hindrance": _hindrance(found, row),
        "redline": runs(found.base, found.wording),
        "sponsors": sponsors,
        "positions": queries.positions_of(found),
        "position": position,
        "sponsor": sponsor,
        "is_change": bool(found.provision_id and queries.open_proposals(pk=found.pk, kind__in=CHANGES)),
        "place": queries.label(queries.row_of(found.after)) if found.after else "",
        "is_own": found.proponent_id == actor.entity_id,
        "is_sponsor": any(each.entity_id == actor.entity_id and not each.withdrawn_at for each in sponsors),
    }
    return page(request, "proposal.html", found.text, context, refused=refused)


def _hindrance(found: Proposal, row: ProvisionVersion | None) -> str:
    """Say what keeps a prepared proposal from being tabled: its paragraph is `gone` or `changed`; empty if nothing."""
    if found.status != ProposalStatus.PREPARED or row is None:
        return ""
    if not is_moving(row):
        return "gone"
    return "changed" if found.provision and row.sha256 != digest(found.base) else ""
