"""Print every figure, or those of the benchmarks named; the drills of `trust` in their --short or --long form too."""

import importlib
import os
import platform
import sys
from collections.abc import Iterator

from benchmarks import trust
from benchmarks.figure import Figure, table
from benchmarks.site import NotOpened
from benchmarks.trust.drill import form_of

NAMES = (
    *("first_page", "queries", "road", "rolling", "registers"),
    *("text.alignment", "text.brackets", "text.precedents", "text.reading", "text.room"),
    *("documents.akn", "documents.pdf", "documents.word"),
    *("evidence", "inputs", "modalities", "participation"),
)
SHORT = {name.rpartition(".")[2]: name for name in NAMES}
TRUST = "trust"  # the drills take minutes: only when they are named


def measured(names: list[str], form: str, drills: list[str]) -> Iterator[Figure]:
    for name in names:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        try:
            figures = importlib.import_module(f"benchmarks.{name}").figures
            yield from figures(form, drills) if name == TRUST else figures()
        except NotOpened as reason:
            print(f"{name}: {reason}", file=sys.stderr)
            yield Figure(f"{name}: the site did not open", "none", met=False)


def main(words: list[str]) -> int:
    names = [SHORT.get(word, word) for word in words if not word.startswith("--")]
    known, drills = [*NAMES, TRUST], []
    if names[:1] == [TRUST]:  # what follows are drills
        names, drills, known = names[:1], names[1:], list(trust.NAMES)
    if unknown := [name for name in drills or names if name not in known]:
        print(f"there is no {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    form = form_of([word for word in words if word.startswith("--")])
    figures = list(measured(names or list(NAMES), form, drills))
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"{platform.python_implementation()} {platform.python_version()}, {machine}\n")
    print(table(figures))
    return int(any(not figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
