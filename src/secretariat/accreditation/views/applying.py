"""What an applicant sees: no account is needed, the link opens the application."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accreditation import queries, services
from secretariat.accreditation.forms import Begin, Step
from secretariat.accreditation.models import lists_of
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, require

REFUSED = 422
TITLES = {"organization": _("The organization"), "aims": _("Its work"), "people": _("Its people")}


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """Begin an application."""
    door = request.door
    require(door.process, door.actor, "begin_application", at=door.at)
    form = Begin([(each.key, each.title) for each in lists_of(door.process)], request.POST or None)
    if form.is_valid():
        page = request.build_absolute_uri(reverse("accreditation:show", args=[door.process.key, "TOKEN"]))
        made = attempt(
            form,
            lambda: services.begin_application(door.process, **form.cleaned_data, page=page, by=door.actor, at=door.at),
        )
        if made:
            messages.success(request, _("Begun. The way back to this page was mailed to you: keep it."))
            return redirect("accreditation:show", door.process.key, made[1])
    return render(request, "accreditation/begin.html", {"form": form}, status=REFUSED if form.errors else 200)


@never_cache
@require_GET
def show(request: Request, token: str) -> HttpResponse:
    """Show how an application stands, in plain words, and what is still to be done."""
    return _shown(request, token, Form())


def _shown(request: Request, token: str, form: Form) -> HttpResponse:
    application = queries.application_at(request.door.process, token)
    missing = queries.missing(application)
    context = {
        "application": application,
        "token": token,
        "form": form,
        "steps": [(step, _(TITLES[step]), not left) for step, left in missing.items()],
        "is_whole": not any(missing.values()),
        "may_change": application.state in services.OPEN_TO_ITS_HOLDER,
        "names": queries.names_told(application),
    }
    return render(request, "accreditation/mine.html", context, status=REFUSED if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: Request, token: str, step: str) -> HttpResponse:
    """Save one step, whole or not."""
    door = request.door
    application = queries.application_at(door.process, token)
    if step not in queries.STEPS:
        raise queries.NoSuchStep(step=step)
    form = Step(step, application, request.POST or None)

    def saved() -> object:
        return services.save_application(application, step=step, given=form.cleaned_data, by=door.actor, at=door.at)

    if form.is_valid() and attempt(form, saved) is not None:
        messages.success(request, _("Saved."))
        return redirect("accreditation:show", door.process.key, token)
    context = {"form": form, "application": application, "token": token, "title": _(TITLES[step])}
    return render(request, "accreditation/step.html", context, status=REFUSED if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def hand_in(request: Request, token: str) -> HttpResponse:
    """Hand the application in."""
    return _done(request, token, "hand_in_application", _("Handed in. The secretariat was told."))


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, token: str) -> HttpResponse:
    """Withdraw the application."""
    return _done(request, token, "withdraw_application", _("Withdrawn."))


def _done(request: Request, token: str, deed: str, said: str) -> HttpResponse:
    door = request.door
    application = queries.application_at(door.process, token)
    form = Form(request.POST if request.method == "POST" else None)
    service = getattr(services, deed)

    def done() -> object:
        return service(application, by=door.actor, at=door.at)

    if form.is_valid() and attempt(form, done) is not None:
        messages.success(request, said)
        return redirect("accreditation:show", door.process.key, token)
    context = {"form": form, "application": application, "token": token, "deed": deed}
    return render(request, "accreditation/sure.html", context, status=REFUSED if form.errors else 200)
