"""What the sample process holds, read from its data file."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from secretariat.demo.models import SampleClock

KEY = "gcm-2018"


@cache
def sample() -> dict[str, Any]:
    """Return the sample as data: entities, people, submissions, sentences, provisions and steps, in order."""
    return tomllib.loads((Path(__file__).parent / "sample.toml").read_text(encoding="utf-8"))


def people() -> list[dict[str, str]]:
    """Return those whom a visitor of the sample may sign in as, each with the seat that they hold."""
    return [{**row, "seat": row["says"].partition(":")[0]} for row in sample()["person"]]


def seconds_back() -> int:
    """Return how many seconds the sample's clock stands behind the real one (negative: behind)."""
    row = SampleClock.objects.first()
    return row.seconds if row else 0
