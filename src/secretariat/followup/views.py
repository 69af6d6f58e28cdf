from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.followup import queries, services
from secretariat.followup.forms import Register
from secretariat.frame.refusals import attempt
from secretariat.negotiation.queries import text_named
from secretariat.processes.access import Request, may, require

REFUSED = 422


@require_GET
def list_(request: Request) -> HttpResponse:
    """Show what was committed to."""
    door = request.door
    context = {
        "commitments": queries.commitments(door.process),
        "texts": queries.adopted_texts(door.process),
        "may_register": may(door.process, door.actor, "register_commitments", at=request.at),
    }
    return render(request, "followup/list.html", context)


@require_http_methods(["GET", "POST"])
def register(request: Request, text: str) -> HttpResponse:
    """Confirm which paragraphs of an adopted text hold commitments."""
    door = request.door
    require(door.process, door.actor, "register_commitments", at=request.at)
    found = text_named(door.process, door.actor, text)
    form = Register(queries.candidates(found), request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: services.register_commitments(found, **form.cleaned_data, by=door.actor, at=request.at),
        )
        if made is not None:
            said = ngettext("%(count)d commitment registered.", "%(count)d commitments registered.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect("followup:list", process=door.process.key)
    context = {"text": found, "form": form}
    return render(request, "followup/register.html", context, status=REFUSED if form.errors else 200)
