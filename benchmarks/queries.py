"""Queries per page of the sample process, over every page that an officer reaches from the first one."""

import importlib
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figure import Figure
from benchmarks.site import free_port, opened

LINK = re.compile(r'<a\s[^>]*?href="([^"#]+)')
MOST, PAGES, SHOWN = 30, 400, 6


def made(folder: str) -> None:
    """Let the demo make its data in `folder`, as a user would."""
    travaux = Path(sys.executable).with_name("travaux")
    with opened([travaux, "--data", folder, "demo", "--port", str(free_port())]):
        pass


def signed_in() -> Client:
    """Return a reader who has signed in as the first of the sample's people."""
    people = importlib.import_module("secretariat.demo.queries").people()  # only once Django is set up
    client = Client(SERVER_NAME="localhost")
    client.post("/sample/sign-in/", {"username": people[0]["username"]})
    return client


def pages(client: Client) -> Iterator[tuple[str, int]]:
    """Follow every link from the first page on; yield the name of each page and its number of queries."""
    waiting, seen = ["/"], {"/"}
    while waiting and len(seen) < PAGES:
        url = waiting.pop(0)
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(url, follow=True)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):  # noqa: PLR2004 - HTTP's "OK"
            continue
        yield answer.resolver_match.view_name, len(asked)
        for link in LINK.findall(answer.content.decode()):
            target = urljoin(url, unescape(link))
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        made(folder)
        os.environ |= {"TRAVAUX_DATA": folder, "TRAVAUX_DEMO": "1", "DJANGO_SETTINGS_MODULE": "secretariat.settings"}
        django.setup()
        found: dict[str, int] = {}
        for name, count in pages(signed_in()):
            found[name] = max(count, found.get(name, 0))
        connection.close()
    yield Figure(f"queries a page, median of {len(found)} kinds of page", f"{statistics.median(found.values()):.0f}")
    for name, count in sorted(found.items(), key=lambda one: -one[1])[:SHOWN]:
        yield Figure(f"queries of {name}", str(count), str(MOST), met=count <= MOST)
