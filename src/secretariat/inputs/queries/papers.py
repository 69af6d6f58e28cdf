"""What may be asked of inputs. Submissions are public from their filing; suggested codes are not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from secretariat.inputs.access import acts_for
from secretariat.inputs.models import (
    Call,
    Code,
    CodebookEdition,
    Endorsement,
    Envelope,
    HalfAnswer,
    Party,
    Passage,
    Quotation,
    Rendering,
    Submission,
)
from secretariat.participation.models import Entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process, Theme
from secretariat.record.queries import entry_about
from travaux.passages.coding import Codebook, codebook
from travaux.passages.segment import Kind
from travaux.refusal import Unknown

_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CONFIRMED = "only confirmed codes are asked for, which everybody sees"
DECIDED = "a code is asked for to be decided on, by those who may code: the deed asks whether they may"
TEXT = "submission__text"  # whole papers, which a list of passages does not need
FILED_BY = ("file_submission", "replace_submission", "release_submission")
CODED = (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTATION, Kind.TABLE)
"""Kinds of passage that are coded: headings, footnotes and page numbers ask for nothing."""


class NoSuchSubmission(Unknown):
    """No submission of the process has that key."""

    asked = "You asked for the submission “{key}”."
    because = "No submission of this process has that key."
    remedy = "Choose one from the list of inputs."


class NoSuchCall(Unknown):
    """No call of the process has that key."""

    asked = "You asked for the call “{key}”."
    because = "No call for inputs of this process has that key."
    remedy = "Choose one from the list of calls."


class NoSuchEnvelope(Unknown):
    """No paper under embargo has that identity, or none that the one who asks may know of."""

    asked = "You asked for the closed paper {uuid}."
    because = "There is none of that identity."
    remedy = "Choose one from the list of inputs, or look there whether it has been filed."


class NoSuchLanguage(Unknown):
    """The submission is not there in that language."""

    asked = "You asked for {key} in “{language}”."
    because = "It was not handed in in that language."
    remedy = "Choose one of the languages on its page."


class NoSuchPassage(Unknown):
    """No passage has that identity."""

    asked = "You asked for the passage {uuid}."
    because = "No submission has a passage of that identity."
    remedy = "Open the submission and choose the passage there."


class NoSuchCode(Unknown):
    """A passage has not been put under that theme, not even by suggestion."""

    asked = "You asked for the code “{theme}” of passage {uuid}."
    because = "The passage is not coded to that theme, and nobody suggested it."
    remedy = "Code it to the theme yourself."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What proves a filing: the identity of its entry in the record, the digest of that entry, and by which deed."""

    entry: str
    leaf: str
    at: datetime
    deed: str


def submissions(process: Process, *, theme: str = "", kind: str = "", withdrawn: bool = False) -> QuerySet[Any]:
    """Return the submissions of a process by number, under one theme or all; those withdrawn only if asked for.

    Each row has the number of its passages as `length`.
    """
    rows = Submission.objects.filter(process=process).select_related("entity").prefetch_related("themes").defer("text")
    if theme:
        rows = rows.filter(themes__key=theme)
    if kind:
        rows = rows.filter(kind=kind)
    if not withdrawn:
        rows = rows.filter(status=Submission.Status.FILED)
    counted = Passage.objects.filter(submission=OuterRef("pk")).order_by().values("submission")
    length = Coalesce(Subquery(counted.annotate(number_of=Count("pk")).values("number_of")), 0)
    return rows.annotate(length=length).order_by("number")


def submission_named(process: Process, key: str) -> Submission:
    """Return the submission with `key` (such as GCM-S-001), filed or withdrawn; else NoSuchSubmission."""
    rows = Submission.objects.select_related("process", "entity", "document").prefetch_related("themes")
    found = rows.filter(process=process, key=key).first()
    if found is None:
        raise NoSuchSubmission(key=key)
    return found


def receipt_of(submission: Submission) -> Receipt | None:
    """Return the receipt of a filing, from the record, by whichever deed it was filed."""
    about = f"submission:{submission.uuid}"
    entry = next(filter(None, (entry_about(about, name) for name in FILED_BY)), None)
    return Receipt(str(entry.uuid), entry.leaf, entry.at, entry.deed) if entry else None


def endorsements_of(submission: Submission) -> QuerySet[Endorsement]:
    """Return who stands behind a submission, in the order in which they came."""
    return Endorsement.objects.filter(submission=submission).select_related("entity")


def passages_of(submission: Submission, actor: Actor) -> QuerySet[Any]:
    """Return the passages of a submission in order, each with the codes that `actor` may see, as `seen`.

    Each has what it quotes as `quotes`, and as `followers` how many passages of papers that stand say the same.
    """
    codes = Code.objects.visible_to(actor, submission.process).select_related("theme").order_by("theme__ordinal")
    quotes = Quotation.objects.select_related("of__submission").defer(f"of__{TEXT}")
    rows = Passage.objects.filter(submission=submission).order_by("ordinal")
    rows = rows.select_related("copy_of__submission").defer(f"copy_of__{TEXT}")
    rows = rows.annotate(followers=Count("copies", filter=Q(copies__submission__status=Submission.Status.FILED)))
    return rows.prefetch_related(
        Prefetch("codes", queryset=codes, to_attr="seen"), Prefetch("quotations", queryset=quotes, to_attr="quotes")
    )


def flags_of(submission: Submission) -> list[dict[str, Any]]:
    """Return what the file carries that its author may not know of."""
    return [remark for remark in submission.warnings if "flag" in remark]


def remarks_of(submission: Submission) -> list[dict[str, Any]]:
    """Return what could not be read as it is in the file."""
    return [remark for remark in submission.warnings if "flag" not in remark]


def was_suggested(submission: Submission) -> bool:
    """Whether the machine was asked to suggest codes for a submission."""
    return entry_about(f"submission:{submission.uuid}", "suggest_codes") is not None


def passage_named(uuid: UUID | str, process: Process | None = None) -> Passage:
    """Return the passage with its submission, that one's process and entity; of `process` only, if given.

    Raises NoSuchPassage.
    """
    rows = Passage.objects.select_related("submission__process", "submission__entity").defer("submission__text")
    if process is not None:
        rows = rows.filter(submission__process=process)
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise NoSuchPassage(uuid=uuid)
    return found


def passages_named(uuids: Iterable[UUID | str], process: Process) -> list[Passage]:
    """Return the passages with these identities, in the order given; each must be there (NoSuchPassage)."""
    wanted = list(dict.fromkeys(str(uuid) for uuid in uuids))
    rows = Passage.objects.filter(submission__process=process, uuid__in=wanted)
    rows = rows.select_related("submission__entity").defer("submission__text")
    found = {str(row.uuid): row for row in rows}
    for uuid in wanted:
        if uuid not in found:
            raise NoSuchPassage(uuid=uuid)
    return [found[uuid] for uuid in wanted]


def passages_among(uuids: Iterable[str], process: Process) -> list[Passage]:
    """Return those passages of the process that are among `uuids`, which need not be identities at all."""
    wanted = [found.group() for found in map(_UUID.fullmatch, uuids) if found]
    rows = Passage.objects.filter(submission__process=process, uuid__in=wanted)
    return list(
        rows.select_related("submission__entity").defer("submission__text").order_by("submission_id", "ordinal")
    )


def code_named(passage: Passage, theme: str) -> Code:
    """Return the code of a passage under the theme with that key, whatever its state; else NoSuchCode."""
    rows = Code.objects.unscoped(DECIDED).select_related("theme")
    found = rows.filter(passage=passage, theme__key=theme).first()
    if found is None:
        raise NoSuchCode(theme=theme, uuid=passage.uuid)
    return found


def suggested(submission: Submission) -> list[Code]:
    """Return what is suggested for a submission and not yet decided on, passage by passage."""
    rows = Code.objects.unscoped(DECIDED).filter(passage__submission=submission, status=Code.Status.SUGGESTED)
    rows = rows.select_related("theme", "passage__submission__process", "passage__submission__entity")
    rows = rows.defer("passage__submission__text")
    return list(rows.order_by("passage__ordinal", "theme__ordinal"))


def next_undecided(passage: Passage) -> Passage:
    """Return the passage as long as something is only suggested for it, then the next of the paper that is coded."""
    if Code.objects.unscoped(DECIDED).filter(passage=passage, status=Code.Status.SUGGESTED).exists():
        return passage
    rows = Passage.objects.filter(submission=passage.submission_id, kind__in=CODED, ordinal__gt=passage.ordinal)
    return rows.order_by("ordinal").first() or passage


def coded(process: Process, *, theme: str = "") -> QuerySet[Code]:
    """Return the confirmed codes of papers that stand, in the order of their papers, under one theme or all."""
    rows = Code.objects.unscoped(CONFIRMED).filter(passage__submission__process=process, status=Code.Status.CONFIRMED)
    rows = rows.filter(passage__submission__status=Submission.Status.FILED)
    if theme:
        rows = rows.filter(theme__key=theme)
    rows = rows.select_related("theme", "passage__submission__entity").defer("passage__submission__text")
    return rows.order_by("theme__ordinal", "passage__submission__number", "passage__ordinal")


def spoken(process: Process) -> set[tuple[Entity, str]]:
    """Return which entity spoke on which theme: it filed a paper under it, or a passage of its was confirmed there.

    Those who filed a paper jointly spoke too, and so did a group on whose behalf it was filed.
    """
    filed = Submission.objects.filter(process=process, status=Submission.Status.FILED)
    pairs = set(filed.exclude(themes=None).values_list("entity_id", "themes__key").order_by())
    behind = Party.objects.filter(submission__in=filed)
    pairs |= set(behind.exclude(submission__themes=None).values_list("entity_id", "submission__themes__key").order_by())
    confirmed = Code.objects.unscoped(CONFIRMED).filter(status=Code.Status.CONFIRMED, passage__submission__in=filed)
    pairs |= set(confirmed.values_list("passage__submission__entity_id", "theme__key").order_by().distinct())
    pairs |= (
        set()
        if not behind.exists()
        else set(
            behind.filter(submission__passages__codes__status=Code.Status.CONFIRMED)
            .values_list("entity_id", "submission__passages__codes__theme__key")
            .order_by()
            .distinct()
        )
    )
    entities = Entity.objects.in_bulk([entity for entity, _theme in pairs])
    return {(entities[entity], theme) for entity, theme in pairs}


def said_in(process: Process, field: str) -> set[tuple[str, str, str]]:
    """Return who spoke on which theme in papers of which sort: entity, theme, and the value of `field` of the paper."""
    filed = Submission.objects.filter(process=process, status=Submission.Status.FILED)
    found = set(filed.exclude(themes=None).values_list("entity__code", "themes__key", field).order_by())
    confirmed = Code.objects.unscoped(CONFIRMED).filter(status=Code.Status.CONFIRMED, passage__submission__in=filed)
    paper = "passage__submission__"
    said = confirmed.values_list(f"{paper}entity__code", "theme__key", f"{paper}{field}").order_by().distinct()
    return found | set(said)


def themes(process: Process) -> QuerySet[Theme]:
    """Return the themes of a process in their order, without those that the codebook has retired."""
    retired = [code["key"] for code in edition_of(process) if code["retired"]]
    return Theme.objects.filter(process=process).exclude(key__in=retired).order_by("ordinal", "id")


def edition_of(process: Process) -> list[dict[str, Any]]:
    """Return the codes of the codebook as it stands: its last edition, or the themes of the process file."""
    newest = CodebookEdition.objects.filter(process=process).order_by("-number").first()
    if newest:
        return list(newest.codes)
    return [
        {
            "key": row.key,
            "title": row.title,
            "category": "theme",
            "parent": "",
            "words": list(row.words),
            "retired": False,
        }
        for row in modalities_of(process).themes
    ]


def codebook_of(process: Process) -> Codebook:
    """Return the words that the codebook gives for each theme that is not retired."""
    return codebook({code["key"]: code["words"] for code in edition_of(process) if not code["retired"]})


def entities_for(process: Process, actor: Actor) -> QuerySet[Entity]:
    """Return the entities for which `actor` may file."""
    rows = Entity.objects.filter(process=process).order_by("code")
    return rows if actor.is_one_of(OFFICER) else rows.filter(code=actor.entity)


def everybody(process: Process) -> QuerySet[Entity]:
    """Return who takes part, by code."""
    return Entity.objects.filter(process=process).order_by("code")


def may_change(submission: Submission, actor: Actor) -> bool:
    """Whether `actor` may withdraw the submission, as far as the entity goes; the phase is another question."""
    return submission.status == Submission.Status.FILED and acts_for(actor, submission.entity)


def calls(process: Process) -> QuerySet[Call]:
    """Return the calls for inputs of a process, the newest first."""
    return Call.objects.filter(process=process).prefetch_related("themes").order_by("-number")


def call_named(process: Process, key: str) -> Call:
    """Return the call with `key` (such as GCM-C-1); else NoSuchCall."""
    found = Call.objects.select_related("process").prefetch_related("themes").filter(process=process, key=key).first()
    if found is None:
        raise NoSuchCall(key=key)
    return found


def answers(call: Call) -> QuerySet[Submission]:
    """Return the papers that answer a call and stand, by number."""
    rows = Submission.objects.filter(call=call, status=Submission.Status.FILED)
    return rows.select_related("entity").defer("text").order_by("number")


def silent(call: Call) -> list[Entity]:
    """Return whom a call addresses and who has not answered, alone or with others, by code."""
    rows = Entity.objects.filter(process=call.process)
    rows = rows.filter(kind__in=call.kinds) if call.kinds else rows
    papers = answers(call)
    heard = {*papers.values_list("entity_id", flat=True)}
    heard |= {*Party.objects.filter(submission__in=papers).values_list("entity_id", flat=True)}
    return [entity for entity in rows.order_by("code") if entity.pk not in heard]


def half_answer(process: Process, actor: Actor, place: str) -> dict[str, Any]:
    """Return what the one who asks has typed and not handed in, nothing if there is none."""
    rows = HalfAnswer.objects.filter(process=process, person=actor.person, place=place)
    return dict(rows.values_list("typed", flat=True).first() or {}) if actor.person else {}


def envelopes(process: Process, actor: Actor) -> QuerySet[Envelope]:
    """Return the papers under embargo that `actor` may know of, the first to be opened first."""
    rows = Envelope.objects.visible_to(actor, process).filter(submission=None, withdrawn_at=None)
    return rows.select_related("entity").order_by("until", "id")


def envelope_named(process: Process, uuid: UUID, actor: Actor) -> Envelope:
    """Return a paper under embargo; else, and where `actor` may not know of it, NoSuchEnvelope."""
    found = Envelope.objects.visible_to(actor, process).select_related("process", "entity").filter(uuid=uuid).first()
    if found is None:
        raise NoSuchEnvelope(uuid=uuid)
    return found


def rendering_of(submission: Submission, language: str) -> Rendering:
    """Return the language version of a submission; else NoSuchLanguage."""
    found = Rendering.objects.select_related("document__blob").filter(submission=submission, language=language).first()
    if found is None:
        raise NoSuchLanguage(key=submission.key, language=language)
    return found


def parties_of(submission: Submission) -> QuerySet[Party]:
    """Return those in whose name a paper speaks beside the one who filed it."""
    return Party.objects.filter(submission=submission).select_related("entity").order_by("part", "entity__code")
