"""The peer, django-eventstream, as its documentation sets it up: one file, run with a Python that has it.

    PYTHON benchmarks/text/room_peer.py PORT

`/events/` is the stream, `/send/?id=…` sends an event with that number to all who follow it.
"""

import sys

import django
from django.conf import settings

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a benchmark",  # noqa: S106 - keeps nothing
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django_eventstream"],
    DATABASES={},
    USE_TZ=True,
)
django.setup()

# ruff: noqa: E402 - what is below can be imported only after Django is set up
import django_eventstream  # type: ignore[import-not-found] # the peer's own Python has it
import uvicorn
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import include, path


def send(request):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - run without the project's tools
    django_eventstream.send_event("room", "text", {"id": int(request.GET["id"]), "html": "x" * 2_000})
    return HttpResponse("sent")


urlpatterns = [
    path("events/", include(django_eventstream.urls), {"channels": ["room"]}),
    path("send/", send),
]

if __name__ == "__main__":
    uvicorn.run(get_asgi_application(), port=int(sys.argv[1]), log_level="warning")
