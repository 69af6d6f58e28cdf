from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.entry import Entry, canonical, leaf_of, read

NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)
LIFTED = Entry("u-1", "lift_bracket", "gcm-2018", "cofacilitator", "provision:p-1", NOON, {"wording": "voluntary"})
facts = st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.booleans(), st.none()))


def test_the_canonical_form_has_sorted_keys_no_spaces_and_the_time_in_utc():
    assert canonical(LIFTED).decode() == (
        '{"actor":"cofacilitator","at":"2018-04-05T12:00:00.000000+00:00","deed":"lift_bracket",'
        '"facts":{"wording":"voluntary"},"process":"gcm-2018","subject":"provision:p-1","uuid":"u-1"}'
    )


def test_the_same_moment_told_in_another_zone_is_the_same_entry():
    summer = NOON.astimezone(timezone(timedelta(hours=2)))
    geneva = Entry(
        "u-1", "lift_bracket", "gcm-2018", "cofacilitator", "provision:p-1", summer, {"wording": "voluntary"}
    )
    assert leaf_of(geneva) == leaf_of(LIFTED)


@given(facts)
def test_an_entry_is_read_back_as_it_was_written(said):
    entry = Entry("u", "table_proposal", "p", "delegate:ARL", "proposal:1", NOON, said)
    assert read(canonical(entry).decode()) == entry


def test_a_line_that_is_no_entry_is_told_apart():
    with pytest.raises(TypeError):
        read('{"at": "2018-04-05T12:00:00+00:00"}')
