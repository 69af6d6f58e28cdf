"""Entering documents under their symbols, in their languages, and withdrawing what should not have been issued."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from secretariat.documents.services import keep
from secretariat.frame.scope import DEED
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from secretariat.registry.models import InLanguage, Issued
from travaux.modalities import symbols
from travaux.modalities.papers import series
from travaux.refusal import Changed, Invalid

SYMBOL_AT_MOST, TITLE_AT_MOST, BY_AT_MOST, REASON_AT_MOST = 60, 300, 200, 300
_SYMBOL = re.compile(r"\S(?:[^\x00-\x1f]*\S)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class WrongDocument(Invalid):
    """Something that a document of the register must have is missing or cannot be."""

    asked = "You asked to enter a document in the register."
    because = "{why}"
    rule = "A document has a symbol, a title, its author, the day of issue, and one language at least."
    remedy = "Put that right, and enter it again."


class SymbolTaken(Changed):
    """Another document of the process has that symbol."""

    asked = "You asked to enter a document as {symbol}."
    because = "That symbol was given on {day}, to: {title}."
    rule = "A symbol is given once; also one whose document was withdrawn is not given again."
    remedy = (
        "Leave the symbol out, and the next of the series is given; or go on behind it with /Add.1, /Corr.1 or /Rev.1."
    )


class AlreadyInLanguage(Changed):
    """The document was issued in that language before."""

    asked = "You asked to issue {symbol} in the language “{language}”."
    because = "It was issued in that language on {day}."
    rule = "What was issued is not exchanged; a correction is a document of its own."
    remedy = "Enter the correction as {symbol}/Corr.1, or the new wording as {symbol}/Rev.1."


class AlreadyWithdrawn(Changed):
    """The document was withdrawn before."""

    asked = "You asked for a change to {symbol}."
    because = "It was withdrawn on {day}: {reason}"
    rule = "What was withdrawn stays in the register, so that its symbol means nothing else."
    remedy = "Enter what takes its place under a symbol of its own."


class AlreadyGeneral(Changed):
    """The document is for everybody already."""

    asked = "You asked to give {symbol} general distribution."
    because = "It has it."
    rule = "What was given to everybody is not given again, nor taken back."
    remedy = "If it should not have been issued, withdraw it: its symbol stays, with the reason."


@dataclass(frozen=True, slots=True)
class File:
    """A language version: the code of the language, and the file where one is kept."""

    language: str
    filename: str = ""
    content: bytes = b""
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Entering:
    """A document as it is entered: with a symbol, or a series of which it takes the next."""

    title: str
    by: str
    issued_on: date
    files: Sequence[File]
    symbol: str = ""
    series: str = ""
    owed: str = ""
    distribution: str = Issued.Distribution.GENERAL
    page: str = ""


@deed("document registered")
def register_document(process: Process, *, entering: Entering, by: Actor, at: datetime) -> Issued:
    """Enter a document in the register; without a symbol, it takes the next of its series.

    Raises WrongDocument, SymbolTaken, or the refusal of the modalities.
    """
    require(process, by, "register_document", at=at)
    _check(process, entering, at)
    Process.objects.select_for_update().get(pk=process.pk)  # two documents must not take the same number
    symbol = entering.symbol.strip() or _next(process, entering.series)
    if taken := Issued.objects.unscoped(DEED).filter(process=process, symbol__iexact=symbol).first():
        raise SymbolTaken(symbol=symbol, day=taken.issued_on, title=taken.title)
    row = Issued.objects.create(
        process=process,
        symbol=symbol,
        series=symbols.series_of(series(modalities_of(process)), symbol),
        title=entering.title.strip(),
        owed=entering.owed,
        by=entering.by.strip(),
        distribution=entering.distribution,
        page=entering.page,
        issued_on=entering.issued_on,
        entered_at=at,
    )
    held = {each.language: _kept(row, each, entering.issued_on, by, at) for each in entering.files}
    facts = {"title": row.title, "owed": row.owed, "distribution": row.distribution, "page": row.page}
    _enter("register_document", row, by, at, {**facts, "issued": row.issued_on.isoformat(), "languages": held})
    return row


def _next(process: Process, pattern: str) -> str:
    given = Issued.objects.unscoped(DEED).filter(process=process).values_list("symbol", flat=True)
    return symbols.symbol(pattern, symbols.following(pattern, given))


def _check(process: Process, entering: Entering, at: datetime) -> None:
    modalities, symbol = modalities_of(process), entering.symbol.strip()
    languages = [each.language for each in entering.files]
    wrong = (
        (not 0 < len(entering.title.strip()) <= TITLE_AT_MOST, "It has no title, or one of more than 300 characters."),
        (not 0 < len(entering.by.strip()) <= BY_AT_MOST, "It is not said who issues it."),
        (
            not symbol and entering.series not in series(modalities),
            "It has neither a symbol nor a series of the process.",
        ),
        (
            bool(symbol) and not _may_be_symbol(symbol),
            "Its symbol has more than 60 characters, or signs that none has.",
        ),
        (
            bool(entering.owed) and entering.owed not in {each.key for each in modalities.documents},
            "Nothing is owed as that.",
        ),
        (
            entering.distribution not in Issued.Distribution.values,
            "Its distribution is neither general nor limited nor restricted.",
        ),
        (entering.issued_on > modalities.day_of(at), "Its day of issue has not come."),
        (not languages or len(set(languages)) < len(languages), "It is in no language, or in one of them twice."),
        (not all(map(_LANGUAGE.fullmatch, languages)), "A language is no code of two or three small letters."),
    )
    if why := next((words for is_wrong, words in wrong if is_wrong), ""):
        raise WrongDocument(why=why)


def _may_be_symbol(symbol: str) -> bool:
    return len(symbol) <= SYMBOL_AT_MOST and bool(_SYMBOL.fullmatch(symbol))


def _kept(row: Issued, file: File, day: date, by: Actor, at: datetime) -> str:
    """Keep a language version; return the digest of its file, or nothing where there is none."""
    document = None
    if file.content:
        document = keep(
            file.content,
            filename=file.filename,
            media_type=file.media_type,
            title=row.title,
            symbol=row.symbol,
            language=file.language,
            by=by.person,
            at=at,
        )
    InLanguage.objects.create(issued=row, language=file.language, document=document, issued_on=day)
    return document.blob_id if document else ""


@deed("document issued in a language")
def issue_in_language(issued: Issued, *, file: File, issued_on: date, by: Actor, at: datetime) -> InLanguage:
    """Add a language version to a document of the register.

    Raises WrongDocument, AlreadyInLanguage, AlreadyWithdrawn, or the refusal of the modalities.
    """
    row = _standing(issued, "issue_in_language", by, at)
    if not _LANGUAGE.fullmatch(file.language):
        raise WrongDocument(why="A language is no code of two or three small letters.")
    if issued_on > modalities_of(row.process).day_of(at):
        raise WrongDocument(why="Its day of issue has not come.")
    if before := row.versions.filter(language=file.language).first():
        raise AlreadyInLanguage(symbol=row.symbol, language=file.language, day=before.issued_on)
    held = _kept(row, file, issued_on, by, at)
    facts = {"language": file.language, "sha256": held, "issued": issued_on.isoformat()}
    _enter("issue_in_language", row, by, at, facts)
    return row.versions.get(language=file.language)


@deed("document distributed to everybody")
def distribute_document(issued: Issued, *, by: Actor, at: datetime) -> Issued:
    """Give general distribution to a document that only some could see until now, in all its languages.

    Raises AlreadyGeneral, AlreadyWithdrawn, or the refusal of the modalities.
    """
    row = _standing(issued, "distribute_document", by, at)
    if row.is_general:
        raise AlreadyGeneral(symbol=row.symbol)
    row.general_at = at
    row.save(update_fields=["general_at"])
    held = {each.language: each.document.blob_id if each.document else "" for each in row.versions.all()}
    facts = {"title": row.title, "owed": row.owed, "distribution": row.distribution, "page": row.page}
    _enter("distribute_document", row, by, at, {**facts, "issued": row.issued_on.isoformat(), "languages": held})
    return row


@deed("document withdrawn")
def withdraw_document(issued: Issued, *, reason: str, by: Actor, at: datetime) -> Issued:
    """Withdraw a document: it stays in the register with the reason, and its symbol is not given again.

    Raises WrongDocument, AlreadyWithdrawn, or the refusal of the modalities.
    """
    row = _standing(issued, "withdraw_document", by, at)
    if not 0 < len(reason.strip()) <= REASON_AT_MOST:
        raise WrongDocument(why="It is not said in at most 300 characters why it is withdrawn.")
    row.withdrawn_at, row.reason = at, reason.strip()
    row.save(update_fields=["withdrawn_at", "reason"])
    _enter("withdraw_document", row, by, at, {"reason": row.reason})
    return row


def _standing(issued: Issued, name: str, by: Actor, at: datetime) -> Issued:
    """Return the row, locked, if the deed may be done and the document was not withdrawn."""
    require(issued.process, by, name, at=at)
    row = Issued.objects.unscoped(DEED).select_for_update().select_related("process").get(pk=issued.pk)
    if row.withdrawn_at:
        day = modalities_of(row.process).day_of(row.withdrawn_at)
        raise AlreadyWithdrawn(symbol=row.symbol, day=day, reason=row.reason)
    return row


def _enter(name: str, row: Issued, by: Actor, at: datetime, facts: Mapping[str, object]) -> None:
    """Enter what was done; the record is told by `untabled` that not everybody may know of it."""
    enter(
        name,
        process=row.process.key,
        actor=by.reference,
        subject=f"document:{row.uuid}",
        facts={"symbol": row.symbol, **facts} if row.is_general else {"symbol": row.symbol, **facts, "untabled": True},
        at=at,
    )
