"""The doors that only the sample has."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.demo import queries, services
from secretariat.demo.forms import MoveClock, SignInAs
from secretariat.people.models import Person
from secretariat.processes.access import Request


@require_GET
def chooser(request: Request) -> HttpResponse:
    """Ask whom to be, and which day it should be."""
    return _page(
        request,
        SignInAs(initial={"username": request.user.get_username()}),
        MoveClock(initial={"day": request.at.date()}),
    )


@require_POST
def sign_in_as(request: Request) -> HttpResponse:
    """Sign in as one of the sample's people, without a password: nobody real is behind it."""
    form = SignInAs(request.POST)
    if not form.is_valid():
        return _page(request, form, MoveClock(initial={"day": request.at.date()}), status=400)
    _become(request, form.cleaned_data["username"])
    wanted = form.cleaned_data["next"]
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(wanted)
    return redirect("processes:show", queries.KEY)


@require_POST
def move_clock(request: Request) -> HttpResponse:
    """Let it be another day in the sample."""
    form = MoveClock(request.POST)
    if not form.is_valid():
        return _page(request, SignInAs(), form, status=400)
    services.set_day(form.cleaned_data["day"], seen=request.at)
    messages.success(request, _("It is now %(day)s in the sample.") % {"day": form.cleaned_data["day"].isoformat()})
    return redirect("processes:show", queries.KEY)


def _become(request: HttpRequest, username: str) -> None:
    if not username:
        logout(request)
        messages.success(request, _("You are now a visitor."))
        return
    person = get_object_or_404(Person, username=username)
    login(request, person)
    messages.success(request, _("You are now %(name)s.") % {"name": person.name})


def _page(request: HttpRequest, form: SignInAs, clock: MoveClock, status: int = 200) -> HttpResponse:
    return render(request, "demo/chooser.html", {"form": form, "clock": clock}, status=status)
