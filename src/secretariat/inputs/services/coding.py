"""Coding passages: what the machine suggests, and what coders decide."""

from collections import Counter
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.queries import CODED, learned_of, model_of, themes
from secretariat.inputs.services.learning import learn_later
from secretariat.inputs.services.steps import AlreadyDecided, entered, require_standing, themes_named
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.passages.learning import RULE, judged


@deed("codes suggested")
def suggest_codes(submission: Submission, *, by: Actor, at: datetime) -> list[Code]:
    """Let the machine suggest themes for the passages of a paper; what was decided before is left alone.

    It goes by what it learned from the coders, and by the words of the codebook as long as that is nothing.
    """
    process = submission.process
    require(process, by, "suggest_codes", at=at)
    require_standing(submission)
    learned = learned_of(process)
    found = Code.objects.bulk_create(_suggestions(submission, learned.passages if learned else 0))
    facts: dict[str, object] = {"rule": RULE, "suggested": dict(Counter(code.theme.key for code in found))}
    if learned:
        facts["learned"] = {"passages": learned.passages, "edition": learned.edition, "sha256": learned.sha256}
    entered("suggest_codes", submission, by, at, facts)
    learn_later(process)
    return found


@deed("passage coded")
def code_passage(passage: Passage, *, theme: str, by: Actor, at: datetime) -> Code:
    """Code a passage to a theme, by its key; a suggestion of it is confirmed thereby, a rejection overruled.

    Raises NoSuchTheme, Withdrawn, AlreadyDecided.
    """
    require(passage.submission.process, by, "code_passage", at=at)
    require_standing(passage.submission)
    (chosen,) = themes_named(passage.submission.process, [theme])
    decided = {"status": Code.Status.CONFIRMED, "coded_by": by.person, "decided_at": at}
    code, is_new = Code.objects.unscoped(DEED).get_or_create(passage=passage, theme=chosen, defaults=decided)
    if not is_new:
        _decide(code, Code.Status.CONFIRMED, (Code.Status.SUGGESTED, Code.Status.REJECTED), by, at)
    _enter_code("code_passage", passage, theme, by, at)
    return code


@deed("code confirmed")
def confirm_code(code: Code, *, by: Actor, at: datetime) -> Code:
    """Confirm what was suggested: from now on it counts. Raises Withdrawn, AlreadyDecided."""
    return _decided("confirm_code", code, (Code.Status.SUGGESTED,), by, at)


@deed("code rejected")
def reject_code(code: Code, *, by: Actor, at: datetime) -> Code:
    """Reject a code, suggested or confirmed: it stays in sight of the coders and counts no longer.

    Raises Withdrawn, AlreadyDecided.
    """
    return _decided("reject_code", code, (Code.Status.SUGGESTED, Code.Status.CONFIRMED), by, at)


def _suggestions(submission: Submission, learned_from: int) -> list[Code]:
    model, rule = model_of(submission.process), f"{RULE}; {learned_from} passages"
    known = {theme.key: theme for theme in themes(submission.process)}
    passages = submission.passages.filter(kind__in=CODED).order_by("ordinal")
    there = set(
        Code.objects.unscoped(DEED).filter(passage__submission=submission).values_list("passage_id", "theme__key")
    )
    return [
        Code(passage=passage, theme=known[hit.theme], suggested_by=rule, why=list(hit.words), score=hit.score)
        for passage in passages
        for hit in judged(passage.text, model).suggestions
        if (passage.pk, hit.theme) not in there
    ]


def _decided(name: str, code: Code, before: tuple[str, ...], by: Actor, at: datetime) -> Code:
    require(code.passage.submission.process, by, name, at=at)
    require_standing(code.passage.submission)
    after = Code.Status.CONFIRMED if name == "confirm_code" else Code.Status.REJECTED
    _decide(code, after, before, by, at)
    _enter_code(name, code.passage, code.theme.key, by, at)
    return code


def _decide(code: Code, after: str, before: tuple[str, ...], by: Actor, at: datetime) -> None:
    """Change the state of a code only from one of `before`, whoever else is at it at the same time."""
    rows = Code.objects.unscoped(DEED).filter(pk=code.pk, status__in=before)
    if not rows.update(status=after, coded_by=by.person, decided_at=at):
        code.refresh_from_db(fields=["status"])
        raise AlreadyDecided(theme=code.theme.key, key=code.passage.submission.key, status=code.status)
    code.refresh_from_db(fields=["status", "coded_by", "decided_at"])


def _enter_code(name: str, passage: Passage, theme: str, by: Actor, at: datetime) -> None:
    submission = passage.submission
    enter(
        name,
        process=submission.process.key,
        actor=by.reference,
        subject=f"passage:{passage.uuid}",
        facts={"submission": submission.key, "theme": theme},
        at=at,
    )
    learn_later(submission.process)
