import re
from html import unescape

import pytest

from secretariat.room.models import Screen
from secretariat.room.services.tickets import Ticket, read
from tests.secretariat.room.conftest import OFFICIAL


def heading(response):
    return re.search(r"<h1><a[^>]*>(.*?)</a></h1>", response.content.decode())[1]


def ticket(response):
    return read(unescape(re.search(r'data-ticket="([^"]*)"', response.content.decode())[1]))


def test_everybody_who_sees_the_text_sees_the_screen_with_a_ticket_of_their_own(table, screen):
    arlandia = screen.as_("ARL").get()
    assert ticket(arlandia) == Ticket("sample", "compact", "en", table.actors["ARL"].person.pk)
    assert ticket(screen.as_("visitor").get()) == Ticket("sample", "compact", "en")


def test_the_page_holds_the_paragraph_and_how_old_it_is_also_without_a_script(table, screen, chair):
    chair.show(table.action)
    html = screen.as_("visitor").get().content.decode()
    assert "Publish one national website." in html
    assert "text as of <time>04:01:00</time>" in html
    assert '<noscript><a href="/processes/sample/text/t/compact/room/">' in html


@pytest.mark.usefixtures("drafted")
def test_a_text_that_was_not_presented_has_no_screen_for_others(screen):
    assert screen.as_("visitor").get().status_code == 404
    assert screen.as_("visitor").get("now").status_code == 404


def test_the_chair_turns_the_screen_by_a_step_or_by_a_number(table, screen):
    table.table("BRU", table.desk, "Set up desks.")
    chair = screen.as_("chair")
    assert heading(chair.get()) == "Paragraph 1 (b)"
    assert chair.post("show", step="previous").status_code == 302
    assert heading(chair.get()) == "Paragraph 1 (a)"
    chair.post("show", number="1")
    assert heading(screen.as_("visitor").get()) == "Paragraph 1"


def test_the_chair_freezes_the_screen_and_releases_it(table, screen):
    chair = screen.as_("chair")
    chair.post("freeze")
    html = chair.get().content.decode()
    assert Screen.objects.get().frozen_at == table.now
    assert re.search(r'id="room-freeze" hidden', html)
    assert not re.search(r'id="room-release" hidden', html)
    chair.post("release")
    assert Screen.objects.get().frozen_at is None


@pytest.mark.usefixtures("table")
def test_a_number_that_no_paragraph_bears_is_refused_with_what_to_do(screen):
    refused = screen.as_("chair").post("show", number="77")
    assert (refused.status_code, b"No paragraph of the text bears that number" in refused.content) == (404, True)


def test_who_does_not_lead_has_no_button_that_turns_the_screen_and_is_refused(screen):
    delegate = screen.as_("ARL")
    assert b"Freeze the screen" not in delegate.get().content
    assert [delegate.post(name).status_code for name in ("show", "freeze", "release")] == [403] * 3


def test_a_reader_looks_at_another_paragraph_alone_and_the_room_does_not_turn(table, screen, chair):
    chair.show(table.action)
    reader = screen.as_("visitor")
    away = reader.get(step="next")
    alone = reader.client.get(away.headers["Location"])
    assert away.headers["Location"].endswith(f"?p={table.desk.uuid}")
    assert heading(alone) == "Paragraph 1 (b)"
    assert b"You look at this paragraph by yourself." in alone.content
    assert b'data-live=""' in alone.content
    assert heading(reader.get()) == "Paragraph 1 (a)"


def test_from_where_a_reader_is_alone_the_next_step_goes_on(table, screen, chair):
    chair.show(table.action)
    away = screen.as_("visitor").get(p=table.desk.uuid, step="previous_open", number="")
    assert away.status_code == 404
    away = screen.as_("visitor").get(p=table.desk.uuid, number="1")
    assert away.headers["Location"].endswith(f"?p={table.commitment.uuid}")


def test_what_is_no_paragraph_of_the_text_is_not_shown(table, screen):
    reader = screen.as_("visitor")
    assert reader.get(p="nonsense").status_code == 404
    assert reader.get(p="00000000-0000-0000-0000-000000000000").status_code == 404
    assert reader.get(step="sideways").headers["Location"].endswith(f"?p={table.commitment.uuid}")


def test_where_the_stream_cannot_be_had_the_same_is_asked_for_now_and_then(table, screen, chair):
    chair.show(table.action)
    reader = screen.as_("visitor")
    first = reader.get("now")
    parts = first.json()
    again = reader.get("now", headers={"If-None-Match": first.headers["ETag"]})
    table.table("BRU", table.action, OFFICIAL)
    changed = reader.get("now", headers={"If-None-Match": first.headers["ETag"]})
    assert "Publish one national website." in parts["html"]
    assert read(parts["ticket"]) == Ticket("sample", "compact", "en")
    assert (again.status_code, again.content, again.headers["Room-Clock"]) == (304, b"", "04:01:00")
    assert (changed.status_code, changed.json()["id"] > parts["id"]) == (200, True)
    assert "<ins" in changed.json()["html"]


def test_alone_too_one_can_ask_what_is_new(table, screen, chair):
    chair.show(table.action)
    assert "Set up desks" in screen.as_("visitor").get("now", p=table.desk.uuid).json()["html"]


@pytest.mark.usefixtures("table")
def test_the_rolling_text_leads_to_the_screen(site, screen):
    assert screen.address().encode() in site.as_("visitor").get("rolling").content
