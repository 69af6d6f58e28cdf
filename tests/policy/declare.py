"""Write what the site does now at the addresses that matrix.toml names without cells; look through every line of it.

Run by `pytest tests/policy/declare.py -s`, never by the suite.
"""

from tests.policy import matrix
from tests.policy.world import made


def test_declare(db):  # noqa: ARG001 - the world is made there
    """Print those cases that have no cells yet; the others stay as they were reviewed."""
    world = made()
    out = [
        matrix.told(case, matrix.observed(world, case, first=first))
        for case, first in matrix.ordered()
        if not case.cells
    ]
    matrix.DECLARED.with_suffix(".new").write_text("\n\n".join(out) + "\n")
