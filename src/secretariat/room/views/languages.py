"""The page on which a paragraph is written in another language."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.negotiation.queries import provision_named, text_named, working_row
from secretariat.processes.access import Request, require
from secretariat.room import queries, services
from secretariat.room.forms import Render
from secretariat.room.queries.languages import renderings, since

REFUSED = 422


@require_GET
def here(request: Request, text: str) -> HttpResponseBase:
    """Lead to the languages of the paragraph that is before the room."""
    door = request.door
    require(door.process, door.actor, "render_provision", at=request.at)
    found = text_named(door.process, door.actor, text)
    row = queries.row_shown(found, queries.screen_of(found))
    return redirect("room:languages", process=door.process.key, uuid=row.provision.uuid)


@require_http_methods(["GET", "POST"])
def languages(request: Request, uuid: UUID) -> HttpResponseBase:
    """Show a paragraph in the languages in which it is kept, and take one more."""
    door = request.door
    require(door.process, door.actor, "render_provision", at=request.at)
    row = working_row(provision_named(door.process, door.actor, uuid))
    text = row.version.text
    initial = {"seen": row.sha256, "language": request.GET.get("in", "")}
    form = Render(request.POST or None, text_language=text.language, initial=initial)
    by, at = door.actor, request.at
    deed = partial(services.render_provision, row, by=by, at=at)
    if form.is_valid() and attempt(form, lambda: deed(**form.cleaned_data)) is not None:
        messages.success(request, _("The paragraph is kept in that language."))
        address = reverse("room:reading", args=(door.process.key, text.key, form.cleaned_data["language"]))
        return redirect(f"{address}#p-{uuid}")
    if form.is_bound:
        form.data = {**form.data.dict(), "seen": row.sha256}  # type: ignore[attr-defined] # a bound form holds a QueryDict
    kept = [(each, each.of_sha256 != row.sha256, since(each, row)) for each in renderings(row)]
    context = {"form": form, "row": row, "text": text, "process": door.process, "kept": kept}
    return render(request, "room/languages.html", context, status=REFUSED if form.errors else 200)
