"""What `travaux doctor` asks, and how it is answered; rooms above add the checks of what they keep."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing was found."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: what was looked at, how it was found, and what to do if it is not well."""

    what: str
    state: State
    told: str
    remedy: str = ""


Check = Callable[[str], Iterable[Finding]]
CHECKS: list[Check] = []


def check(asked: Check) -> Check:
    """Have the doctor ask this too: a function of the database's alias that yields findings."""
    CHECKS.append(asked)
    return asked


def found(what: str, told: str, *, sound: bool, remedy: str = "", otherwise: State = State.BROKEN) -> Finding:
    """Return the finding that something is sound, or `otherwise` with its remedy."""
    return Finding(what, State.OK, told) if sound else Finding(what, otherwise, told, remedy)
