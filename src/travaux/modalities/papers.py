"""Documents that the modalities ask for: by which day, in which languages, how each stands beside what was issued."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from travaux.modalities.arrangements import Paper
from travaux.modalities.modalities import Modalities


class PaperStatus(StrEnum):
    """How a document that is owed stands."""

    LATE = "late"
    DUE = "due"
    PARTLY = "partly"
    """Issued, and not yet in every language that was asked for."""
    OPEN = "open"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """A document that is owed: its last day where one follows, its status, the languages that are still missing."""

    paper: Paper
    due: date | None
    status: PaperStatus
    missing: tuple[str, ...] = ()


NEAR = timedelta(days=30)
"""How long before its last day a document is due rather than open."""


def last_day(found: Modalities, paper: Paper) -> date | None:
    """Return by which day a document is owed: its own, else before the first of the events that it is for.

    It must be there `days_before` them, or on the day before where no number is given; of a document that only
    follows events nobody says by when.
    """
    if paper.due:
        return paper.due.latest
    events = (found.event(key) for key in paper.before)
    first = min((event.begins for event in events if event), default=None)
    return first - timedelta(days=paper.days_before or 1) if first else None


def papers(found: Modalities, issued: Mapping[str, Collection[str]], *, on: date) -> tuple[PaperStanding, ...]:
    """Return how the documents that are owed stand on a day, in the order of their last days.

    `issued` gives, by the key of the document, the languages in which it was issued.
    """
    rows = [_standing(found, paper, issued, on) for paper in found.documents]
    return tuple(sorted(rows, key=lambda row: (row.due is None, row.due or on, row.paper.key)))


def _standing(found: Modalities, paper: Paper, issued: Mapping[str, Collection[str]], on: date) -> PaperStanding:
    due = last_day(found, paper)
    if paper.key not in issued:
        return PaperStanding(paper, due, _before_issue(due, on), paper.languages)
    missing = tuple(each for each in paper.languages if each not in issued[paper.key])
    return PaperStanding(paper, due, PaperStatus.PARTLY if missing else PaperStatus.ISSUED, missing)


def _before_issue(due: date | None, on: date) -> PaperStatus:
    if due is None or on < due - NEAR:
        return PaperStatus.OPEN
    return PaperStatus.LATE if on > due else PaperStatus.DUE


def series(found: Modalities) -> Sequence[str]:
    """Return the patterns of the series of a process, in the order of its file, each once."""
    return tuple(dict.fromkeys(paper.series for paper in found.documents if paper.series))
