"""Freezing the working text, and adopting it."""

import json
from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Decision,
    Fate,
    How,
    Level,
    NegotiatingText,
    ProvisionVersion,
    Standing,
    TextVersion,
    VersionStatus,
)
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.services import steps
from secretariat.negotiation.services.journal import Reach, journal
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed
from travaux.text import package, reading
from travaux.words.tokens import digest


class NotPresented(Changed):
    """A revision or an adoption was asked for before the draft was presented."""

    asked = "You asked to freeze or adopt “{text}”."
    because = "The draft has not been presented yet."
    remedy = "Present it first; that freezes the zero draft."


class NothingAgreed(Changed):
    """The agreed part of a text was to be adopted while nothing in it is agreed."""

    asked = "You asked to adopt what is agreed."
    because = "No paragraph is agreed, or agreed in committee."
    rule = "What is agreed in informals or ad referendum waits for its last word."
    remedy = "Mark the paragraphs as agreed first."


class PartChanged(Changed):
    """Between seeing what would be adopted and adopting it, something was agreed, or reopened."""

    asked = "You asked to adopt the paragraphs that were agreed when you looked."
    because = "Since then others were agreed, or some of these are no longer agreed in the same words."
    rule = "What is adopted is what was seen before."
    remedy = "Look at what would be adopted now, and confirm it."


def freeze(
    version: TextVersion, *, label: str, symbol: str, at: datetime, status: str = VersionStatus.FROZEN
) -> TextVersion:
    """Freeze a version with its rolling text and its digest."""
    shown = queries.paragraphs(version)
    for each in shown:
        each.row.rolling = queries.stored(each.rolling)
    ProvisionVersion.objects.unscoped(DEED).bulk_update([each.row for each in shown], ["rolling"])
    version.label, version.symbol, version.status, version.frozen_at = label, symbol, status, at
    version.sha256 = _digest(shown)
    version.save()
    if status == VersionStatus.FROZEN:
        _go_on(version, shown)
    return version


def _digest(shown: Sequence[Paragraph]) -> str:
    """Return the digest of a version: of each provision its identity, kind, number, standing, and rolling text."""
    parts = [[p.rolling.key, p.row.kind, p.row.number, p.row.standing, p.row.wording, p.rolling.plain] for p in shown]
    return digest(json.dumps(parts, ensure_ascii=False))


def _go_on(version: TextVersion, shown: Sequence[Paragraph]) -> None:
    """Open the next working version with what stands in the frozen one, its numbers kept."""
    following = TextVersion.objects.create(text=version.text, ordinal=version.ordinal + 1, label="Working text")
    rows = [each.row for each in shown if not each.is_struck]
    ProvisionVersion.objects.bulk_create(
        ProvisionVersion(
            provision=row.provision,
            version=following,
            kind=row.kind,
            ordinal=row.ordinal,
            number=row.number,
            kept=row.number,
            wording=row.wording,
            standing=row.standing,
            alternative_to=row.alternative_to,
            level=row.level,
        )
        for row in rows
    )


@deed("version frozen")
def freeze_version(
    text: NegotiatingText, *, label: str = "", symbol: str = "", renumber: bool = False, by: Actor, at: datetime
) -> TextVersion:
    """Freeze the working text as a revision (rev.1, …) and go on with the next; open proposals stay open in it."""
    require(text.process, by, "freeze_version", at=at)
    version = _presented(text)
    with journal(text, "freeze_version", reach=Reach.ALL, by=by, at=at):
        if renumber:
            steps.renumber(version, afresh=True)
        freeze(version, label=label or f"Rev.{version.ordinal}", symbol=symbol, at=at)
    facts = {"label": version.label, "symbol": symbol, "sha256": version.sha256, "renumbered": renumber}
    facts["carried"] = carried_over(text)
    subject = f"text:{text.key}"
    enter("freeze_version", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return version


def carried_over(text: NegotiatingText) -> dict[str, list[str]]:
    """Return the open proposals that go on in the next version, by how they came through: the worst of their edits."""
    found: dict[str, list[str]] = {str(fate): [] for fate in Fate}
    for proposal in queries.open_proposals(text=text):
        fates = {edit.fate for edit in queries.open_edits(proposal)}
        worst = next((fate for fate in (Fate.ORPHANED, Fate.ADJUSTED) if fate in fates), Fate.CLEAN)
        found[str(worst)].append(str(proposal.uuid))
    return found


def _presented(text: NegotiatingText) -> TextVersion:
    version = queries.working(text)
    if version.ordinal == 0:
        raise NotPresented(text=text)
    # The version's row is what two people who freeze at once would both take.
    rows = TextVersion.objects.unscoped(DEED).select_for_update(of=("self",))
    return rows.select_related("text__process").get(pk=version.pk)


@deed("text adopted")
def adopt_text(
    text: NegotiatingText, *, symbol: str = "", how: str = How.CONSENSUS, by: Actor, at: datetime
) -> TextVersion:
    """Adopt the text, by consensus or as the last vote on it was carried.

    Raises MayNotAdopt, naming each bracket with its paragraph, while one is open; NotCarried without such a vote.
    """
    require(text.process, by, "adopt_text", at=at)
    version = _presented(text)
    reading.check_adoption(queries.open_places(queries.paragraphs(version)))
    vote = queries.carried_vote(text) if how == How.VOTE else None
    with journal(text, "adopt_text", reach=Reach.ALL, by=by, at=at):
        steps.drop(queries.open_proposals(text=text), at)
        steps.renumber(version, afresh=True)
        standing = list(unscoped(version.rows, DEED).exclude(standing=Standing.STRUCK).order_by("ordinal"))
        decide([row for row in standing if row.level != Level.ADOPTED], Level.ADOPTED, how, by, at)
        freeze(version, label="Adopted text", symbol=symbol, at=at, status=VersionStatus.ADOPTED)
    facts = {"symbol": symbol, "sha256": version.sha256, "provisions": len(standing), "how": how}
    facts |= {"vote": str(vote.uuid)} if vote else {}
    subject = f"text:{text.key}"
    enter("adopt_text", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return version


@deed("agreed part adopted")
def adopt_part(
    text: NegotiatingText, *, label: str = "", symbol: str = "", seen: str = "", by: Actor, at: datetime
) -> list[ProvisionVersion]:
    """Adopt the paragraphs that are agreed and leave the rest open; the text is frozen as it then stands.

    What is only agreed in informals or ad referendum stays as it is. `seen` is the digest of what was shown to the one
    who adopts. Raises PackageOpen, NothingAgreed, PartChanged.
    """
    require(text.process, by, "adopt_part", at=at)
    version = _presented(text)
    found = queries.adoptable(version)
    check_part(text, found.agreed)
    if seen and seen != found.seen:
        raise PartChanged
    agreed = found.agreed
    with journal(text, "adopt_part", reach=Reach.ALL, by=by, at=at):
        decide(agreed, Level.ADOPTED, How.CONSENSUS, by, at)
        freeze(version, label=label or "Adopted in part", symbol=symbol, at=at)
    facts = {"sha256": version.sha256, "symbol": symbol, "provisions": [str(row.provision.uuid) for row in agreed]}
    subject = f"text:{text.key}"
    enter("adopt_part", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return agreed


def check_part(text: NegotiatingText, agreed: Sequence[ProvisionVersion]) -> None:
    """Raise NothingAgreed, or PackageOpen, unless these paragraphs can be adopted by themselves."""
    if not agreed:
        raise NothingAgreed
    package.check_part({str(row.provision.uuid) for row in agreed}, queries.packages(text))


def decide(rows: Sequence[ProvisionVersion], level: str, how: str, by: Actor, at: datetime) -> None:
    """Bring paragraphs to a level, each decision bound to the wording that it is about."""
    for row in rows:
        row.level = level
    ProvisionVersion.objects.unscoped(DEED).bulk_update(rows, ["level"])
    Decision.objects.bulk_create(
        Decision(
            provision_id=row.provision_id,
            version_id=row.version_id,
            level=level,
            wording_sha256=row.sha256,
            how=how,
            by=by.reference,
            person=by.person,
            at=at,
        )
        for row in rows
    )
