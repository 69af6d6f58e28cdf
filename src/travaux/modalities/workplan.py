"""The note on the organization of work and the workplan of a process, as a paper in Markdown made of its modalities."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from travaux.modalities.calendar import calendar_of
from travaux.modalities.modalities import Modalities


def organization_of_work(modalities: Modalities) -> str:
    """Return the note: what meets when, who does what by when, who takes part, how is spoken and decided.

    Every line bears its paragraph. What the modalities say nothing on is left out; nothing is added to them.
    """
    sections = [
        ("Phases", _dated(modalities, "phase")),
        ("Meetings", _events(modalities)),
        ("What is owed, by whom, by when", _owed(modalities)),
        ("Documents", _papers(modalities)),
        ("Organs and officers", _lines(modalities.organs, ("appointed_by", "members", "balance"))),
        ("Who takes part", _lines(modalities.participation, ("route", "proposed_by", "decided_by", "balance"))),
        ("Speaking", _speaking(modalities)),
        ("Decisions", _lines(modalities.decisions, ("by", "method", "majority", "otherwise"))),
        ("Outcome", _lines(modalities.outcomes, ("components", "records"))),
        ("Interpretation", _lines(modalities.interpretation, ("languages",))),
        ("Means", _lines(modalities.funding, ("covers", "priorities"))),
        ("Left to be decided", _lines(modalities.deferred, ("decided_by",))),
    ]
    head = [f"# {modalities.title}", f"Organization of work and workplan, under {modalities.symbol}."]
    parts = [f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines) for title, lines in _filled(sections)]
    return "\n\n".join([*head, *parts]) + "\n"


def _filled(sections: Sequence[tuple[str, Iterable[str]]]) -> Iterator[tuple[str, list[str]]]:
    for title, lines in sections:
        if said := list(lines):
            yield title, said


def _dated(modalities: Modalities, kind: str) -> Iterator[str]:
    for line in calendar_of(modalities):
        if line.kind == kind:
            yield f"{_days(line.opens, line.closes)}: {line.title} {_cited(line.paragraph)}"


def _events(modalities: Modalities) -> Iterator[str]:
    for event in sorted(modalities.events, key=lambda event: (event.begins, event.ends)):
        when = _days(event.begins, event.ends)
        when = when if event.days_known else f"within {when}"
        said = [event.venue, ", ".join(event.hours), f"{event.days} working days" if event.days else "", *event.chairs]
        more = "; ".join(filter(None, said))
        yield f"{when}: {event.title}{f' ({more})' if more else ''} {_cited(event.paragraph)}"


def _owed(modalities: Modalities) -> Iterator[str]:
    for owed in sorted(modalities.obligations, key=lambda owed: owed.due):
        yield f"By {owed.due}: {owed.title} ({', '.join(owed.addressees)}) {_cited(owed.paragraph)}"


def _papers(modalities: Modalities) -> Iterator[str]:
    titles = {event.key: event.title for event in modalities.events}
    for paper in modalities.documents:
        ahead = "; ".join(f"for: {titles[key]}" for key in paper.before)
        said = "; ".join(
            filter(None, [", ".join(paper.by), ahead, _named("on the basis of", paper.basis), paper.series])
        )
        yield f"{paper.title} ({said}) {_cited(paper.paragraph)}"


def _speaking(modalities: Modalities) -> Iterator[str]:
    for each in modalities.speaking:
        limits = [f"{each.minutes} minutes" if each.minutes else ""]
        limits += [f"{each.group_minutes} minutes for a group" if each.group_minutes else ""]
        said = "; ".join(filter(None, [*limits, ", ".join(each.precedence or each.speakers)]))
        yield f"{each.title}{f' ({said})' if said else ''} {_cited(each.paragraph)}"


def _lines(rows: Iterable[Any], keys: Sequence[str]) -> Iterator[str]:
    for row in rows:
        said = "; ".join(filter(None, (_named(key.replace("_", " "), getattr(row, key)) for key in keys)))
        yield f"{row.title}{f' ({said})' if said else ''} {_cited(row.paragraph)}"


def _named(name: str, value: str | Sequence[str]) -> str:
    words = value if isinstance(value, str) else ", ".join(value)
    return f"{name} {words}" if words else ""


def _days(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _cited(paragraph: str) -> str:
    return f"— paragraph{'s' if ', ' in paragraph else ''} {paragraph}"
