"""The door of a process: who comes in, where, and when."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse

from secretariat.frame.refusals import refused_page
from secretariat.participation import queries
from secretariat.people.access import lacks_factor
from secretariat.processes.access import Door, Request
from secretariat.processes.queries import NoSuchProcess, process_named


class Doors:
    """Give `request.door` to every page whose address names a process (`<slug:process>`), before its view runs."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass the request on; the door is opened once the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: Request, _view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Look up the process and the seat of who asks; answer if there is none, or a second factor is missing."""
        if "process" not in kwargs:
            return None
        try:
            process = process_named(kwargs.pop("process"))
        except NoSuchProcess as refusal:  # what a middleware raises does not pass by the one that tells refusals
            return refused_page(request, refusal)
        request.door = Door(process, queries.actor(request.user, process), request.at)
        if lacks_factor(request, request.door.actor):
            return redirect_to_login(request.get_full_path(), "mfa_index")
        return None
