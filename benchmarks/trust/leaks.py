"""Leaks that are seeded in the policy, and how many of them the matrix and the canaries catch.

The long form looks at every page and command of the site, the others at the pages that a leak concerns.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.trust.drill import main, tell

ROOT = Path(__file__).parents[2]
COUNTED = re.compile(r"leaks caught/seeded: (\d+)/(\d+)")
MISSED = re.compile(r"^leak missed: .*", re.MULTILINE)
AT_LEAST = 20


def figures(form: str = "usual") -> Iterator[Figure]:
    """Break the policy in one place after the other, in a database of the tests' own, and count what is noticed.

    The control is a policy that nobody broke, in which nothing may be noticed; it is a test beside the leaks.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", "tests/policy/test_leaks.py"]
    place = {**os.environ, "PYTHONPATH": f"src{os.pathsep}.", "TRAVAUX_LEAKS": "long" if form == "long" else "short"}
    done = subprocess.run(command, cwd=ROOT, env=place, check=False, capture_output=True, text=True)
    found = [(int(caught), int(seeded)) for caught, seeded in COUNTED.findall(done.stdout)]
    caught, seeded = map(sum, zip(*found, strict=True)) if found else (0, 0)
    for missed in MISSED.findall(done.stdout):
        tell(missed)
    is_met = done.returncode == 0 and caught == seeded >= AT_LEAST
    yield Figure("seeded leaks caught", f"{caught}/{seeded}", f"all of at least {AT_LEAST}", met=is_met)


if __name__ == "__main__":
    main(figures)
