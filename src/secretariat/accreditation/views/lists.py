"""What the secretariat and Member States see: applications, lists of names, objections."""

from collections.abc import Callable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accreditation import queries, services
from secretariat.accreditation.forms import Circulate, Decision, Object, Screen
from secretariat.accreditation.models import Circulation, Name, lists_of
from secretariat.frame.files import CSV, attached
from secretariat.frame.pictures import Bar, bars
from secretariat.frame.refusals import attempt
from secretariat.people.access import OFFICER
from secretariat.processes.access import Door, Request, may, modalities_of, require
from travaux.formats.tables import as_csv

REFUSED = 422
A_PAGE = 50


@require_GET
def overview(request: Request) -> HttpResponse:
    """Say how others than States come in, and show the lists that whoever asks may read."""
    door = request.door
    context = {
        "circulations": list(queries.circulations(door)),
        "lists": lists_of(door.process),
        "may_apply": bool(lists_of(door.process)) and may(door.process, door.actor, "begin_application", at=door.at),
        "may_circulate": may(door.process, door.actor, "circulate_list", at=door.at),
        "is_office": door.actor.is_one_of(OFFICER),
        "states": queries.in_states(door),
    }
    return render(request, "accreditation/overview.html", context)


def _lists(door: Door) -> list[tuple[str, str]]:
    return [(each.key, each.title) for each in lists_of(door.process)]


@require_GET
def applications(request: Request) -> HttpResponse:
    """Show the applications that whoever asks may know of."""
    door, asked = request.door, request.GET
    narrowed = {"state": asked.get("state", ""), "list_": asked.get("list", ""), "q": asked.get("q", "").strip()}
    if not door.actor.is_one_of(OFFICER):
        raise queries.NoSuchApplication
    context = {
        "page": Paginator(queries.applications(door, **narrowed), A_PAGE).get_page(asked.get("page")),
        "states": queries.in_states(door),
        "lists": _lists(door),
        "narrowed": narrowed,
    }
    return render(request, "accreditation/applications.html", context)


@require_http_methods(["GET", "POST"])
def screen(request: Request, uuid: UUID) -> HttpResponse:
    """Show one application, and say what the secretariat finds."""
    door = request.door
    application = queries.application_named(door, uuid)
    form = Screen(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        done = attempt(form, lambda: services.screen_application(application, **given, by=door.actor, at=door.at))
        if done:
            messages.success(request, _("Screened: %(name)s") % {"name": application.name})
            return redirect("accreditation:applications", door.process.key)
    context = {
        "form": form,
        "application": application,
        "names": queries.names_told(application),
        "may_screen": may(door.process, door.actor, "screen_application", at=door.at),
    }
    return render(request, "accreditation/screen.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def circulate(request: Request) -> HttpResponse:
    """Put a list before Member States."""
    door = request.door
    require(door.process, door.actor, "circulate_list", at=door.at)
    form = Circulate(_lists(door), request.POST or None)
    if form.is_valid():
        page = request.build_absolute_uri(reverse("accreditation:list", args=[door.process.key, UUID(int=0)])).replace(
            str(UUID(int=0)), "UUID"
        )
        made = attempt(
            form,
            lambda: services.circulate_list(door.process, **form.cleaned_data, page=page, by=door.actor, at=door.at),
        )
        if made:
            messages.success(request, _("Circulated."))
            return redirect("accreditation:list", door.process.key, made.uuid)
    waiting = [(label, queries.candidates(door.process, value).count()) for value, label in _lists(door)]
    context = {"form": form, "waiting": waiting, "zone": modalities_of(door.process).timezone}
    return render(request, "accreditation/circulate.html", context, status=REFUSED if form.errors else 200)


@require_GET
def list_(request: Request, uuid: UUID) -> HttpResponse:
    """Show a list of names, the clock, of whom it is made, and what of objections one may know."""
    door = request.door
    circulation = queries.circulation_named(door, uuid)
    composed = queries.composition(circulation)
    context = {
        **_clock(circulation, door),
        "page": Paginator(queries.names_of(circulation, door), A_PAGE).get_page(request.GET.get("page")),
        "bases": queries.bases_of(circulation, door),
        "composed": composed,
        "by_region": bars([Bar(label, (("", count),)) for label, count in composed.regions]),
        "by_category": bars([Bar(label, (("", count),)) for label, count in composed.categories]),
        "is_state": queries.is_member_state(door.actor),
        "is_office": door.actor.is_one_of(OFFICER),
        "own": door.actor.entity_id,
        "may_decide": may(door.process, door.actor, "decide_name", at=door.at),
    }
    return render(request, "accreditation/list.html", context)


def _clock(circulation: Circulation, door: Door) -> dict[str, Any]:
    """Return the list with its end as the clocks of its zone show it, and whether the period runs."""
    runs = circulation.closed_at is None and door.at < circulation.closes_at
    return {
        "circulation": circulation,
        "closes": circulation.closes_at.astimezone(ZoneInfo(circulation.zone)),
        "runs": runs,
        "may_close": not runs
        and circulation.closed_at is None
        and may(door.process, door.actor, "close_list", at=door.at),
    }


@require_GET
def export(request: Request, uuid: UUID) -> HttpResponse:
    """Hand out the names as a table, without objections."""
    circulation = queries.circulation_named(request.door, uuid)
    filename = f"{circulation.list}-{circulation.number}.csv"
    head, *rows = queries.table_of(circulation)
    return attached(as_csv(head, rows), CSV, filename)


@require_http_methods(["GET", "POST"])
def close(request: Request, uuid: UUID) -> HttpResponse:
    """Make a list final."""
    door = request.door
    circulation = queries.circulation_named(door, uuid)
    require(door.process, door.actor, "close_list", at=door.at)
    form = Form(request.POST if request.method == "POST" else None)
    done = form.is_valid() and _tried(form, lambda: services.close_list(circulation, by=door.actor, at=door.at))
    if done:
        messages.success(request, _("The list is final, and the applicants were told."))
        return redirect("accreditation:list", door.process.key, circulation.uuid)
    context = {"form": form, **_clock(circulation, door)}
    return render(request, "accreditation/close.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def object_(request: Request, uuid: UUID) -> HttpResponse:
    """Object to a name."""

    def deed(name: Name, form: Form) -> object:
        door = request.door
        return services.object_to_name(name, basis=form.cleaned_data["basis"], by=door.actor, at=door.at)

    return _on_name(request, uuid, "object_to_name", Object(request.POST or None), deed)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Withdraw the own objection."""

    def deed(name: Name, _form: Form) -> object:
        return services.withdraw_objection(name, by=request.door.actor, at=request.door.at)

    return _on_name(request, uuid, "withdraw_objection", _confirmed(request), deed)


@require_http_methods(["GET", "POST"])
def ask(request: Request, uuid: UUID) -> HttpResponse:
    """Ask the Office for the basis of objections."""

    def deed(name: Name, _form: Form) -> object:
        return services.ask_objection_basis(name, by=request.door.actor, at=request.door.at)

    return _on_name(request, uuid, "ask_objection_basis", _confirmed(request), deed)


@require_http_methods(["GET", "POST"])
def decide(request: Request, uuid: UUID) -> HttpResponse:
    """Enter what the General Assembly decided of a name that was objected to."""

    def deed(name: Name, form: Form) -> object:
        given = form.cleaned_data
        admitted = given["decision"] == "admitted"
        return services.decide_name(name, admitted=admitted, source=given["source"], by=door.actor, at=door.at)

    door = request.door
    return _on_name(request, uuid, "decide_name", Decision(request.POST or None), deed)


def _tried(form: Form, deed: Callable[[], object]) -> bool:
    return attempt(form, deed) is not None


def _confirmed(request: Request) -> Form:
    return Form(request.POST if request.method == "POST" else None)


def _on_name(request: Request, uuid: UUID, deed: str, form: Form, do: Callable[[Name, Form], object]) -> HttpResponse:
    door = request.door
    name = queries.name_named(door, uuid)
    require(door.process, door.actor, deed, at=door.at)
    if form.is_valid() and _tried(form, lambda: do(name, form)):
        messages.success(request, _("Done, and entered in the record."))
        return redirect("accreditation:list", door.process.key, name.circulation.uuid)
    context = {"form": form, "name": name, "deed": deed, **_clock(name.circulation, door)}
    return render(request, "accreditation/on_name.html", context, status=REFUSED if form.errors else 200)
