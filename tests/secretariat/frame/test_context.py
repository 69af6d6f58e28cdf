from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import include, path
from django.utils.translation import override

from secretariat.frame.context import frame, road
from secretariat.frame.views import components

page = (path("processes/<slug:process>/", components, name="show"),)
inner = (path("processes/<slug:process>/inputs/", components, name="list"),)
urlpatterns = [
    path("", include((page, "processes"))),
    path("", include((inner, "inputs"))),
]


@pytest.fixture(autouse=True)
def _two_rooms(settings):
    settings.ROOT_URLCONF = __name__


def request_to(address, **attributes):
    request = RequestFactory().get(address)
    vars(request).update(attributes)
    return request


def test_the_road_has_only_the_pages_that_the_site_has_and_marks_the_nearest():
    stops = road("p", "/processes/p/inputs/7/")
    assert [(str(stop.label), stop.url, stop.here) for stop in stops] == [
        ("Process", "/processes/p/", False),
        ("Inputs", "/processes/p/inputs/", True),
    ]


def test_outside_a_process_there_is_no_road_and_no_role():
    given = frame(request_to("/"))
    assert (given["door"], given["nav"], given["role"], given["rtl"]) == (None, [], "", False)


def test_inside_a_process_the_page_knows_in_which_role_one_acts():
    door = SimpleNamespace(process=SimpleNamespace(key="p"), actor=SimpleNamespace(role="cofacilitator"))
    given = frame(request_to("/processes/p/", door=door))
    assert (given["door"], str(given["role"]), [stop.here for stop in given["nav"]]) == (
        door,
        "Co-facilitator",
        [True, False],
    )


def test_a_role_without_words_is_named_as_it_is():
    door = SimpleNamespace(process=SimpleNamespace(key="p"), actor=SimpleNamespace(role="rapporteur"))
    assert frame(request_to("/", door=door))["role"] == "rapporteur"


def test_arabic_is_written_from_right_to_left():
    with override("ar"):
        given = frame(request_to("/"))
    assert (given["language"], given["rtl"]) == ("ar", True)


def test_accreditation_and_registration_stand_under_those_who_take_part(settings):
    settings.ROOT_URLCONF = "secretariat.urls"
    for address in ("accreditation/", "registration/meetings/one/", "participants/"):
        assert [str(stop.label) for stop in road("p", f"/processes/p/{address}") if stop.here] == ["Participants"]
