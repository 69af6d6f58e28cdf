import errno
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from secretariat.frame.views import failed
from travaux.refusal import Unknown

pytestmark = pytest.mark.django_db


def test_the_page_of_components_shows_each_part_in_three_languages(client):
    page = client.get("/components/").content.decode()
    assert re.findall(r'<section id="([\w-]+)" lang="\1" dir="(\w+)"', page) == [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("zh-Hans", "ltr"),
    ]
    parts = (
        'class="button secondary"',
        "<table>",
        'class="tag agreed"',
        'class="chip tint-7"',
        'class="provision is-open"',
    )
    more = (
        'class="error-summary"',
        'class="task-list"',
        'class="timeline"',
        'class="heat-5"',
        'class="chart-bar open"',
    )
    assert [page.count(part) // 3 >= 1 for part in (*parts, *more)] == [True] * 10


def test_a_page_is_written_in_the_language_and_direction_of_its_reader(client):
    page = client.get("/components/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_the_language_is_chosen_without_a_script(client):
    answer = client.post("/language/", {"language": "fr", "next": "/components/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/components/")
    assert '<html lang="fr" dir="ltr">' in client.get("/components/").content.decode()


def test_a_missing_page_says_so_in_the_frame_of_the_site(client):
    answer = client.get("/no-such-page/")
    assert (answer.status_code, "Page not found" in answer.content.decode()) == (404, True)


def test_a_form_that_is_too_old_says_that_nothing_was_changed():
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})
    assert (answer.status_code, "Nothing was changed" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize(
    ("name", "words"), [("500.html", "fault in the software"), ("403.html", "You may not see this page")]
)
def test_the_pages_for_what_goes_wrong_need_nothing_but_themselves(name, words):
    assert words in render_to_string(name)


def answered(error, request):
    """Return what is answered when `error` is raised outside every view."""
    try:
        raise error  # noqa: TRY301 - what a room would raise
    except Exception:  # noqa: BLE001 - whatever it is
        return failed(request).status_code


@pytest.mark.parametrize(
    ("error", "status"), [(OSError(errno.ENOSPC, "full"), 503), (Unknown(), 404), (ValueError("a bug"), 500)]
)
def test_what_is_raised_outside_every_view_is_told_as_what_it_is(rf, error, status):
    assert answered(error, rf.get("/")) == status
