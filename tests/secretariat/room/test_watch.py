import asyncio
import json

import pytest
from django.db import OperationalError, connection

from secretariat.participation.models import Seat
from secretariat.record.models import Entry
from secretariat.record.services import sequence
from secretariat.room.services.hub import Hub
from secretariat.room.services.streams import Live
from secretariat.room.services.tickets import Ticket
from secretariat.room.services.watch import AGAIN, BEAT, Watch, may_follow
from tests.secretariat.room.conftest import OFFICIAL
from tests.secretariat.room.test_streams import Browser


@pytest.fixture
def watched(monkeypatch, table):
    """A watch that looks when it is told to, and a loop that does what it left."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: table.now)
    hub, loop = Hub(), asyncio.new_event_loop()

    class Watched:
        def __init__(self):
            self.hub, self.watch, self.now = hub, Watch(hub), 0.0
            self.watch.loop = loop

        def join(self, **more):
            return hub.join(Ticket(**{"process": "sample", "text": "compact", "language": "en"} | more), self.now)

        def look(self, after=1.0):
            sequence()  # where several write at once it comes with the commit, which a test does not reach
            self.now += after
            self.watch.step(self.now)
            loop.run_until_complete(asyncio.sleep(0))

    yield Watched()
    loop.close()


def told(channel):
    return json.loads(channel.state.decode().partition("data: ")[2])


def test_what_is_shown_is_drawn_once_somebody_follows_it(watched, table, chair):
    chair.show(table.action)
    channel, _ = watched.join()
    watched.look()
    assert "Publish one national website." in told(channel)["html"]
    assert channel.state.startswith(f"id: {channel.position}\nevent: text\n".encode())


def test_a_change_is_drawn_again_with_its_place_in_the_log(watched, table, chair):
    chair.show(table.action)
    channel, _ = watched.join()
    watched.look()
    before = channel.position
    table.table("BRU", table.action, OFFICIAL)
    watched.look()
    assert channel.position > before
    assert "<ins" in told(channel)["html"]
    assert told(channel)["said"] == "Paragraph 1 (a): proposal tabled"


def test_a_deed_that_changes_nothing_on_the_screen_is_not_sent(watched, table, chair):
    chair.show(table.action)
    channel, _ = watched.join()
    watched.look()
    before = channel.position
    table.prepare("BRU", table.action, OFFICIAL)
    watched.look()
    assert channel.position == before


def test_each_language_is_drawn_for_itself(watched, table, chair):
    chair.show(table.action)
    english, _ = watched.join()
    arabic, _ = watched.join(language="ar")
    watched.look()
    assert english.digest != ""
    assert arabic.digest != ""


def test_now_and_then_the_time_of_day_at_the_place_of_the_process_is_told(watched, table):
    channel, _ = watched.join()
    watched.look(after=BEAT)
    watched.look()
    first = channel.beat
    table.at()
    watched.look(after=BEAT)
    assert (first, channel.beat) == (b"event: beat\ndata: 04:00:00\n\n", b"event: beat\ndata: 04:01:00\n\n")


def test_a_text_that_is_not_there_is_over(watched):
    _, party = watched.join(text="none")
    _, other = watched.join()
    watched.look()
    assert (party.is_over, other.is_over) == (True, False)


def test_a_process_that_is_not_there_is_over_and_ends_nothing_else(watched):
    _, party = watched.join(process="none")
    channel, other = watched.join()
    watched.look(after=BEAT)
    watched.look(after=AGAIN)
    assert (party.is_over, other.is_over, channel.beat != b"") == (True, False, True)
    assert may_follow(Ticket("none", "compact", "en")) is False


def test_who_loses_the_seat_loses_the_stream_of_what_others_may_not_see(drafted):
    chair = drafted.actors["chair"].person
    ticket = Ticket("sample", "compact", "en", chair.pk)
    assert may_follow(ticket) is True
    Seat.objects.filter(person=chair).delete()
    assert may_follow(ticket) is False


def test_whose_account_was_closed_follows_nothing(table):
    person = table.actors["chair"].person
    person.is_active = False
    person.save()
    assert may_follow(Ticket("sample", "compact", "en", person.pk)) is False
    assert may_follow(Ticket("sample", "compact", "en")) is True


def test_it_is_asked_again_now_and_then_who_may_see_what(watched, table):
    person = table.actors["ARL"].person
    _, party = watched.join(person=person.pk)
    watched.look()
    person.is_active = False
    person.save()
    watched.look()
    assert party.is_over is False
    watched.look(after=AGAIN)
    assert party.is_over is True


def test_after_a_deed_on_seats_everybody_is_asked_at_once(watched, table):
    person = table.actors["ARL"].person
    channel, party = watched.join(person=person.pk)
    watched.look()
    person.is_active = False
    person.save()
    sequence()
    watched.watch.position -= 1  # as if the entry were new
    table_entry(deed="vacate_seat")
    watched.look()
    assert (party.is_over, channel.streams) == (True, 1)


def table_entry(deed):
    """Let the newest entry of the record be of that deed."""
    newest = Entry.objects.order_by("-position").first()
    Entry.objects.filter(pk=newest.pk).update(deed=deed)


def test_a_loop_that_has_ended_is_told_nothing(watched, table, chair):
    chair.show(table.action)
    channel, _ = watched.join()
    watched.watch.loop = None
    watched.watch.step(1.0)
    assert channel.state == b""


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_asked_again(watched):
    def no_answer(*_asked):
        raise OperationalError

    channel, _ = watched.join()
    with connection.execute_wrapper(no_answer):
        watched.watch._try()  # noqa: SLF001 - what the thread does at each look
    before = channel.state
    watched.look()
    assert (before, channel.state != b"") == (b"", True)


@pytest.mark.django_db(transaction=True)
def test_a_change_reaches_a_browser_from_the_record_by_the_watch(table, chair):
    chair.show(table.action)

    async def scenario():
        live, said, heard = Live(), asyncio.Queue(), asyncio.Queue()
        served = asyncio.create_task(live({"type": "lifespan"}, said.get, heard.put))
        await said.put({"type": "lifespan.startup"})
        assert await heard.get() == {"type": "lifespan.startup.complete"}
        browser = Browser(live, ticket=Ticket("sample", "compact", "en"))
        asked = browser.ask()
        await browser.until("event: text")
        await asyncio.to_thread(in_thread, lambda: table.table("BRU", table.action, OFFICIAL))
        await browser.until("<ins")
        await said.put({"type": "lifespan.shutdown"})
        await asked
        await served
        return browser, await heard.get()

    browser, last = asyncio.run(asyncio.wait_for(scenario(), 30))
    assert (browser.status, last) == (200, {"type": "lifespan.shutdown.complete"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_where_nobody_looks_any_more_the_streams_end_and_the_server_with_them(table, chair):
    chair.show(table.action)

    def no_answer(*_asked):
        raise ZeroDivisionError  # a fault of ours

    async def scenario():
        live = Live()
        browser = Browser(live, ticket=Ticket("sample", "compact", "en"))
        live.watch._try = no_answer  # noqa: SLF001 - where a fault would come up
        live.watch.start(asyncio.get_running_loop())
        await browser.ask()
        await asyncio.to_thread(live.watch.thread.join)
        return live.hub.is_closed

    assert asyncio.run(asyncio.wait_for(scenario(), 20)) is True


def in_thread(work):
    try:
        work()
    finally:
        connection.close()
