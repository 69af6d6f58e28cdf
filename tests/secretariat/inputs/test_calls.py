"""Calls for inputs: opened, answered in time and late, recalled to those who have not answered."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from secretariat.inputs import queries, services
from secretariat.inputs.models import HalfAnswer, Submission
from secretariat.people.access import DELEGATE, FOCAL_POINT, OFFICER, Actor
from secretariat.record.models import Entry
from tests.secretariat.inputs.conftest import AT, OPERATOR
from travaux.refusal import Refusal

URL = "/processes/gcm-2018/inputs/"
TYPED = {
    "title": "On cities",
    "paragraph": "19",
    "themes": ["governance"],
    "kinds": ["local", "state"],
    "languages": ["en", "fr"],
    "words": "60",
    "closes": "2017-07-01 18:00",
    "zone": "America/New_York",
}


def calling(**parts):
    given = {
        "title": "On cities",
        "paragraph": "19",
        "closes": datetime(2017, 7, 1, 18),  # noqa: DTZ001 - a time on the clock of the place that the call names
        "zone": "America/New_York",
        "themes": ["governance"],
        "kinds": ["local", "state"],
        "languages": ["en", "fr"],
        "words": 60,
    }
    return services.Calling(**(given | parts))


@pytest.fixture
def call(process, cast):  # noqa: ARG001 - those who take part are there
    return services.open_call(process, calling=calling(), by=OPERATOR, at=AT)


def refused(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return type(caught.value).__name__


def test_a_call_says_by_which_paragraph_of_whom_and_until_when(call):
    assert (call.key, call.closes_at) == ("GCM-C-1", datetime(2017, 7, 1, 22, tzinfo=UTC))
    entry = Entry.objects.get(deed="open_call")
    told = {name: entry.facts[name] for name in ("call", "paragraph", "zone", "kinds", "languages", "words", "themes")}
    assert told == {
        "call": "GCM-C-1",
        "paragraph": "19",
        "zone": "America/New_York",
        "kinds": ["local", "state"],
        "languages": ["en", "fr"],
        "words": 60,
        "themes": ["governance"],
    }


@pytest.mark.parametrize(
    "parts",
    [
        {"title": " "},
        {"paragraph": "99"},
        {"zone": "Atlantis/Port"},
        {"kinds": ["planet"]},
        {"closes": datetime(2017, 6, 1, 18)},  # noqa: DTZ001 - as above
    ],
)
def test_a_call_that_names_what_there_is_not_is_refused(process, parts):
    wrong = calling(**parts)
    assert refused(lambda: services.open_call(process, calling=wrong, by=OPERATOR, at=AT)) == "WrongCall"


def test_an_answer_after_the_deadline_is_taken_and_marked_late(call, file):
    in_time = file(call=call)
    late = file("ARL", call=call, at=call.closes_at)
    assert (in_time.late, late.late) == (False, True)
    assert [row.key for row in queries.answers(call)] == [in_time.key, late.key]
    assert [entity.code for entity in queries.silent(call)] == ["BRU"]


def test_what_a_call_does_not_take_is_refused(process, call, file):
    open_to_cities = services.open_call(process, calling=calling(kinds=["local"]), by=OPERATOR, at=AT)
    long = b"word " * 61
    assert [
        refused(lambda: file("BRU", call=open_to_cities)),
        refused(lambda: file(call=call, language="es")),
        refused(lambda: file(call=call, content=long, filename="a.txt", media_type="text/plain")),
        Submission.objects.count(),
    ] == ["NotAsked", "LanguageNotOffered", "TooLong", 0]
    free = services.open_call(process, calling=calling(kinds=[], languages=[], words=0), by=OPERATOR, at=AT)
    assert file("BRU", call=free, language="es").call == free
    assert [entity.code for entity in queries.silent(free)] == ["ARL", "HCN"]


def test_those_who_have_not_answered_are_reminded_and_no_others(call, file, actors, mailoutbox):
    for actor in actors.values():
        actor.person.email = f"{actor.role}@example.org"
        actor.person.save()
    file(call=call)
    found = services.remind_of_call(call, by=actors[OFFICER], at=AT)
    mails = [address for mail in mailoutbox for address in mail.to]
    assert ([entity.code for entity in found], mails) == (["ARL", "BRU"], ["delegate@example.org"])
    over = call.closes_at + timedelta(hours=1)
    assert refused(lambda: services.remind_of_call(call, by=OPERATOR, at=over)) == "AlreadyClosed"


def test_a_call_is_opened_answered_and_recalled_in_the_browser(signed_in, client):
    signed_in(OFFICER)
    assert client.get(f"{URL}calls/open/").status_code == 200
    wrong = client.post(f"{URL}calls/open/", TYPED | {"zone": "Nowhere/Land"})
    assert (wrong.status_code, b"There is no time zone" in wrong.content) == (422, True)
    made = client.post(f"{URL}calls/open/", TYPED)
    assert (made.status_code, made["Location"]) == (302, f"{URL}calls/GCM-C-1/")
    page = re.sub(r"\s+", " ", client.get(f"{URL}calls/GCM-C-1/").content.decode())
    assert ("1 July 2017, 18:00" in page, "Not heard from yet" in page, "Français" in page) == (True, True, True)
    assert client.post(f"{URL}calls/GCM-C-1/remind/").status_code == 302
    assert b"On cities" in client.get(f"{URL}calls/").content
    signed_in(FOCAL_POINT)
    form = client.get(f"{URL}file/?call=GCM-C-1").content.decode()
    assert re.search(r'value="governance"[^>]*checked', form)
    answer = {"entity": "HCN", "title": "Ours", "kind": "position_paper", "text": "Words.", "language": "fr"}
    assert client.post(f"{URL}file/?call=GCM-C-1", answer | {"language": "es"}).status_code == 422
    assert client.post(f"{URL}file/?call=GCM-C-1", answer).status_code == 302
    assert b"Ours" in client.get(f"{URL}calls/GCM-C-1/").content
    assert client.get(f"{URL}calls/GCM-C-9/").status_code == 404


def test_what_is_half_done_is_kept_for_its_author_alone_until_it_is_handed_in(signed_in, client, process, actors):
    signed_in(DELEGATE)
    typed = {"entity": "BRU", "title": "Half a tit", "kind": "statement", "themes": ["governance"], "text": "Half of"}
    assert client.post(f"{URL}file/", typed | {"keep": "1"}).status_code == 302
    assert (HalfAnswer.objects.count(), Submission.objects.count()) == (1, 0)
    assert ("Half a tit" in client.get(f"{URL}file/").content.decode()) is True
    signed_in(FOCAL_POINT)
    assert ("Half a tit" in client.get(f"{URL}file/").content.decode()) is False
    assert queries.half_answer(process, Actor(), "") == {}
    signed_in(DELEGATE)
    assert client.post(f"{URL}file/", typed | {"title": "Whole"}).status_code == 302
    assert (HalfAnswer.objects.count(), Submission.objects.get().entity.code) == (0, "BRU")
    assert actors[DELEGATE].entity == "BRU"
