import traceback

from tests.policy.leaks import LEAKS, noticed
from tests.policy.world import made


def test_z(db):
    w = made()
    with open("/work/tools/policy/leaks.out", "w") as out:
        for leak in LEAKS:
            try:
                n = noticed(w, leak)
            except Exception:
                n = "ERROR " + traceback.format_exc()[-600:]
            print(leak.what, "=>", n or "MISSED", file=out, flush=True)
