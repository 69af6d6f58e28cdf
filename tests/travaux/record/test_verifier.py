from datetime import UTC, datetime

import pytest

from travaux.record.checkpoint import Checkpoint
from travaux.record.entry import Entry, canonical, leaf_of, sealed
from travaux.record.tree import frontier_of
from travaux.record.verify import RecordBroken, Verified, verify

ENTRIES = [
    Entry(f"u-{i}", "take_position", "p", "delegate:BRU", f"proposal:{i}", datetime(2018, 4, 5, i, tzinfo=UTC), {})
    for i in range(5)
]
LINES = [canonical(entry).decode() + "\n" for entry in ENTRIES]
DIFFERS = "the root over the first 5 entries differs from the checkpoint's"


def head(size):
    return Checkpoint("travaux", size, frontier_of(leaf_of(e) for e in ENTRIES[:size]).root())


@pytest.mark.parametrize("size", [0, 3, 5])
def test_a_record_is_sound_up_to_any_of_its_checkpoints(size):
    assert verify(LINES, head(size)) == Verified(5, head(5).root, size)


def test_a_sealed_line_keeps_its_place_in_the_log():
    lines = [*LINES[:2], sealed(leaf_of(ENTRIES[2])) + "\n", *LINES[3:]]
    assert verify(lines, head(5)) == Verified(5, head(5).root, 5)


def test_without_a_checkpoint_nothing_is_vouched_for():
    assert verify(LINES) == Verified(5, head(5).root, 0)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([LINES[0].replace("BRU", "ARL"), *LINES[1:]], DIFFERS),
        ([*LINES[1:], LINES[0]], DIFFERS),
        (LINES[:4], "the checkpoint covers 5 entries, and the record has 4"),
        ([*LINES[:2], "not json\n", *LINES[2:]], "line 3 is not an entry"),
        ([LINES[0].replace(",", ", ", 1), *LINES[1:]], "line 1 is not in the canonical form"),
    ],
)
def test_what_an_insider_changes_is_found(lines, why):
    with pytest.raises(RecordBroken) as broken:
        verify(lines, head(5))
    assert broken.value.facts == {"why": why}
