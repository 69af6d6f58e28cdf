"""Recorded votes, and what delegations put on record beside the text."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import Ballot, NegotiatingText, Provision, Statement, StatementKind, Vote
from secretariat.negotiation.services.binding import NoTitle
from secretariat.negotiation.services.preparing import NotYours, choice, speaks
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid
from travaux.text import vote as voting

NO_VOTE = "Only States take part in the vote."


class HasNoVote(Invalid):
    """Somebody was counted who has no vote."""

    asked = "You asked to record a vote."
    because = "These have no vote: {names}."
    rule = NO_VOTE
    remedy = "Leave them out."


class NoWordsOnRecord(Invalid):
    """An explanation or a reservation without words."""

    asked = "You asked to put something on record."
    because = "It has no words."
    remedy = "Write what your delegation wants to be on record."


class AlreadyWithdrawn(Changed):
    """A statement that was withdrawn was to be withdrawn."""

    asked = "You asked to withdraw a statement."
    because = "It was withdrawn before."
    remedy = "Nothing is to be done."


@deed("vote recorded")
def record_vote(
    text: NegotiatingText,
    *,
    question: str,
    rule: str,
    votes: Mapping[str, Sequence[Entity]],
    provision: Provision | None = None,
    by: Actor,
    at: datetime,
) -> Vote:
    """Record who voted how on a text, or a provision of it, and whether the majority of `rule` was reached.

    `votes` gives the entities of each column (in_favour, against, abstaining, absent). Raises VotedTwice, NobodyVoted,
    NoSuchRule, HasNoVote.
    """
    require(text.process, by, "record_vote", at=at)
    if not question.strip():
        raise NoTitle
    for column in votes:
        choice(column, [str(cast) for cast in voting.Cast])
    _check_votes({entity for column in votes.values() for entity in column})
    counted = voting.tally({voting.Cast(name): [each.code for each in column] for name, column in votes.items()})
    found = Vote.objects.create(
        text=text,
        provision=provision,
        question=question.strip(),
        rule=rule,
        carried=voting.is_carried(counted, voting.rule_named(rule)),
        wording_sha256=queries.working_row(provision).sha256 if provision else queries.digest_of(text),
        by=by.reference,
        at=at,
    )
    Ballot.objects.bulk_create(
        Ballot(vote=found, entity=each, cast=name) for name, column in votes.items() for each in column
    )
    facts: dict[str, object] = {"question": found.question, "rule": rule, "result": counted.told}
    facts |= {"carried": found.carried, "wording_sha256": found.wording_sha256}
    facts |= {name: [each.code for each in column] for name, column in votes.items()}
    facts |= {"provision": str(provision.uuid)} if provision else {}
    subject = f"vote:{found.uuid}"
    enter("record_vote", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


def _check_votes(entities: Collection[Entity]) -> None:
    without = sorted(each.code for each in entities if each.kind != "state")
    if without:
        raise HasNoVote(names=", ".join(without))


@deed("position explained")
def explain_position(
    text: NegotiatingText,
    *,
    words: str,
    provision: Provision | None = None,
    on_behalf_of: Entity | None = None,
    by: Actor,
    at: datetime,
) -> Statement:
    """Put an explanation of position on record, for the own delegation or a group, on the text or a provision."""
    require(text.process, by, "explain_position", at=at)
    found = _say(text, StatementKind.EXPLANATION, words, provision, on_behalf_of, by, at)
    subject = f"statement:{found.uuid}"
    facts = _facts(found)
    enter("explain_position", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


@deed("reservation entered")
def enter_reservation(
    text: NegotiatingText,
    *,
    words: str,
    provision: Provision | None = None,
    on_behalf_of: Entity | None = None,
    by: Actor,
    at: datetime,
) -> Statement:
    """Enter a reservation of the own delegation, or of a group, on the text or on a provision of it."""
    require(text.process, by, "enter_reservation", at=at)
    found = _say(text, StatementKind.RESERVATION, words, provision, on_behalf_of, by, at)
    subject = f"statement:{found.uuid}"
    facts = _facts(found)
    enter("enter_reservation", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found


def _say(
    text: NegotiatingText,
    kind: str,
    words: str,
    provision: Provision | None,
    group: Entity | None,
    by: Actor,
    at: datetime,
) -> Statement:
    own = speaks(by, group)
    if not words.strip():
        raise NoWordsOnRecord
    return Statement.objects.create(
        text=text,
        kind=kind,
        words=words.strip(),
        provision=provision,
        entity_id=own,
        on_behalf_of=group,
        at=at,
    )


def _facts(found: Statement) -> dict[str, str]:
    return {
        "words": found.words,
        "provision": str(found.provision.uuid) if found.provision else "",
        "on_behalf_of": found.on_behalf_of.code if found.on_behalf_of else "",
    }


@deed("statement withdrawn")
def withdraw_statement(found: Statement, *, by: Actor, at: datetime) -> Statement:
    """Withdraw an explanation or a reservation of the own delegation; that it was made stays on record."""
    process = found.text.process
    require(process, by, "withdraw_statement", at=at)
    if found.entity_id != speaks(by):
        raise NotYours(entity=by.entity)
    if not Statement.objects.unscoped(DEED).filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise AlreadyWithdrawn
    found.withdrawn_at = at
    facts = {"kind": found.kind}
    subject = f"statement:{found.uuid}"
    enter("withdraw_statement", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return found
