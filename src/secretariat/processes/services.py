"""Opening a process from its process file, and keeping what shows that its obligations were met."""

import hashlib
import re
from datetime import datetime

from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Fulfilment, Process, Theme
from secretariat.processes.queries import obligation_named
from secretariat.record.services import deed, enter
from travaux.modalities import Modalities, load_modalities
from travaux.refusal import Changed, Invalid, NotEntitled

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
KEY_AT_MOST = 60
EVIDENCE_AT_MOST = 400


class MayNotOpen(NotEntitled):
    """Only the staff of the installation opens processes."""

    asked = "You asked to open a process."
    because = "That is for the staff of this site."
    rule = "A process is opened before anybody has a seat in it, so its own rules cannot give that right."
    remedy = "Sign in as one of the staff, or ask the operator, whose command is `travaux process open`."


class WrongKey(Invalid):
    """The key cannot stand in an address."""

    asked = "You asked to open a process under the key “{key}”."
    because = "A key has lower-case letters, digits, single hyphens and underscores, {at_most} characters at most."
    remedy = "Choose another key, such as “compact-2018”."


class KeyTaken(Changed):
    """Another process has that key."""

    asked = "You asked to open a process under the key “{key}”."
    because = "There is a process with that key: {title}."
    rule = "The key of a process stands in every address and every entry of the record, so no two share one."
    remedy = "Choose another key, or go on in the process that is there."


class NoEvidence(Invalid):
    """Nothing, or too much, was given to show that an obligation was met."""

    asked = "You asked to mark “{title}” as met."
    because = "What shows it has {length} characters; it must have between 1 and {at_most}."
    rule = "Paragraph {paragraph} of {symbol} is met when something shows it."
    remedy = "Name the document, the meeting or the address where it can be seen."


class AlreadyMet(Changed):
    """The obligation was marked as met before."""

    asked = "You asked to mark “{title}” as met."
    because = "It was marked on {day}: {evidence}"
    rule = "What was entered stays as it is; nothing in the record is written over."
    remedy = "If it is wrong, tell the secretariat, who corrects it by a new entry."


def may_open(by: Actor) -> None:
    """Return if `by` may open processes; else raise MayNotOpen."""
    if not by.runs_site:
        raise MayNotOpen


@deed("process opened")
def open_process(text: str, *, key: str = "", by: Actor, at: datetime, is_sample: bool = False) -> Process:
    """Open a process from the text of its process file, with its themes.

    `key` takes the place of the file's own. Raises MayNotOpen, WrongKey, KeyTaken, or what the file is refused for.
    """
    may_open(by)
    modalities = load_modalities(text)
    process = _new(text, modalities, key=key or modalities.key, at=at, is_sample=is_sample)
    Theme.objects.bulk_create(_themes(process, modalities))
    facts = {"symbol": modalities.symbol, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    enter(
        "open_process",
        process=process.key,
        actor=by.reference,
        subject=f"process:{process.uuid}",
        facts=facts,
        at=at,
    )
    return process


def _new(text: str, modalities: Modalities, *, key: str, at: datetime, is_sample: bool) -> Process:
    if not KEY.fullmatch(key) or len(key) > KEY_AT_MOST:
        raise WrongKey(key=key, at_most=KEY_AT_MOST)
    process, is_new = Process.objects.get_or_create(
        key=key,
        defaults={
            "title": modalities.title,
            "symbol": modalities.symbol,
            "modalities": text,
            "is_sample": is_sample,
            "opened_at": at,
        },
    )
    if not is_new:
        raise KeyTaken(key=key, title=process.title)
    return process


def _themes(process: Process, modalities: Modalities) -> list[Theme]:
    return [
        Theme(process=process, key=theme.key, title=theme.title, paragraph=theme.paragraph, ordinal=ordinal)
        for ordinal, theme in enumerate(modalities.themes, start=1)
    ]


@deed("obligation met")
def fulfil_obligation(process: Process, *, obligation: str, evidence: str, by: Actor, at: datetime) -> Fulfilment:
    """Mark an obligation of the modalities as met, with what shows it.

    Raises NoSuchObligation, NoEvidence or AlreadyMet, or the refusal of the modalities.
    """
    require(process, by, "fulfil_obligation", at=at)
    owed = obligation_named(process, obligation)
    if not 0 < len(evidence.strip()) <= EVIDENCE_AT_MOST:
        facts = {"title": owed.title, "paragraph": owed.paragraph, "symbol": process.symbol}
        raise NoEvidence(**facts, length=len(evidence.strip()), at_most=EVIDENCE_AT_MOST)
    row, is_new = Fulfilment.objects.get_or_create(
        process=process, obligation=obligation, defaults={"evidence": evidence.strip(), "met_at": at}
    )
    if not is_new:
        raise AlreadyMet(title=owed.title, day=modalities_of(process).day_of(row.met_at), evidence=row.evidence)
    enter(
        "fulfil_obligation",
        process=process.key,
        actor=by.reference,
        subject=f"obligation:{obligation}",
        facts={"paragraph": owed.paragraph, "evidence": row.evidence},
        at=at,
    )
    return row
