"""What co-facilitators do: lift brackets, mark paragraphs as agreed, reopen them."""

from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    BracketLifted,
    Decision,
    Edit,
    Fate,
    Outcome,
    Proposal,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Standing,
)
from secretariat.negotiation.services import steps
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid
from travaux.text import reading
from travaux.text.contest import Bracket, Lifted, Scope, fitted, lift

AGREEABLE = (reading.Level.AGREED_IN_INFORMALS, reading.Level.AD_REFERENDUM, reading.Level.AGREED)


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
    outcomes = _settled(row, result, queries.open_proposals(provision=provision), at)
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
        if any(by_uuid[uuid].kind == Scope.NEW_PARAGRAPH for uuid, _ in result.whole):
            row.standing = Standing.STANDING
        row.save(update_fields=["wording", "standing"])
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
    provision: Provision, *, level: str = "ad_referendum", seen: str = "", by: Actor, at: datetime
) -> Decision:
    """Mark a provision as agreed at a level, bound to its exact wording; refused while a bracket is open in it."""
    process = provision.text.process
    require(process, by, "agree_provision", at=at)
    if level not in AGREEABLE:
        raise NotALevel(level=level, known=", ".join(each.replace("_", " ") for each in AGREEABLE))
    row = queries.working_row(provision, lock=True)
    steps.check_seen(row, seen)
    reading.check_agreed(queries.label(row), queries.open_places([queries.paragraph(row)]))
    decided = reading.decide(reading.Level(row.level), reading.Level(level), row.wording)
    row.level = level
    row.save(update_fields=["level"])
    decision = Decision.objects.create(
        provision=provision,
        version=row.version,
        level=level,
        wording_sha256=decided.sha256,
        by=by.reference,
        person=by.person,
        at=at,
    )
    facts = {"level": level, "number": row.number, "wording": row.wording, "wording_sha256": decided.sha256}
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
    if not steps.reopen(row, reason.strip(), at):
        raise NotAgreed(number=queries.label(row), level=row.get_level_display())
    facts = {"level": before, "reason": reason.strip(), "wording_sha256": row.sha256}
    subject = f"provision:{provision.uuid}"
    enter("reopen_provision", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return row
