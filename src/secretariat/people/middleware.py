"""What a signed-in request passes through: how long a session lasts, and the second factor."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from secretariat.frame.outages import outage
from secretariat.people.access import lacks_factor, outside_processes
from secretariat.people.services.handing import UNTOLD
from secretariat.people.services.watching import BEGUN

Handler = Callable[[HttpRequest], HttpResponse]
SEEN = "seen"
# What can be done before the second factor is there: adding it, and leaving. The language changes nothing.
OPEN = ("mfa_", "account_", "people:told", "people:sign_out", "frame:language")
# What can be done before one has read who handed out a link for one's account: changing its password, and leaving.
OPEN_UNTOLD = ("account_", "people:told", "people:sign_out", "frame:language")


def session_ages(get_response: Handler) -> Handler:
    """End a session that is idle or old; an idle one ends by itself, if now and then it is told that it is not."""

    def aged(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _age(request, int(time.time()))
        return get_response(request)

    return aged


def _age(request: HttpRequest, now: int) -> None:
    begun = request.session.setdefault(BEGUN, now)
    if now - begun > settings.TRAVAUX_SESSION_LONGEST:
        logout(request)
    elif now - request.session.get(SEEN, begun) > settings.SESSION_COOKIE_AGE // 10:
        request.session[SEEN] = now  # saved with the answer, which also puts off the end


class Sessions(SessionMiddleware):
    """Keep the session with the answer; where that cannot be done just now, a deed that was done stays answered.

    What is left out then is when its doer was last seen, no more: what a sign-in needs is kept while it happens.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session; raises what the database says of itself if nothing was entered in the record."""
        try:
            return super().process_response(request, response)
        except (OperationalError, InterfaceError) as why:
            if not getattr(request, "was_entered", False) or outage(why) is None:
                raise
            return response


class SecondFactor:
    """Lead whoever has to be told something to where it is told, and the staff to where a second factor is added.

    Both before anything else; for seats `participation` asks for the factor.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the question is asked once the address is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answer where something is to be told, or the second factor is missing."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if UNTOLD in request.session and not name.startswith(OPEN_UNTOLD):
            return redirect_to_login(request.get_full_path(), "people:told")
        if not settings.TRAVAUX_SECOND_FACTOR or name.startswith(OPEN):
            return None
        if not lacks_factor(request, outside_processes(request.user)):
            return None
        return redirect_to_login(request.get_full_path(), "mfa_index")
