"""The silence procedure: words sent round that stand unless somebody objects in time."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    How,
    NegotiatingText,
    Provision,
    ProvisionVersion,
    Silence,
    SilenceOn,
    SilenceOutcome,
)
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.binding import check_rows
from secretariat.negotiation.services.freezing import decide
from secretariat.negotiation.services.journal import journal
from secretariat.negotiation.services.preparing import speaks
from secretariat.negotiation.services.settling import AGREEABLE, NotALevel
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid
from travaux.text import reading, silence


class WordsMoved(Changed):
    """What was under silence no longer reads as it was sent round."""

    asked = "You asked to conclude a silence."
    because = "These paragraphs were changed, struck or contested since it was opened: {numbers}."
    rule = "Silence is kept on the words that were sent round, and on no others."
    remedy = "Open a new silence on the words as they now stand."


class NoObjection(Invalid):
    """A silence was to be broken without a word on why."""

    asked = "You asked to break a silence."
    because = "You did not say what your delegation objects to."
    rule = "Whoever breaks a silence says why."
    remedy = "Give the objection; everybody reads it."


class AlreadyConcluded(Changed):
    """A silence that was concluded or broken was to be concluded."""

    asked = "You asked to conclude a silence."
    because = "It was concluded or broken before."
    remedy = "See on the page of the text what came of it."


@deed("silence opened")
def open_silence(
    text: NegotiatingText,
    *,
    ends: datetime,
    zone: str = "",
    level: str = "agreed",
    provisions: Sequence[Provision] = (),
    by: Actor,
    at: datetime,
) -> Silence:
    """Put provisions, or all that stand, under silence until the clocks of a zone show `ends`.

    `ends` is the time of that place; without a zone, of the process. Raises StillOpen, NoSuchMoment, NoTimeLeft.
    """
    require(text.process, by, "open_silence", at=at)
    if level not in AGREEABLE:
        raise NotALevel(level=level, known=", ".join(each.replace("_", " ") for each in AGREEABLE))
    zone = zone or str(modalities_of(text.process).timezone)
    clock = silence.opened(at, silence.moment(ends, zone), zone)
    rows = [queries.working_row(each, lock=True) for each in check_rows(text, provisions)]
    rows = [row for row in rows if row.level != reading.Level.ADOPTED]
    for row in rows:
        reading.check_agreed(queries.label(row), queries.open_places([queries.paragraph(row)]))
    found = Silence.objects.create(text=text, level=level, opened_at=at, ends_at=clock.ends, zone=zone, by=by.reference)
    SilenceOn.objects.bulk_create(
        SilenceOn(silence=found, provision=row.provision, wording_sha256=row.sha256) for row in rows
    )
    facts: dict[str, object] = {"level": level, "ends": clock.ends.isoformat(), "zone": zone, "told": clock.told}
    facts |= {"provisions": {str(row.provision.uuid): row.sha256 for row in rows}}
    subject = f"silence:{found.uuid}"
    enter("open_silence", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("silence broken")
def break_silence(found: Silence, *, objection: str, by: Actor, at: datetime) -> Silence:
    """Break a silence before its end, for the own delegation, saying why. Raises SilenceOver, NoObjection."""
    process = found.text.process
    require(process, by, "break_silence", at=at)
    own = speaks(by)
    if not objection.strip():
        raise NoObjection
    found = _locked(found)
    silence.check_breakable(queries.clock_of(found), at)
    found.outcome, found.closed_at, found.objection = SilenceOutcome.BROKEN, at, objection.strip()
    found.broken_by_id = own
    found.save()
    facts = {"objection": found.objection}
    subject = f"silence:{found.uuid}"
    enter("break_silence", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("silence concluded")
def conclude_silence(found: Silence, *, by: Actor, at: datetime) -> Silence:
    """Write down, after its end, that a silence was kept: its provisions reach the level that it was opened for.

    Raises StillSilent, SilenceOver, WordsMoved, AlreadyConcluded.
    """
    process = found.text.process
    require(process, by, "conclude_silence", at=at)
    found = _locked(found)
    silence.check_kept(queries.clock_of(found), at)
    if found.outcome != SilenceOutcome.OPEN:
        raise AlreadyConcluded
    rows = _as_sent_round(found)
    with journal(found.text, "conclude_silence", *[row.provision for row in rows], by=by, at=at):
        for row in rows:
            steps.settle_retaining(row, at)
        decide(rows, found.level, How.SILENCE, by, at)
    found.outcome, found.closed_at = SilenceOutcome.KEPT, at
    found.save()
    facts = {"level": found.level, "provisions": {str(row.provision.uuid): row.sha256 for row in rows}}
    subject = f"silence:{found.uuid}"
    enter("conclude_silence", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


def _locked(found: Silence) -> Silence:
    rows = Silence.objects.unscoped(DEED).select_for_update(of=("self",)).select_related("text__process")
    return rows.get(pk=found.pk)


def _as_sent_round(found: Silence) -> list[ProvisionVersion]:
    """Return the rows under silence that have not come as far yet; raise WordsMoved unless all read as sent round."""
    sent = {each.provision_id: each for each in unscoped(found.provisions, DEED).select_related("provision")}
    rows = unscoped(queries.working(found.text).rows, DEED).filter(provision__in=sent).exclude(standing="struck")
    standing = {row.provision_id: row for row in rows.select_related("provision", "version__text__process")}
    moved = [each for pk, each in sent.items() if not _reads_as(standing.get(pk), each.wording_sha256)]
    if moved:
        told = [queries.label(queries.row_of(each.provision)) for each in moved]
        raise WordsMoved(numbers=", ".join(told))
    wanted = reading.Level(found.level)
    return [row for row in standing.values() if wanted in reading.NEXT[reading.Level(row.level)]]


def _reads_as(row: ProvisionVersion | None, sha256: str) -> bool:
    return row is not None and row.sha256 == sha256 and not queries.paragraph(row).brackets
