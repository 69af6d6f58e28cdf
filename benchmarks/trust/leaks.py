"""Leaks that are seeded in the policy, and how many of them the matrix and the canaries catch.

`--short` looks at the pages that a leak concerns, `--long` at every page and command of the site.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.trust.drill import main

ROOT = Path(__file__).parents[2]
COUNTED = re.compile(r"leaks caught/seeded: (\d+)/(\d+)")
AT_LEAST = 20


def figures(form: str = "usual") -> list[Figure]:
    """Break the policy in one place after the other, in a database of the tests' own, and count what is noticed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", "tests/policy/test_leaks.py"]
    place = {**os.environ, "PYTHONPATH": f"src{os.pathsep}.", "TRAVAUX_LEAKS": "long" if form == "long" else "short"}
    done = subprocess.run(command, cwd=ROOT, env=place, check=False, capture_output=True, text=True)
    found = COUNTED.search(done.stdout)
    caught, seeded = map(int, found.groups()) if found else (0, 0)
    is_met = done.returncode == 0 and caught == seeded >= AT_LEAST
    return [Figure("seeded leaks caught", f"{caught}/{seeded}", f"all of at least {AT_LEAST}", met=is_met)]


if __name__ == "__main__":
    main(figures)
