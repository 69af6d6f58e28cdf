"""The text in: a document is handed in, what it suggests is shown beside the text, and confirmed or dropped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.exchange import queries, services
from secretariat.exchange.forms import Adapt, Choose, HandIn
from secretariat.exchange.models import Returned, Suggested
from secretariat.exchange.queries import Line
from secretariat.exchange.services import Confirmed, Wish
from secretariat.frame.files import as_it_came
from secretariat.frame.refusals import attempt, told
from secretariat.negotiation.queries import text_named, versions, working_row
from secretariat.processes.access import Request, may, require

REFUSED = 422


@require_http_methods(["GET", "POST"])
def documents(request: Request, text: str) -> HttpResponseBase:
    """Show the documents that were handed in, and take one more."""
    door = request.door
    require(door.process, door.actor, "hand_in_document", at=request.at)
    found = text_named(door.process, door.actor, text)
    sent = request.method == "POST"
    form = HandIn(
        request.POST if sent else None,
        request.FILES if sent else None,
        door=door,
        versions=list(versions(found, door.actor)),
        initial={"entity": door.actor.entity},
    )
    if form.is_valid():
        deed = services.hand_in_document
        kept = attempt(form, lambda: deed(found, document=form.document(), by=door.actor, at=request.at))
        if kept is not None:
            messages.success(request, _("The document is kept. What it suggests is shown here as soon as it is read."))
            return redirect("exchange:document", process=door.process.key, uuid=kept.uuid)
    context = {"text": found, "process": door.process, "form": form, "returns": queries.returns(found, door.actor)}
    return render(request, "exchange/documents.html", context, status=REFUSED if form.errors else 200)


@require_GET
def document(request: Request, uuid: UUID) -> HttpResponse:
    """Show what a document suggests, beside the text as it stands."""
    found = queries.returned_named(request.door.process, request.door.actor, uuid)
    return _page(request, found, None)


def _page(request: Request, returned: Returned, form: Choose | None) -> HttpResponse:
    door = request.door
    lines = queries.lines(returned)
    context: dict[str, Any] = {
        "text": returned.text,
        "process": door.process,
        "returned": returned,
        "lines": lines,
        "form": form,
        "job": queries.job_of(returned) if returned.state == Returned.State.READING else None,
        "may_confirm": _may_confirm(request, returned),
        "is_open": any(line.is_open for line in lines),
        "groups": _grouped(returned),
    }
    return render(request, "exchange/document.html", context, status=REFUSED if form and form.errors else 200)


def _may_confirm(request: Request, returned: Returned) -> bool:
    door = request.door
    is_own = returned.entity_id == door.actor.entity_id
    return is_own and may(door.process, door.actor, "confirm_suggestions", at=request.at)


def _grouped(returned: Returned) -> list[tuple[str, list[dict[str, str]]]]:
    """Return what is reported and not proposed, by groups that are not empty."""
    names = {
        "unplaced": _("Could not be placed"),
        "comment": _("Comments on paragraphs that are not changed"),
        "formatting": _("Changes of looks: not proposed"),
    }
    rows = [(name, [row for row in returned.reported if row["group"] == group]) for group, name in names.items()]
    return [(name, found) for name, found in rows if found]


@require_GET
def original(request: Request, uuid: UUID) -> FileResponse:
    """Hand out the document byte for byte, as a file to keep and never as a page of ours."""
    found = queries.returned_named(request.door.process, request.door.actor, uuid)
    return as_it_came(bytes(found.blob.content), found.filename)


def _chosen(request: Request, uuid: UUID) -> tuple[Returned, Choose, list[Line]]:
    returned = queries.returned_named(request.door.process, request.door.actor, uuid)
    lines = queries.lines(returned)
    form = Choose(request.POST, uuids=[str(line.row.uuid) for line in lines])
    asked = set(form.cleaned_data["chosen"]) if form.is_valid() else set()
    return returned, form, [line for line in lines if str(line.row.uuid) in asked]


@require_POST
def confirm(request: Request, uuid: UUID) -> HttpResponse:
    """Prepare the proposals that were ticked."""
    require(request.door.process, request.door.actor, "confirm_suggestions", at=request.at)
    returned, form, lines = _chosen(request, uuid)
    wishes = [Wish(line.row) for line in lines]
    by, at = request.door.actor, request.at
    deed = services.confirm_suggestions
    found = attempt(form, lambda: deed(returned, wishes=wishes, by=by, at=at)) if not form.errors else None
    if found is None:
        return _page(request, returned, form)
    _tell(request, found)
    return redirect("exchange:document", process=request.door.process.key, uuid=uuid)


def _tell(request: Request, found: Confirmed) -> None:
    count = len(found.proposals)
    said = ngettext(
        "%d proposal is prepared; only your delegation sees it until you table it.",
        "%d proposals are prepared; only your delegation sees them until you table them.",
        count,
    )
    messages.success(request, said % count)
    for _row, refusal in found.left:
        messages.warning(request, " ".join(told(refusal)))


@require_POST
def drop(request: Request, uuid: UUID) -> HttpResponse:
    """Drop the suggestions that were ticked."""
    require(request.door.process, request.door.actor, "drop_suggestions", at=request.at)
    returned, form, lines = _chosen(request, uuid)
    by, at, chosen = request.door.actor, request.at, [line.row for line in lines]
    deed = services.drop_suggestions
    count = attempt(form, lambda: deed(returned, chosen=chosen, by=by, at=at)) if not form.errors else None
    if count is None:
        return _page(request, returned, form)
    said = ngettext("%d suggestion is dropped.", "%d suggestions are dropped.", count)
    messages.success(request, said % count)
    return redirect("exchange:document", process=request.door.process.key, uuid=uuid)


@require_http_methods(["GET", "POST"])
def suggestion(request: Request, uuid: UUID) -> HttpResponse:
    """Show one suggestion, and take it in the words in which its delegation confirms it."""
    door = request.door
    require(door.process, door.actor, "confirm_suggestions", at=request.at)
    found = queries.suggestion_named(door.process, door.actor, uuid)
    form = _adapting(request, found)
    if form.is_valid():
        wish = Wish(found, **form.cleaned_data)
        by, deed = door.actor, services.confirm_suggestions
        done = attempt(form, lambda: deed(found.returned, wishes=[wish], by=by, at=request.at))
        if done is not None:
            _tell(request, done)
            return redirect("exchange:document", process=door.process.key, uuid=found.returned.uuid)
    context = {"text": found.returned.text, "process": door.process, "line": queries.line(found), "form": form}
    return render(request, "exchange/suggestion.html", context, status=REFUSED if form.errors else 200)


def _adapting(request: Request, found: Suggested) -> Adapt:
    place = found.provision or found.after
    row = working_row(place) if place else None
    initial = {"wording": found.wording, "reason": "\n".join(each["words"] for each in found.comments)}
    if row is not None:
        initial |= {"seen": row.sha256, "provision_kind": queries.kind_behind(row)}
    return Adapt(
        request.POST if request.method == "POST" else None,
        entity_id=request.door.actor.entity_id,
        kind=found.kind,
        has_words=bool(found.wording),
        initial=initial,
    )
