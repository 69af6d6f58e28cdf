"""The steps by which a paper comes in, whichever deed brings it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Max
from django.urls import reverse

from secretariat.documents.models import Document
from secretariat.documents.services import keep
from secretariat.frame.scope import DEED
from secretariat.inputs.access import require_own
from secretariat.inputs.models import Call, Code, HalfAnswer, Kind, Party, Passage, Submission
from secretariat.inputs.services.calls import check_answer, is_late
from secretariat.inputs.services.flags import remarks_of, warn_author
from secretariat.inputs.services.likeness import related
from secretariat.inputs.services.posting import Said, post
from secretariat.inputs.services.steps import (
    AlreadyFiled,
    NoSuchKind,
    NotOfTheGroup,
    OtherPaper,
    WrongTitle,
    themes_named,
)
from secretariat.jobs.services.mail import send_receipt
from secretariat.participation.models import Entity
from secretariat.participation.models import Kind as EntityKind
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process
from secretariat.record.models import Entry
from travaux.formats.intake import Opened
from travaux.formats.reading import Reading
from travaux.passages.recommending import told_apart

TITLE_AT_MOST = 300
Part = Party.Part


@dataclass(frozen=True, slots=True)
class Filing:
    """A paper as it is handed in: whose, what it is called, under which themes (keys), its bytes and what they say.

    `joint` file it too; `behalf` are groups and others on whose behalf it is filed; `call` is the call it answers.
    """

    entity: Entity
    title: str
    content: bytes
    opened: Opened
    filename: str
    kind: str = Kind.WRITTEN_INPUT
    themes: Sequence[str] = ()
    media_type: str = "application/octet-stream"
    language: str = ""
    joint: Sequence[Entity] = ()
    behalf: Sequence[Entity] = ()
    call: Call | None = None


def filed(
    process: Process, filing: Filing, *, by: Actor, at: datetime, replaces: Submission | None = None
) -> Submission:
    """File a paper under the next number; raises NotYourEntity, NotOfTheGroup and what `check` and the call raise."""
    require_own(by, filing.entity)
    check(filing)
    check_parties(filing, by)
    check_answer(filing.call, filing.entity, language=filing.language, text=filing.opened.reading.text)
    chosen = themes_named(process, filing.themes)
    submission = _numbered(process, filing, by=by, at=at, replaces=replaces)
    submission.themes.set(chosen)
    for part, entities in ((Part.JOINT, filing.joint), (Part.BEHALF, filing.behalf)):
        Party.objects.bulk_create(Party(submission=submission, entity=entity, part=part) for entity in entities)
    passages = _cut(submission, filing.opened)
    own = related(submission, passages)
    texts = {passage.ordinal: passage.text for passage in passages}
    post(process, [Said(submission, texts, [passage.ordinal for passage in own])])
    if by.person:
        HalfAnswer.objects.filter(process=process, person=by.person, place=_place(filing.call)).delete()
    return submission


def told(submission: Submission, filing: Filing) -> dict[str, Any]:
    """Return what the record says of a paper that was filed."""
    facts = {
        "entity": filing.entity.code,
        "title": submission.title,
        "kind": submission.kind,
        "themes": list(dict.fromkeys(filing.themes)),
        "sha256": submission.document.blob_id,
        "passages": len(filing.opened.passages),
        "not read": [remark for remark in submission.warnings if "flag" not in remark],
        "on behalf": submission.on_behalf,
        "late": submission.late,
    }
    more = {
        "call": filing.call.key if filing.call else "",
        "joint": [entity.code for entity in filing.joint],
        "on behalf of": [entity.code for entity in filing.behalf],
        "flagged": {flag.concern.value: flag.count for flag in filing.opened.reading.flags},
    }
    return facts | {name: value for name, value in more.items() if value}


def check(filing: Filing) -> None:
    """Refuse a filing without a title, of no kind, or whose bytes are not those that were read."""
    length = len(filing.title.strip())
    if not 0 < length <= TITLE_AT_MOST:
        raise WrongTitle(length=length, at_most=TITLE_AT_MOST)
    if filing.kind not in Kind.values:
        raise NoSuchKind(kind=filing.kind, known=", ".join(Kind.values))
    if hashlib.sha256(filing.content).hexdigest() != filing.opened.sha256:
        raise OtherPaper(filename=filing.filename)


def check_parties(filing: Filing, by: Actor) -> None:
    """Refuse with NotOfTheGroup one who speaks for a group without being of it; the secretariat files for everyone."""
    for group in filing.behalf:
        is_member = group.members.filter(pk=filing.entity.pk).exists()
        if group.kind == EntityKind.GROUP and not is_member and not by.is_one_of(OFFICER):
            raise NotOfTheGroup(group=group.name, entity=filing.entity.name)


def kept(filing: Filing, *, by: Actor, at: datetime) -> Document:
    """Keep the bytes of a paper as they came."""
    return keep(
        filing.content,
        filename=PurePosixPath(filing.filename.replace("\\", "/")).name[-255:],
        media_type=filing.media_type[:100],
        title=filing.title.strip(),
        by=by.person,
        at=at,
        language=filing.language,
    )


def carried_over(before: Submission, after: Submission) -> int:
    """Give passages that stand word for word in both papers the confirmed codes of the first; return how many."""
    rows = Code.objects.unscoped(DEED).filter(passage__submission=before, status=Code.Status.CONFIRMED)
    places = {passage.text: passage for passage in after.passages.order_by("-ordinal")}
    codes = [
        Code(
            passage=places[row.passage.text],
            theme_id=row.theme_id,
            status=row.status,
            suggested_by=row.suggested_by,
            why=row.why,
            score=row.score,
            coded_by_id=row.coded_by_id,
            decided_at=row.decided_at,
        )
        for row in rows.select_related("passage").order_by("id")
        if row.passage.text in places
    ]
    first = {(code.passage_id, code.theme_id): code for code in reversed(codes)}
    return len(Code.objects.bulk_create(first.values()))


def warned(entry: Entry, submission: Submission, by: Actor, reading: Reading) -> None:
    """Send whoever filed the paper its receipt, and a warning of what the file holds beside its words."""
    if not by.person or not by.person.email:
        return
    page = reverse("inputs:show", kwargs={"process": submission.process.key, "key": submission.key})
    send_receipt(entry, to=by.person.email, language=by.person.language, key=submission.key, page=page)
    warn_author(reading.flags, key=submission.key, page=page, by=by)


def _numbered(process: Process, filing: Filing, *, by: Actor, at: datetime, replaces: Submission | None) -> Submission:
    """Keep the bytes and the text under the next number of the process."""
    Process.objects.select_for_update().get(pk=process.pk)  # two papers must not take the same number
    document = kept(filing, by=by, at=at)
    same = Submission.objects.filter(process=process, entity=filing.entity, document__blob_id=document.blob_id)
    for earlier in same.filter(status=Submission.Status.FILED):
        raise AlreadyFiled(filename=document.filename, entity=filing.entity.name, key=earlier.key)
    number = (Submission.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    reading = filing.opened.reading
    return Submission.objects.create(
        process=process,
        number=number,
        key=f"{process.key.partition('-')[0].upper()}-S-{number:03}",
        entity=filing.entity,
        title=document.title,
        kind=filing.kind,
        document=document,
        format=reading.format,
        text=reading.text,
        warnings=remarks_of(reading),
        on_behalf=by.is_one_of(OFFICER),
        late=is_late(process, filing.call, at),
        call=filing.call,
        replaces=replaces,
        filed_by=by.person,
        filed_at=at,
    )


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
            asks=list(asking.words),
        )
        for ordinal, (found, asking) in enumerate(
            zip(opened.passages, told_apart(opened.passages), strict=True), start=1
        )
    )


def _place(call: Call | None) -> str:
    return call.key if call else ""
