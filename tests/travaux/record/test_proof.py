import hashlib

import pytest

from travaux.record.proof import Receipt, check_consistency, consistency_text
from travaux.record.tiles import Tiles
from travaux.record.tree import frontier_of
from travaux.record.verifier import BrokenError, Checkpoint, Found

LEAVES = [hashlib.sha256(str(i).encode()).digest() for i in range(7)]


def head(size):
    return Checkpoint("travaux", size, frontier_of(LEAVES[:size]).root())


def between(old, new):
    tiles = Tiles(new, lambda _level, number, width: LEAVES[256 * number : 256 * number + width])
    return consistency_text(old, tiles.consistency(old), head(new).text())


@pytest.mark.parametrize("old", range(1, 8))
def test_a_newer_checkpoint_is_shown_to_continue_an_older_one(old):
    assert check_consistency(between(old, 7), head(old)) == Found(7, head(7).root, old)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (between(3, 7), Checkpoint("travaux", 3, bytes(32))),
        (between(3, 7), head(4)),
        (between(3, 7).replace("old 3", "old 4"), head(3)),
        (between(3, 7).replace(head(7).text(), head(6).text()), head(3)),
    ],
)
def test_a_newer_checkpoint_that_does_not_continue_the_one_held_is_found(text, held):
    with pytest.raises(BrokenError):
        check_consistency(text, held)


def test_a_receipt_is_written_as_the_specification_has_it():
    text = Receipt("{}", 0, (LEAVES[1],), head(2)).text("note\n")
    assert text.split("\n")[:3] == ["c2sp.org/tlog-proof@v1", "extra e30=", "index 0"]
    assert text.endswith("=\n\nnote\n")
