"""What every request passes through: the clock, safe headers, and the page that tells a refusal."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from secretariat.frame import clock as clocks
from secretariat.frame.refusals import refused_page
from travaux.refusal import Refusal

Handler = Callable[[HttpRequest], HttpResponse]

READING = {"GET", "HEAD", "OPTIONS"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def clock(get_response: Handler) -> Handler:
    """Read the site's clock once, at the door: everything that the request does happens `at` that time."""

    def timed(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            clocks.resume()  # no deed before a time at which another was acknowledged, also after a restart
        request.at = clocks.now()  # type: ignore[attr-defined] # declared on processes.access.Request, a floor above
        return get_response(request)

    return timed


def safe_headers(get_response: Handler) -> Handler:
    """Forbid every source but our own: no script, style, font or request of another host."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return guarded


class Refusals:
    """Show a refusal that no form took up as a page of its own, with the status that machines expect."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave anything else, which is a bug, alone."""
        return refused_page(request, exception) if isinstance(exception, Refusal) else None
