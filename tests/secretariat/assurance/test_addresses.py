"""Every address of the site, read off the URLconf: forms need their token, and asking for a page changes nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db
PLACES = {
    "slug": "one",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "1",
    "what": "change",
    "form": "clean",
    "on_text": "open_silence",
    "on_paragraph": "undo_deed",
    "on_proposal": "accept_amendment",
    "on_thing": "break_silence",
    "str": "one",
    "path": "one",
    "file_form": "clean",
    "table_name": "proposals",
    "table_suffix": "csv",
}
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
SHOWS = {
    "trace.html",
    "search.html",
    "applications.html",
    "convergence.html",
    "agenda.html",
    "what_if.html",
    "month.html",
    "show.html",
    "choose.html",
    "list.html",
    "narrow.html",
    "as_of.html",
    "ways.html",
    "compare.html",
    "flows.html",
}  # a search, a theme, a day, two versions, areas and years, a state of applications, whose obligations, dates moved
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|ALTER|DROP|CREATE)\b", re.IGNORECASE)
# What changes nothing of a process: how often somebody came to the door of signing in, and the challenge that a
# second factor is about to answer.
KEPT_BESIDE = re.compile(r"""^\s*\w+ (?:INTO |FROM )?"(?:people_attempts|django_session)" """)


def patterns(resolver: URLResolver, above: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield above + str(each.pattern)
        else:
            yield from patterns(each, above + str(each.pattern))


def filled(pattern: str) -> str:
    """Return an address of the pattern, in the process that the tests open."""
    pattern = re.sub(r"\(\?P<\w+>[^)]*\)", "one", pattern)
    plain = pattern.replace("<slug:process>", "gcm-2018")
    return "/" + CONVERTER.sub(lambda found: PLACES[found[1] or "str"], plain).strip("^$")


ADDRESSES = sorted({filled(pattern) for pattern in patterns(get_resolver())})


def test_the_addresses_are_those_of_the_whole_site():
    assert len(ADDRESSES) > 50
    assert [address for address in ADDRESSES if "<" in address or "(" in address] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_is_refused_without_its_token(process, address):
    answer = Client(enforce_csrf_checks=True).post(address, {"language": "fr"})
    assert answer.status_code in {403, 404, 405}
    assert process.key == "gcm-2018"


@pytest.mark.parametrize("address", ADDRESSES)
def test_asking_for_a_page_changes_nothing(as_officer, address):
    with CaptureQueriesContext(connection) as asked:
        as_officer.get(address)
        as_officer.head(address)
    written = [each["sql"] for each in asked.captured_queries if WRITES.match(each["sql"])]
    assert [sql for sql in written if not KEPT_BESIDE.search(sql)] == []


def test_a_write_is_found():
    assert [bool(WRITES.match(sql)) for sql in ("INSERT INTO x", " update x", "SELECT 1", "SAVEPOINT s")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_stands_in_the_address_does_not_fill_a_form(as_officer):
    address = "/processes/gcm-2018/participants/admit/?code=ARL&name=Arlandia&kind=state&region=africa"
    page = as_officer.post(address, {"name": ""}).content.decode()
    assert ('value="ARL"' in page, 'class="error-summary"' in page) == (False, True)


def test_only_choices_of_what_to_show_are_sent_in_an_address():
    pages = (Path(__file__).parents[3] / "src").rglob("templates/**/*.html")
    by_get = {
        page.name for page in pages for form in re.findall(r"<form\b[^>]*>", page.read_text()) if "post" not in form
    }
    assert by_get == SHOWS
