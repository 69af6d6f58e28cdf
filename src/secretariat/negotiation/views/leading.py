"""Pages on which co-facilitators and the secretariat act: draft, lift, agree, reopen, freeze, adopt."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secretariat.frame.refusals import status_of, told
from secretariat.negotiation import queries, services
from secretariat.negotiation.forms import Adopt, Agree, Draft, Freeze, Lift, OpenText, Present, Redraft, Reopen
from secretariat.negotiation.models import BracketLifted, How, NegotiatingText, Provision
from secretariat.negotiation.services.settling import AlreadyLifted, BracketChanged, bracket_in
from secretariat.negotiation.views.common import Line, done, gate, page, people, refresh
from secretariat.processes.access import Request
from travaux.refusal import Refusal
from travaux.text.reading import MayNotAdopt, OpenPlace, check_adoption

form_page = require_http_methods(["GET", "POST"])


@form_page
def open_(request: Request) -> HttpResponse:
    """Open a text."""
    door = request.door
    gate(request, "open_text")
    form = OpenText(request.POST or None)
    text = done(form, lambda: services.open_text(door.process, **form.cleaned_data, by=door.actor, at=request.at))
    if text is not None:
        messages.success(request, _("The text is open; draft its first paragraphs."))
        return redirect("negotiation:draft", process=door.process.key, text=text.key)
    return page(request, "open.html", None, {"form": form}, refused=bool(form.errors))


@form_page
def draft(request: Request, text: str) -> HttpResponse:
    """Write a paragraph of the draft."""
    door = request.door
    gate(request, "draft_provision")
    found = queries.text_named(door.process, door.actor, text)
    rows = [each.row for each in queries.paragraphs(queries.working(found)) if not each.is_struck]
    form = Draft(request.POST or None, rows=rows, process_id=door.process.pk, initial=request.GET.dict())
    drafted = done(form, lambda: _draft(request, found, form))
    if drafted is not None:
        messages.success(request, _("The paragraph is in the draft."))
        return redirect("negotiation:draft", process=door.process.key, text=text)
    return page(request, "draft.html", found, {"form": form, "rows": rows}, refused=bool(form.errors))


def _draft(request: Request, text: NegotiatingText, form: Draft) -> Provision:
    given = form.cleaned_data
    return services.draft_provision(
        text,
        kind=given["kind"],
        wording=given["wording"],
        after=form.place,
        sentences=given.get("sentences", ()),
        by=request.door.actor,
        at=request.at,
    )


@form_page
def redraft(request: Request, uuid: UUID) -> HttpResponse:
    """Word a paragraph anew."""
    door = request.door
    gate(request, "redraft_provision")
    provision = queries.provision_named(door.process, door.actor, uuid)
    row = queries.working_row(provision)
    is_presented = queries.is_presented(provision.text)
    initial = {"wording": row.wording, "seen": row.sha256}
    form = Redraft(request.POST or None, initial=initial, is_presented=is_presented)
    changed = done(
        form, lambda: services.redraft_provision(provision, **form.cleaned_data, by=door.actor, at=request.at)
    )
    if changed is not None:
        messages.success(request, _("The paragraph reads as you wrote it; open proposals were carried over."))
        return redirect("negotiation:paragraph", process=door.process.key, uuid=uuid)
    row = queries.working_row(provision)
    refresh(form, row.sha256)
    return page(request, "redraft.html", provision.text, {"form": form, "row": row}, refused=bool(form.errors))


@form_page
def lift(request: Request, uuid: UUID, key: str) -> HttpResponse:
    """Lift a bracket: choose one of its alternatives, or write a compromise; who is too late sees what stands."""
    gate(request, "lift_bracket")
    provision = queries.provision_named(request.door.process, request.door.actor, uuid)
    try:
        return _lifting(request, provision, key)
    except (AlreadyLifted, BracketChanged, queries.NotInText) as refusal:
        return _too_late(request, provision, refusal)


def _lifting(request: Request, provision: Provision, key: str) -> HttpResponse:
    shown = queries.paragraph(queries.working_row(provision))
    bracket = bracket_in(shown, key)
    form = Lift(request.POST if request.method == "POST" else None, bracket=bracket)
    if done(form, lambda: _lift(request, provision, key, form)) is not None:
        messages.success(request, _("The bracket is lifted."))
        return redirect("negotiation:paragraph", process=request.door.process.key, uuid=provision.uuid)
    if form.is_bound:
        # Somebody may have lifted it since the form was made: then it is not to be shown again.
        shown = queries.paragraph(queries.working_row(provision))
        bracket = bracket_in(shown, key)
    context = {"form": form, "line": Line(shown), "bracket": bracket, "people": people(request)}
    return page(request, "lift.html", provision.text, context, refused=bool(form.errors))


def _lift(request: Request, provision: Provision, key: str, form: Lift) -> BracketLifted:
    note, by, at = form.cleaned_data["note"], request.door.actor, request.at
    return services.lift_bracket(provision, bracket=key, wording=form.wording, note=note, by=by, at=at)


def _too_late(request: Request, provision: Provision, refusal: Refusal) -> HttpResponse:
    """Show the paragraph as it now stands, why nothing was lifted, and what was typed; no form to send again."""
    context = {
        "told": told(refusal),
        "line": Line(queries.paragraph(queries.row_of(provision))),
        "people": people(request),
        "typed": [words for name in ("compromise", "note") if (words := request.POST.get(name, "").strip())],
    }
    answer = page(request, "too_late.html", provision.text, context)
    answer.status_code = status_of(refusal)
    return answer


@form_page
def agree(request: Request, uuid: UUID) -> HttpResponse:
    """Mark a paragraph as agreed."""
    door = request.door
    gate(request, "agree_provision")
    provision = queries.provision_named(door.process, door.actor, uuid)
    row = queries.working_row(provision)
    initial = {"seen": row.sha256, "level": "ad_referendum"}
    form = Agree(request.POST or None, initial=initial, process_id=door.process.pk)
    decision = done(
        form, lambda: services.agree_provision(provision, **form.cleaned_data, by=door.actor, at=request.at)
    )
    if decision is not None:
        messages.success(request, _("The paragraph is marked as agreed."))
        return redirect("negotiation:paragraph", process=door.process.key, uuid=uuid)
    row = queries.working_row(provision)
    refresh(form, row.sha256)
    context = {"form": form, "line": Line(queries.paragraph(row)), "people": people(request)}
    return page(request, "agree.html", provision.text, context, refused=bool(form.errors))


@form_page
def reopen(request: Request, uuid: UUID) -> HttpResponse:
    """Open an agreed paragraph again."""
    door = request.door
    gate(request, "reopen_provision")
    provision = queries.provision_named(door.process, door.actor, uuid)
    row = queries.working_row(provision)
    form = Reopen(request.POST or None)
    reopened = done(
        form, lambda: services.reopen_provision(provision, **form.cleaned_data, by=door.actor, at=request.at)
    )
    if reopened is not None:
        messages.success(request, _("The paragraph is open again."))
        return redirect("negotiation:paragraph", process=door.process.key, uuid=uuid)
    context = {"form": form, "line": Line(queries.paragraph(row)), "people": people(request)}
    return page(request, "reopen.html", provision.text, context, refused=bool(form.errors))


@form_page
def present(request: Request, text: str) -> HttpResponse:
    """Present the draft."""
    door = request.door
    gate(request, "present_draft")
    found = queries.text_named(door.process, door.actor, text)
    form = Present(request.POST or None)
    version = done(form, lambda: services.present_draft(found, **form.cleaned_data, by=door.actor, at=request.at))
    if version is not None:
        messages.success(request, _("The draft is presented: everybody sees it now."))
        return redirect("negotiation:rolling_of", process=door.process.key, text=text)
    return page(request, "present.html", found, {"form": form}, refused=bool(form.errors))


@form_page
def freeze(request: Request, text: str) -> HttpResponse:
    """Freeze the working text as a revision."""
    door = request.door
    gate(request, "freeze_version")
    found = queries.text_named(door.process, door.actor, text)
    form = Freeze(request.POST if request.method == "POST" else None)
    version = done(form, lambda: services.freeze_version(found, **form.cleaned_data, by=door.actor, at=request.at))
    if version is not None:
        messages.success(request, _("%(label)s is frozen.") % {"label": version.label})
        return redirect("negotiation:versions", process=door.process.key, text=text)
    return page(request, "freeze.html", found, {"form": form}, refused=bool(form.errors))


@form_page
def adopt(request: Request, text: str) -> HttpResponse:
    """Adopt the text; as long as brackets are open, list them."""
    door = request.door
    gate(request, "adopt_text")
    found = queries.text_named(door.process, door.actor, text)
    form = Adopt(request.POST or None)
    version = done(
        form,
        lambda: services.adopt_text(
            found,
            symbol=form.cleaned_data["symbol"],
            how=form.cleaned_data["how"] or How.CONSENSUS,
            by=door.actor,
            at=request.at,
        ),
    )
    if version is not None:
        messages.success(request, _("The text is adopted."))
        return redirect("negotiation:rolling_of", process=door.process.key, text=text)
    places = queries.open_places(queries.paragraphs(queries.working(found)))
    context = {"form": form, "places": places, "told": _hindrances(places)}
    return page(request, "adopt.html", found, context, refused=bool(form.errors))


def _hindrances(places: Sequence[OpenPlace]) -> list[str]:
    """Say why the text may not be adopted yet, by which rule, and what to do; without addresses, which the list has."""
    try:
        check_adoption([replace(place, where="") for place in places])
    except MayNotAdopt as refusal:
        return told(refusal)
    return []
