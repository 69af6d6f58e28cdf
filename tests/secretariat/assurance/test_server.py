"""Where one request ends and the next begins is beyond doubt: nobody slips a second one into the first."""

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser


def read(*lines):
    """Read requests as the server does; return how many there were."""
    raw = "\r\n".join(lines).encode()
    return len([request.body.read() for request in RequestParser(Config(), iter([raw]), ("127.0.0.1", 1))])


FIRST = ("POST / HTTP/1.1", "Host: localhost")
SECOND = ("GET /people/add/ HTTP/1.1", "Host: localhost", "", "")


def test_a_request_that_says_its_length_is_read():
    assert read(*FIRST, "Content-Length: 0", "", *SECOND) == 2


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 0", "Content-Length: 5"),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding: xchunked",),
        ("Content-Length: +5",),
        ("Content-Length: 5 ",),
        ("Transfer-Encoding : chunked",),
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused(headers):
    with pytest.raises(ParseException):
        read(*FIRST, *headers, "", *SECOND)
