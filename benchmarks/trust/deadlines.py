"""Deadlines to the second, in several zones, across both changes of the clocks, with the machine's clock set back.

    python -m benchmarks.trust.deadlines [--short|--long]

The control is a site whose clock follows the machine's wherever it is set: it must take papers that come too late.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from benchmarks.trust.drill import main

# Zone, last day, time of day if any; and the first moment, in UTC, that is too late, worked out by hand.
SHORT = (
    ("America/New_York", "2018-03-11", "", "2018-03-12T04:00:00"),  # the clocks go forward that morning
    ("Europe/Berlin", "2018-10-28", "", "2018-10-28T23:00:00"),  # … and back
    ("Asia/Kolkata", "2018-02-28", "", "2018-02-28T18:30:00"),
    ("Pacific/Auckland", "2018-04-01", "", "2018-04-01T12:00:00"),
    ("Africa/Cairo", "2023-04-27", "", "2023-04-27T22:00:00"),  # the midnight that ends the day is left out
    ("America/New_York", "2018-01-31", "17:00:00", "2018-01-31T22:00:00"),
    ("America/New_York", "2018-11-04", "01:30:00", "2018-11-04T06:30:00"),  # shown twice: the later counts
    ("Europe/Berlin", "2018-03-25", "02:30:00", "2018-03-25T01:00:00"),  # left out: the first moment after
)
LONG = (
    *SHORT,
    ("America/New_York", "2018-11-04", "", "2018-11-05T05:00:00"),
    ("Europe/Berlin", "2018-03-25", "", "2018-03-25T22:00:00"),
    ("Pacific/Auckland", "2018-09-30", "", "2018-09-30T11:00:00"),
    ("Africa/Cairo", "2023-10-26", "", "2023-10-26T22:00:00"),  # its last hour is shown twice
    ("Australia/Lord_Howe", "2018-04-01", "", "2018-04-01T13:30:00"),  # changes by half an hour
    ("America/St_Johns", "2018-03-11", "", "2018-03-12T02:30:00"),
    ("Asia/Kathmandu", "2018-06-30", "12:15:30", "2018-06-30T06:30:30"),
    ("Pacific/Kiritimati", "2018-06-30", "", "2018-06-30T10:00:00"),
    ("Pacific/Pago_Pago", "2018-06-30", "", "2018-07-01T11:00:00"),
)
SECOND = [True, False]
HELD = [True, True, True, False, False, False, False]


def run(rows: tuple[tuple[str, str, str, str], ...]) -> list[dict[str, Any]]:
    """Hold the drill on an installation of its own, and return what was taken, row by row."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TRAVAUX_DATA": folder, "TRAVAUX_DATABASE_URL": "", "TRAVAUX_LOG": "CRITICAL"}
        command = [sys.executable, "-m", "benchmarks.trust.deadlines_held", json.dumps(rows)]
        root = Path(__file__).parents[2]
        said = subprocess.run(command, env=env, cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in said.splitlines()]


def figures(form: str = "usual") -> Iterator[Figure]:
    """Yield how many deadlines held, and that of the control, which must not."""
    rows = run(SHORT if form == "short" else LONG)
    zones, all_ = len({row["zone"] for row in rows}), len(rows)
    exact, held, careless = (
        sum(row[name] == wanted for row in rows)
        for name, wanted in (("second", SECOND), ("held", HELD), ("careless", HELD))
    )
    yield Figure(f"deadlines to the second, {zones} zones", f"{exact} of {all_}", f"{all_}", met=exact == all_)
    yield Figure("… with the clock set back twice and a restart", f"{held} of {all_}", f"{all_}", met=held == all_)
    yield Figure("control: a clock that follows the machine's", f"{careless} of {all_}", "0", met=careless == 0)


if __name__ == "__main__":
    main(figures)
