"""Every seeded leak is caught; where nothing is broken, nothing is noticed."""

import os
from contextlib import nullcontext

import pytest

from tests.policy.leaks import LEAKS, Leak, noticed
from tests.policy.world import made

LONG = os.environ.get("TRAVAUX_LEAKS") == "long"


@pytest.mark.django_db
def test_at_least_twenty_leaks_are_seeded_and_each_is_caught(capsys):
    world = made()
    caught = {leak.what: noticed(world, leak, everywhere=LONG) for leak in LEAKS}
    missed = [what for what, notice in caught.items() if not notice]
    with capsys.disabled():
        print(f"\nleaks caught/seeded: {len(LEAKS) - len(missed)}/{len(LEAKS)}")  # noqa: T201 - read by the benchmark
    assert (missed, len(LEAKS) >= 20) == ([], True)


@pytest.mark.django_db
def test_where_nothing_is_broken_nothing_is_noticed():
    views = tuple({view for leak in LEAKS for view in leak.views})
    assert noticed(made(), Leak("nothing", lambda _world: nullcontext(), views)) == ""
