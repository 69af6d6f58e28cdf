from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.context import ROLES
from secretariat.frame.pictures import Band, Mark, Picture, timeline
from secretariat.frame.refusals import attempt
from secretariat.people.access import outside_processes
from secretariat.processes import queries, services
from secretariat.processes.access import Request, may, modalities_of, renews, require
from secretariat.processes.forms import ChooseDay, Confirm, Fulfil, OpenProcess, RenewRules
from secretariat.processes.models import Fulfilment, Process
from secretariat.processes.views.words import PARTS, STATES, THINGS, worded
from travaux.modalities import USUAL, Difference, Line, Modalities, When, sights_on
from travaux.modalities.permit import words
from travaux.words.tokens import digest

REFUSED = 422
MARGIN = timedelta(days=31)
STATE = {When.PAST: "done", When.NOW: "due", When.AHEAD: "new"}


@require_GET
def show(request: Request) -> HttpResponse:
    """Show how the process stands today, or on the day asked for."""
    door = request.door
    today = modalities_of(door.process).day_of(request.at)
    form = ChooseDay(request.GET if request.GET.get("on") else None, initial={"on": today})
    day = form.cleaned_data["on"] if form.is_valid() else None
    board = queries.board(door.process, day or today)
    context = {
        "board": board,
        "form": form,
        "today": today,
        "picture": picture(board),
        "may_fulfil": may(door.process, door.actor, "fulfil_obligation", at=request.at),
    }
    return render(request, "processes/show.html", context, status=REFUSED if form.errors else 200)


@require_GET
def rules(request: Request) -> HttpResponse:
    """Show who may do what in which phases, by which paragraph."""
    door = request.door
    modalities = modalities_of(door.process)
    rows = [
        {
            "rule": rule,
            "words": words(rule.deed),
            "roles": [ROLES[role] for role in rule.roles],
            "phases": [phase.title for phase in modalities.phases if phase.key in rule.phases],
            "heading": modalities.heading(rule.paragraph),
            "is_open": modalities.allows(rule.deed, role=door.actor.role, at=request.at),
        }
        for rule in modalities.rules
    ]
    is_open = renews(door.actor)
    later = queries.later_edition(door.process) if is_open else ""
    context = {"modalities": modalities, "rows": rows, "renews": is_open, "later": later, "sights": _sights(modalities)}
    return render(request, "processes/rules.html", context)


def _sights(modalities: Modalities) -> list[dict[str, object]]:
    """Return who may know of what, as the process file has it, and as is usual where it is silent."""
    return [
        {
            "sight": sight,
            "thing": worded(THINGS, thing)[0],
            "which": worded(STATES, *sight.states, *sight.relations),
            "roles": [ROLES[role] for role in sight.roles],
            "phases": [phase.title for phase in modalities.phases if phase.key in sight.phases],
        }
        for thing in dict.fromkeys(each.thing for each in (*USUAL, *modalities.sights))
        for sight in sights_on(modalities, thing)
    ]


@require_http_methods(["GET", "POST"])
def renew(request: Request) -> HttpResponse:
    """Show what the rules of another edition would change, and take them in once that is confirmed."""
    door = request.door
    services.may_renew(door.process, door.actor)
    if "seen" in request.POST:
        return _renewed(request, Confirm(request.POST))
    initial = {"shipped": queries.later_edition(door.process)}
    form = RenewRules(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        text = form.process_file()
        found = attempt(form, lambda: services.renewal(door.process, text, by=door.actor))
        if found is not None:
            seen = digest(door.process.modalities)
            return _shown(request, Confirm(initial={"text": text, "seen": seen}), found)
    return render(request, "processes/renew.html", {"form": form}, status=REFUSED if form.errors else 200)


def _renewed(request: Request, form: Confirm) -> HttpResponse:
    door = request.door
    if form.is_valid() and attempt(form, lambda: _renew(request, form)) is not None:
        messages.success(request, gettext("The process goes by the rules of the other edition from now on."))
        return redirect("processes:rules", process=door.process.key)
    return render(request, "processes/renew.html", {"form": RenewRules(), "refused": form}, status=REFUSED)


def _renew(request: Request, form: Confirm) -> Process:
    door, text = request.door, form.process_file()
    return services.renew_modalities(door.process, text, seen=form.cleaned_data["seen"], by=door.actor, at=request.at)


def _shown(request: Request, form: Confirm, found: Sequence[Difference]) -> HttpResponse:
    parts = [(PARTS[name], list(each)) for name, each in groupby(found, key=lambda difference: difference.part)]
    return render(request, "processes/renewal.html", {"form": form, "parts": parts})


@require_http_methods(["GET", "POST"])
def open_(request: Request) -> HttpResponse:
    """Open a process from its process file."""
    services.may_open(outside_processes(request.user))
    form = OpenProcess(request.POST or None, request.FILES or None)
    if form.is_valid() and (process := attempt(form, lambda: _open(request, form))):
        said = gettext("Opened: %(title)s. Until an officer is seated, the staff of this site act in it as officers.")
        messages.success(request, said % {"title": process.title})
        messages.info(request, gettext("Under “Participants”, seat an officer."))
        return redirect("processes:show", process=process.key)
    return render(request, "processes/open.html", {"form": form}, status=REFUSED if form.errors else 200)


def _open(request: Request, form: OpenProcess) -> Process:
    by = outside_processes(request.user)
    return services.open_process(form.process_file(), key=form.cleaned_data["key"], by=by, at=request.at)


@require_http_methods(["GET", "POST"])
def fulfil(request: Request, obligation: str) -> HttpResponse:
    """Mark an obligation as met."""
    door = request.door
    owed = queries.obligation_named(door.process, obligation)
    require(door.process, door.actor, "fulfil_obligation", at=request.at)
    form = Fulfil(request.POST or None)
    if form.is_valid() and attempt(form, lambda: _fulfil(request, obligation, **form.cleaned_data)) is not None:
        messages.success(request, gettext("Marked as met: %(title)s") % {"title": owed.title})
        return redirect("processes:show", process=door.process.key)
    heading = modalities_of(door.process).heading(owed.paragraph)
    context = {"owed": owed, "heading": heading, "form": form}
    return render(request, "processes/fulfil.html", context, status=REFUSED if form.errors else 200)


def _fulfil(request: Request, obligation: str, *, evidence: str) -> Fulfilment:
    door = request.door
    return services.fulfil_obligation(
        door.process, obligation=obligation, evidence=evidence, by=door.actor, at=request.at
    )


def picture(board: queries.Board) -> Picture:
    """Draw the phases and windows of the calendar as bands, its events as marks.

    A phase that goes on long after the last event is drawn only a little beyond it, so that the rest stays readable.
    """
    dated = [line for line in board.lines if line.kind != "phase"]
    first = min([board.day, *(line.opens for line in dated)]) - MARGIN
    last = max([board.day, *(line.closes for line in dated)]) + MARGIN
    bands = [_band(line, first, last) for line in board.lines if line.kind == "phase" or not line.exact]
    marks = [
        Mark(line.title, line.opens, STATE[line.when(board.day)])
        for line in dated
        if line.exact and line.kind != "deadline"
    ]
    return timeline([band for band in bands if band.opens <= band.closes], marks, board.day)


def _band(line: Line, first: date, last: date) -> Band:
    return Band(line.title, max(line.opens, first), min(line.closes, last))
