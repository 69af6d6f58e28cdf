"""The modalities of one process, as its resolution sets them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from travaux.modalities.arrangements import (
    Amendment,
    Category,
    Decision,
    Deferral,
    Fund,
    Interpretation,
    Organ,
    Outcome,
    Paper,
    Speaking,
)
from travaux.modalities.shapes import Event, Limit, Obligation, Phase, Rule, Sight, Theme
from travaux.modalities.speech import term_in


@dataclass(frozen=True, slots=True)
class Modalities:
    """The modalities of one process: what is done when, by whom, by which paragraph of `symbol`.

    `paragraphs` gives each paragraph's number and our own short heading for it; `no_rule` why nothing rests on one;
    `numbering` says what *bis* marks in the numbering of the text; `terms` what this body calls things, by language;
    `remind` how many days before a last day those of whom something is asked are reminded.
    `rules_as` names the file of the library whose rules hold where this one has none, but for those on the deeds
    `without` which it goes; `warnings` are the oddities
    that were found and let stand (phases that overlap, …).
    """

    key: str
    title: str
    short_title: str
    symbol: str
    timezone: str
    numbering: str
    paragraphs: tuple[tuple[str, str], ...]
    phases: tuple[Phase, ...]
    themes: tuple[Theme, ...]
    events: tuple[Event, ...]
    obligations: tuple[Obligation, ...]
    limits: tuple[Limit, ...]
    rules: tuple[Rule, ...]
    sights: tuple[Sight, ...] = ()
    organs: tuple[Organ, ...] = ()
    speaking: tuple[Speaking, ...] = ()
    participation: tuple[Category, ...] = ()
    documents: tuple[Paper, ...] = ()
    decisions: tuple[Decision, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    interpretation: tuple[Interpretation, ...] = ()
    funding: tuple[Fund, ...] = ()
    deferred: tuple[Deferral, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    no_rule: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    remind: int | None = None
    rules_as: str = ""
    without: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def day_of(self, at: datetime) -> date:
        """Return the day that it is at `at` (an aware time) in the place of the process."""
        return at.astimezone(ZoneInfo(self.timezone)).date()

    def phase(self, key: str) -> Phase:
        """Return the phase with `key`; KeyError if there is none, which in a loaded process file cannot be."""
        return {phase.key: phase for phase in self.phases}[key]

    def phases_on(self, day: date) -> tuple[Phase, ...]:
        """Return the phases that `day` falls in, in the order of the process file."""
        return tuple(phase for phase in self.phases if phase.holds(day))

    def phases_at(self, at: datetime) -> tuple[Phase, ...]:
        """Return the phases that are open at `at`: those of the day, without those that closed earlier in the day."""
        return tuple(
            phase for phase in self.phases_on(self.day_of(at)) if not phase.closes_at or at < self.end_of(phase)
        )

    def end_of(self, phase: Phase) -> datetime:
        """Return the first moment, in UTC, at which `phase` is over."""
        return phase.ends(ZoneInfo(self.timezone))

    def phase_on(self, day: date) -> Phase | None:
        """Return the phase that `day` falls in; where phases overlap, the one that opened last; None between phases."""
        return max(self.phases_on(day), key=lambda phase: phase.opens, default=None)

    def rules_on(self, deed: str) -> tuple[Rule, ...]:
        """Return the rules on `deed`."""
        return tuple(rule for rule in self.rules if rule.deed == deed)

    def allows(self, deed: str, *, role: str, at: datetime) -> bool:
        """Whether `role` may do `deed` at `at`; every rule that gives it counts, and so does every phase then open."""
        open_now = {phase.key for phase in self.phases_at(at)}
        return any(_gives(rule, role, open_now) for rule in self.rules_on(deed))

    def heading(self, paragraph: str) -> str:
        """Return our short headings for the paragraph, or for each of several ("8, 22 (c)"); a usual rule has none."""
        headings = dict(self.paragraphs)
        return "; ".join(headings[number] for number in paragraph.split(", ") if number)

    def term(self, key: str, usual: str = "", *, language: str = "") -> str:
        """Return what this body calls a thing, in a language (`fr`) if the file says it there, or its usual name."""
        return term_in(dict(self.terms).get(key, ()), language) or usual

    def named(self, key: str) -> frozenset[str]:
        """Return what this body calls a thing in any language."""
        return frozenset(dict(dict(self.terms).get(key, ())).values())

    def event(self, key: str) -> Event | None:
        """Return the event with `key`, if there is one."""
        return next((event for event in self.events if event.key == key), None)


def _gives(rule: Rule, role: str, open_now: Iterable[str]) -> bool:
    return role in rule.roles and (not rule.phases or not set(rule.phases).isdisjoint(open_now))
