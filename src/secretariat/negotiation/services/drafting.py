"""Opening a text, drafting its provisions, presenting it."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.inputs.models import Passage
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    NegotiatingText,
    Provenance,
    Provision,
    ProvisionKind,
    ProvisionVersion,
    Redraft,
    TextKind,
    TextVersion,
    VersionStatus,
)
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.freezing import freeze
from secretariat.negotiation.services.journal import Reach, journal
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from secretariat.stocktaking.models import Sentence
from travaux.refusal import Changed, Invalid
from travaux.text.numbering import CONVENTIONS


class TextExists(Changed):
    """A text with the key asked for is there already."""

    asked = "You asked to open a text under the key “{key}”."
    because = "This process has a text of that key."
    remedy = "Choose another key, or go on with the text that is there."


class NoSuchConvention(Invalid):
    """No numbering convention, or no kind, has that name."""

    asked = "You gave “{given}” as the {what}."
    because = "There is no such {what}."
    remedy = "Choose one of: {known}."


class NoWords(Invalid):
    """A provision was to be written without words."""

    asked = "You asked to write a paragraph."
    because = "It has no words."
    remedy = "Give its wording; to take a paragraph out of the text, propose its deletion."


class NoReason(Invalid):
    """A paragraph that is before the meeting was to be worded anew without a word on why."""

    asked = "You asked to word paragraph {number} anew."
    because = "The draft has been presented, and you gave no reason."
    rule = "Whoever changes words that are before the meeting says why."
    remedy = "Give the reason; everybody reads it in the history of the paragraph."


class AlreadyPresented(Changed):
    """The draft has been presented before."""

    asked = "You asked to present “{text}”."
    because = "It was presented on {day} as “{label}”."
    remedy = "Freeze the working text as a revision instead."


class NothingToPresent(Invalid):
    """The text has no provision yet."""

    asked = "You asked to present “{text}”."
    because = "It has no paragraph yet."
    remedy = "Draft its title and its first paragraphs."


@deed("text opened")
def open_text(  # noqa: PLR0913 - a text has these parts
    process: Process,
    *,
    key: str,
    title: str,
    kind: str = TextKind.COMPACT,
    numbering: str = "compact",
    language: str = "en",
    by: Actor,
    at: datetime,
) -> NegotiatingText:
    """Open a text under negotiation, with an empty working version."""
    require(process, by, "open_text", at=at)
    _check(kind, TextKind.values, "kind of text")
    _check(numbering, list(CONVENTIONS), "numbering convention")
    if NegotiatingText.objects.unscoped(DEED).filter(process=process, key=key).exists():
        raise TextExists(key=key)
    text = NegotiatingText.objects.create(
        process=process, key=key, title=title, kind=kind, numbering=numbering, language=language, opened_at=at
    )
    TextVersion.objects.create(text=text, ordinal=0, label="Working text")
    facts = {"title": title, "kind": kind, "numbering": numbering}
    enter("open_text", process=process.key, actor=by.reference, subject=f"text:{key}", facts=facts, at=at)
    return text


@deed("paragraph drafted")
def draft_provision(  # noqa: PLR0913 - a provision has these parts
    text: NegotiatingText,
    *,
    kind: str,
    wording: str,
    after: Provision | None = None,
    sentences: Sequence[Sentence] = (),
    passages: Sequence[Passage] = (),
    by: Actor,
    at: datetime,
) -> Provision:
    """Write a provision behind another, or at the end, with the sentences and passages that it rests on."""
    require(text.process, by, "draft_provision", at=at)
    _check(kind, ProvisionKind.values, "kind of paragraph")
    wording = worded(wording)
    version = queries.working(text)
    with journal(text, "draft_provision", reach=Reach.WORDS, by=by, at=at):
        place = steps.place_after(version, queries.working_row(after) if after else None)
        provision = Provision.objects.create(text=text, born_in=version)
        ProvisionVersion.objects.create(provision=provision, version=version, kind=kind, ordinal=place, wording=wording)
        _rest_on(provision, sentences, passages)
        steps.renumber(version)
    facts = {
        "text": text.key,
        "kind": kind,
        "wording": wording,
        "sentences": [str(sentence.uuid) for sentence in sentences],
        "passages": [str(passage.uuid) for passage in passages],
    }
    subject = f"provision:{provision.uuid}"
    enter("draft_provision", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return provision


def _rest_on(provision: Provision, sentences: Sequence[Sentence], passages: Sequence[Passage]) -> None:
    Provenance.objects.bulk_create(
        [
            *(Provenance(provision=provision, sentence=sentence) for sentence in sentences),
            *(Provenance(provision=provision, passage=passage) for passage in passages),
        ]
    )


def worded(wording: str) -> str:
    """Return a wording without spaces at its ends, its lines ended as everywhere here. Raises NoWords, LongWording."""
    if not wording.strip():
        raise NoWords
    steps.check_length(wording)
    # A browser ends the lines of a box with two characters; they would show as changes that nobody made.
    return wording.strip().replace("\r\n", "\n")


def _check(given: str, known: Sequence[str], what: str) -> None:
    if given not in known:
        raise NoSuchConvention(given=given, what=what, known=", ".join(known))


@deed("paragraph redrafted")
def redraft_provision(
    provision: Provision, *, wording: str, reason: str = "", kind: str = "", seen: str = "", by: Actor, at: datetime
) -> ProvisionVersion:
    """Word a provision anew, with the reason; open proposals on it are carried over, an agreed one is reopened.

    The reason may be left out only until the draft is presented.
    """
    process = provision.text.process
    require(process, by, "redraft_provision", at=at)
    wording, reason = worded(wording), reason.strip()
    row = queries.working_row(provision, lock=True)
    steps.check_seen(row, seen)
    if row.version.ordinal and not reason:
        raise NoReason(number=queries.label(row))
    steps.check_open_to_change(row)
    before = row.sha256
    with journal(provision.text, "redraft_provision", provision, reach=Reach.WORDS, by=by, at=at):
        fates = _reword(row, wording, reason, by, at) if wording != row.wording else {}
        _change_kind(row, kind)
    facts = {"before": before, "wording": wording, "kind": row.kind, "edits": fates, "reason": reason}
    subject = f"provision:{provision.uuid}"
    enter("redraft_provision", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return row


def _change_kind(row: ProvisionVersion, kind: str) -> None:
    if kind:
        _check(kind, ProvisionKind.values, "kind of paragraph")
        row.kind, row.kept = kind, ""
        row.save(update_fields=["kind", "kept"])
        steps.renumber(row.version)


def _reword(row: ProvisionVersion, wording: str, reason: str, by: Actor, at: datetime) -> dict[str, str]:
    """Keep the redraft as a row of the paragraph's history, then change the words."""
    Redraft.objects.create(
        provision=row.provision,
        version=row.version,
        before=row.wording,
        wording=wording,
        reason=reason,
        by=by.reference,
        person=by.person,
        at=at,
    )
    steps.reopen(row, "redrafted", at)
    return steps.reword(row, wording)


@deed("draft presented")
def present_draft(
    text: NegotiatingText, *, label: str = "Zero draft", symbol: str = "", by: Actor, at: datetime
) -> TextVersion:
    """Freeze the first version; from now on everybody sees the text."""
    require(text.process, by, "present_draft", at=at)
    version = queries.working(text)
    first = unscoped(text.versions, DEED).exclude(status=VersionStatus.WORKING).order_by("ordinal").first()
    if first is not None:
        raise AlreadyPresented(text=text, day=f"{first.frozen_at:%-d %B %Y}", label=first.label)
    if not unscoped(version.rows, DEED).exists():
        raise NothingToPresent(text=text)
    with journal(text, "present_draft", reach=Reach.ALL, by=by, at=at):
        freeze(version, label=label, symbol=symbol, at=at)
    facts = {"label": label, "symbol": symbol, "sha256": version.sha256}
    subject = f"text:{text.key}"
    enter("present_draft", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return version
