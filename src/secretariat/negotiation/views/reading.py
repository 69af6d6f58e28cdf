"""Pages on which a text is read: rolling text, paragraph, versions, comparison, where the negotiation stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from secretariat.negotiation import queries
from secretariat.negotiation.forms import CoSponsor, TakePosition
from secretariat.negotiation.forms.looking import AsOf
from secretariat.negotiation.models import Proposal, ProposalStatus, ProvisionVersion
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.services.preparing import CHANGES
from secretariat.negotiation.views.common import Line, is_moving, meetings, page, people, with_redline
from secretariat.negotiation.views.keeping import kept, part
from secretariat.negotiation.views.moment import SHOWN, Moment, moment
from secretariat.participation.models import Entity
from secretariat.processes.access import Request
from travaux.words.align import runs
from travaux.words.tokens import digest


@require_GET
@kept
def rolling(request: Request, text: str = "") -> HttpResponse:
    """Show the rolling text; without a name, the first text of the process that the reader may see."""
    if not text:
        found = queries.texts(request.door.process, request.door.actor).first()
        if found is None:
            return page(request, "none.html", None, {})
        text = found.key
    return _version(request, moment(request, text))


@require_GET
@kept
def version(request: Request, text: str, ordinal: int) -> HttpResponse:
    """Show one version as it stands, or as it stood when it was frozen."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    return _version(
        request, Moment(found, queries.version_numbered(found, door.actor, ordinal), None, AsOf(), door.actor)
    )


def _version(request: Request, seen: Moment) -> HttpResponse:
    version = seen.version
    context = {
        "seen": seen,
        "version": version,
        "previous": queries.versions(version.text, request.door.actor).filter(ordinal__lt=version.ordinal).last(),
        "moved_at": queries.moved_at(version.text),
        "paragraphs": part(request, SHOWN, ("rolling", *seen.key), lambda: _paragraphs(request, seen)),
        "others": queries.texts(request.door.process, request.door.actor).exclude(pk=version.text_id),
    }
    return page(request, "rolling.html", version.text, context)


def _paragraphs(request: Request, seen: Moment) -> SafeString:
    """Return the paragraphs with all that is proposed, the legend before them, the counts by section behind."""
    shown = seen.paragraphs()
    everybody = people(request)
    context = {
        "text": seen.text,
        "process": request.door.process,
        "lines": _with_the_next(list(map(Line, shown))),
        "people": everybody,
        "drawn": {},
        "legend": _legend(shown, everybody),
        "sections": queries.sections(shown),
    }
    return render_to_string("negotiation/parts/paragraphs.html", context)


def _with_the_next(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return each line, an open one with the key of the next that is open, so that one can go from one to the next."""
    found: list[tuple[Line, str]] = []
    following = ""
    for line in reversed(lines):
        is_open = bool(line.paragraph.brackets)
        found.append((line, following if is_open else ""))
        following = line.paragraph.state.key if is_open else following
    return found[::-1]


def _legend(shown: Iterable[Paragraph], everybody: Mapping[str, Entity]) -> list[Entity]:
    codes = {code for each in shown for segment in each.rolling.segments for code in segment.proponents}
    return [everybody[code] for code in sorted(codes) if code in everybody]


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
    return with_redline(proposal) | {"positions": list(proposal.positions.all())}


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
