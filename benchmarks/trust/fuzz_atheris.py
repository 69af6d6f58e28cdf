"""Fuzzing led by coverage: atheris changes papers towards what has not been reached in the readers yet.

`python -m benchmarks.trust.fuzz_atheris [--long]`: 5,000 or 100,000 runs, beginning from the seeds of `fuzz`. Any
exception that is not a refusal ends the run with status 77 and leaves the paper behind. Needs atheris (Linux only).
PDF is left to `fuzz`: its library is in C, where coverage of Python leads nowhere, and a bomb in it (a few hundred
bytes that draw 10,000 times) takes all memory where no walls stand around it, as they do on a site and in `fuzz`.
"""

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.trust.fuzz import LONG, SHORT, seeds

HARNESS = """
import sys
import atheris
with atheris.instrument_imports(include=["travaux"]):
    from travaux.formats.intake import opened
    from travaux.formats.reading import Limits
    from travaux.refusal import Refusal
LIMITS = Limits(text=64 * 1024, unpacked=1024 * 1024)
NAMES = ("a.docx", "a.pdf", "a.html", "a.md", "a.txt")
def one(content):
    if b"%PDF" in content:
        return
    try:
        opened(content, NAMES[len(content) % len(NAMES)] if len(content) % 7 == 0 else "a", limits=LIMITS)
    except Refusal as refusal:
        str(refusal)
atheris.Setup(sys.argv, one)
atheris.Fuzz()
"""


def main(arguments: list[str]) -> int:
    if importlib.util.find_spec("atheris") is None:
        print("SKIPPED: atheris is not installed here (./run setup dev installs it on Linux)", file=sys.stderr)
        return 0
    runs = LONG if "--long" in arguments else SHORT
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, content) in enumerate(seeds()):
            Path(folder, str(number)).write_bytes(content)
        options = [f"-runs={runs}", "-max_len=65536", "-timeout=5", "-rss_limit_mb=512", "-print_final_stats=1", folder]
        return subprocess.run([sys.executable, "-c", HARNESS, *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
