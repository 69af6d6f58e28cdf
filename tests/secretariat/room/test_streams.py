"""The side app as any server drives it: a scope, what comes in, what goes out."""

import asyncio

import pytest

from secretariat.room.services import streams
from secretariat.room.services.hub import MOST_A_PERSON
from secretariat.room.services.streams import Live
from secretariat.room.services.tickets import Ticket, written

TICKET = Ticket("sample", "compact", "en")


class Browser:
    """One that asks for a stream, and goes away when it is told to."""

    def __init__(self, live, *, ticket=TICKET, method="GET", query="", last=""):
        given = ticket if isinstance(ticket, str) else written(ticket)
        headers = [(b"host", b"x"), *([(b"last-event-id", last.encode())] if last else [])]
        scope = {"type": "http", "method": method, "path": "/live/", "headers": headers}
        self.scope = scope | {"query_string": f"ticket={given}{query}".encode()}
        self.live, self.gone, self.heard, self.more = live, asyncio.Event(), [], asyncio.Event()
        self.takes = asyncio.Event()
        self.takes.set()

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        await self.takes.wait()
        self.heard.append(message)
        self.more.set()

    async def until(self, words):
        """Wait until words were heard."""
        while words not in self.body:
            self.more.clear()
            await self.more.wait()
        return self

    @property
    def status(self):
        return self.heard[0]["status"]

    @property
    def body(self):
        return b"".join(message.get("body", b"") for message in self.heard).decode()

    def ask(self):
        return asyncio.create_task(self.live(self.scope, self.receive, self.send))


def run(scenario):
    """Play a scenario with a side app whose watch does not look."""
    return asyncio.run(asyncio.wait_for(scenario(Live()), 20))


def channel_of(live):
    (channel,) = live.hub.channels.values()
    return channel


def test_who_comes_is_sent_what_is_shown_and_then_each_change():
    async def scenario(live):
        browser = Browser(live)
        asked = browser.ask()
        await browser.until("retry:")
        channel_of(live).publish(5, "a", b"id: 5\ndata: five\n\n")
        await browser.until("five")
        channel_of(live).publish(6, "b", b"id: 6\ndata: six\n\n")
        await browser.until("six")
        browser.gone.set()
        await asked
        return browser, live

    browser, live = run(scenario)
    headers = dict(browser.heard[0]["headers"])
    assert (browser.status, headers[b"content-type"]) == (200, b"text/event-stream; charset=utf-8")
    assert browser.body.partition("\n\n")[2] == "id: 5\ndata: five\n\nid: 6\ndata: six\n\n"
    assert (live.hub.streams, live.hub.readers) == (0, set())


@pytest.mark.parametrize(("query", "last"), [("&after=5", ""), ("", "5"), ("&after=3", "5")])
def test_who_has_it_already_is_sent_a_beat_only(query, last):
    async def scenario(live):
        browser = Browser(live, query=query, last=last)
        asked = browser.ask()
        await browser.until("retry:")
        channel_of(live).publish(5, "a", b"id: 5\ndata: five\n\n")
        channel_of(live).pulse(b"event: beat\ndata: 10:00:00\n\n")
        await browser.until("beat")
        browser.gone.set()
        await asked
        return browser

    assert "five" not in run(scenario).body


@pytest.mark.parametrize("last", ["x", "-1", "\u0661", "1" * 30])
def test_what_is_no_place_in_the_log_counts_as_none(last):
    async def scenario(live):
        browser = Browser(live, query=f"&after={last}")
        asked = browser.ask()
        await browser.until("retry:")
        channel_of(live).publish(1, "a", b"data: one\n\n")
        await browser.until("one")
        browser.gone.set()
        await asked
        return browser

    assert run(scenario).status == 200


@pytest.mark.parametrize(
    ("how", "status"), [({"method": "POST"}, 405), ({"ticket": "forged"}, 403), ({"ticket": ""}, 403)]
)
def test_without_a_ticket_of_ours_there_is_no_stream(how, status):
    async def scenario(live):
        browser = Browser(live, **how)
        await browser.ask()
        return browser

    browser = run(scenario)
    assert (browser.status, browser.body) == (status, "")


def test_one_person_is_given_so_many_streams_and_the_next_one_told_to_come_later():
    async def scenario(live):
        browsers = [Browser(live, ticket=Ticket("sample", "compact", "en", 7)) for _ in range(MOST_A_PERSON + 1)]
        asked = [browser.ask() for browser in browsers]
        for browser in browsers[:-1]:
            await browser.until("retry:")
        await asked[-1]
        for browser in browsers:
            browser.gone.set()
        await asyncio.gather(*asked)
        return [browser.status for browser in browsers]

    assert run(scenario) == [200] * MOST_A_PERSON + [503]


def test_who_may_not_see_it_any_more_is_told_that_it_is_over():
    async def scenario(live):
        browser = Browser(live)
        asked = browser.ask()
        await browser.until("retry:")
        (party,) = live.hub.parties.values()
        live.hub.end(party)
        await asked
        return browser

    assert run(scenario).body.endswith("event: over\ndata:\n\n")


def test_a_stream_that_has_lasted_long_asks_for_a_fresh_ticket(monkeypatch):
    monkeypatch.setattr(streams, "LONGEST", -4)
    monkeypatch.setattr(streams.secrets, "randbelow", lambda _most: 0)

    async def scenario(live):
        browser = Browser(live)
        await browser.ask()
        return browser

    assert run(scenario).body.endswith("event: renew\ndata:\n\n")


def test_when_the_side_app_ends_so_do_the_streams_without_a_word():
    async def scenario(live):
        browser = Browser(live)
        asked = browser.ask()
        await browser.until("retry:")
        live.close()
        await asked
        return browser

    browser = run(scenario)
    assert browser.heard[-1] == {"type": "http.response.body"}
    assert "event:" not in browser.body


def test_a_reader_who_takes_nothing_is_dropped_and_holds_up_nobody():
    async def scenario(live):
        slow, quick = Browser(live), Browser(live)
        asked = [slow.ask(), quick.ask()]
        for browser in (slow, quick):
            await browser.until("retry:")
        slow.takes.clear()
        channel_of(live).publish(1, "a", b"data: one\n\n")
        await quick.until("one")
        (waiting,) = [reader for reader in live.hub.readers if reader.since]
        live.hub.reap(waiting.since + 60)
        await asked[0]
        quick.gone.set()
        await asked[1]
        return slow, quick

    slow, quick = run(scenario)
    assert ("one" in slow.body, "one" in quick.body) == (False, True)


def test_a_slow_reader_is_sent_the_newest_state_and_none_of_those_between():
    async def scenario(live):
        browser = Browser(live)
        asked = browser.ask()
        await browser.until("retry:")
        channel = channel_of(live)
        browser.takes.clear()
        for number in range(1, 6):
            channel.publish(number, str(number), f"data: state {number}\n\n".encode())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        browser.takes.set()
        await browser.until("state 5")
        browser.gone.set()
        await asked
        return browser

    assert run(scenario).body.count("state") == 2


def test_what_is_neither_a_request_nor_a_start_is_left_alone():
    async def scenario(live):
        await live({"type": "websocket"}, None, None)
        return live

    assert run(scenario).hub.streams == 0
