"""Every seeded leak is caught; where nothing is broken, nothing is noticed."""

import os
from contextlib import nullcontext

import pytest

from tests.policy.leaks import LEAKS, Leak, noticed
from tests.policy.world import made

HALVES = 4  # so that several processors share them
LONG = os.environ.get("TRAVAUX_LEAKS") == "long"


def test_at_least_twenty_leaks_are_seeded():
    assert len({leak.what for leak in LEAKS}) == len(LEAKS) >= 20


@pytest.mark.django_db
@pytest.mark.parametrize("half", range(HALVES))
def test_each_seeded_leak_is_caught(half, capsys):
    world, seeded = made(), LEAKS[half::HALVES]
    missed = [leak.what for leak in seeded if not noticed(world, leak, everywhere=LONG)]
    with capsys.disabled():  # read by the benchmark
        print(f"\nleaks caught/seeded: {len(seeded) - len(missed)}/{len(seeded)}")  # noqa: T201 - as above
        print(*(f"leak missed: {what}" for what in missed), sep="\n")  # noqa: T201 - as above
    assert missed == []


@pytest.mark.django_db
def test_where_nothing_is_broken_nothing_is_noticed():
    views = tuple({view for leak in LEAKS for view in leak.views})
    assert noticed(made(), Leak("nothing", lambda _world: nullcontext(), views)) == ""
