"""Where the real lists are that are measured on; none of them is part of the project."""

import csv
import tarfile
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data"
RESOLUTIONS = {"en": SHARED / "ga-resolutions" / "english.tar.xz", "fr": SHARED / "ga-resolutions" / "french.tar.xz"}
SUBMISSIONS = SHARED / "unfccc-submissions" / "submissions.csv"
ABSENT = "not measured: the data are not beside this checkout"


def resolutions() -> Iterator[tuple[str, str, bytes]]:
    """Yield the language, name and content of every resolution that there is."""
    for language, archive in RESOLUTIONS.items():
        if archive.exists():
            with tarfile.open(archive) as packed:
                for member in packed:
                    content = packed.extractfile(member)
                    if content is not None:
                        yield language, member.name, content.read()


def submitters() -> list[str]:
    """Return who submitted, row by row."""
    if not SUBMISSIONS.exists():
        return []
    with SUBMISSIONS.open(encoding="utf-8-sig", newline="") as lines:
        return [row["submission_entity"] for row in csv.DictReader(lines)]
