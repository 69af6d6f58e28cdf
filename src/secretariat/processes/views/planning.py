"""The calendar of a process on its pages and in feeds, who owes what, what would follow, and what rests on what."""

from calendar import Calendar
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from secretariat.frame.files import PAPERS, paper
from secretariat.frame.refusals import attempt
from secretariat.processes import queries
from secretariat.processes.access import Request, may, modalities_of
from secretariat.processes.forms import Ask, ChooseMonth, ChooseWho
from secretariat.processes.views.arranged import arranged
from secretariat.processes.views.words import PARTS
from travaux.modalities import Modalities, WhatIf, accounts, differences, icalendar, unaccounted, what_if
from travaux.modalities.workplan import organization_of_work
from travaux.refusal import Unknown

REFUSED = 422
REMIND = 14  # days ahead of a last day
WEEK = Calendar()


class NoSuchPaper(Unknown):
    """The note is not written in that format."""

    asked = "You asked for the organization of work as “{suffix}”."
    because = "It is written as: {known}."
    remedy = "Choose one of these."


@require_GET
def month(request: Request) -> HttpResponse:
    """Show a month of the calendar on the wall: a row a week, on each day what lies on it."""
    found = modalities_of(request.door.process)
    form = ChooseMonth(request.GET or None)
    day = form.cleaned_data["month"] if form.is_valid() else None
    first = (day or queries.nearest(found, found.day_of(request.at))).replace(day=1)
    weeks = queries.wall(found, WEEK.monthdatescalendar(first.year, first.month))
    context = {
        "form": form,
        "first": first,
        "earlier": first - timedelta(days=1),
        "later": (first + timedelta(days=31)).replace(day=1),
        "weeks": weeks,
        "days": [(day, lines) for week in weeks for day, lines in week if lines and day.month == first.month],
        "today": found.day_of(request.at),
        "phases": found.phases,
        "events": found.events,
        "kinds": {event.kind: event.kind.replace("-", " ").capitalize() for event in found.events},
    }
    return render(request, "processes/month.html", context, status=REFUSED if form.errors else 200)


@require_GET
def feed(request: Request) -> HttpResponse:
    """Give the calendar as iCalendar: whole, or of an event, a kind or phase of events, or one who owes something."""
    process = request.door.process
    lines = queries.lines_asked(modalities_of(process), request.GET)
    text = icalendar(
        lines,
        name=modalities_of(process).short_title,
        home=request.build_absolute_uri(reverse("processes:show", kwargs={"process": process.key})),
        stamp=process.opened_at.astimezone(UTC),
        remind=REMIND,
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{process.key}.ics"'
    return response


@require_GET
def agenda(request: Request) -> HttpResponse:
    """Show what each who is named in the modalities owes; first, what the one who asks does."""
    door = request.door
    found = modalities_of(door.process)
    day = found.day_of(request.at)
    board = queries.board(door.process, day)
    rows = queries.owners(board)
    form = ChooseWho(request.GET or None, names=[row.name for row in rows])
    who = form.cleaned_data.get("who") if form.is_valid() else ""
    mine = queries.names_of(found, door.actor.role)
    shown = [row for row in rows if row.name == who] if who else [row for row in rows if row.name in mine] or rows
    context = {
        "form": form,
        "rows": shown,
        "all": rows,
        "who": who,
        "board": board,
        "mine": bool(mine) and not who,
        "may_fulfil": may(door.process, door.actor, "fulfil_obligation", at=request.at),
    }
    return render(request, "processes/agenda.html", context, status=REFUSED if form.errors else 200)


@require_GET
def follow(request: Request) -> HttpResponse:
    """Show what would fall with an event that is moved, and which paragraphs would be broken; nothing is changed."""
    found = modalities_of(request.door.process)
    form = Ask(request.GET or None, events=found.events)
    follows = attempt(form, lambda: _follows(found, **form.cleaned_data)) if form.is_valid() else None
    context = {"form": form, "follows": follows, "event": follows and found.event(form.cleaned_data["event"])}
    return render(request, "processes/what_if.html", context, status=REFUSED if form.errors else 200)


def _follows(found: Modalities, *, event: str, to: date) -> WhatIf:
    return what_if(found, {event: to})


@require_GET
def paragraphs(request: Request) -> HttpResponse:
    """Show, of each paragraph of the resolution, what rests on it, or why nothing does; and what was decided later."""
    found = modalities_of(request.door.process)
    changed = [(event, each) for event in found.events for each in event.moves]
    rows = [(row, _parts(row.parts)) for row in accounts(found)]
    context = {
        "modalities": found,
        "rows": rows,
        "changed": changed,
        "silent": unaccounted(found),
        "arranged": arranged(found),
        "papers": PAPERS,
    }
    return render(request, "processes/paragraphs.html", context)


def _parts(parts: Iterable[tuple[str, str]]) -> list[tuple[str | Promise, list[str]]]:
    """Return the parts that rest on a paragraph, by the list that they stand in, as readers know it."""
    found: dict[str, list[str]] = {}
    for part, title in parts:
        found.setdefault(part, []).append(title)
    return [(PARTS[part], titles) for part, titles in found.items()]


@require_GET
def editions(request: Request) -> HttpResponse:
    """Show every edition of the rules that the process has gone by, the newest first."""
    found = request.door.process.editions.order_by("-number")
    return render(request, "processes/editions.html", {"editions": found})


@require_GET
def edition(request: Request, number: int) -> HttpResponse:
    """Show an edition of the rules: its words, and what it says otherwise than the one before."""
    found, before = queries.edition_numbered(request.door.process, number)
    changed = differences(before.said, found.said) if before else ()
    parts = [(PARTS[name], list(each)) for name, each in groupby(changed, key=lambda difference: difference.part)]
    return render(request, "processes/edition.html", {"edition": found, "before": before, "parts": parts})


@require_GET
def workplan(request: Request, suffix: str) -> HttpResponse:
    """Give the note on the organization of work, with the workplan, as a document."""
    if suffix not in PAPERS:
        raise NoSuchPaper(suffix=suffix, known=", ".join(PAPERS))
    process = request.door.process
    name = f"{process.key}-{gettext('organization of work').replace(' ', '-')}.{suffix}"
    return paper(organization_of_work(modalities_of(process)), name)
