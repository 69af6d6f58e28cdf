"""Badges, the door, the balance of those who come."""

import json
from typing import Any
from uuid import UUID

import qrcode
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.files import JSON, attached
from secretariat.frame.pictures import Bar, bars
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, require
from secretariat.registration import queries, services
from secretariat.registration.forms import Code
from secretariat.registration.models import Registration
from travaux.participation.balance import Table

REFUSED = 422
ATTRIBUTES = {
    "region": _("Regional group"),
    "kind": _("Kind of entity"),
    "role": _("Role"),
    "gender": _("Gender, in people's own words"),
    "first_time": _("First time"),
}


@require_GET
def badge(request: Request, uuid: UUID) -> HttpResponse:
    """Show a badge, to be printed or shown on a telephone."""
    person = queries.registration_named(request.door, uuid)
    if person.state != Registration.State.APPROVED:
        raise queries.NoSuchRegistration
    code = queries.badge_code(person)
    context = {"person": person, "code": code, **_squares(code)}
    return render(request, "registration/badge.html", context)


def _squares(code: str) -> dict[str, Any]:
    """Return the QR code as runs of dark squares, for a picture without scripts."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    made.add_data(code)
    made.make()
    rows = made.get_matrix()
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return {"size": len(rows), "path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)}


@require_http_methods(["GET", "POST"])
def door(request: Request, key: str) -> HttpResponse:
    """Let people in by their badges."""
    here = request.door
    meeting = queries.meeting_named(here.process, key)
    require(here.process, here.actor, "check_in", at=here.at)
    form = Code(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        person = attempt(form, lambda: services.check_in(meeting, code=code, by=here.actor, at=here.at))
        if person:
            said = {"name": str(person), "entity": person.entity.name, "number": person.badge}
            messages.success(request, _("Let in: %(name)s, %(entity)s (%(number)s)") % said)
            return redirect("registration:door", here.process.key, meeting.key)
    day = queries.today(meeting, here.at)
    context = {"form": form, "meeting": meeting, "day": day, "came": queries.came(meeting, day)}
    return render(request, "registration/door.html", context, status=REFUSED if form.errors else 200)


@require_GET
def door_list(request: Request, key: str) -> HttpResponse:
    """Hand out what a door without a network needs: the key of the badges, and which numbers still open it."""
    here = request.door
    meeting = queries.meeting_named(here.process, key)
    require(here.process, here.actor, "check_in", at=here.at)
    badges = [{"number": row.number, "entity": row.entity, "opens": row.opens} for row in queries.door_list(meeting)]
    said = {"meeting": meeting.key, "at": here.at.isoformat(), "key": queries.badge_key().hex(), "badges": badges}
    content = json.dumps(said, ensure_ascii=False, indent=1)
    return attached(content, JSON, f"{meeting.key}-door.json")


@require_GET
def balance(request: Request, key: str) -> HttpResponse:
    """Show the balance of those approved for a meeting, as pictures and tables."""
    here = request.door
    meeting = queries.meeting_named(here.process, key)
    tables = [_table(table) for table in queries.balance_of(meeting)]
    context = {"meeting": meeting, "tables": tables}
    return render(request, "registration/balance.html", context)


def _table(table: Table) -> dict[str, Any]:
    rows = [(queries.words_for(table.attribute, row.value), row.count) for row in table.rows]
    drawn = [Bar(words or _("not said"), (("", count),)) for words, count in rows if count is not None]
    picture = bars(drawn) if len(drawn) == len(rows) else None  # “few” has no length
    return {"title": _(ATTRIBUTES[table.attribute]), "rows": rows, "picture": picture}
