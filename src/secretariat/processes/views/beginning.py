"""Setting up a process from its resolution: the paper, what its words suggest, the file that a person confirms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.people.access import outside_processes
from secretariat.processes import services
from secretariat.processes.forms import OpenProcess, TakeResolution

REFUSED = 422


@require_http_methods(["GET", "POST"])
def from_resolution(request: HttpRequest) -> HttpResponse:
    """Read a resolution, and show what it suggests beside the process file that is drafted from it, to be confirmed."""
    services.may_open(outside_processes(request.user))
    form = TakeResolution(request.POST or None, request.FILES or None)
    if form.is_valid() and (found := attempt(form, lambda: _proposed(request, form))):
        drafted = OpenProcess(initial={"text": found.text})
        drafted.fields["text"].label, drafted.fields["text"].help_text = gettext("Its text"), ""
        return render(request, "processes/suggested.html", {"found": found, "form": drafted})
    return render(request, "processes/from_resolution.html", {"form": form}, status=REFUSED if form.errors else 200)


def _proposed(request: HttpRequest, form: TakeResolution) -> services.Proposed:
    paper = form.cleaned_data["file"]
    by = outside_processes(request.user)
    return services.propose_process(paper.read(), paper.name, adopted=form.cleaned_data["adopted"], by=by)
