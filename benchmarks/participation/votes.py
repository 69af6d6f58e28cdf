"""State names in recorded votes: how many are resolved, whether any is wrong, which counts do not agree."""

from collections.abc import Iterator

from lxml import etree

from benchmarks.figure import Figure
from benchmarks.participation.data import ABSENT, resolutions
from travaux.participation.resolve import resolver
from travaux.participation.rolls import Side, checked_roll


def rolls() -> Iterator[list[Side]]:
    """Yield each recorded vote that lists who voted how."""
    for _language, _name, content in resolutions():
        if b"<voting" in content:
            root = etree.fromstring(content)
            for vote in root.iter("{*}voting"):
                sides = [_side(count) for count in vote.iter("{*}count")]
                if any(side.names for side in sides):
                    yield sides


def _side(count: etree._Element) -> Side:
    names = tuple((each.text or "").strip() for each in count.iter("{*}organization"))
    return Side(count.get("refersTo", "").removeprefix("#"), count.get("value", ""), names)


def figures() -> Iterator[Figure]:
    known = resolver()
    votes = names = resolved = disagree = twice = 0
    spelt: dict[str, str] = {}
    for sides in rolls():
        found = checked_roll(sides, known)
        votes += 1
        names += sum(len(side.names) for side in sides)
        resolved += len(found.states)
        disagree += sum("printed" in each for each in found.disagreements)
        twice += sum("times" in each for each in found.disagreements)
        spelt |= dict(found.states)
    if not votes:
        yield Figure("State names in recorded votes", ABSENT, "100 %, 0 wrong", met=False)
        return
    what = (
        f"State names in {votes} recorded votes ({names} names, {len(spelt)} spellings of {len(set(spelt.values()))})"
    )
    yield Figure(what, f"{resolved / names:.2%}", "100 %", met=resolved == names)
    # A name read as another's would make that State vote twice in nearly every roll, and leave its own out.
    yield Figure("States that vote twice in one roll (a name read as another's)", f"{twice}", "0", met=twice == 0)
    yield Figure("Counts that disagree with their list (shown, not mended)", f"{disagree}", "shown")
