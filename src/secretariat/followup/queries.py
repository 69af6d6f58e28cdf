"""What was committed to, and what in an adopted text seems to be a commitment."""

from dataclasses import dataclass

from django.db.models import QuerySet

from secretariat.followup.models import Commitment
from secretariat.negotiation.models import NegotiatingText, ProvisionVersion, VersionStatus
from secretariat.negotiation.queries import adopted_provisions
from secretariat.negotiation.queries.lines import ADOPTED
from secretariat.processes.models import Process
from travaux.commitments import suggest

HEADS = frozenset({"title", "heading"})  # they name what stands under them and commit to nothing


@dataclass(frozen=True, slots=True)
class Adopted:
    """A provision of an adopted text, as the engine asks for it."""

    key: str
    number: str
    kind: str
    wording: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision of an adopted text; `why` says why it seems to be a commitment, empty where it does not."""

    row: ProvisionVersion
    why: str

    @property
    def key(self) -> str:
        """The identity of the provision."""
        return str(self.row.provision.uuid)


def commitments(process: Process) -> QuerySet[Commitment]:
    """Return the commitments that were registered, text by text, in the order of the text."""
    found = Commitment.objects.filter(process=process).select_related("provision__text")
    return found.order_by("provision__text__key", "ordinal")


def adopted_texts(process: Process) -> QuerySet[NegotiatingText]:
    """Return the texts of `process` that were adopted, by key."""
    found = NegotiatingText.objects.unscoped(ADOPTED).filter(process=process, versions__status=VersionStatus.ADOPTED)
    return found.order_by("key")


def candidates(text: NegotiatingText) -> list[Candidate]:
    """Return the provisions of the adopted text that are not registered yet, in the order of the text."""
    taken = set(Commitment.objects.filter(provision__text=text).values_list("provision_id", flat=True))
    rows = [row for row in adopted_provisions(text) if row.provision_id not in taken and row.kind not in HEADS]
    shapes = [Adopted(str(row.provision.uuid), row.number, row.kind, row.wording) for row in rows]
    why = {each.key: each.why for each in suggest(shapes)}
    return [Candidate(row, why.get(str(row.provision.uuid), "")) for row in rows]
