"""What an insider changes is found, and the controls show that the drill can fail: its short form."""

import pytest

from benchmarks.trust import tamper

pytestmark = pytest.mark.journey


def test_each_kind_of_tampering_is_found_and_nothing_is_found_where_nobody_outside_holds_a_checkpoint():
    counted = tamper.found("short")
    controls = {name: caught for name, (_made, caught) in counted.items() if name.startswith("control: ")}
    missed = {name for name, (made, caught) in counted.items() if name not in controls and caught < made}
    assert (len(counted) - len(controls), missed, set(controls.values())) == (9, set(), {0})
