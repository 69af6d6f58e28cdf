"""A delegation's (or a group's) place in a text: what it proposes, who objects, what it has not answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from secretariat.frame.scope import PART
from secretariat.negotiation.models import (
    NegotiatingText,
    Position,
    Proposal,
    ProposalStatus,
    Provenance,
    ProvisionVersion,
    Sponsorship,
    Stance,
)
from secretariat.negotiation.queries.states import TABLED, Paragraph, open_proposals
from secretariat.participation.models import Entity
from secretariat.participation.queries import entities
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.refusal import Unknown
from travaux.words.align import Run, runs

AGAINST = frozenset({Stance.OPPOSE, Stance.RESERVE})


class NoSuchDelegation(Unknown):
    """Nobody of that code takes part."""

    asked = "You asked for the brackets of “{code}”."
    because = "Nobody of that code takes part in this process."
    remedy = "Choose one from the list of participants."


@dataclass(frozen=True, slots=True)
class Own:
    """A proposal that a delegation stands behind: where, what it changes, who objects, and whose words it meets."""

    proposal: Proposal
    row: ProvisionVersion
    runs: tuple[Run, ...]
    positions: tuple[Position, ...]
    rivals: tuple[str, ...]

    @property
    def against(self) -> list[Position]:
        """The positions of those who object."""
        return [position for position in self.positions if position.stance in AGAINST]


def entity_coded(process: Process, code: str) -> Entity:
    """Return the participant with `code`, or raise NoSuchDelegation."""
    found = entities(process).filter(code=code).first()
    if found is None:
        raise NoSuchDelegation(code=code)
    return found


def groups_of(entity: Entity) -> list[Entity]:
    """Return the groups that a delegation is a member of."""
    return list(Entity.objects.filter(members=entity).order_by("ordinal", "code"))


def own_proposals(text: NegotiatingText, entity: Entity, shown: Iterable[Paragraph]) -> list[Own]:
    """Return what a delegation or group stands behind on these paragraphs, in their order."""
    places = {each.row.provision_id: (place, each) for place, each in enumerate(shown)}
    found = [
        (places[proposal.provision_id], proposal)
        for proposal in open_proposals(text=text, pk__in=_behind(text, entity).values("proposal"))
        if proposal.provision_id in places
    ]
    found.sort(key=lambda one: one[0][0])
    return [_own(proposal, each) for (_, each), proposal in found]


def _behind(text: NegotiatingText, entity: Entity) -> QuerySet[Sponsorship]:
    behind = Q(entity=entity) | Q(on_behalf_of=entity)
    return Sponsorship.objects.unscoped(TABLED).filter(behind, proposal__text=text, withdrawn_at=None)


def _own(proposal: Proposal, shown: Paragraph) -> Own:
    key = str(proposal.uuid)
    met = [bracket for bracket in shown.brackets if key in bracket.proposals]
    others = [choice for bracket in met for choice in bracket.alternatives if key not in choice.proposals]
    rivals = tuple(dict.fromkeys(code for choice in others for code in choice.proponents))
    redline = tuple(runs(proposal.base, proposal.wording))
    return Own(proposal, shown.row, redline, tuple(proposal.positions.all()), rivals)


def unanswered(text: NegotiatingText, entity: Entity, provisions: Sequence[int]) -> list[int]:
    """Return the open proposals of others on which a delegation has taken no position, in the order of `provisions`."""
    found = Proposal.objects.unscoped(TABLED).filter(text=text, status=ProposalStatus.TABLED)
    said = Position.objects.unscoped(PART).filter(entity=entity, proposal__text=text).values("proposal")
    found = found.exclude(pk__in=_behind(text, entity).values("proposal")).exclude(pk__in=said)
    places = {pk: place for place, pk in enumerate(provisions)}
    rows = found.order_by("tabled_at", "id").values_list("pk", "provision")
    return [pk for pk, _ in sorted((row for row in rows if row[1] in places), key=lambda row: places[row[1] or 0])]


def proposals_of(pks: Collection[int]) -> list[Proposal]:
    """Return tabled proposals in the order of their database ids here."""
    rows = Proposal.objects.unscoped(TABLED).select_related("proponent", "on_behalf_of").in_bulk(list(pks))
    return [rows[pk] for pk in pks]


def themes(text: NegotiatingText, actor: Actor) -> Mapping[str, str]:
    """Return the themes of the sentences that the text rests on, by key, as far as the actor may know of them."""
    rows = Provenance.objects.visible_to(actor, text.process).filter(provision__text=text)
    named = rows.exclude(sentence__theme=None).order_by("sentence__theme__ordinal")
    return dict(named.values_list("sentence__theme__key", "sentence__theme__title").distinct())


def on_theme(text: NegotiatingText, actor: Actor, theme: str) -> set[int]:
    """Return the provisions that rest on a sentence of a theme."""
    rows = Provenance.objects.visible_to(actor, text.process).filter(provision__text=text, sentence__theme__key=theme)
    return set(rows.values_list("provision", flat=True))
