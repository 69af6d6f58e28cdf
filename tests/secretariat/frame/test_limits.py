"""What a request may be: its method, its size, how often what is costly is asked for."""

import io

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.urls import get_resolver

from secretariat.frame.limits import (
    COSTLY,
    COSTLY_IN_THE_PAST,
    MIB,
    MINUTE,
    REMEMBERED,
    VISITORS_OF_ONE_ADDRESS,
    Counts,
    bodies,
    methods,
)
from secretariat.people.models import Person

pytestmark = pytest.mark.django_db
ALLOW = "GET, HEAD, OPTIONS, POST"
FORM = "application/x-www-form-urlencoded"
FILE = "multipart/form-data; boundary=b"
TRACE = "/processes/gcm-2018/trace/"


class Unreadable(io.BytesIO):
    """What was sent, of which nothing may be read."""

    def read(self, *_args):
        raise AssertionError

    readline = read


def sent(client, length, kind=FORM, **more):
    """Send a request that says this length, and of which reading anything fails the test."""
    return client.generic(
        "POST", "/sign-in/", b"", kind, **{"CONTENT_LENGTH": str(length), "wsgi.input": Unreadable(), **more}
    )


@pytest.fixture
def signed_in(client):
    client.force_login(Person.objects.create_user("ada"))
    return client


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "X"])
@pytest.mark.parametrize("address", ["/", "/nowhere/", "/sign-in/", "/static/frame/travaux.css", "/language/"])
def test_another_method_is_refused_at_every_address_and_what_is_allowed_is_said(client, method, address):
    answer = client.generic(method, address, b"echo")
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (405, ALLOW, b"")


def test_which_methods_there_are_is_told_who_asks_and_no_page_is_made(client):
    answer = client.options("/")
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, ALLOW, b"")


def test_three_methods_are_let_in():
    assert [methods(lambda request: request.method)(asked(method)) for method in ("GET", "HEAD", "POST")] == [
        "GET",
        "HEAD",
        "POST",
    ]


def asked(method="POST", **more):
    return WSGIRequest({"REQUEST_METHOD": method, "PATH_INFO": "/", "wsgi.input": Unreadable(), **more})


def test_more_than_a_visitor_may_send_is_refused_unread_with_the_limit(client):
    answer = sent(client, MIB + 1)
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "takes 1.0\xa0MB at most" in page


def test_a_visitor_sends_no_file_of_the_size_that_others_may(client):
    assert sent(client, configured.TRAVAUX_MAX_UPLOAD, FILE).status_code == 413


@pytest.mark.parametrize(
    ("kind", "limit"),
    [(FORM, configured.DATA_UPLOAD_MAX_MEMORY_SIZE), (FILE, configured.TRAVAUX_MAX_UPLOAD + MIB)],
)
def test_who_is_signed_in_may_send_more_and_a_paper_with_what_is_around_it(signed_in, kind, limit):
    assert sent(signed_in, limit + 1, kind).status_code == 413
    request = asked(CONTENT_LENGTH=str(limit), CONTENT_TYPE=kind)
    request.user = Person()
    assert bodies(lambda _request: "let in")(request) == "let in"


def test_what_does_not_say_its_length_is_refused_unread(client):
    answer = sent(client, "", HTTP_TRANSFER_ENCODING="chunked")
    assert (answer.status_code, "Content-Length" in answer.content.decode()) == (411, True)


@pytest.mark.parametrize("said", ["-1", "many", "²", "1e9", " 1"])
def test_a_length_that_is_no_number_is_refused_too(client, said):
    assert sent(client, said).status_code == 411


def test_who_sends_nothing_says_no_length():
    request = asked(CONTENT_LENGTH="", CONTENT_TYPE=FORM)
    request.META["wsgi.input"] = request._stream = io.BytesIO()  # noqa: SLF001 - where Django reads it
    assert bodies(lambda request: list(request.POST))(request) == []


def test_a_file_goes_to_the_disk_while_it_comes_in(signed_in):
    kept = []

    def seen(request):
        kept.append(request.FILES["paper"])

    body = b'--b\r\nContent-Disposition: form-data; name="paper"; filename="a.txt"\r\n\r\n%s\r\n--b--\r\n'
    body %= b"w" * (configured.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)
    request = asked(CONTENT_LENGTH=str(len(body)), CONTENT_TYPE=FILE)
    request.META["wsgi.input"] = request._stream = io.BytesIO(body)  # noqa: SLF001 - where Django reads it
    request.user = signed_in
    signed_in.is_authenticated = True
    bodies(seen)(request)
    request.close()
    assert [type(file) for file in kept] == [TemporaryUploadedFile]


@pytest.mark.parametrize("address", ["/?a=%00", "/%00/", "/processes/gcm-2018/inputs/?theme=a%00b"])
def test_an_address_with_a_nul_in_it_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_the_names_of_what_is_costly_are_addresses_of_the_site():
    resolver = get_resolver()
    names = {
        f"{space}:{name}"
        for space, (_prefix, inner) in resolver.namespace_dict.items()
        for name in inner.reverse_dict
        if isinstance(name, str)
    }
    assert (COSTLY | COSTLY_IN_THE_PAST) - names == set()
    assert len(COSTLY) > 5


def test_what_is_costly_is_made_so_often_in_a_minute_and_then_told_when_to_come_back(settings, as_officer):
    settings.TRAVAUX_COSTLY = 2
    answers = [as_officer.get(TRACE) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2].headers["Retry-After"], "2 times within a minute" in answers[2].content.decode()) == ("60", True)
    assert as_officer.get("/processes/gcm-2018/").status_code == 200


def test_each_account_is_counted_by_itself_and_so_is_each_address_of_visitors(settings, client, process):
    settings.TRAVAUX_COSTLY = 1
    people = [Person.objects.create_user(name) for name in ("ada", "bo")]
    found = []
    for person in (*people, people[0]):
        client.force_login(person)
        found.append(client.get(TRACE).status_code)
    client.logout()
    here = [client.get(TRACE).status_code for _ in range(VISITORS_OF_ONE_ADDRESS + 1)]
    there = client.get(TRACE, REMOTE_ADDR="192.0.2.7").status_code
    assert (process.key, found, here, there) == ("gcm-2018", [200, 200, 429], [200] * 4 + [429], 200)


def test_the_past_of_a_text_is_costly_and_its_present_is_not(settings, client, process):
    settings.TRAVAUX_COSTLY = 1
    there = f"/processes/{process.key}/text/"
    # Other days, for a page that is kept costs nothing.
    past = [client.get(f"{there}?on=2018-04-0{day}").status_code for day in range(1, 6)]
    assert past == [200] * 4 + [429]
    assert [client.get(there).status_code for _ in range(5)] == [200] * 5


def test_a_site_may_leave_what_is_costly_unbounded(settings, as_officer):
    settings.TRAVAUX_COSTLY = 0
    assert [as_officer.get(TRACE).status_code for _ in range(3)] == [200] * 3


def test_a_minute_begins_with_the_first_time():
    counts = Counts()
    times = (0, 1, MINUTE - 1, MINUTE, MINUTE + 1)
    assert [counts.once_more("ada", now=now) for now in times] == [1, 2, 3, 1, 2]


def test_who_asked_long_ago_is_forgotten_when_there_are_many():
    counts = Counts()
    for number in range(REMEMBERED):
        counts.once_more(str(number), now=0)
    counts.once_more("last", now=MINUTE)
    assert list(counts._seen) == ["last"]  # noqa: SLF001 - what it keeps is the matter
