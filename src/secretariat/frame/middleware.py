"""What every request passes through: the clock, safe headers, and the page that tells a refusal."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from secretariat.frame import clock as clocks
from secretariat.frame.doors import READING, WEB, through
from secretariat.frame.outages import Outage, outage
from secretariat.frame.refusals import outage_page, refused_page
from travaux.refusal import Refusal

Handler = Callable[[HttpRequest], HttpResponse]

# A form of ours begins the sign-in with the issuer, if there is one; browsers follow it there only if told so.
ISSUER = urlsplit(settings.TRAVAUX_OIDC_ISSUER)
FORMS = f"'self' {ISSUER.scheme}://{ISSUER.netloc}" if ISSUER.netloc else "'self'"
POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    f"font-src 'self'; connect-src 'self'; form-action {FORMS}; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    # What the site never asks of a browser; a security key it does.
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
}


# Whoever brings one of these is shown what is for nobody else.
OWN = frozenset({settings.SESSION_COOKIE_NAME, settings.MESSAGES_COOKIE_NAME})


def clock(get_response: Handler) -> Handler:
    """Read the site's clock once, at the door: everything that the request does happens `at` that time."""

    def timed(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            clocks.resume()  # no deed before a time at which another was acknowledged, also after a restart
        request.at = clocks.now()  # type: ignore[attr-defined] # declared on processes.access.Request, a floor above
        return get_response(request)

    return timed


def door(get_response: Handler) -> Handler:
    """Let the record know that what the request does came by a page."""

    def entered(request: HttpRequest) -> HttpResponse:
        with through(WEB):
            return get_response(request)

    return entered


def safe_headers(get_response: Handler) -> Handler:
    """Forbid every source but our own, and the keeping of what a session was shown."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        is_file = request.path.startswith(settings.STATIC_URL)  # of the package: the same for everybody
        if not is_file and not OWN.isdisjoint(request.COOKIES):
            response.headers["Cache-Control"] = "private, no-store"
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
        """Answer a refusal, or a machine that cannot do it now; leave anything else, which is a bug, alone."""
        if isinstance(exception, Refusal) and not isinstance(exception, Outage):
            return refused_page(request, exception)
        found = exception if isinstance(exception, Outage) else outage(exception)
        return outage_page(request, found) if found else None
