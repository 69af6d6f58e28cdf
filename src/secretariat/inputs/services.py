"""What may be done with inputs: filing, withdrawing, endorsing, coding."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Max
from django.urls import reverse

from secretariat.documents.services import keep
from secretariat.frame.scope import DEED
from secretariat.inputs.access import require_own
from secretariat.inputs.models import Code, Endorsement, Kind, Passage, Submission
from secretariat.inputs.queries import CODED, codebook_of, themes
from secretariat.jobs.services.mail import send_receipt
from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process, Theme
from secretariat.record.models import Entry
from secretariat.record.services import deed, enter
from travaux.formats.intake import Opened
from travaux.modalities import Modalities
from travaux.passages.coding import RULE, suggest
from travaux.refusal import Changed, Invalid

TITLE_AT_MOST = 300
NAME_AT_MOST = 200
Status = Submission.Status


class WrongTitle(Invalid):
    """The title is missing or too long."""

    asked = "You asked to file a paper."
    because = "Its title has {length} characters; it must have between 1 and {at_most}."
    rule = "A paper is found by its title."
    remedy = "Give the title that stands on the paper."


class NoSuchKind(Invalid):
    """There is no such kind of input."""

    asked = "You asked to file a paper as “{kind}”."
    because = "The kinds of input are: {known}."
    rule = "Inputs are of the kinds that paragraphs 18 to 26 and 30 of A/RES/71/280 name."
    remedy = "Choose one of them."


class NoSuchTheme(Invalid):
    """The process has no such theme."""

    asked = "You named the theme “{theme}”."
    because = "The themes of this process are: {known}."
    rule = "Inputs are taken and coded under the themes of the process ({symbol}, paragraph 15)."
    remedy = "Choose one of them."


class OtherPaper(Invalid):
    """What was read is not what is to be filed."""

    asked = "You asked to file “{filename}”."
    because = "Its bytes are not those of the paper that was opened and read."
    rule = "What is read from a paper is bound to its bytes (SHA-256)."
    remedy = "Hand the paper in again."


class AlreadyFiled(Changed):
    """The entity has filed the same bytes before."""

    asked = "You asked to file “{filename}” for {entity}."
    because = "The same file was filed for {entity} as {key}."
    rule = "A paper counts once."
    remedy = "Open {key}; if it is to be replaced, withdraw it first."


class Withdrawn(Changed):
    """The submission has been withdrawn."""

    asked = "You asked to work with {key}."
    because = "It was withdrawn on {day}."
    rule = "A paper that was withdrawn stays readable, but is no longer worked with."
    remedy = "If it is to count again, file it anew."


class OwnPaper(Invalid):
    """An entity endorses its own paper."""

    asked = "You asked to endorse {key} for {name}."
    because = "{name} filed it."
    rule = "An endorsement is the support of others."
    remedy = "Name those who support the paper without having filed it."


class NameMissing(Invalid):
    """An endorsement names nobody, or at too great length."""

    asked = "You asked to endorse {key}."
    because = "The name has {length} characters; it must have between 1 and {at_most}."
    rule = "An endorsement says who stands behind the paper."
    remedy = "Write the name as it stands on the paper."


class AlreadyEndorsed(Changed):
    """The name stands among the endorsements."""

    asked = "You asked to endorse {key} for {name}."
    because = "{name} has endorsed it already."
    rule = "An endorsement counts once."
    remedy = "Nothing more needs to be done."


class AlreadyDecided(Changed):
    """Somebody has decided on the code in the meantime."""

    asked = "You asked to change the code “{theme}” of a passage of {key}."
    because = "It is already {status}."
    rule = "A code is decided on by one person, and the record says when."
    remedy = "Look at the passage as it stands now; a code can be set or rejected again from there."


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
    chosen = _themes(process, filing.themes)
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
    _send_receipt(_enter("file_submission", submission, by, at, facts), submission, by)
    return submission


@deed("submission withdrawn")
def withdraw_submission(submission: Submission, *, reason: str = "", by: Actor, at: datetime) -> Submission:
    """Withdraw a paper: it stays readable at its address, marked, and counts no longer.

    Raises NotYourEntity, Withdrawn.
    """
    require(submission.process, by, "withdraw_submission", at=at)
    require_own(by, submission.entity)
    _require_standing(submission)
    submission.status, submission.withdrawn_at = Status.WITHDRAWN, at
    submission.save(update_fields=["status", "withdrawn_at"])
    _enter("withdraw_submission", submission, by, at, {"reason": reason})
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
    _require_standing(submission)
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
        _enter("endorse_submission", submission, by, at, {"name": name, "entity": entity.code})
    else:  # whoever takes no part may be a person
        _enter("endorse_submission", submission, by, at, {"entity": ""}, {"name": name})
    return row


@deed("codes suggested")
def suggest_codes(submission: Submission, *, by: Actor, at: datetime) -> list[Code]:
    """Let the codebook suggest themes for the passages of a paper; what was decided before is left alone."""
    require(submission.process, by, "suggest_codes", at=at)
    _require_standing(submission)
    found = Code.objects.bulk_create(_suggestions(submission))
    counts = Counter(code.theme.key for code in found)
    _enter("suggest_codes", submission, by, at, {"rule": RULE, "suggested": dict(counts)})
    return found


@deed("passage coded")
def code_passage(passage: Passage, *, theme: str, by: Actor, at: datetime) -> Code:
    """Code a passage to a theme, by its key; a suggestion of it is confirmed thereby, a rejection overruled.

    Raises NoSuchTheme, Withdrawn, AlreadyDecided.
    """
    require(passage.submission.process, by, "code_passage", at=at)
    _require_standing(passage.submission)
    (chosen,) = _themes(passage.submission.process, [theme])
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


def _check(filing: Filing) -> None:
    length = len(filing.title.strip())
    if not 0 < length <= TITLE_AT_MOST:
        raise WrongTitle(length=length, at_most=TITLE_AT_MOST)
    if filing.kind not in Kind.values:
        raise NoSuchKind(kind=filing.kind, known=", ".join(Kind.values))
    if hashlib.sha256(filing.content).hexdigest() != filing.opened.sha256:
        raise OtherPaper(filename=filing.filename)


def _themes(process: Process, keys: Iterable[str]) -> list[Theme]:
    known = {theme.key: theme for theme in themes(process)}
    for key in keys:
        if key not in known:
            raise NoSuchTheme(theme=key, known=", ".join(known), symbol=process.symbol)
    return [known[key] for key in dict.fromkeys(keys)]


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


def _suggestions(submission: Submission) -> list[Code]:
    book = codebook_of(submission.process)
    known = {theme.key: theme for theme in themes(submission.process)}
    passages = submission.passages.filter(kind__in=CODED).order_by("ordinal")
    there = set(
        Code.objects.unscoped(DEED).filter(passage__submission=submission).values_list("passage_id", "theme__key")
    )
    return [
        Code(passage=passage, theme=known[hit.theme], suggested_by=RULE, why=list(hit.words), score=hit.score)
        for passage in passages
        for hit in suggest(passage.text, book)
        if (passage.pk, hit.theme) not in there
    ]


def _decided(name: str, code: Code, before: tuple[str, ...], by: Actor, at: datetime) -> Code:
    require(code.passage.submission.process, by, name, at=at)
    _require_standing(code.passage.submission)
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


def _require_standing(submission: Submission) -> None:
    """Refuse with Withdrawn; looks at the row as it is now, held until the deed is done."""
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if row.withdrawn_at:
        day = modalities_of(submission.process).day_of(row.withdrawn_at)
        raise Withdrawn(key=row.key, day=day)


def _send_receipt(entry: Entry, submission: Submission, by: Actor) -> None:
    """Send whoever filed the paper its receipt, if the account has an address."""
    if by.person:
        page = reverse("inputs:show", kwargs={"process": submission.process.key, "key": submission.key})
        send_receipt(entry, to=by.person.email, language=by.person.language, key=submission.key, page=page)


def _enter(
    name: str,
    submission: Submission,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
) -> Entry:
    subject, key = f"submission:{submission.uuid}", submission.process.key
    facts = {"submission": submission.key, **facts}
    return enter(name, process=key, actor=by.reference, subject=subject, facts=facts, at=at, private=private)


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
