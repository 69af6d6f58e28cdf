"""Print matrix.toml with what the site does now, keeping the addresses and what is sent; look through every line of it.

Run by `pytest tests/policy/declare.py -s`, never by the suite.
"""

from tests.policy import matrix
from tests.policy.world import made

HEAD = """# Who gets what at every address: reviewed by people, checked cell by cell (test_matrix.py).
# A cell is a row of letters, one a role, in this order:
#   visitor, person (signed in, no seat), staff (of the site, no seat here), officer, cofacilitator,
#   owner (delegate of the entity whose the things are), other (delegate of another entity), focal_point
# k shown · d done · s sent to sign in · r refused · p refused in this phase · h hidden (404) · m no such method
# i told, at the head of the form, what is missing or why not (422) · c told that the state does not allow it
# `at` and `post` name things of the world (world.py; in `post` with @); `deed` is what sending the form does.
# A view is tried in every phase and with every method where it is met first; with its other states in the negotiations.
"""


def test_declare(db):  # noqa: ARG001 - the world is made there
    world = made()
    out = [HEAD]
    for case, first in matrix.ordered():
        out.append(matrix.told(case, matrix.observed(world, case, first=first)))
    matrix.DECLARED.with_suffix(".new").write_text("\n\n".join(out) + "\n")
