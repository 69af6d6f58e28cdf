"""The doors that only the sample has."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.demo import queries, services
from secretariat.demo.forms import MoveClock, SignInAs
from secretariat.people.models import Person
from secretariat.processes.access import Request


@require_GET
def chooser(request: HttpRequest) -> HttpResponse:
    """Ask whom to be."""
    return render(request, "demo/chooser.html", {"people": queries.people(), "clock": MoveClock()})


@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the sample's people, without a password: nobody real is behind it."""
    form = SignInAs(request.POST)
    if not form.is_valid():
        return render(request, "demo/chooser.html", {"people": queries.people(), "form": form}, status=400)
    person = get_object_or_404(Person, username=form.cleaned_data["username"])
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("You are now %(name)s.") % {"name": person.name})
    return redirect("processes:show", queries.KEY)


@require_POST
def move_clock(request: Request) -> HttpResponse:
    """Let it be another day in the sample."""
    form = MoveClock(request.POST)
    if not form.is_valid():
        return render(request, "demo/chooser.html", {"people": queries.people(), "clock": form}, status=400)
    services.set_day(form.cleaned_data["day"], seen=request.at)
    messages.success(request, _("It is now %(day)s in the sample.") % {"day": form.cleaned_data["day"].isoformat()})
    return redirect("processes:show", queries.KEY)
