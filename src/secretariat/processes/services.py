"""Opening a process from its process file, renewing its rules, and keeping what shows that its obligations were met."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from secretariat.frame.cell import open_paper
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, renews, require
from secretariat.processes.models import Edition, Fulfilment, Process, Theme
from secretariat.processes.queries import fulfilments, is_shipped, obligation_named
from secretariat.record.services import deed, enter
from travaux.formats.resolution_read import resolution_of_reading
from travaux.modalities import Difference, Modalities, differences, load_modalities
from travaux.modalities.reading import Obligation, Paragraph, Resolution, drafted, suggestions
from travaux.refusal import Changed, Invalid, NotEntitled
from travaux.words.tokens import digest

KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
KEY_AT_MOST = 60
EVIDENCE_AT_MOST = 400
MODEL = "gcm-2018"
STAGES = {
    "preparation": ["consultations", "stocktaking", "negotiations"],
    "meeting": ["conference"],
    "followup": ["followup"],
}
"""The stages of the model that the phases of a draft answer to."""
_ZONE = re.compile(r"^timezone = .*$", re.MULTILINE)
_PHASE = re.compile(r'^\[\[phases\]\]\nkey = "(?P<key>preparation|meeting|followup)"$', re.MULTILINE)


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


class MayNotRenew(NotEntitled):
    """The rules of a process are renewed by its officers, and by the staff of the site."""

    asked = "You asked to take other rules into the process “{key}”."
    because = "That is for the officers of this process and the staff of this site."
    rule = "The rules of a process say who may do what in it, so only those who answer for it renew them."
    remedy = "Ask an officer of the process."


class NotOfTheLibrary(NotEntitled):
    """An officer takes in what the library has; rules of one's own are for the staff."""

    asked = "You asked to take other rules into the process “{key}”."
    because = "They are none of the library's, and you are not of the staff of this site."
    rule = "Rules that nobody published could give rights to the one who brings them; the staff answer for those."
    remedy = "Choose one of the library, or ask the staff, whose command is `travaux process renew`."


class OtherResolution(Invalid):
    """The rules come from another resolution."""

    asked = "You asked to take rules of {given} into the process “{key}”."
    because = "Its own come from {symbol}."
    rule = "A process stands on one resolution; for another one, another process is opened."
    remedy = "Give an edition of the rules of {symbol}."


class NothingNew(Changed):
    """The rules are those that the process has."""

    asked = "You asked to take other rules into the process “{key}”."
    because = "They are, word for word, those that it has."
    remedy = "There is nothing to be done."


class RulesChanged(Changed):
    """The rules of the process are not those that the new ones were held against."""

    asked = "You asked to take other rules into the process “{key}”, as you saw what they change."
    because = "The rules of the process have been renewed since."
    rule = "Nothing is changed that was not shown before."
    remedy = "Look at what would change now, and confirm that."


class StillNeeded(Invalid):
    """The rules leave out what the process already rests on."""

    asked = "You asked to take other rules into the process “{key}”."
    because = "They leave out what stands in the process already: {lost}."
    rule = "Papers are kept under their themes, and what was met stays met: neither is taken away under them."
    remedy = "Keep these themes and obligations in the file, under the keys that they have."


@dataclass(frozen=True, slots=True)
class Proposed:
    """A resolution as it was read, and the process file drafted from it: suggestions, until a person confirms."""

    resolution: Resolution
    text: str

    @property
    def asked(self) -> tuple[tuple[str, Paragraph, Obligation], ...]:
        """What the paragraphs ask of whom, each with its key in the file and its paragraph."""
        return suggestions(self.resolution)


def propose_process(content: bytes, filename: str, *, adopted: date | None = None, by: Actor) -> Proposed:
    """Read a resolution, behind walls, and draft a process file from it; nothing is kept.

    `adopted` is its day where the paper does not say it. What the resolution is silent on goes by the rules of the
    model. Raises MayNotOpen, and what the opening and the reading of a paper are refused for.
    """
    may_open(by)
    found = resolution_of_reading(open_paper(content, filename).reading)
    known = replace(found, about=replace(found.about, adopted=found.about.adopted or adopted))
    text = _ZONE.sub(rf'\g<0>\nrules_as = "{MODEL}"', drafted(known), count=1)
    return Proposed(known, _PHASE.sub(_staged, text))


def _staged(found: re.Match[str]) -> str:
    return f"{found[0]}\nstages = {json.dumps(STAGES[found['key']])}"


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
    process = begun(text, key=key, at=at, is_sample=is_sample)
    facts = {"symbol": process.symbol, "sha256": digest(text)}
    enter(
        "open_process",
        process=process.key,
        actor=by.reference,
        subject=f"process:{process.uuid}",
        facts=facts,
        at=at,
    )
    return process


def begun(text: str, *, key: str = "", at: datetime, is_sample: bool = False) -> Process:
    """Begin a process from the text of its process file, with its themes: part of the deed that opens or copies one.

    Raises WrongKey, KeyTaken, or what the file is refused for.
    """
    modalities = load_modalities(text)
    process = _new(text, modalities, key=key or modalities.key, at=at, is_sample=is_sample)
    Theme.objects.bulk_create(_themes(process, modalities))
    _keep_edition(process, at)
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


def _keep_edition(process: Process, at: datetime) -> None:
    """Keep the rules that the process goes by from now on beside those that it went by before."""
    number = process.editions.count() + 1
    text = process.modalities
    Edition.objects.create(process=process, number=number, modalities=text, sha256=digest(text), taken_at=at)


def _themes(process: Process, modalities: Modalities) -> list[Theme]:
    return [
        Theme(process=process, key=theme.key, title=theme.title, paragraph=theme.paragraph, ordinal=ordinal)
        for ordinal, theme in enumerate(modalities.themes, start=1)
    ]


def may_renew(process: Process, by: Actor) -> None:
    """Return if `by` may take other rules into a process; else raise MayNotRenew."""
    if not renews(by):
        raise MayNotRenew(key=process.key)


def renewal(process: Process, text: str, *, by: Actor) -> tuple[Difference, ...]:
    """Return what would change if the process took in the rules in `text`; nothing is done.

    Raises MayNotRenew, NotOfTheLibrary, OtherResolution, NothingNew, StillNeeded, or what the file is refused for.
    """
    may_renew(process, by)
    if not by.runs_site and not is_shipped(text):
        raise NotOfTheLibrary(key=process.key)
    new = load_modalities(text)
    if new.symbol != process.symbol:
        raise OtherResolution(key=process.key, given=new.symbol, symbol=process.symbol)
    if text == process.modalities:
        raise NothingNew(key=process.key)
    lost = sorted({*process.themes.values_list("key", flat=True)} - {theme.key for theme in new.themes})
    lost += sorted(fulfilments(process).keys() - {owed.key for owed in new.obligations})
    if lost:
        raise StillNeeded(key=process.key, lost=", ".join(lost))
    return differences(modalities_of(process), new)


@deed("rules of the process renewed")
def renew_modalities(process: Process, text: str, *, seen: str = "", by: Actor, at: datetime) -> Process:
    """Take the rules of a later edition into a process that was opened under an earlier one.

    `seen` is the digest of the rules that they were held against: where the process has others by now, RulesChanged is
    raised; else as `renewal` does. The record keeps both digests, and every part that differs.
    """
    held = Process.objects.select_for_update().get(pk=process.pk)
    before = digest(held.modalities)
    if seen and seen != before:
        raise RulesChanged(key=held.key)
    found = renewal(held, text, by=by)
    new = load_modalities(text)
    held.modalities, held.title = text, new.title
    held.save(update_fields=["modalities", "title"])
    _keep_edition(held, at)
    for theme in _themes(held, new):
        named = {"title": theme.title, "paragraph": theme.paragraph, "ordinal": theme.ordinal}
        Theme.objects.update_or_create(process=held, key=theme.key, defaults=named)
    enter(
        "renew_modalities",
        process=held.key,
        actor=by.reference,
        subject=f"process:{held.uuid}",
        facts={
            "before": before,
            "sha256": digest(text),
            "differ": [f"{each.part} {each.key}".strip() for each in found],
        },
        at=at,
    )
    return held


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
