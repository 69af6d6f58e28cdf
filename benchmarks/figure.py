"""A figure, and the table of them."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

HEAD = ("figure", "Travaux", "target", "peer's", "peer")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, as it is printed; `met` says whether the target was reached."""

    what: str
    ours: str
    target: str = ""
    theirs: str = ""
    peer: str = ""
    met: bool = True

    @property
    def cells(self) -> tuple[str, ...]:
        """The figure as a row; a missed target says so."""
        return (
            self.what,
            self.ours,
            self.target and f"{self.target}{'' if self.met else ' MISSED'}",
            self.theirs,
            self.peer,
        )


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest of several runs, in seconds: what else the machine does only ever adds."""
    gc.collect()
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines of a table."""
    rows = [HEAD, *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
