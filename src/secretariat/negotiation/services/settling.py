"""What co-facilitators do: lift brackets, mark paragraphs as agreed, reopen them."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Assent,
    BracketLifted,
    Decision,
    Edit,
    Fate,
    How,
    Outcome,
    Proposal,
    ProposalStatus,
    Provision,
    ProvisionVersion,
)
from secretariat.negotiation.services import arranging, steps
from secretariat.negotiation.services.freezing import decide
from secretariat.negotiation.services.journal import Reach, journal
from secretariat.negotiation.services.preparing import NEW
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid
from travaux.text import reading
from travaux.text.contest import Bracket, Lifted, fitted, lift

AGREEABLE = (
    *(reading.Level.AGREED_IN_INFORMALS, reading.Level.AD_REFERENDUM),
    *(reading.Level.AGREED_IN_COMMITTEE, reading.Level.AGREED),
)


class AlreadyLifted(Changed):
    """Somebody else lifted the bracket first."""

    asked = "You asked to lift a bracket in paragraph {number}."
    because = "It was lifted by {who} on {day} UTC. The paragraph now reads: “{wording}”"
    rule = "A bracket is lifted once, as it was seen."
    remedy = "If another wording is wanted, a delegation proposes it."


class BracketChanged(Changed):
    """What was in the bracket has changed."""

    asked = "You asked to lift a bracket in paragraph {number}."
    because = "What it holds has changed since you saw it. The paragraph now reads: “{wording}”"
    rule = "A bracket is lifted as it was seen."
    remedy = "Look at the paragraph as it now is, and choose again."


class NotALevel(Invalid):
    """A paragraph was to be marked with a level that is not given here."""

    asked = "You asked to mark a paragraph “{level}”."
    because = "That is no level at which a single paragraph is agreed."
    remedy = "Choose one of: {known}. A whole text is adopted on its own page."


class NotAgreed(Changed):
    """A paragraph that is not agreed was to be reopened."""

    asked = "You asked to reopen paragraph {number}."
    because = "It is not agreed; it is “{level}”."
    remedy = "Nothing is to be done."


class NoReasonToReopen(Invalid):
    """An agreed paragraph was to be reopened without a word on why."""

    asked = "You asked to reopen paragraph {number}."
    because = "You gave no reason."
    rule = "What was agreed is opened again for a reason that everybody reads."
    remedy = "Give the reason."


@deed("bracket lifted")
def lift_bracket(
    provision: Provision, *, bracket: str, wording: str, note: str = "", by: Actor, at: datetime
) -> BracketLifted:
    """Settle the words of an open bracket: `wording` takes its place, empty words delete.

    `bracket` is the key under which it was seen; if anything in it has changed meanwhile, the key fits no longer.
    """
    process = provision.text.process
    require(process, by, "lift_bracket", at=at)
    row = queries.working_row(provision, lock=True)
    now = queries.paragraph(row)
    found = bracket_in(now, bracket)
    words = fitted(row.wording, found, wording.replace("\r\n", "\n"))
    result = lift(now.state, found, words)
    steps.check_length(result.wording)
    proposals = queries.open_proposals(provision=provision)
    concerned = [provision, *arranging.concerned(proposals, result), row.alternative_to]
    with journal(provision.text, "lift_bracket", *concerned, by=by, at=at):
        outcomes = _settled(row, result, proposals, at)
    lifted = BracketLifted.objects.create(
        provision=provision,
        version=row.version,
        key=bracket,
        base=found.base,
        words=words,
        wording=row.wording,
        note=note.strip(),
        by=by.reference,
        person=by.person,
        at=at,
    )
    facts = {"bracket": bracket, "number": row.number, "base": found.base, "words": words, "struck": result.is_struck}
    facts |= {"wording": row.wording, "wording_sha256": row.sha256, "proposals": outcomes, "note": lifted.note}
    subject = f"provision:{provision.uuid}"
    enter("lift_bracket", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return lifted


def bracket_in(now: queries.Paragraph, key: str) -> Bracket:
    """Return the open bracket with `key`; raise AlreadyLifted or BracketChanged."""
    found = next((bracket for bracket in now.brackets if bracket.key == key), None)
    if found is not None:
        return found
    # Whoever lifted it may have done so after the row was read: what is told is the wording after that.
    now.row.refresh_from_db(fields=["wording"])
    facts = {"number": queries.label(now.row), "wording": now.row.wording}
    before = (
        BracketLifted.objects.unscoped(DEED).filter(provision=now.row.provision, key=key).order_by("-at", "-id").first()
    )
    if before is not None:
        raise AlreadyLifted(**facts, who=before.person or before.by, day=f"{before.at:%-d %B %Y at %H:%M}")
    raise BracketChanged(**facts)


def _settled(row: ProvisionVersion, result: Lifted, proposals: list[Proposal], at: datetime) -> dict[str, str]:
    """Write down what lifting did to the provision and to each proposal; return the statuses, by uuid."""
    by_uuid = {str(proposal.uuid): proposal for proposal in proposals}
    _settle_edits(result, by_uuid)
    for uuid, outcome in result.whole:
        steps.settle(by_uuid[uuid], str(outcome), at)
    if result.is_struck:
        steps.strike(row, at)
    else:
        row.wording = result.wording
        if any(by_uuid[uuid].kind in NEW for uuid, _ in result.whole):
            arranging.take_in(row, at)
        row.save(update_fields=["wording", "standing"])
        arranging.arrange(
            row, [by_uuid[uuid] for uuid, outcome in result.whole if str(outcome) == Outcome.INCORPORATED], at
        )
    steps.close(proposals, at)
    steps.renumber(row.version)
    row.refresh_from_db(fields=["number"])
    met = Proposal.objects.unscoped(DEED).filter(pk__in=[proposal.pk for proposal in proposals])
    return {str(proposal.uuid): proposal.status for proposal in met.exclude(status=ProposalStatus.TABLED)}


def _settle_edits(result: Lifted, by_uuid: dict[str, Proposal]) -> None:
    for fate in result.edits:
        edit = _row_of(by_uuid[fate.proposal], fate.before.start, fate.before.end, fate.before.words)
        if str(fate.outcome) == Outcome.OPEN:
            steps.move(edit, fate.after, str(fate.fate))
        else:
            edit.outcome = str(fate.outcome)
            edit.save(update_fields=["outcome"])


def _row_of(proposal: Proposal, start: int, end: int, words: str) -> Edit:
    edits = [edit for edit in queries.open_edits(proposal) if edit.fate != Fate.ORPHANED]
    return next(edit for edit in edits if (edit.start, edit.end, edit.words) == (start, end, words))


@deed("paragraph agreed")
def agree_provision(
    provision: Provision,
    *,
    level: str = "ad_referendum",
    pending: Sequence[Entity] = (),
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Mark a provision as agreed at a level, bound to its exact wording; refused while a bracket is open in it.

    `pending` are the delegations whose word it waits for: only below a level at which nobody is waited for.
    """
    process = provision.text.process
    require(process, by, "agree_provision", at=at)
    if level not in AGREEABLE:
        raise NotALevel(level=level, known=", ".join(each.replace("_", " ") for each in AGREEABLE))
    row = queries.working_row(provision, lock=True)
    steps.check_seen(row, seen)
    reading.check_agreed(queries.label(row), queries.open_places([queries.paragraph(row)]))
    waiting = [each.code for each in pending] or queries.pending_codes(provision)
    reading.check_pending(queries.label(row), reading.Level(level), waiting)
    decided = reading.decide(reading.Level(row.level), reading.Level(level), row.wording)
    with journal(provision.text, "agree_provision", provision, by=by, at=at):
        steps.settle_retaining(row, at)
        decide([row], level, How.CONSENSUS, by, at)
    decision = queries.standing_decision(provision)
    Assent.objects.bulk_create(Assent(decision=decision, entity=each) for each in pending)
    facts: dict[str, object] = {"level": level, "number": row.number, "wording": row.wording}
    facts["wording_sha256"] = decided.sha256
    facts |= {"pending": [each.code for each in pending]} if pending else {}
    subject = f"provision:{provision.uuid}"
    enter("agree_provision", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return decision


@deed("paragraph reopened")
def reopen_provision(provision: Provision, *, reason: str, by: Actor, at: datetime) -> ProvisionVersion:
    """Reopen an agreed provision, with the reason; the earlier decision stays on record."""
    process = provision.text.process
    require(process, by, "reopen_provision", at=at)
    row = queries.working_row(provision, lock=True)
    before = row.level
    if not reason.strip():
        raise NoReasonToReopen(number=queries.label(row))
    with journal(provision.text, "reopen_provision", provision, reach=Reach.TABLES, by=by, at=at):
        if not steps.reopen(row, reason.strip(), at):
            raise NotAgreed(number=queries.label(row), level=row.get_level_display())
    facts = {"level": before, "reason": reason.strip(), "wording_sha256": row.sha256}
    subject = f"provision:{provision.uuid}"
    enter("reopen_provision", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return row
