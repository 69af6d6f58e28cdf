"""What may be done in the stocktaking: a chair's summary is opened, written sentence by sentence, mended and issued."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from secretariat.frame.scope import DEED
from secretariat.inputs.models import Passage, Submission
from secretariat.inputs.services import NoSuchTheme
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process, Theme
from secretariat.record.services import deed, enter
from secretariat.stocktaking.models import Citation, Sentence, Summary
from secretariat.stocktaking.queries import as_cited, misfits_of, sentences_of, sources_of, stamp_of
from travaux.refusal import Changed, Invalid
from travaux.summary.citation import check, resolve

TITLE_AT_MOST = 300
WORDING_AT_MOST = 2000
_LINE = re.compile(r"(?P<word>\D{1,40}) (?P<least>[0-9]{1,4})(?: (?P<most>[0-9]{1,4}))?")


class WrongTitle(Invalid):
    """The title of the summary is missing or too long."""

    asked = "You asked to open a summary."
    because = "Its title has {length} characters; it must have between 1 and {at_most}."
    remedy = "Give it the title under which it will be issued."


class WrongWording(Invalid):
    """The sentence is empty or far too long for one sentence."""

    asked = "You asked to write a sentence of {key}."
    because = "It has {length} characters; it must have between 1 and {at_most}."
    rule = "A summary is written sentence by sentence, so that each shows what it rests on."
    remedy = "Write one sentence, and then the next."


class SourceWithdrawn(Changed):
    """A passage belongs to a paper that was withdrawn."""

    asked = "You asked to rest a sentence on a passage of {submission}."
    because = "{submission} was withdrawn."
    rule = "A paper that was withdrawn no longer counts."
    remedy = "Choose passages of papers that stand."


class OtherProcess(Invalid):
    """A passage belongs to another process."""

    asked = "You asked to rest a sentence of {key} on a passage of {submission}."
    because = "That paper was filed in another process."
    rule = "A summary rests on the inputs of its own process."
    remedy = "Choose passages of this process."


class AlreadyIssued(Changed):
    """The summary has been issued."""

    asked = "You asked to change {key}."
    because = "It was issued on {day}."
    rule = "A summary that was issued stays as it is: the draft rests on it (A/RES/71/280, paragraph 25)."
    remedy = "Open another summary, or a corrigendum."


class AlreadyStruck(Changed):
    """The sentence was struck before."""

    asked = "You asked to strike a sentence of {key}."
    because = "It was struck already."
    rule = "A sentence is struck once, and stays in the record."
    remedy = "Look at the summary as it stands now."


class MendedMeanwhile(Changed):
    """Somebody has mended the sentence since the form was opened."""

    asked = "You asked to mend a sentence of {key}."
    because = "It was changed in the meantime; it now reads: “{wording}”."
    rule = "What is mended is the sentence as it stands, so that no one's words are lost unseen."
    remedy = "Look at the sentence as it stands; what you typed is still in the form."


class WrongQuantities(Invalid):
    """A line of the table of quantities is not what it should be."""

    asked = "You asked to set what words of quantity stand for in {key}."
    because = "“{line}” is not a word with the least and the most number it stands for."
    rule = "A word of quantity is tied to numbers by the table that the chair sets."
    remedy = "Write lines such as “several 3 9”, or “many 10” where there is no upper bound."


class Miscounted(Invalid):
    """Words of quantity in a summary do not stand for the numbers on which its sentences rest."""

    asked = "You asked to issue {key}."
    because = "Words of quantity do not fit the number of entities quoted: {sentences}."
    rule = "A word of quantity is tied to numbers by the table that the chair set."
    remedy = "Choose another word, quote more of those who said it, or mark the sentence as the chair's own."


class WrongKind(Invalid):
    """There is no such kind of summary."""

    asked = "You asked to open a summary of the kind “{kind}”."
    because = "The kinds are: {known}."
    rule = "Sessions, hearings and the preparatory meeting are summed up (A/RES/71/280, paragraphs 21, 25 and 30)."
    remedy = "Choose one of them."


class MendedStruck(Changed):
    """The sentence that is to be mended was struck."""

    asked = "You asked to mend a sentence of {key}."
    because = "It was struck."
    rule = "A sentence that was struck stays in the record as it was."
    remedy = "Write it anew at the end of the summary."


class NoSentences(Invalid):
    """The summary says nothing."""

    asked = "You asked to issue {key}."
    because = "It has no sentence."
    rule = "A summary sums up what was said."
    remedy = "Write its sentences first."


@deed("summary opened")
def open_summary(process: Process, *, title: str, kind: str = Summary.Kind.CHAIR, by: Actor, at: datetime) -> Summary:
    """Open a summary; until it is issued only co-facilitators and the secretariat see it.

    Raises WrongTitle, WrongKind.
    """
    require(process, by, "open_summary", at=at)
    title = title.strip()
    if not 0 < len(title) <= TITLE_AT_MOST:
        raise WrongTitle(length=len(title), at_most=TITLE_AT_MOST)
    if kind not in Summary.Kind.values:
        raise WrongKind(kind=kind, known=", ".join(Summary.Kind.values))
    Process.objects.select_for_update().get(pk=process.pk)  # two summaries must not take the same number
    number = (Summary.objects.unscoped(DEED).filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    key = f"{process.key.partition('-')[0].upper()}-SUM-{number}"
    summary = Summary.objects.create(process=process, number=number, key=key, title=title, kind=kind, opened_at=at)
    _enter("open_summary", summary, by, at, {"title": title, "kind": kind})
    return summary


@deed("sentence written")
def write_sentence(
    summary: Summary,
    *,
    wording: str,
    passages: Sequence[Passage] = (),
    own: bool = False,
    theme: str = "",
    by: Actor,
    at: datetime,
) -> Sentence:
    """Write a sentence at the end of a summary, with the passages that it rests on, or as the chair's own.

    Raises WrongWording, NoSuchTheme, AlreadyIssued, SourceWithdrawn, OtherProcess.
    """
    require(summary.process, by, "write_sentence", at=at)
    _require_draft(summary)
    wording = _wording(summary, wording)
    _check_sources(summary, passages)
    last = Sentence.objects.unscoped(DEED).filter(summary=summary).aggregate(last=Max("ordinal"))["last"] or 0
    sentence = Sentence.objects.create(
        summary=summary,
        ordinal=last + 1,
        wording=wording,
        own=own,
        theme=_theme(summary.process, theme),
        written_by=by.person,
        written_at=at,
    )
    facts = {"wording": wording, "passages": _rest(sentence, passages), "own": own, "theme": theme}
    _enter("write_sentence", summary, by, at, {"sentence": str(sentence.uuid), **facts})
    return sentence


@deed("sentence mended")
def mend_sentence(  # noqa: PLR0913 - a sentence has these parts
    sentence: Sentence,
    *,
    wording: str,
    passages: Sequence[Passage],
    own: bool,
    theme: str,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Sentence:
    """Put a sentence of a draft summary right: its wording, all that it rests on, and its theme ("" for none).

    It keeps its place and its author; the record keeps what it said before. `seen` is the stamp of the sentence that
    was looked at (`queries.stamp_of`). Raises WrongWording, NoSuchTheme, AlreadyIssued, MendedStruck, MendedMeanwhile,
    SourceWithdrawn, OtherProcess.
    """
    summary = sentence.summary
    require(summary.process, by, "mend_sentence", at=at)
    _require_draft(summary)
    wording = _wording(summary, wording)
    _check_sources(summary, passages)
    row = Sentence.objects.unscoped(DEED).filter(pk=sentence.pk, struck_at=None).first()
    if row is None:
        raise MendedStruck(key=summary.key)
    if seen and seen != stamp_of(row):
        raise MendedMeanwhile(key=summary.key, wording=row.wording)
    before = row.wording
    row.wording, row.own, row.theme = wording, own, _theme(summary.process, theme)
    row.save(update_fields=["wording", "own", "theme"])
    facts = {"wording": wording, "passages": _rest(row, passages), "own": own, "theme": theme, "before": before}
    _enter("mend_sentence", summary, by, at, {"sentence": str(row.uuid), **facts})
    return row


@deed("sentence struck")
def strike_sentence(sentence: Sentence, *, by: Actor, at: datetime) -> Sentence:
    """Strike a sentence of a draft summary: it stays, marked, and is not issued.

    Raises AlreadyIssued, AlreadyStruck.
    """
    summary = sentence.summary
    require(summary.process, by, "strike_sentence", at=at)
    _require_draft(summary)
    if not Sentence.objects.unscoped(DEED).filter(pk=sentence.pk, struck_at=None).update(struck_at=at):
        raise AlreadyStruck(key=summary.key)
    sentence.struck_at = at
    _enter("strike_sentence", summary, by, at, {"sentence": str(sentence.uuid), "wording": sentence.wording})
    return sentence


@deed("summary issued")
def issue_summary(summary: Summary, *, by: Actor, at: datetime) -> Summary:
    """Issue a summary: refused with Uncited while a sentence rests on nothing and is not the chair's own.

    Every citation is resolved to the exact words of its source first. Raises AlreadyIssued, NoSentences,
    Uncited, Miscounted.
    """
    require(summary.process, by, "issue_summary", at=at)
    _require_draft(summary)
    rows = list(sentences_of(summary))
    if not rows:
        raise NoSentences(key=summary.key)
    sentences, sources = as_cited(rows), sources_of(rows)
    check(sentences)
    _check_amounts(summary, rows)
    citations = [resolve(cited, sources) for sentence in sentences for cited in sentence.citations]
    summary.status, summary.issued_at = Summary.Status.ISSUED, at
    summary.save(update_fields=["status", "issued_at"])
    wording = "\n".join(sentence.wording for sentence in sentences)
    facts = {
        "sha256": hashlib.sha256(wording.encode()).hexdigest(),
        "sentences": len(sentences),
        "own": sum(sentence.own for sentence in sentences),
        "citations": len(citations),
    }
    _enter("issue_summary", summary, by, at, facts)
    return summary


@deed("words of quantity tied to numbers")
def set_quantities(summary: Summary, *, lines: Sequence[str], by: Actor, at: datetime) -> Summary:
    """Tie words of quantity to numbers of entities: lines such as “several 3 9” or “many 10”.

    Raises AlreadyIssued, WrongQuantities.
    """
    require(summary.process, by, "set_quantities", at=at)
    _require_draft(summary)
    summary.quantities = [_quantity(summary, line) for line in lines if line.strip()]
    summary.save(update_fields=["quantities"])
    _enter("set_quantities", summary, by, at, {"quantities": summary.quantities})
    return summary


def _quantity(summary: Summary, line: str) -> list[str | int | None]:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise WrongQuantities(key=summary.key, line=line)
    least, most = int(found["least"]), int(found["most"]) if found["most"] else None
    if most is not None and most < least:
        raise WrongQuantities(key=summary.key, line=line)
    return [found["word"], least, most]


def _check_amounts(summary: Summary, rows: Sequence[Sentence]) -> None:
    """Refuse with Miscounted words that do not fit the table that the chair set; where there is none, nothing."""
    off = misfits_of(summary, rows) if summary.quantities else []
    if off:
        told = "; ".join(f"“{each.word}” ({each.count}): “{row.wording}”" for row, each in off)
        raise Miscounted(key=summary.key, sentences=told)


def _require_draft(summary: Summary) -> None:
    """Refuse with AlreadyIssued; looks at the row as it is now, held until the deed is done."""
    row = Summary.objects.unscoped(DEED).select_for_update().get(pk=summary.pk)
    if row.issued_at:
        raise AlreadyIssued(key=row.key, day=f"{row.issued_at:%-d %B %Y}")


def _wording(summary: Summary, wording: str) -> str:
    wording = wording.strip()
    if not 0 < len(wording) <= WORDING_AT_MOST:
        raise WrongWording(key=summary.key, length=len(wording), at_most=WORDING_AT_MOST)
    return wording


def _rest(sentence: Sentence, passages: Sequence[Passage]) -> list[str]:
    """Rest the sentence on these passages and no others; return their identities."""
    chosen = list(dict.fromkeys(passages))
    Citation.objects.unscoped(DEED).filter(sentence=sentence).delete()
    Citation.objects.bulk_create([Citation(sentence=sentence, passage=passage) for passage in chosen])
    return [str(passage.uuid) for passage in chosen]


def _check_sources(summary: Summary, passages: Sequence[Passage]) -> None:
    for passage in passages:
        submission = passage.submission
        if submission.process_id != summary.process_id:
            raise OtherProcess(key=summary.key, submission=submission.key)
        if submission.status != Submission.Status.FILED:
            raise SourceWithdrawn(submission=submission.key)


def _theme(process: Process, key: str) -> Theme | None:
    if not key:
        return None
    known = {theme.key: theme for theme in Theme.objects.filter(process=process)}
    if key not in known:
        raise NoSuchTheme(theme=key, known=", ".join(known), symbol=process.symbol)
    return known[key]


def _enter(name: str, summary: Summary, by: Actor, at: datetime, facts: Mapping[str, Any]) -> None:
    subject = f"summary:{summary.uuid}"
    everything = {"summary": summary.key, **facts}
    enter(name, process=summary.process.key, actor=by.reference, subject=subject, facts=everything, at=at)
