from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.context import ROLES
from secretariat.frame.pictures import Bar, bars
from secretariat.frame.refusals import attempt
from secretariat.participation import queries, services
from secretariat.participation.forms import Admit, Members, Rename, SeatSomebody
from secretariat.participation.models import Entity, Kind, Seat
from secretariat.people.access import OFFICER
from secretariat.people.models import Person
from secretariat.people.queries import person_named
from secretariat.processes.access import Request, may, modalities_of, require

REFUSED = 422
A_PAGE = 100


@require_GET
def list_(request: Request) -> HttpResponse:
    """Show who takes part, and the balance of regions and kinds."""
    door = request.door
    balance = queries.balance(door.process)
    regions = zip(balance.regions, balance.of_regions, strict=True)
    may_seat = may(door.process, door.actor, "seat_person", at=request.at)
    context = {
        "page": Paginator(queries.list_of(door.process), A_PAGE).get_page(request.GET.get("page")),
        "balance": balance,
        "by_region": bars([Bar(str(region.label), (("", count),)) for region, count in regions]),
        "by_kind": bars([Bar(str(kind.label), (("", total),)) for kind, _counts, total in balance.rows]),
        "may_admit": may(door.process, door.actor, "admit_entity", at=request.at),
        "seats": [(seat, ROLES.get(seat.role, seat.role)) for seat in queries.seats(door.process)] if may_seat else [],
        "may_seat": may_seat,
        "may_write": may(door.process, door.actor, "prepare_message", at=request.at),
        "looks_after": door.actor.administers or door.actor.is_one_of(OFFICER),
    }
    return render(request, "participation/list.html", context)


ACTS = {
    "apply": _("Apply for accreditation"),
    "register": _("Register people for a meeting"),
    "submit": _("Hand in an input"),
    "propose": _("Propose a change of the text"),
    "position": _("Take a position on a proposal"),
    "vote": _("Enter a vote"),
    "object": _("Object to a name on a list"),
}


@require_GET
def rights(request: Request) -> HttpResponse:
    """Show who may do what in which phase, and who has a part at which kind of meeting."""
    process = request.door.process
    kinds, categories = queries.attendance(process)
    context = {
        "phases": modalities_of(process).phases,
        "rights": [
            (_(ACTS[right.act]), [([ROLES[role] for role in roles], paragraph) for roles, paragraph in right.phases])
            for right in queries.rights(process)
        ],
        "kinds": kinds,
        "categories": categories,
    }
    return render(request, "participation/rights.html", context)


@require_http_methods(["GET", "POST"])
def admit(request: Request) -> HttpResponse:
    """Admit an entity."""
    door = request.door
    require(door.process, door.actor, "admit_entity", at=request.at)
    form = Admit(request.POST or None)
    if form.is_valid():
        admitted = attempt(
            form,
            lambda: services.admit_entity(door.process, **form.cleaned_data, by=door.actor, at=request.at),
        )
        if admitted:
            messages.success(request, _("Admitted: %(name)s") % {"name": admitted.name})
            return redirect("participation:list", process=door.process.key)
    return render(request, "participation/admit.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_GET
def entity(request: Request, code: str) -> HttpResponse:
    """Show an entity: what it is and was called, of which groups it is or was, since when."""
    door = request.door
    found = queries.entity(door.process, code)
    context = {
        "entity": found,
        "former": list(found.former.all()),
        "memberships": list(queries.memberships(found)),
        "may_rename": may(door.process, door.actor, "rename_entity", at=door.at),
        "may_change": found.kind == Kind.GROUP and may(door.process, door.actor, "change_members", at=door.at),
    }
    return render(request, "participation/entity.html", context)


@require_http_methods(["GET", "POST"])
def rename(request: Request, code: str) -> HttpResponse:
    """Let an entity go on under another name or in another category."""
    found = queries.entity(request.door.process, code)
    held = {part: getattr(found, part) for part in ("name", "kind", "region")}
    form = Rename(request.POST or None, initial={**held, "since": request.at.date()})
    return _changed(request, found, "rename_entity", form, _("Change name or category"))


@require_http_methods(["GET", "POST"])
def members(request: Request, code: str) -> HttpResponse:
    """Let States join or leave a group."""
    found = queries.entity(request.door.process, code)
    form = Members(request.POST or None, initial={"on": request.at.date()})
    return _changed(request, found, "change_members", form, _("Change who is a member"))


def _changed(request: Request, found: Entity, deed: str, form: Form, title: str) -> HttpResponse:
    door = request.door
    require(door.process, door.actor, deed, at=door.at)
    service = getattr(services, deed)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: service(found, **given, by=door.actor, at=door.at)) is not None:
            messages.success(request, _("Saved."))
            return redirect("participation:entity", door.process.key, found.code)
    context = {"form": form, "entity": found, "title": title}
    return render(request, "participation/change.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def seat(request: Request) -> HttpResponse:
    """Give a person a seat."""
    door = request.door
    require(door.process, door.actor, "seat_person", at=request.at)
    form = SeatSomebody(queries.entities(door.process), request.POST or None)
    if form.is_valid() and attempt(form, lambda: _seat(request, **form.cleaned_data)) is not None:
        messages.success(request, _("Seated: %(name)s") % {"name": form.cleaned_data["username"]})
        return redirect("participation:list", process=door.process.key)
    return render(request, "participation/seat.html", {"form": form}, status=REFUSED if form.errors else 200)


def _seat(request: Request, *, username: str, role: str, entity: str, administers: bool) -> Seat:
    door = request.door
    return services.seat_person(
        door.process,
        person=person_named(username),
        role=role,
        entity=queries.entity(door.process, entity) if entity else None,
        administers=administers,
        by=door.actor,
        at=request.at,
    )


@require_GET
def people(request: Request) -> HttpResponse:
    """Show whose sign-in one looks after."""
    _look_after(request)
    found = Paginator(queries.charges(request.door).prefetch_related("person__handovers"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": found, "seats": [(seat, ROLES.get(seat.role, seat.role)) for seat in found]}
    return render(request, "participation/people.html", context)


@require_http_methods(["GET", "POST"])
def reset(request: Request, uuid: UUID) -> HttpResponse:
    """Reset the sign-in of one of the people whom one looks after, once that is confirmed."""
    _look_after(request)
    person = get_object_or_404(queries.charges(request.door), person__uuid=uuid).person
    form = Form(request.POST or None)
    if form.is_valid() and (link := attempt(form, lambda: _reset(request, person))) is not None:
        return render(request, "participation/reset_done.html", {"link": link, "name": person.username})
    status = REFUSED if form.errors else 200
    return render(request, "participation/reset.html", {"form": form, "person": person}, status=status)


@require_http_methods(["GET", "POST"])
def vacate(request: Request, uuid: UUID) -> HttpResponse:
    """Take the seat of one of the people whom one looks after away, once that is confirmed."""
    _look_after(request)
    door = request.door
    person = get_object_or_404(queries.charges(door), person__uuid=uuid).person
    form = Form(request.POST or None)

    def done() -> Person:
        return services.vacate_seat(door.process, person=person, by=door.actor, at=request.at)

    if form.is_valid() and attempt(form, done) is not None:
        messages.success(request, _("The seat is vacant: %(name)s") % {"name": person.username})
        return redirect("participation:list", process=door.process.key)
    status = REFUSED if form.errors else 200
    return render(request, "participation/vacate.html", {"form": form, "person": person}, status=status)


def _look_after(request: Request) -> None:
    if not (request.door.actor.administers or request.door.actor.is_one_of(OFFICER)):
        raise services.AnotherSignInIsNeeded


def _reset(request: Request, person: Person) -> str:
    door = request.door
    site = request.build_absolute_uri("/")
    return services.reset_colleague(door.process, person=person, site=site, by=door.actor, at=request.at)
