"""Print every figure, or those of the benchmarks named."""

import importlib
import os
import platform
import sys
from collections.abc import Iterator

from benchmarks.figure import Figure, table
from benchmarks.site import NotOpened

NAMES = ("first_page", "queries", "road", "rolling", "registers")


def measured(names: list[str]) -> Iterator[Figure]:
    for name in names:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        try:
            yield from importlib.import_module(f"benchmarks.{name}").figures()
        except NotOpened as reason:
            print(f"{name}: {reason}", file=sys.stderr)
            yield Figure(f"{name}: the site did not open", "none", met=False)


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in NAMES]:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    figures = list(measured(names or list(NAMES)))
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"{platform.python_implementation()} {platform.python_version()}, {machine}\n")
    print(table(figures))
    return int(any(not figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
