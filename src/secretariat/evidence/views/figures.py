"""Pages of figures: what there is, an area, areas side by side, flows, the world."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from secretariat.evidence.queries import charts, pages, register
from secretariat.evidence.views.common import shown
from secretariat.frame.refusals import told
from secretariat.processes.access import Request, may
from travaux.evidence.store import DatabaseMissing

KINDS = ("chord", "sankey")
COMPARED_AT_MOST = 6
MOST_CHOICES = (8, 12, 20, 30)


@require_GET
def overview(request: Request) -> HttpResponse:
    """Show what there is: areas, data sets, facts that are stale, reports; where the extra is missing, that."""
    door = request.door
    try:
        areas, missing = charts.areas_of(door.process), []
    except DatabaseMissing as refusal:
        areas, missing = [], told(refusal)
    standing = register.facts(door.process)
    context = {
        "areas": areas,
        "missing": missing,
        "facts": standing,
        "stale": [each for each in standing if each.is_stale],
        "datasets": list(register.in_use(door.process).values()),
        "has_flows": bool(pages.editions_of_flows(door.process)),
        "reports": register.reports(door.process, door.actor),
        "may_open": may(door.process, door.actor, "open_report", at=door.at),
        "may_register": may(door.process, door.actor, "register_dataset", at=door.at),
    }
    return shown(request, "evidence/overview.html", context, [])


@require_GET
def area(request: Request, code: str) -> HttpResponse:
    """Show an area: stock, flows in and out with bands, age, cost of sending money, indicators."""
    page = pages.area_page(request.door.process, code)
    return shown(request, "evidence/area.html", {"page": page}, page.pictures)


@require_GET
def compare(request: Request) -> HttpResponse:
    """Show areas side by side."""
    process = request.door.process
    areas = charts.areas_of(process)
    chosen = [code for code, _ in areas if code in request.GET.getlist("areas")][:COMPARED_AT_MOST]
    found = pages.compared(process, chosen) if chosen else []
    context = {"areas": areas, "chosen": chosen, "at_most": COMPARED_AT_MOST}
    return shown(request, "evidence/compare.html", context, found)


@require_GET
def flows(request: Request) -> HttpResponse:
    """Explore flows: the period, the kind of chart, one area or those that move most."""
    asked = request.GET
    kind = asked.get("show") if asked.get("show") in KINDS else KINDS[0]
    most = next((each for each in MOST_CHOICES if asked.get("most") == str(each)), MOST_CHOICES[1])
    found = pages.explored(
        request.door.process,
        uuid=asked.get("data", ""),
        year=asked.get("year", ""),
        kind=str(kind),
        area=asked.get("area", ""),
        most=most,
    )
    context = {
        "found": found,
        "kind": kind,
        "kinds": KINDS,
        "most": most,
        "choices": MOST_CHOICES,
        "area": asked.get("area", ""),
        "areas": charts.areas_of(request.door.process),
    }
    return shown(request, "evidence/flows.html", context, [found.picture])


@require_GET
def world(request: Request) -> HttpResponse:
    """Show every area of the world, on a map and as a square."""
    return shown(request, "evidence/world.html", {}, pages.world(request.door.process))
