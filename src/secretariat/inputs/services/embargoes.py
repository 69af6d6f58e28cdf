"""A paper under embargo: kept closed until its hour, and filed then, without anybody doing anything more."""

from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from secretariat.documents.services import keep_bytes
from secretariat.frame.cell import open_paper
from secretariat.frame.scope import DEED
from secretariat.inputs.access import require_own
from secretariat.inputs.models import Call, Envelope, Submission
from secretariat.inputs.services.calls import check_answer
from secretariat.inputs.services.flags import warn_author
from secretariat.inputs.services.papers import Filing, check, check_parties, filed, told, warned
from secretariat.inputs.services.steps import entered, themes_named
from secretariat.jobs.models import Job
from secretariat.jobs.services import enqueue, handler
from secretariat.jobs.services.mail import send_receipt
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid

KIND = "embargo"


class WrongHour(Invalid):
    """The embargo ends before it begins."""

    asked = "You asked to hand in a paper that stays closed until {until} (UTC)."
    because = "That time has passed."
    rule = "A paper under embargo is opened to all at its hour."
    remedy = "Name a later hour, or file the paper at once."


class Unsealed(Changed):
    """The paper has been filed already, or its hour has not come."""

    asked = "You asked to file a paper that is under embargo."
    because = "{why}"
    rule = "A paper under embargo is filed once, at its hour."
    remedy = "Look for it in the list of inputs."


@deed("paper handed in under embargo")
def seal_submission(process: Process, *, filing: Filing, until: datetime, by: Actor, at: datetime) -> Envelope:
    """Take a paper that nobody else may see before `until`; it is filed then, and counts as handed in now.

    What would refuse it then refuses it now: raises WrongHour and what file_submission raises.
    """
    require(process, by, "seal_submission", at=at)
    require_own(by, filing.entity)
    check(filing)
    check_parties(filing, by)
    check_answer(filing.call, filing.entity, language=filing.language, text=filing.opened.reading.text)
    themes_named(process, filing.themes)
    if until <= at:
        raise WrongHour(until=f"{until:%Y-%m-%d %H:%M}")
    row = Envelope.objects.create(
        process=process,
        entity=filing.entity,
        title=filing.title.strip(),
        given=_given(filing),
        blob=keep_bytes(filing.content),
        until=until,
        sealed_by=by.person,
        sealed_as=by.role,
        sealed_at=at,
    )
    enqueue(KIND, {"envelope": str(row.uuid)}, key=f"{KIND}:{row.uuid}", not_before=until)
    facts = {"sha256": row.blob_id, "until": until.isoformat()}  # no word of it, nor whose it is
    entry = enter(
        "seal_submission",
        process=process.key,
        actor=by.reference,
        subject=f"envelope:{row.uuid}",
        facts=facts,
        at=at,
    )
    if by.person:
        send_receipt(entry, to=by.person.email, language=by.person.language, key=str(row.uuid), page="")
        page = reverse("inputs:list", kwargs={"process": process.key})
        warn_author(filing.opened.reading.flags, key=row.title, page=page, by=by)
    return row


@deed("paper under embargo withdrawn before its hour")
def withdraw_envelope(envelope: Envelope, *, by: Actor, at: datetime) -> Envelope:
    """Take back a paper that is still closed: it is never filed, and nobody else learns what it was.

    The envelope stays closed for good; those whose it is still find it. Raises NotYourEntity, Unsealed.
    """
    require(envelope.process, by, "withdraw_envelope", at=at)
    require_own(by, envelope.entity)
    row = Envelope.objects.unscoped(DEED).select_for_update().get(pk=envelope.pk)
    if row.submission_id:
        raise Unsealed(why="It has been filed.")
    if row.withdrawn_at:
        raise Unsealed(why="It was withdrawn.")
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    facts = {"sha256": row.blob_id}
    subject = f"envelope:{row.uuid}"
    enter("withdraw_envelope", process=row.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return row


@deed("paper under embargo filed at its hour")
def release_submission(envelope: Envelope, *, filing: Filing, at: datetime) -> Submission:
    """File a paper whose hour has come, as handed in when it was sealed. Raises Unsealed and what filing raises."""
    row = Envelope.objects.unscoped(DEED).select_for_update().get(pk=envelope.pk)
    if row.submission_id:
        raise Unsealed(why="It has been filed.")
    if row.withdrawn_at:
        raise Unsealed(why="It was withdrawn.")
    if at < row.until:
        raise Unsealed(why="Its hour has not come.")
    by = Actor(person=row.sealed_by, role=row.sealed_as, entity=row.entity.code, entity_id=row.entity_id)
    row.submission = filed(row.process, filing, by=by, at=row.sealed_at)
    row.save(update_fields=["submission"])
    facts = told(row.submission, filing) | {"sealed": row.sealed_at.isoformat(), "until": row.until.isoformat()}
    warned(entered("release_submission", row.submission, by, at, facts), row.submission, by, filing.opened.reading)
    return row.submission


@handler(KIND, long=True)
def release(job: Job) -> partial[None]:
    """Open the paper outside of the deed, and file it in it."""
    row = Envelope.objects.unscoped(DEED).select_related("process", "entity", "blob", "sealed_by")
    envelope = row.get(uuid=job.payload["envelope"])
    return partial(_put_down, envelope, filing_in(envelope))


def filing_in(envelope: Envelope) -> Filing:
    """Return the filing that an envelope holds, its paper opened anew: call it before the deed."""
    given, content = dict(envelope.given), bytes(envelope.blob.content)
    entities = Entity.objects.in_bulk([*given["joint"], *given["behalf"]])
    return Filing(
        entity=envelope.entity,
        title=envelope.title,
        content=content,
        opened=open_paper(content, given["filename"], given["media_type"]),
        filename=given["filename"],
        kind=given["kind"],
        themes=given["themes"],
        media_type=given["media_type"],
        language=given["language"],
        joint=[entities[key] for key in given["joint"]],
        behalf=[entities[key] for key in given["behalf"]],
        call=Call.objects.filter(pk=given["call"]).first(),
    )


def _put_down(envelope: Envelope, filing: Filing) -> None:
    row = Envelope.objects.unscoped(DEED).get(pk=envelope.pk)
    if row.submission_id is None and row.withdrawn_at is None:
        release_submission(envelope, filing=filing, at=timezone.now())


def _given(filing: Filing) -> dict[str, object]:
    return {
        "filename": filing.filename,
        "media_type": filing.media_type,
        "kind": filing.kind,
        "themes": list(filing.themes),
        "language": filing.language,
        "joint": [entity.pk for entity in filing.joint],
        "behalf": [entity.pk for entity in filing.behalf],
        "call": filing.call.pk if filing.call else None,
    }
