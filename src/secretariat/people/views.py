from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from secretariat.frame.refusals import attempt
from secretariat.people.access import outside_processes
from secretariat.people.forms import AddPerson
from secretariat.people.models import Person
from secretariat.people.services import may_add, register_person

REFUSED = 422

sign_in = LoginView.as_view(template_name="people/sign_in.html", redirect_authenticated_user=True)
sign_out = LogoutView.as_view()


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    may_add(outside_processes(request.user))
    form = AddPerson(request.POST or None)
    if form.is_valid() and (person := attempt(form, lambda: _add(request, form))):
        said = _("Account opened: %(name)s. It may do nothing in a process until it has a seat there.")
        messages.success(request, said % {"name": person.username})
        return redirect("people:add")
    return render(request, "people/add.html", {"form": form}, status=REFUSED if form.errors else 200)


def _add(request: HttpRequest, form: AddPerson) -> Person:
    at = request.at  # type: ignore[attr-defined] # declared on processes.access.Request, a floor above
    return register_person(**form.cleaned_data, by=outside_processes(request.user), at=at)
