"""Every answer of the site, whatever is asked: what it says of itself, and what it does not say."""

import io
import logging

import pytest
from django.http import FileResponse
from django.test import Client

pytestmark = pytest.mark.django_db

PAGE, MISSING, STATIC, SIGN_IN = "/", "/nowhere/", "/static/frame/travaux.css", "/sign-in/"
TEXTS = ("text/html; charset=utf-8", 'text/css; charset="utf-8"')


@pytest.fixture(params=[PAGE, MISSING, STATIC, SIGN_IN])
def answer(client, request):
    found = client.get(request.param)
    yield found
    found.close()


def test_no_answer_is_sniffed_and_none_tells_others_where_its_reader_came_from(answer):
    names = ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [answer.headers[name] for name in names] == ["nosniff", "same-origin", "same-origin"]


def test_every_answer_says_what_it_is_and_in_which_encoding(answer):
    assert answer.headers["Content-Type"] in TEXTS


@pytest.mark.parametrize("address", [PAGE, MISSING, SIGN_IN])
def test_every_page_forbids_to_be_framed(client, address):
    headers = client.get(address).headers
    assert ("frame-ancestors 'none'" in headers["Content-Security-Policy"], headers["X-Frame-Options"]) == (
        True,
        "DENY",
    )


def test_a_request_for_another_host_is_refused(client):
    answer = client.get(PAGE, headers={"host": "elsewhere.example"})
    assert (answer.status_code, b"elsewhere" in answer.content) == (400, False)


def test_choosing_a_language_leads_to_no_other_site(client):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = client.post("/language/", {"language": "fr", "next": elsewhere})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("address", ["/static/", "/static/frame/", "/.git/HEAD", "/static/../settings.py", "/media/"])
def test_no_folder_is_listed_and_nothing_beside_the_package_is_served(client, address):
    assert client.get(address).status_code == 404


def broken(*_args, **_kwargs):
    message = "the password of the database is hunter2"
    raise RuntimeError(message)


def test_a_fault_is_logged_and_told_without_its_insides(monkeypatch, settings, caplog):
    monkeypatch.setattr("secretariat.public.queries.processes", broken, raising=False)
    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", broken)
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = Client(raise_request_exception=False).get(PAGE)
    page = answer.content.decode()
    secrets = ("hunter2", "Traceback", "RuntimeError", "/src/", settings.SECRET_KEY, "settings")
    assert (answer.status_code, [word for word in secrets if word in page]) == (500, [])
    assert [(line.levelname, "hunter2" in str(line.exc_info)) for line in caplog.records] == [("ERROR", True)]


@pytest.mark.parametrize(
    "name",
    ['a".docx', "a\r\nSet-Cookie: x=y.docx", "a;filename=b.exe", "ورقة.docx", "a\x00.docx", "../../a.docx"],
)
def test_the_name_of_a_file_cannot_break_out_of_its_header(name):
    header = FileResponse(io.BytesIO(b"words"), as_attachment=True, filename=name).headers["Content-Disposition"]
    assert [sign in header for sign in "\r\n\x00"] == [False] * 3
    kind, _, rest = header.partition("; ")
    assert (kind, rest.startswith(("filename=", "filename*=utf-8''"))) == ("attachment", True)


@pytest.mark.parametrize("address", [PAGE, MISSING, STATIC, SIGN_IN])
@pytest.mark.parametrize("host", ["localhost", "elsewhere.example"])
def test_every_answer_also_a_file_and_that_to_a_wrong_host_says_what_it_may_load_and_where_it_may_be_shown(
    client, address, host
):
    answer = client.get(address, headers={"host": host})
    policy = answer.headers["Content-Security-Policy"]
    answer.close()
    wanted = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
    assert [part in policy for part in wanted] == [True] * 4
    assert [answer.headers[name] for name in ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")] == [
        "nosniff",
        "same-origin",
        "DENY",
    ]


def test_no_other_origin_may_read_an_answer(answer):
    assert [name for name in answer.headers if name.lower().startswith("access-control")] == []


def test_a_site_in_earnest_shows_no_page_of_components(client, settings):
    before = client.get("/components/").status_code
    settings.SHOW_COMPONENTS = False
    assert (before, client.get("/components/").status_code) == (200, 404)
