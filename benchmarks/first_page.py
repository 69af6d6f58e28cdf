"""From `travaux demo` to the first page; its size; how fast it is served: beside a bare page of Django's."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from benchmarks.figure import Figure
from benchmarks.site import Page, free_port, opened

PEER = "a bare page of Django's under gunicorn"
BARE = """
import sys
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from gunicorn.app.base import BaseApplication

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="bare", ALLOWED_HOSTS=["*"])
urlpatterns = [path("", lambda request: HttpResponse("<!doctype html><title>Hello</title><h1>Hello</h1>"))]
port = sys.argv[1]

class Server(BaseApplication):
    def load_config(self):
        self.cfg.set("bind", f"127.0.0.1:{port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", 8)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", lambda server: print(f"http://127.0.0.1:{port}/", flush=True))

    def load(self):
        return get_wsgi_application()

Server().run()
"""
REQUESTS = 50
SECONDS, PAGE_BYTES = 10, 60_000


def latency(page: Page) -> float:
    """Return the median time of a request, in milliseconds."""
    return statistics.median(_fetched(page.url) for _ in range(REQUESTS)) * 1000


def _fetched(url: str) -> float:
    start = time.perf_counter()
    with urlopen(url, timeout=60) as answer:  # noqa: S310 - our own address
        answer.read()
    return time.perf_counter() - start


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        travaux = Path(sys.executable).with_name("travaux")
        demo = [str(travaux), "--data", folder, "demo", "--port", str(free_port())]
        bare = [sys.executable, "-c", BARE, str(free_port())]
        with opened(demo) as first:
            pass
        with opened(demo) as ours, opened(bare, env={**os.environ}) as theirs:
            times = latency(ours), latency(theirs)
    yield from compared(first, ours, theirs)
    yield Figure("the first page, once the site runs", f"{times[0]:.1f} ms", "", f"{times[1]:.1f} ms", PEER)


def compared(first: Page, ours: Page, theirs: Page) -> Iterator[Figure]:
    limit, here, there = f"{SECONDS} s", len(ours.body), len(theirs.body)
    made = f"{first.after:.2f} s"
    yield Figure("first start of the demo, to the first page", made, limit, met=first.after <= SECONDS)
    later = f"{ours.after:.2f} s", limit, f"{theirs.after:.2f} s", PEER
    yield Figure("a later start, to the first page", *later, met=ours.after <= SECONDS)
    size = f"{here:,} bytes", f"{PAGE_BYTES:,} bytes", f"{there:,} bytes", PEER
    yield Figure("size of the first page", *size, met=here <= PAGE_BYTES)
