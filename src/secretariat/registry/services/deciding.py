"""Putting a question with its options and a draft decision, and recording the decision that was taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from secretariat.registry.models import Option, Question
from travaux.refusal import Changed, Invalid
from travaux.words.tokens import digest

TITLE_AT_MOST, BODY_AT_MOST, TEXT_AT_MOST, EVIDENCE_AT_MOST = 300, 200, 20_000, 300


class WrongQuestion(Invalid):
    """Something that a question, or the decision on it, must have is missing or cannot be."""

    asked = "You asked to put a question, or to record the decision on it."
    because = "{why}"
    rule = "A note for decision says what is to be decided by whom until when, gives options, and drafts the decision."
    remedy = "Put that right, and try again."


class AlreadyDecided(Changed):
    """The decision was recorded before."""

    asked = "You asked to record the decision on “{title}”."
    because = "It was taken on {day}."
    rule = "What was decided stays as it was decided; another decision is another question."
    remedy = "Put a new question if it is to be decided anew."


@dataclass(frozen=True, slots=True)
class Way:
    """An option: what it is called, what it is, its timeline with a step a line."""

    title: str
    says: str
    timeline: str = ""


@dataclass(frozen=True, slots=True)
class Putting:
    """A question as it is put; `paragraph` is the one of the modalities that leaves it open."""

    title: str
    paragraph: str
    background: str
    options: Sequence[Way]
    draft: str
    body: str
    decide_by: date


@dataclass(frozen=True, slots=True)
class Taking:
    """A decision as it was taken: the option chosen by its number, if it was one; its words; what shows it."""

    decision: str
    decided_on: date
    option: int | None = None
    evidence: str = ""


@deed("question put")
def put_question(process: Process, *, putting: Putting, by: Actor, at: datetime) -> Question:
    """Put a question before the body that decides it. Raises WrongQuestion, or the refusal of the modalities."""
    require(process, by, "put_question", at=at)
    _check(process, putting)
    Process.objects.select_for_update().get(pk=process.pk)  # two questions must not take the same number
    number = (Question.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    row = Question.objects.create(
        process=process,
        number=number,
        title=putting.title.strip(),
        paragraph=putting.paragraph,
        background=putting.background.strip(),
        draft=putting.draft.strip(),
        body=putting.body.strip(),
        decide_by=putting.decide_by,
        put_at=at,
    )
    for ordinal, way in enumerate(putting.options, start=1):
        Option.objects.create(
            question=row, ordinal=ordinal, title=way.title.strip(), says=way.says.strip(), timeline=way.timeline
        )
    facts = {"title": row.title, "paragraph": row.paragraph, "options": [each.title for each in putting.options]}
    _enter("put_question", row, by, at, {**facts, "draft": digest(row.draft), "by": row.decide_by.isoformat()})
    return row


def _check(process: Process, putting: Putting) -> None:
    wrong = (
        (not 0 < len(putting.title.strip()) <= TITLE_AT_MOST, "It has no title, or one of more than 300 characters."),
        (putting.paragraph not in dict(modalities_of(process).paragraphs), "The process has no such paragraph."),
        (not 0 < len(putting.body.strip()) <= BODY_AT_MOST, "It is not said who decides."),
        (not _is_text(putting.background), "It has no background."),
        (len(putting.options) < 2, "There are fewer than two options."),  # noqa: PLR2004 - a choice
        (not all(_is_whole(each) for each in putting.options), "An option has no title, or does not say what it is."),
        (not _is_text(putting.draft), "It has no draft decision."),
    )
    if why := next((words for is_wrong, words in wrong if is_wrong), ""):
        raise WrongQuestion(why=why)


def _is_text(text: str) -> bool:
    return 0 < len(text.strip()) <= TEXT_AT_MOST


def _is_whole(way: Way) -> bool:
    return 0 < len(way.title.strip()) <= TITLE_AT_MOST and _is_text(way.says) and len(way.timeline) <= TEXT_AT_MOST


@deed("decision recorded")
def record_decision(question: Question, *, taking: Taking, by: Actor, at: datetime) -> Question:
    """Record the decision that was taken on a question.

    Raises WrongQuestion, AlreadyDecided, or the refusal of the modalities.
    """
    process = question.process
    require(process, by, "record_decision", at=at)
    row = Question.objects.select_for_update().get(pk=question.pk)
    if row.decided_on:
        raise AlreadyDecided(title=row.title, day=row.decided_on)
    chosen = row.options.filter(ordinal=taking.option).first() if taking.option else None
    if taking.option and chosen is None:
        raise WrongQuestion(why="It has no option of that number.")
    if not _is_text(taking.decision) or len(taking.evidence) > EVIDENCE_AT_MOST:
        raise WrongQuestion(why="It is not said what was decided, or what shows it has more than 300 characters.")
    if taking.decided_on > modalities_of(process).day_of(at):
        raise WrongQuestion(why="The day of the decision has not come.")
    row.chosen, row.decision = chosen, taking.decision.strip()
    row.evidence, row.decided_on = taking.evidence.strip(), taking.decided_on
    row.save(update_fields=["chosen", "decision", "evidence", "decided_on"])
    facts = {
        "option": taking.option,
        "decision": row.decision,
        "evidence": row.evidence,
        "on": row.decided_on.isoformat(),
    }
    _enter("record_decision", row, by, at, facts)
    return row


def _enter(name: str, row: Question, by: Actor, at: datetime, facts: Mapping[str, object]) -> None:
    enter(
        name,
        process=row.process.key,
        actor=by.reference,
        subject=f"question:{row.uuid}",
        facts={"question": row.number, **facts},
        at=at,
    )
