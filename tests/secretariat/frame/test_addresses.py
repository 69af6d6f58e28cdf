"""The address of who asks. (Those of databases: tests/secretariat/keeping/test_place.py.)"""

import pytest
from django.test import RequestFactory

from secretariat.frame.addresses import of_client

CLIENT, SPOOFED, INNER, CONNECTED = "198.51.100.7", "203.0.113.66", "10.0.0.2", "10.0.0.1"


def asked(said=None):
    headers = {} if said is None else {"X-Forwarded-For": said}
    return RequestFactory().get("/", REMOTE_ADDR=CONNECTED, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "said", "found"),
    [
        (0, None, CONNECTED),
        (0, SPOOFED, CONNECTED),
        (1, None, CONNECTED),
        (1, "", CONNECTED),
        (1, f"{SPOOFED}, ", CONNECTED),
        (1, CLIENT, CLIENT),
        (1, f"{SPOOFED}, {CLIENT}", CLIENT),
        (1, f"{SPOOFED}, {SPOOFED},{CLIENT}", CLIENT),
        (2, f"{CLIENT}, {INNER}", CLIENT),
        (2, f"{SPOOFED}, {CLIENT}, {INNER}", CLIENT),
        (2, CLIENT, CONNECTED),
    ],
)
def test_of_what_was_forwarded_only_what_proxies_of_ours_wrote_is_believed(settings, proxies, said, found):
    settings.PROXIES = proxies
    assert of_client(asked(said)) == found


def test_a_connection_without_an_address_has_none(settings):
    settings.PROXIES = 0
    assert of_client(RequestFactory().get("/", REMOTE_ADDR="")) == ""
