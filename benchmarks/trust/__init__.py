"""The drills of trust: each breaks something on purpose, counts what was lost, and has a control that must fail."""

import importlib
import importlib.util
import inspect
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.trust.drill import tell

NAMES = (
    *("kills", "power", "writers", "disk", "jobs", "restore"),
    *("leaks", "bombs", "fuzz", "pump", "unmoved"),
    *("verify", "tamper", "deadlines"),
)


def figures(form: str = "usual") -> Iterator[Figure]:
    """Hold all drills, one after the other; one that is not there, or that breaks off, is a target missed."""
    for name in NAMES:
        if importlib.util.find_spec(f"benchmarks.trust.{name}") is None:
            yield Figure(name, "there is no such drill yet", "held", met=False)
        else:
            tell(name)
            yield from _held(name, form)


def _held(name: str, form: str) -> Iterator[Figure]:
    try:
        held = importlib.import_module(f"benchmarks.trust.{name}").figures
        yield from held(form) if "form" in inspect.signature(held).parameters else held()
    except Exception as reason:  # noqa: BLE001 - whatever it is, the other drills are still to be held, and this one failed
        tell(f"{name} broke off: {reason!r}")
        yield Figure(name, f"broke off: {reason!r}"[:100], "held", met=False)
