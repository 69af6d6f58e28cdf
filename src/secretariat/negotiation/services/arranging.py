"""What follows when a proposal on a whole paragraph is taken: it moves, parts, is merged, or takes a place."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from secretariat.frame.scope import DEED, unscoped
from secretariat.negotiation import queries
from secretariat.negotiation.models import (
    Descent,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Standing,
)
from secretariat.negotiation.services import steps
from travaux.text.contest import Lifted
from travaux.text.proposal import parts_of


def concerned(proposals: Iterable[Proposal], result: Lifted) -> list[Provision | None]:
    """Return the other paragraphs that a lifted bracket may change."""
    settled = {uuid for uuid, _ in result.whole}
    return [proposal.other for proposal in proposals if str(proposal.uuid) in settled and proposal.other]


def take_in(row: ProvisionVersion, at: datetime) -> None:
    """Make a proposed paragraph part of the text; an alternative takes the place of the other, which is struck."""
    row.standing = Standing.STANDING
    if row.alternative_to is None:
        return
    other = unscoped(row.version.rows, DEED).filter(provision=row.alternative_to).exclude(standing=Standing.STRUCK)
    for replaced in other.select_related("provision", "version"):
        steps.check_open_to_change(replaced)
        steps.strike(replaced, at)
        Descent.objects.create(earlier=replaced.provision, later=row.provision, kind="alternative", at=at)


def arrange(row: ProvisionVersion, taken: Sequence[Proposal], at: datetime) -> None:
    """Do what the proposals that were taken ask for with the paragraph in `row`."""
    for proposal in taken:
        if proposal.kind == ProposalKind.MOVE and proposal.after is not None:
            _move(row, proposal.after)
        elif proposal.kind == ProposalKind.SPLIT:
            _split(row, proposal.wording, at)
        elif proposal.kind == ProposalKind.MERGE and proposal.other is not None:
            _merge(row, proposal.wording, proposal.other, at)


def _move(row: ProvisionVersion, after: Provision) -> None:
    # Where it stood it may be the very one that `after` is followed by: the free place is looked for without it.
    row.ordinal = steps.place_after(row.version, queries.working_row(after))
    row.kept = ""
    row.save(update_fields=["ordinal", "kept"])


def _split(row: ProvisionVersion, proposed: str, at: datetime) -> None:
    """Leave the first part where it is and put the others behind it; open proposals go on in the first."""
    first, *others = parts_of(row.wording, proposed)
    steps.reword(row, first)
    last = row
    for part in others:
        provision = Provision.objects.create(text=row.version.text, born_in=row.version)
        last = ProvisionVersion.objects.create(
            provision=provision,
            version=row.version,
            kind=row.kind,
            ordinal=steps.place_after(row.version, last),
            wording=part,
        )
        Descent.objects.create(earlier=row.provision, later=provision, kind="split", at=at)


def _merge(row: ProvisionVersion, wording: str, other: Provision, at: datetime) -> None:
    """Word the paragraph as merged and strike the other; what was tabled on the other is superseded."""
    gone = queries.working_row(other, lock=True)
    steps.check_open_to_change(gone)
    steps.reword(row, wording)
    for proposal in queries.open_proposals(provision=other):
        steps.settle(proposal, ProposalStatus.SUPERSEDED, at)
    steps.strike(gone, at)
    Descent.objects.create(earlier=other, later=row.provision, kind="merge", at=at)
