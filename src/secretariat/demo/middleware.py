"""The sample's clock, and what its bar at the head of every page shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from secretariat.demo import queries
from secretariat.processes.access import Request

Handler = Callable[[Request], HttpResponse]


def sample_clock(get_response: Handler) -> Handler:
    """Let every request happen on the sample's day instead of today."""

    def shifted(request: Request) -> HttpResponse:
        request.at += timedelta(seconds=queries.seconds_back())
        return get_response(request)

    return shifted


def sample_bar(request: HttpRequest) -> dict[str, Any]:
    """Give templates the people of the sample and its day; nothing where there is no sample."""
    if not settings.TRAVAUX_DEMO:
        return {}
    return {"demo_people": queries.people(), "demo_day": getattr(request, "at", None)}
