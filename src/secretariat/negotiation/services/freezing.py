"""Freezing the working text, and adopting it."""

import json
from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Decision,
    Level,
    NegotiatingText,
    ProvisionVersion,
    Standing,
    TextVersion,
    VersionStatus,
)
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.services import steps
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.record.services import deed, enter
from travaux.refusal import Changed
from travaux.text import reading
from travaux.words.tokens import digest


class NotPresented(Changed):
    """A revision or an adoption was asked for before the draft was presented."""

    asked = "You asked to freeze or adopt “{text}”."
    because = "The draft has not been presented yet."
    remedy = "Present it first; that freezes the zero draft."


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
    if renumber:
        steps.renumber(version, afresh=True)
    freeze(version, label=label or f"Rev.{version.ordinal}", symbol=symbol, at=at)
    facts = {"label": version.label, "symbol": symbol, "sha256": version.sha256, "renumbered": renumber}
    subject = f"text:{text.key}"
    enter("freeze_version", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return version


def _presented(text: NegotiatingText) -> TextVersion:
    version = queries.working(text)
    if version.ordinal == 0:
        raise NotPresented(text=text)
    # The version's row is what two people who freeze at once would both take.
    rows = TextVersion.objects.unscoped(DEED).select_for_update(of=("self",))
    return rows.select_related("text__process").get(pk=version.pk)


@deed("text adopted")
def adopt_text(text: NegotiatingText, *, symbol: str = "", by: Actor, at: datetime) -> TextVersion:
    """Adopt the text; raise MayNotAdopt, naming each bracket with its paragraph, while one is open."""
    require(text.process, by, "adopt_text", at=at)
    version = _presented(text)
    reading.check_adoption(queries.open_places(queries.paragraphs(version)))
    steps.drop(queries.open_proposals(text=text), at)
    steps.renumber(version, afresh=True)
    standing = list(unscoped(version.rows, DEED).exclude(standing=Standing.STRUCK).order_by("ordinal"))
    _decide(standing, by, at)
    freeze(version, label="Adopted text", symbol=symbol, at=at, status=VersionStatus.ADOPTED)
    facts = {"symbol": symbol, "sha256": version.sha256, "provisions": len(standing)}
    subject = f"text:{text.key}"
    enter("adopt_text", process=text.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return version


def _decide(rows: Sequence[ProvisionVersion], by: Actor, at: datetime) -> None:
    for row in rows:
        row.level = Level.ADOPTED
    ProvisionVersion.objects.unscoped(DEED).bulk_update(rows, ["level"])
    Decision.objects.bulk_create(
        Decision(
            provision_id=row.provision_id,
            version_id=row.version_id,
            level=Level.ADOPTED,
            wording_sha256=row.sha256,
            by=by.reference,
            person=by.person,
            at=at,
        )
        for row in rows
    )
