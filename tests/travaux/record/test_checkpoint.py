from base64 import b64encode

import pytest

from travaux.record.checkpoint import Checkpoint, NotACheckpoint, read_checkpoint
from travaux.record.verifier import leaf_hash

HEAD = Checkpoint("travaux", 12, leaf_hash(b"x"))


def test_a_checkpoint_is_three_lines_and_is_read_back():
    assert HEAD.text() == "travaux\n12\n" + b64encode(HEAD.root).decode() + "\n"
    assert read_checkpoint(HEAD.text()) == HEAD


def test_signatures_and_blanks_after_the_three_lines_do_not_disturb():
    assert read_checkpoint("\n" + HEAD.text() + "\n— witness abc\n") == HEAD


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("travaux\n12", "2 lines instead of three"),
        ("travaux\ntwelve\nAAAA", "“twelve” is not a number of entries"),
        ("travaux\n12\n???", "“???” is not base64"),
        ("travaux\n12\nAAAA", "the root has 3 bytes, not 32"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_the_reason(text, why):
    with pytest.raises(NotACheckpoint) as refused:
        read_checkpoint(text)
    assert refused.value.facts == {"why": why}
