import pytest

from secretariat.room.services import hub as hubs
from secretariat.room.services.hub import Full, Hub
from secretariat.room.services.tickets import Ticket

VISITOR = Ticket("sample", "compact", "en")
PERSON = Ticket("sample", "compact", "en", 7)


class Reader:
    """A stream that waits since a time."""

    def __init__(self, since):
        self.since, self.dropped = since, 0

    def drop(self):
        self.dropped += 1


def test_those_who_follow_the_same_text_in_the_same_language_share_one_channel():
    hub = Hub()
    first, _ = hub.join(VISITOR, 0.0)
    second, _ = hub.join(PERSON, 0.0)
    french, _ = hub.join(Ticket("sample", "compact", "fr"), 0.0)
    assert (first is second, first is french, hub.streams) == (True, False, 3)


def test_what_nobody_follows_any_more_is_forgotten():
    hub = Hub()
    joined = [hub.join(PERSON, 0.0), hub.join(PERSON, 0.0)]
    hub.leave(*joined[0])
    assert (len(hub.channels), len(hub.parties)) == (1, 1)
    hub.leave(*joined[1])
    assert (hub.channels, hub.parties, hub.streams) == ({}, {}, 0)


def test_one_person_opens_so_many_streams_and_a_room_of_visitors_many_more():
    hub = Hub()
    for _ in range(hubs.MOST_A_PERSON):
        hub.join(PERSON, 0.0)
    with pytest.raises(Full):
        hub.join(PERSON, 0.0)
    for _ in range(hubs.MOST - hubs.MOST_A_PERSON):
        hub.join(VISITOR, 0.0)
    with pytest.raises(Full):
        hub.join(VISITOR, 0.0)


def test_who_was_refused_is_not_kept_among_the_parties():
    hub = Hub()
    hub.close()
    with pytest.raises(Full):
        hub.join(PERSON, 0.0)
    assert hub.parties == {}


def test_whatever_is_published_wakes_those_who_wait():
    hub = Hub()
    channel, party = hub.join(VISITOR, 0.0)
    for work in (lambda: channel.publish(3, "d", b"x"), lambda: channel.pulse(b"b"), lambda: hub.end(party), hub.close):
        turn = channel.turn
        work()
        assert (turn.is_set(), channel.turn.is_set()) == (True, False)
    assert (channel.position, channel.state, channel.beat, party.is_over, hub.is_closed) == (3, b"x", b"b", True, True)


def test_only_those_are_dropped_who_have_kept_us_waiting_too_long():
    hub = Hub()
    readers = [Reader(0.0), Reader(100.0), Reader(100.0 - hubs.PATIENCE)]
    hub.readers |= set(readers)
    hub.reap(101.0)
    assert [reader.dropped for reader in readers] == [0, 0, 1]
