"""Pages of one delegation or group: its brackets, who objects, what it has not answered; and where words collide."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from secretariat.negotiation import queries
from secretariat.negotiation.forms.looking import Narrow
from secretariat.negotiation.models import NegotiatingText
from secretariat.negotiation.queries import Paragraph, delegations
from secretariat.negotiation.queries.progress import Group, grouped
from secretariat.negotiation.views.common import Line, page, people
from secretariat.negotiation.views.keeping import body, kept
from secretariat.negotiation.views.moment import SHOWN
from secretariat.negotiation.views.where import title
from secretariat.participation.models import Entity
from secretariat.participation.queries import entities
from secretariat.processes.access import Request
from travaux.text.compilation import collisions as colliding
from travaux.text.contest import Bracket

A_PAGE = 25


@require_GET
@kept
def mine(request: Request, text: str) -> HttpResponse:
    """Show a delegate the brackets of the own delegation, and others of whom they may look at those."""
    found = queries.text_named(request.door.process, request.door.actor, text)
    if request.door.actor.entity:
        return _of(request, found, request.door.actor.entity)
    return page(request, "delegations.html", found, {"everybody": entities(request.door.process)})


@require_GET
@kept
def of(request: Request, text: str, code: str) -> HttpResponse:
    """Show the brackets of a delegation or group; the own one also sees what it prepares and has not answered."""
    return _of(request, queries.text_named(request.door.process, request.door.actor, text), code)


def _of(request: Request, found: NegotiatingText, code: str) -> HttpResponse:
    entity = delegations.entity_coded(request.door.process, code)
    is_own = entity.pk == request.door.actor.entity_id
    # Who looks at the own brackets is told of what is prepared: the sight of proposals knows whose they are.
    made = body(
        request, ("text", "proposal"), ("of", found.pk, code, is_own), lambda: _brackets(request, found, entity)
    )
    context = {"entity": entity, "is_own": is_own, "made": made.html}
    return page(request, "of.html", found, context, refused=made.refused)


def _brackets(request: Request, found: NegotiatingText, entity: Entity) -> tuple[str, dict[str, Any]]:
    groups = grouped(queries.paragraphs(queries.current(found)))
    narrow = _narrow(request, found, groups)
    shown = _narrowed(request, found, groups, narrow)
    context: dict[str, Any] = {
        "text": found,
        "entity": entity,
        "narrow": narrow,
        "refused": narrow.errors,
        "people": people(request),
        "own": delegations.own_proposals(found, entity, shown),
        "groups": delegations.groups_of(entity),
    }
    if entity.pk == request.door.actor.entity_id:
        context |= {"is_own": True, **_waiting(request, found, entity, shown)}
    return "negotiation/parts/of.html", context


def _waiting(request: Request, found: NegotiatingText, entity: Entity, shown: Sequence[Paragraph]) -> dict[str, Any]:
    """Return what is told to the own delegation alone: what it has not answered, what it prepares."""
    waiting = delegations.unanswered(found, entity, [each.row.provision_id for each in shown])
    chosen = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    return {
        "waiting": chosen,
        "asked": delegations.proposals_of(list(chosen)),
        "rows": {each.row.provision_id: each.row for each in shown},
        "prepared": queries.prepared(found, request.door.actor).count(),
    }


def _narrow(request: Request, text: NegotiatingText, groups: Sequence[Group]) -> Narrow:
    sections = [(group.key or "first", title(group.heading)) for group in groups]
    return Narrow(request.GET, sections=sections, themes=delegations.themes(text, request.door.actor).items())


def _narrowed(request: Request, text: NegotiatingText, groups: Sequence[Group], narrow: Narrow) -> list[Paragraph]:
    if not narrow.is_valid():
        return []
    section, theme = narrow.cleaned_data["section"], narrow.cleaned_data.get("theme", "")
    on = delegations.on_theme(text, request.door.actor, theme) if theme else None
    return [
        each
        for group in groups
        if section in {"", group.key or "first"}
        for each in group.rows
        if on is None or each.row.provision_id in on
    ]


@require_GET
@kept
def collisions(request: Request, text: str) -> HttpResponse:
    """Show, side by side, what different delegations want in the same place."""
    found = queries.text_named(request.door.process, request.door.actor, text)
    made = body(request, SHOWN, ("collisions", found.pk), lambda: _places(request, found))
    return page(request, "collisions.html", found, {"made": made.html}, refused=made.refused)


def _places(request: Request, found: NegotiatingText) -> tuple[str, dict[str, Any]]:
    groups = grouped(queries.paragraphs(queries.current(found)))
    narrow = _narrow(request, found, groups)
    places = [
        (Line(each), bracket)
        for each in _narrowed(request, found, groups, narrow)
        for bracket in colliding(each.brackets)
    ]
    chosen = Paginator(places, A_PAGE).get_page(request.GET.get("page"))
    context = {"text": found, "narrow": narrow, "refused": narrow.errors, "people": people(request), "page": chosen}
    context |= {"count": len(places), "places": [(line, _sides(bracket)) for line, bracket in chosen]}
    return "negotiation/parts/collisions.html", context


def _sides(bracket: Bracket) -> list[dict[str, Any]]:
    """Return the words between which the choice is, those that stand now first, each with those who want them."""
    return [
        {"words": choice.words.strip(), "codes": choice.proponents, "proposals": choice.proposals}
        for choice in bracket.alternatives
    ]
