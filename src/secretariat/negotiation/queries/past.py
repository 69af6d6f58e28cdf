"""The text as it stood at a moment: a fold over what was done until then.

Rows tell when each thing was done. Where the words of a paragraph never changed, the places of the proposals on it are
those that they have now; elsewhere everything that was done to the paragraph is done again (`travaux.text.past`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation.models import (
    BracketLifted,
    Decision,
    Edit,
    Level,
    NegotiatingText,
    Proposal,
    ProposalKind,
    ProvisionVersion,
    Redraft,
    Sponsorship,
    Standing,
    TextVersion,
    VersionStatus,
)
from secretariat.negotiation.queries.states import SCOPES, TABLED, Paragraph, paragraphs
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of
from secretariat.record.access import OPEN
from secretariat.record.queries import entries
from travaux.modalities import may_see
from travaux.refusal import Unknown
from travaux.text.contest import ProvisionState, Scope, Tabled
from travaux.text.numbering import CONVENTIONS, Place, numbered
from travaux.text.past import Closing, Deed, Lifting, Past, Rewording, Tabling, replayed
from travaux.text.provision import Kind
from travaux.text.rolling import Mark, Rolling, Segment, rolling
from travaux.words.align import Edit as Change

BIRTHS = frozenset({"draft_provision"})
THEN = "what is asked for is a text as it stood; whether its reader may know of that time was asked before"
Replay = list[tuple[datetime, int, Deed]]


class NotThen(Unknown):
    """There was no such text at that time, or not for the one who asks."""

    asked = "You asked how “{text}” stood on {day} UTC."
    because = "It was not there yet, or had not been presented."
    remedy = "Choose a later time; the list of versions tells when the draft was presented."


def moved_at(text: NegotiatingText) -> datetime:
    """Return when something was last done in the process of which everybody is told: since then the text stands so."""
    told = entries(text.process.key).filter(deed__in=OPEN).order_by("-at").values_list("at", flat=True)
    return told.first() or text.opened_at


def version_at(text: NegotiatingText, actor: Actor, at: datetime) -> TextVersion:
    """Return the version that moved at that time, or had been adopted; raise NotThen if the actor could not see it."""
    rows = list(unscoped(text.versions, THEN).select_related("text__process").order_by("ordinal"))
    presented = next((row.frozen_at for row in rows if row.frozen_at), None)
    sees_all = may_see(modalities_of(text.process), "text", role=actor.role, at=actor.at)
    if at < text.opened_at or not (sees_all or (presented and at >= presented)):
        raise NotThen(text=text, day=f"{at:%-d %B %Y, %H:%M}")
    return next((row for row in rows if row.frozen_at is None or row.frozen_at > at), rows[-1])


def paragraphs_at(version: TextVersion, at: datetime) -> list[Paragraph]:
    """Return the paragraphs of a version as they were shown at `at`, while it moved."""
    if version.status == VersionStatus.ADOPTED and version.frozen_at and at >= version.frozen_at:
        return paragraphs(version)
    rows = unscoped(version.rows, PART).select_related("provision", "version__text__process").defer("rolling")
    history = _history(version.text, at)
    gone = _unborn(version, at)
    there = [row for row in rows.order_by("ordinal") if not {row.provision_id, str(row.provision.uuid)} & gone]
    for row in there:
        row.standing = history.standing(row, at)
        row.level = history.levels.get(row.provision_id, Level.OPEN)
    _renumber(there, version)
    return [_paragraph(row, history.past(row)) for row in there]


@dataclass(slots=True)
class _History:
    """What was on the table of a text at a moment, and all that was done to the provisions whose words changed."""

    tabled: Mapping[int, Sequence[Tabled]]
    deeds: Mapping[int, Replay]
    starts: Mapping[int, str]
    struck: Mapping[int, datetime]
    new: frozenset[int]
    levels: Mapping[int, str] = field(default_factory=dict)

    def past(self, row: ProvisionVersion) -> Past:
        """Return a provision with what was proposed on it then."""
        key, pk = str(row.provision.uuid), row.provision_id
        if pk not in self.deeds:
            return Past(ProvisionState(key, row.wording, tuple(self.tabled.get(pk, ()))))
        done = sorted(self.deeds[pk], key=lambda each: each[:2])
        return replayed(key, self.starts.get(pk, row.wording), [deed for _, _, deed in done])

    def standing(self, row: ProvisionVersion, at: datetime) -> str:
        """Return whether a provision was part of the text, only proposed, or struck."""
        if row.standing == Standing.STRUCK and self.struck.get(row.provision_id, at) <= at:
            return Standing.STRUCK
        return Standing.PROPOSED if row.provision_id in self.new else Standing.STANDING


def _history(text: NegotiatingText, at: datetime) -> _History:
    changed = _changes(text)
    open_then = Q(settled_at=None) | Q(settled_at__gt=at)
    found = Proposal.objects.unscoped(TABLED).filter(text=text, tabled_at__lte=at)
    standing = found.filter(open_then)
    names = _names(found, at)
    deeds: dict[int, Replay] = {pk: [one for one in done if one[0] <= at] for pk, done in changed.items()}
    _add_proposals(deeds, found.filter(provision__in=list(changed)), names, at)
    new = standing.filter(kind=ProposalKind.NEW_PARAGRAPH).values_list("provision", flat=True)
    return _History(
        _tabled(standing.exclude(provision__in=list(changed)), names),
        deeds,
        _starts(text, changed),
        _struck(text),
        frozenset(new),
        _levels(text, at),
    )


def _changes(text: NegotiatingText) -> dict[int, Replay]:
    """Return by provision what changed its words, whenever."""
    found: dict[int, Replay] = defaultdict(list)
    redrafts = Redraft.objects.unscoped(THEN).filter(provision__text=text).values_list("provision", "at", "wording")
    for pk, at, wording in redrafts.order_by("at", "id"):
        found[pk].append((at, 1, Rewording(wording)))
    lifted = BracketLifted.objects.unscoped(THEN).filter(provision__text=text)
    for pk, at, key, words, wording in lifted.order_by("at", "id").values_list(
        "provision", "at", "key", "words", "wording"
    ):
        found[pk].append((at, 1, Lifting(key, words, wording)))
    return found


def _add_proposals(
    deeds: dict[int, Replay], found: QuerySet[Proposal], names: Mapping[int, Iterable[str]], at: datetime
) -> None:
    rows = found.values_list("id", "uuid", "provision", "kind", "base", "wording", "tabled_at", "settled_at")
    for pk, uuid, provision, kind, base, wording, tabled_at, settled_at in rows.order_by("tabled_at", "id"):
        if tabled_at is None:
            continue
        scope = SCOPES.get(kind, Scope.WORDS)
        deeds[provision].append((tabled_at, 0, Tabling(str(uuid), tuple(names.get(pk, ())), base, wording, scope)))
        if settled_at and settled_at <= at:
            deeds[provision].append((settled_at, 2, Closing(str(uuid))))


def _starts(text: NegotiatingText, changed: Iterable[int]) -> dict[int, str]:
    """Return how those provisions first read: as they were proposed, as first frozen, or before they were redrafted."""
    pks = list(changed)
    redrafts = Redraft.objects.unscoped(THEN).filter(provision__in=pks).order_by("-at", "-id")
    found = {pk: (at, before) for pk, at, before in redrafts.values_list("provision", "at", "before")}
    rows = ProvisionVersion.objects.unscoped(THEN).filter(provision__in=pks, version__frozen_at__isnull=False)
    for pk, at, wording in rows.order_by("-version__ordinal").values_list("provision", "version__frozen_at", "wording"):
        if at and (pk not in found or at < found[pk][0]):
            found[pk] = (at, wording)
    new = Proposal.objects.unscoped(TABLED).filter(text=text, kind=ProposalKind.NEW_PARAGRAPH, provision__in=pks)
    proposed = dict(new.values_list("provision", "wording"))
    return {pk: proposed.get(pk) or found[pk][1] for pk in pks if pk in found or pk in proposed}


def _struck(text: NegotiatingText) -> dict[int, datetime]:
    """Return when provisions that are struck were: when the last thing was settled on them."""
    settled = Proposal.objects.unscoped(TABLED).filter(text=text, provision__versions__standing=Standing.STRUCK)
    lifted = BracketLifted.objects.unscoped(THEN).filter(
        provision__text=text, provision__versions__standing=Standing.STRUCK
    )
    times = [
        *settled.exclude(settled_at=None).values_list("provision", "settled_at"),
        *lifted.values_list("provision", "at"),
    ]
    found: dict[int, datetime] = {}
    for pk, at in times:
        if at is not None:
            found[pk] = max(at, found.get(pk, at))
    return found


def _levels(text: NegotiatingText, at: datetime) -> dict[int, str]:
    rows = Decision.objects.unscoped(THEN).filter(provision__text=text, at__lte=at).order_by("at", "id")
    return {
        pk: Level.REOPENED if reopened and reopened <= at else level
        for pk, level, reopened in rows.values_list("provision", "level", "reopened_at")
    }


def _unborn(version: TextVersion, at: datetime) -> set[object]:
    """Return the provisions of a version that were not there yet, by database id or uuid."""
    found = Proposal.objects.unscoped(TABLED).filter(text=version.text, kind=ProposalKind.NEW_PARAGRAPH)
    later = entries(version.text.process.key).filter(deed__in=BIRTHS, at__gt=at).values_list("subject", flat=True)
    return {
        *found.filter(tabled_at__gt=at).values_list("provision", flat=True),
        *(subject.partition(":")[2] for subject in later),
    }


def _names(found: QuerySet[Proposal], at: datetime) -> dict[int, dict[str, None]]:
    """Return the codes of those who stood behind each proposal."""
    names: dict[int, dict[str, None]] = defaultdict(dict)
    rows = Sponsorship.objects.unscoped(PART).filter(proposal__in=found, since__lte=at).order_by("since", "id")
    rows = rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    for pk, own, group in rows.values_list("proposal_id", "entity__code", "on_behalf_of__code"):
        names[pk] |= dict.fromkeys([own, group] if group else [own])
    return names


def _tabled(found: QuerySet[Proposal], names: Mapping[int, Iterable[str]]) -> dict[int, list[Tabled]]:
    """Return what was on the table of provisions whose words never changed: every edit stands where it was made."""
    edits: dict[int, list[Change]] = defaultdict(list)
    rows = Edit.objects.unscoped(PART).filter(proposal__in=found).order_by("proposal_id", "ordinal")
    for pk, start, end, words in rows.values_list("proposal_id", "start", "end", "words"):
        edits[pk].append(Change(start, end, words))
    tabled: dict[int, list[Tabled]] = defaultdict(list)
    for pk, uuid, provision, kind in found.order_by("tabled_at", "id").values_list("id", "uuid", "provision", "kind"):
        scope = SCOPES.get(kind, Scope.WORDS)
        if provision is not None:
            tabled[provision].append(Tabled(str(uuid), tuple(names.get(pk, ())), tuple(edits[pk]), scope))
    return tabled


def _renumber(rows: Sequence[ProvisionVersion], version: TextVersion) -> None:
    """Print the numbers of what was there then, by the same rules as `services.steps.renumber`."""
    counted = [row for row in rows if row.standing != Standing.STRUCK or row.kept]
    places = [Place(Kind(row.kind), row.kept) for row in counted]
    for row, number in zip(counted, numbered(places, CONVENTIONS[version.text.numbering]), strict=True):
        row.number = number


def _paragraph(row: ProvisionVersion, past: Past) -> Paragraph:
    row.wording = past.state.wording
    if row.standing == Standing.STRUCK:
        shown = Rolling(past.state.key, (Segment(Mark.REMOVED, row.wording),), ())
    else:
        shown = rolling(past.state)
    tabled = tuple(dict.fromkeys([*(each.proposal for each in past.state.tabled), *past.lost]))
    return Paragraph(row, shown, past.state, tabled, past.lost)
