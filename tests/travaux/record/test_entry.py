import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.entry import Entry, canonical, check_facts, code_of, leaf_of, leaf_start, sealed
from travaux.record.verifier import check_archive, leaf_hash

NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)
LIFTED = Entry("u-1", "lift_bracket", "gcm-2018", "cofacilitator", "provision:p-1", NOON, {"wording": "voluntary"})
values = st.recursive(
    st.one_of(st.text(), st.integers(-(2**53) + 1, 2**53 - 1), st.booleans(), st.none()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
facts = st.dictionaries(st.text(), values, max_size=4)


def entry(said, entered_at=NOON):
    return Entry("u", "table_proposal", "p", "delegate:ARL", "proposal:1", NOON, said, entered_at)


def test_the_canonical_form_has_sorted_keys_no_spaces_and_the_times_in_utc():
    entered = Entry(
        "u", "lift_bracket", "p", "officer", "text:t", NOON, {"b": 1, "a": "é"}, NOON + timedelta(seconds=1)
    )
    assert canonical(entered).decode() == (
        '{"actor":"officer","at":"2018-04-05T12:00:00.000000+00:00","deed":"lift_bracket",'
        '"entered_at":"2018-04-05T12:00:01.000000+00:00","facts":{"a":"é","b":1},"process":"p","subject":"text:t",'
        '"uuid":"u"}'
    )


def test_an_entry_of_the_first_form_has_no_time_of_entry_and_keeps_its_leaf():
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
def test_whatever_an_entry_says_the_verifier_reads_it_and_finds_the_same_leaf(said):
    line = canonical(entry(said))
    assert json.loads(line)["facts"] == said
    assert check_archive([line + b"\n"]).root == leaf_of(entry(said))


@pytest.mark.parametrize("said", [{"share": 0.5}, {"deep": [{"n": 2**53}]}, {"n": -(2**53)}, {"when": NOON}])
def test_what_not_every_language_reads_alike_is_not_entered(said):
    with pytest.raises(TypeError):
        check_facts(said)


def test_what_every_language_reads_alike_is_entered():
    assert check_facts({"a": [1, True, None, {"b": "c"}], "n": 2**53 - 1}) is None


@given(st.binary(min_size=32, max_size=32))
def test_a_short_code_is_four_groups_and_leads_to_the_first_bytes_of_the_leaf(leaf):
    code = code_of(leaf)
    assert (len(code), code.count("-")) == (19, 3)
    assert [leaf_start(code), leaf_start(f" {code.lower().replace('-', ' ')}\n")] == [leaf[:10], leaf[:10]]


@pytest.mark.parametrize("code", ["", "AAAA", "AAAA-AAAA-AAAA-AAA1", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "é"])
def test_what_is_no_short_code_leads_nowhere(code):
    assert leaf_start(code) is None


def test_a_sealed_line_tells_the_leaf_only():
    leaf = leaf_hash(b"x")
    assert sealed(leaf) == f'{{"sealed":"{leaf.hex()}"}}'
