"""A second opinion on records: an implementation in Perl, written from docs/reference/record-format.md alone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "verify.pl"
MODULES = ("Digest::SHA", "MIME::Base64", "Encode")


@pytest.fixture(scope="session")
def second_opinion(tmp_path_factory):
    """Return what the other implementation finds: entries, root, vouched, opened, times back; None if it is broken."""
    perl = shutil.which("perl")
    modules = [f"-M{name}" for name in MODULES]
    if perl is None or subprocess.run([perl, *modules, "-e1"], check=False).returncode:  # noqa: S603 - found on the path
        pytest.skip("Perl 5 with its core modules is not installed: nobody gives a second opinion")
    kept = tmp_path_factory.mktemp("kept") / "checkpoint"

    def ask(archive, held=None):
        words = [perl, str(PROGRAM), str(archive)]
        if held is not None:
            kept.write_text(held.text())
            words.append(str(kept))
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
        if done.returncode == 1:
            return None
        assert (done.returncode, done.stderr) == (0, "")
        found = json.loads(done.stdout)
        return found["entries"], found["root"], found["vouched"], found["opened"], found["back"]

    return ask
