"""Filing a paper, putting another in its place, withdrawing it, standing behind it."""

from datetime import datetime

from secretariat.inputs.access import require_own
from secretariat.inputs.models import Endorsement, Rendering, Submission
from secretariat.inputs.services.flags import remarks_of
from secretariat.inputs.services.papers import Filing, carried_over, check, filed, kept, told, warned
from secretariat.inputs.services.steps import (
    AlreadyEndorsed,
    NameMissing,
    OtherOwner,
    OwnPaper,
    SameLanguage,
    entered,
    require_standing,
)
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed

NAME_AT_MOST = 200
Status = Submission.Status


@deed("submission filed")
def file_submission(process: Process, *, filing: Filing, by: Actor, at: datetime) -> Submission:
    """File a paper: its bytes are kept as they came, its text is read and cut into passages.

    It was opened before, in a process of its own: nothing of it is parsed here, where all other deeds wait.
    Raises NotYourEntity, WrongTitle, NoSuchKind, NoSuchTheme, OtherPaper, AlreadyFiled.
    """
    require(process, by, "file_submission", at=at)
    submission = filed(process, filing, by=by, at=at)
    warned(
        entered("file_submission", submission, by, at, told(submission, filing)), submission, by, filing.opened.reading
    )
    return submission


@deed("submission replaced")
def replace_submission(submission: Submission, *, filing: Filing, by: Actor, at: datetime) -> Submission:
    """Put another paper in the place of one that was filed: the first stays readable, marked, and counts no longer.

    Passages that stand word for word in both keep what they were coded to. Raises NotYourEntity, Withdrawn,
    OtherOwner, and what file_submission raises.
    """
    process = submission.process
    require(process, by, "replace_submission", at=at)
    require_own(by, submission.entity)
    require_standing(submission)
    if filing.entity.pk != submission.entity_id:
        raise OtherOwner(key=submission.key, entity=submission.entity.name)
    submission.status, submission.withdrawn_at = Status.REPLACED, at
    submission.save(update_fields=["status", "withdrawn_at"])
    after = filed(process, filing, by=by, at=at, replaces=submission)
    facts = {"replaces": submission.key, "codes kept": carried_over(submission, after)}
    entry = entered("replace_submission", after, by, at, told(after, filing) | facts)
    warned(entry, after, by, filing.opened.reading)
    return after


@deed("language version added")
def add_language_version(submission: Submission, *, filing: Filing, by: Actor, at: datetime) -> Rendering:
    """Add the paper in another language: it is kept and read; the passages stay those of the first.

    Raises NotYourEntity, Withdrawn, SameLanguage, OtherPaper.
    """
    require(submission.process, by, "add_language_version", at=at)
    require_own(by, submission.entity)
    require_standing(submission)
    check(filing)
    there = {submission.document.language, *submission.renderings.values_list("language", flat=True)}
    if filing.language in {*there, ""}:
        raise SameLanguage(
            key=submission.key, language=filing.language or "—", there=", ".join(sorted(filter(None, there)))
        )
    document, reading = kept(filing, by=by, at=at), filing.opened.reading
    row = Rendering.objects.create(
        submission=submission,
        language=filing.language,
        document=document,
        format=reading.format,
        text=reading.text,
        warnings=remarks_of(reading),
        at=at,
    )
    facts = {"language": row.language, "sha256": document.blob_id}
    entered("add_language_version", submission, by, at, facts)
    return row


@deed("submission withdrawn")
def withdraw_submission(submission: Submission, *, reason: str = "", by: Actor, at: datetime) -> Submission:
    """Withdraw a paper: it stays readable at its address, marked, and counts no longer.

    Raises NotYourEntity, Withdrawn.
    """
    require(submission.process, by, "withdraw_submission", at=at)
    require_own(by, submission.entity)
    require_standing(submission)
    submission.status, submission.withdrawn_at = Status.WITHDRAWN, at
    submission.save(update_fields=["status", "withdrawn_at"])
    entered("withdraw_submission", submission, by, at, {"reason": reason})
    return submission


@deed("submission endorsed")
def endorse_submission(
    submission: Submission, *, entity: Entity | None = None, name: str = "", by: Actor, at: datetime
) -> Endorsement:
    """Enter that an entity, or one who does not take part (by name, as written), stands behind a paper.

    An entity endorses for itself; names are entered by the one who filed the paper, or by the secretariat.
    Raises NotYourEntity, Withdrawn, OwnPaper, NameMissing, AlreadyEndorsed.
    """
    require(submission.process, by, "endorse_submission", at=at)
    require_own(by, entity or submission.entity)
    require_standing(submission)
    name = entity.name if entity else name.strip()
    if not 0 < len(name) <= NAME_AT_MOST:
        raise NameMissing(key=submission.key, length=len(name), at_most=NAME_AT_MOST)
    if name == submission.entity.name:
        raise OwnPaper(key=submission.key, name=name)
    row, is_new = Endorsement.objects.get_or_create(
        submission=submission, name=name, defaults={"entity": entity, "at": at}
    )
    if not is_new:
        raise AlreadyEndorsed(key=submission.key, name=name)
    if entity:
        entered("endorse_submission", submission, by, at, {"name": name, "entity": entity.code})
    else:  # whoever takes no part may be a person
        entered("endorse_submission", submission, by, at, {"entity": ""}, {"name": name})
    return row
