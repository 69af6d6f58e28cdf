import pytest

from secretariat.record.access import may_read
from secretariat.record.models import Entry


@pytest.mark.parametrize(
    ("deed", "role", "reference", "told"),
    [
        ("table_proposal", "visitor", "visitor", True),
        ("prepare_proposal", "visitor", "visitor", False),
        ("prepare_proposal", "delegate", "delegate:BRU", False),
        ("prepare_proposal", "delegate", "delegate:ARL", True),
        ("prepare_proposal", "officer", "officer", True),
    ],
)
def test_a_proposal_that_is_not_tabled_is_told_to_its_delegation_and_the_secretariat_alone(deed, role, reference, told):
    assert may_read(Entry(deed=deed, actor="delegate:ARL"), role=role, reference=reference) is told
