"""Filing a paper, withdrawing it, standing behind it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.db.models import Max
from django.urls import reverse

from secretariat.documents.services import keep
from secretariat.inputs.access import require_own
from secretariat.inputs.models import Endorsement, Kind, Passage, Submission
from secretariat.inputs.services.steps import (
    AlreadyEndorsed,
    AlreadyFiled,
    NameMissing,
    NoSuchKind,
    OtherPaper,
    OwnPaper,
    WrongTitle,
    entered,
    require_standing,
    themes_named,
)
from secretariat.jobs.services.mail import send_receipt
from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.models import Entry
from secretariat.record.services import deed
from travaux.formats.intake import Opened
from travaux.modalities import Modalities

TITLE_AT_MOST = 300
NAME_AT_MOST = 200
Status = Submission.Status


@dataclass(frozen=True, slots=True)
class Filing:
    """A paper as it is handed in: whose, what it is called, under which themes (keys), its bytes and what they say."""

    entity: Entity
    title: str
    content: bytes
    opened: Opened
    filename: str
    kind: str = Kind.WRITTEN_INPUT
    themes: Sequence[str] = ()
    media_type: str = "application/octet-stream"
    language: str = ""


@deed("submission filed")
def file_submission(process: Process, *, filing: Filing, by: Actor, at: datetime) -> Submission:
    """File a paper: its bytes are kept as they came, its text is read and cut into passages.

    It was opened before, in a process of its own: nothing of it is parsed here, where all other deeds wait.
    Raises NotYourEntity, WrongTitle, NoSuchKind, NoSuchTheme, OtherPaper, AlreadyFiled.
    """
    require(process, by, "file_submission", at=at)
    require_own(by, filing.entity)
    _check(filing)
    chosen = themes_named(process, filing.themes)
    submission = _kept(process, filing, by=by, at=at)
    submission.themes.set(chosen)
    passages = _cut(submission, filing.opened)
    facts = {
        "entity": filing.entity.code,
        "title": submission.title,
        "kind": submission.kind,
        "themes": [theme.key for theme in chosen],
        "sha256": submission.document.blob_id,
        "passages": len(passages),
        "not read": submission.warnings,
        "on behalf": submission.on_behalf,
        "late": submission.late,
    }
    _send_receipt(entered("file_submission", submission, by, at, facts), submission, by)
    return submission


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


def _check(filing: Filing) -> None:
    length = len(filing.title.strip())
    if not 0 < length <= TITLE_AT_MOST:
        raise WrongTitle(length=length, at_most=TITLE_AT_MOST)
    if filing.kind not in Kind.values:
        raise NoSuchKind(kind=filing.kind, known=", ".join(Kind.values))
    if hashlib.sha256(filing.content).hexdigest() != filing.opened.sha256:
        raise OtherPaper(filename=filing.filename)


def _kept(process: Process, filing: Filing, *, by: Actor, at: datetime) -> Submission:
    """Keep the bytes and the text under the next number of the process."""
    Process.objects.select_for_update().get(pk=process.pk)  # two papers must not take the same number
    filename = PurePosixPath(filing.filename.replace("\\", "/")).name[-255:]
    document = keep(
        filing.content,
        filename=filename,
        media_type=filing.media_type[:100],
        title=filing.title.strip(),
        by=by.person,
        at=at,
        language=filing.language,
    )
    same = Submission.objects.filter(process=process, entity=filing.entity, document__blob_id=document.blob_id)
    for earlier in same.filter(status=Status.FILED):
        raise AlreadyFiled(filename=filename, entity=filing.entity.name, key=earlier.key)
    number = (Submission.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    return Submission.objects.create(
        process=process,
        number=number,
        key=f"{process.key.partition('-')[0].upper()}-S-{number:03}",
        entity=filing.entity,
        title=document.title,
        kind=filing.kind,
        document=document,
        format=filing.opened.reading.format,
        text=filing.opened.reading.text,
        warnings=[{"what": remark.what, "count": remark.count} for remark in filing.opened.reading.warnings],
        on_behalf=by.is_one_of(OFFICER),
        late=_is_late(modalities_of(process), at),
        filed_by=by.person,
        filed_at=at,
    )


def _is_late(modalities: Modalities, at: datetime) -> bool:
    """Whether the phases are over that the first rule on filing names; the rules after it take late papers."""
    phases = modalities.rules_on("file_submission")[0].phases
    return bool(phases) and at >= max(modalities.end_of(modalities.phase(key)) for key in phases)


def _cut(submission: Submission, opened: Opened) -> list[Passage]:
    return Passage.objects.bulk_create(
        Passage(
            submission=submission,
            ordinal=ordinal,
            kind=found.kind,
            number=found.number[:20],
            start=found.start,
            end=found.end,
            text=found.text,
        )
        for ordinal, found in enumerate(opened.passages, start=1)
    )


def _send_receipt(entry: Entry, submission: Submission, by: Actor) -> None:
    """Send whoever filed the paper its receipt, if the account has an address."""
    if by.person:
        page = reverse("inputs:show", kwargs={"process": submission.process.key, "key": submission.key})
        send_receipt(entry, to=by.person.email, language=by.person.language, key=submission.key, page=page)
