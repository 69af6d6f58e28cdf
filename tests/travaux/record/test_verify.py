import pytest

from travaux.record.checkpoint import Checkpoint
from travaux.record.verify import RecordBroken, verify


def test_what_the_verifier_finds_broken_is_refused_with_the_reason():
    with pytest.raises(RecordBroken) as broken:
        verify(["x\n"], Checkpoint("travaux", 1, bytes(32)))
    assert broken.value.facts == {"why": "line 1 is not an entry"}


def test_an_empty_record_is_sound():
    assert verify([]).entries == 0
