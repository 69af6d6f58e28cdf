"""Naming people, looking at how they stand, deciding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.files import CSV, attached
from secretariat.frame.refusals import attempt
from secretariat.participation.models import Entity
from secretariat.participation.queries import entities
from secretariat.people.access import OFFICER
from secretariat.processes.access import Door, Request, may, require
from secretariat.registration import queries, services
from secretariat.registration.forms import Decide, NamePerson, OpenMeeting, Person, Reason, Roll
from secretariat.registration.models import Meeting
from travaux.formats.rows import Row
from travaux.formats.tables import as_csv
from travaux.participation.registration import Checked

REFUSED = 422
A_PAGE = 50


@require_GET
def overview(request: Request) -> HttpResponse:
    """Show the meetings for which people are registered."""
    door = request.door
    context = {
        "meetings": list(queries.meetings(door.process)),
        "may_open": may(door.process, door.actor, "open_registration", at=door.at),
    }
    return render(request, "registration/overview.html", context)


@require_http_methods(["GET", "POST"])
def open_(request: Request) -> HttpResponse:
    """Open registration for a meeting."""
    door = request.door
    require(door.process, door.actor, "open_registration", at=door.at)
    form = OpenMeeting(request.POST or None)
    if form.is_valid():
        made = attempt(
            form, lambda: services.open_registration(door.process, **form.cleaned_data, by=door.actor, at=door.at)
        )
        if made:
            messages.success(request, _("Registration is open."))
            return redirect("registration:meeting", door.process.key, made.key)
    return render(request, "registration/open.html", {"form": form}, status=REFUSED if form.errors else 200)


def _sits(door: Door) -> bool:
    return door.actor.is_one_of(OFFICER) or door.actor.entity_id is not None


@require_http_methods(["GET", "POST"])
def meeting(request: Request, key: str) -> HttpResponse:
    """Show a meeting: the people whom one looks after, and those who agreed to be listed.

    A name that is looked for is posted, so that it stands in no address and no log; it changes nothing.
    """
    door, asked = request.door, request.GET
    found = queries.meeting_named(door.process, key)
    said = request.POST
    narrowed = {"state": said.get("state", asked.get("state", "")), "q": said.get("q", "").strip()}
    people = queries.registrations(found, door, **narrowed) if _sits(door) else None
    context = {
        "meeting": found,
        "sits": _sits(door),
        "page": Paginator(people, A_PAGE).get_page(said.get("page", asked.get("page"))) if people is not None else None,
        "states": queries.in_states(found, door) if people is not None else [],
        "narrowed": narrowed,
        "is_open": door.at < found.closes_at,
        "may_name": may(door.process, door.actor, "register_people", at=door.at),
        "may_decide": may(door.process, door.actor, "decide_registrations", at=door.at),
        "is_office": door.actor.is_one_of(OFFICER),
        # The secretariat has everybody above.
        "listed": None
        if door.actor.is_one_of(OFFICER)
        else Paginator(queries.listed(found), A_PAGE).get_page(asked.get("listed")),
    }
    return render(request, "registration/meeting.html", context)


def _own(door: Door) -> Entity | None:
    """Return the entity for which one names people; the secretariat's rows name it."""
    return (
        None if door.actor.is_one_of(OFFICER) else entities(door.process).filter(pk=door.actor.entity_id or 0).first()
    )


@require_http_methods(["GET", "POST"])
def name(request: Request, key: str) -> HttpResponse:
    """Name one person."""
    door = request.door
    found = queries.meeting_named(door.process, key)
    require(door.process, door.actor, "register_people", at=door.at)
    own = _own(door)
    choices = [] if own else [(each.code, f"{each.code} {each.name}") for each in entities(door.process)]
    form = NamePerson(request.POST or None, for_whom=choices)
    if form.is_valid():
        made = attempt(
            form,
            lambda: services.register_people(found, rows=[form.cleaned_data], entity=own, by=door.actor, at=door.at),
        )
        if made:
            messages.success(request, _("Named. The secretariat decides next."))
            return redirect("registration:person", door.process.key, made[0].uuid)
    context = {"form": form, "meeting": found}
    return render(request, "registration/name.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def roll(request: Request, key: str) -> HttpResponse:
    """Check a list of people, and register them if that is asked."""
    door = request.door
    found = queries.meeting_named(door.process, key)
    require(door.process, door.actor, "register_people", at=door.at)
    form = Roll(request.POST, request.FILES) if request.method == "POST" else Roll()
    own, checked = _own(door), None
    if form.is_valid():
        file = form.cleaned_data["file"]
        rows = attempt(form, lambda: services.rows_apart(file.read(), file.name))
        if rows is not None:
            if form.cleaned_data["register"] and (done := _registered(request, form, found, own, rows)):
                return done
            checked = queries.check(found, door.actor, rows, own)
    context = {"form": form, "meeting": found, "checked": checked, "columns": _columns(own), **_told(checked)}
    return render(request, "registration/roll.html", context, status=REFUSED if form.errors else 200)


def _registered(
    request: Request, form: Roll, found: Meeting, own: Entity | None, rows: tuple[Row, ...]
) -> HttpResponse | None:
    door = request.door
    made = attempt(form, lambda: services.register_people(found, rows=rows, entity=own, by=door.actor, at=door.at))
    if not made:
        return None
    count = len(made)
    said = ngettext("%(count)d person was named.", "%(count)d people were named.", count) % {"count": count}
    messages.success(request, said)
    return redirect("registration:meeting", door.process.key, found.key)


def _columns(own: Entity | None) -> list[str]:
    return [*queries.REQUIRED, *([] if own else ["entity"]), *queries.OPTIONAL]


def _told(checked: Checked | None) -> dict[str, Any]:
    if checked is None:
        return {}
    return {
        "good": len(checked.good),
        "bad": len({each.row for each in checked.problems}),
        "problems": [(each, in_words(each.reason)) for each in checked.problems],
        "doubles": [(each, in_words(each.reason)) for each in checked.doubles],
    }


# What the engine says of a row; “%(row)s” stands for the number that it names, if any.
REASONS = {
    "missing": _("nothing stands there"),
    "too long": _("it is too long"),
    "signs that cannot be printed": _("it has signs that cannot be printed"),
    "not an address": _("it is no mail address"),
    "not one of the choices": _("it is none of the choices"),
    "another entity's person": _("the person is of another entity"),
    "the same address as row": _("the same address stands in row %(row)s"),
    "the entity has one in row": _("the entity has one already, in row %(row)s"),
    "the same address": _("the same address"),
    "names alike": _("names that are alike"),
}


def in_words(reason: str) -> str:
    """Return why a row is not taken, or may be a double, in the language of the page."""
    code = reason.rstrip("0123456789").rstrip()
    return _(REASONS[code]) % {"row": reason.removeprefix(code).strip()}


@require_GET
def empty(request: Request, key: str) -> HttpResponse:
    """Hand out an empty list to be filled in."""
    found = queries.meeting_named(request.door.process, key)
    content = as_csv(_columns(_own(request.door)), [])
    return attached(content, CSV, f"{found.key}.csv")


@require_http_methods(["GET", "POST"])
def person(request: Request, uuid: UUID) -> HttpResponse:
    """Show how a person's registration stands, and amend it."""
    door = request.door
    found = queries.registration_named(door, uuid)
    form = Person(request.POST or None, initial=_as_typed(found))
    if form.is_valid():
        done = attempt(
            form,
            lambda: services.amend_registration(found, given=form.cleaned_data, by=door.actor, at=door.at),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("registration:person", door.process.key, uuid)
    context = {"form": form, "person": found, "is_over": found.state in queries.GONE}
    return render(request, "registration/person.html", context, status=REFUSED if form.errors else 200)


def _as_typed(found: Any) -> dict[str, Any]:
    parts = ("given", "family", "email", "role", "function", "gender", "consent")
    return {part: getattr(found, part) for part in parts} | {"first_time": queries.SAID[found.first_time]}


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Withdraw a person, once that is confirmed."""
    door = request.door
    found = queries.registration_named(door, uuid)
    form = Reason(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = attempt(form, lambda: services.withdraw_registration(found, reason=reason, by=door.actor, at=door.at))
        if done:
            messages.success(request, _("Withdrawn. The badge opens no door from now on."))
            return redirect("registration:meeting", door.process.key, found.meeting.key)
    context = {"form": form, "person": found}
    return render(request, "registration/withdraw.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def decide(request: Request, key: str) -> HttpResponse:
    """Approve or refuse people, a page of them at a time."""
    door = request.door
    found = queries.meeting_named(door.process, key)
    require(door.process, door.actor, "decide_registrations", at=door.at)
    waiting = queries.registrations(found, door, state="named")
    page = Paginator(waiting, 2 * A_PAGE).get_page(request.GET.get("page"))
    form = Decide([str(each.uuid) for each in page], request.POST or None)
    if form.is_valid():
        done = attempt(
            form, lambda: services.decide_registrations(found, **form.cleaned_data, by=door.actor, at=door.at)
        )
        if done:
            messages.success(request, _("Decided: %(count)d") % {"count": len(done)})
            return redirect("registration:decide", door.process.key, found.key)
    context = {"form": form, "meeting": found, "page": page}
    return render(request, "registration/decide.html", context, status=REFUSED if form.errors else 200)
