"""A recorded vote read: each name resolved, each count beside its list; what does not agree is shown, not mended."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from travaux.participation.entities import library
from travaux.participation.resolve import Resolver


@dataclass(frozen=True, slots=True)
class Side:
    """Those who voted in one way: the way, the number printed (nothing if none is), the names as printed."""

    way: str
    number: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedRoll:
    """A vote as it was read: the State of each name, names that are none beyond doubt, and what does not agree."""

    states: tuple[tuple[str, str], ...]
    unresolved: tuple[str, ...]
    disagreements: tuple[str, ...]


def checked_roll(sides: Iterable[Side], resolver: Resolver) -> CheckedRoll:
    """Resolve the names of a vote and hold its counts against its lists."""
    states, unresolved, disagreements = [], [], []
    times: Counter[str] = Counter()
    for side in sides:
        for name in side.names:
            read = resolver.read(name)
            keys = [each.key for each in read.entities if each.key in library()]
            if len(keys) == 1 and not read.review and not read.on_behalf_of and library()[keys[0]].kind == "state":
                states.append((name, keys[0]))
                times[keys[0]] += 1
            else:
                unresolved.append(name)
        if side.number and side.number != str(len(side.names)):
            disagreements.append(f"{side.way}: {side.number} printed, {len(side.names)} listed")
    disagreements += [f"{key}: listed {number} times" for key, number in times.items() if number > 1]
    return CheckedRoll(tuple(states), tuple(unresolved), tuple(disagreements))
