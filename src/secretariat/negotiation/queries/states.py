"""Rows of the negotiation as the engine's shapes: the rolling text, its sections, its open brackets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation.models import (
    Edit,
    Fate,
    Outcome,
    Position,
    Proposal,
    ProposalStatus,
    Provision,
    ProvisionVersion,
    Sponsorship,
    Standing,
    TextVersion,
    VersionStatus,
)
from secretariat.participation.models import Entity
from secretariat.participation.queries import entities
from secretariat.processes.models import Process
from travaux.text.contest import Alternative, Bracket, ProvisionState, Scope, Tabled
from travaux.text.nature import Nature
from travaux.text.proposal import carried, edits_of
from travaux.text.provision import OPENS_SECTION, Kind
from travaux.text.provision import Provision as Shape
from travaux.text.reading import STANDING, Level, OpenPlace
from travaux.text.rolling import Mark, Rolling, Segment, rolling
from travaux.words.align import Edit as Change
from travaux.words.align import applied

WHOLE = (*("new_paragraph", "alternative", "delete_paragraph"), *("move", "split", "merge", "retain"))
SCOPES = {**{kind: Scope(kind) for kind in WHOLE}, "placeholder": Scope.NEW_PARAGRAPH}
SHORT = 60
TABLED = "only what is tabled is asked for, which is before everybody who sees the text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision of one version as it is shown.

    `state` is what the engine is given; `tabled` are the uuids of all proposals on the table, `orphaned` of those of
    which an edit has lost the words that it was anchored to. A frozen paragraph has none of the three.
    """

    row: ProvisionVersion
    rolling: Rolling
    state: ProvisionState
    tabled: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()

    @property
    def brackets(self) -> tuple[Bracket, ...]:
        """Its open brackets."""
        return self.rolling.brackets

    @property
    def is_agreed(self) -> bool:
        """Whether it is agreed at any level."""
        return Level(self.row.level) in STANDING

    @property
    def is_heading(self) -> bool:
        """Whether it is a title, or a heading under which the paragraphs that follow stand."""
        return Kind(self.row.kind) in OPENS_SECTION or self.row.kind == Kind.TITLE

    @property
    def is_struck(self) -> bool:
        """Whether it was struck."""
        return self.row.standing == Standing.STRUCK


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading: how many paragraphs, open ones, agreed ones, and brackets.

    A title or heading is no paragraph; a bracket in it counts all the same, and makes it open.
    """

    heading: ProvisionVersion | None
    paragraphs: int = 0
    open: int = 0
    agreed: int = 0
    brackets: int = 0

    def with_one(self, paragraph: Paragraph) -> "Section":
        """Return the section with a paragraph more."""
        return replace(
            self,
            paragraphs=self.paragraphs + (not paragraph.is_heading),
            open=self.open + bool(paragraph.brackets),
            agreed=self.agreed + (paragraph.is_agreed and not paragraph.is_heading),
            brackets=self.brackets + len(paragraph.brackets),
        )


def open_proposals(**where: object) -> list[Proposal]:
    """Return tabled proposals with their edits, sponsors and positions, in the order of their tabling."""
    found = Proposal.objects.unscoped(TABLED).filter(status=ProposalStatus.TABLED, **where).order_by("tabled_at", "id")
    return list(
        found.select_related("proponent", "on_behalf_of", "provision").prefetch_related(
            Prefetch("edits", Edit.objects.unscoped(PART)),
            Prefetch("positions", Position.objects.unscoped(PART).select_related("entity")),
            Prefetch("sponsorships", Sponsorship.objects.unscoped(PART).select_related("entity", "on_behalf_of")),
        )
    )


def open_edits(proposal: Proposal) -> list[Edit]:
    """Return the edits of a proposal on which nothing was decided."""
    return [edit for edit in proposal.edits.all() if edit.outcome == Outcome.OPEN]


def placed_edits(provision: Provision) -> Iterator[tuple[UUID, list[Edit]]]:
    """Yield the open edits of each proposal tabled on a paragraph that have their place in its words, in order."""
    rows = Edit.objects.unscoped(TABLED).filter(proposal__provision=provision, proposal__status=ProposalStatus.TABLED)
    rows = rows.filter(outcome=Outcome.OPEN).exclude(fate=Fate.ORPHANED).select_related("proposal")
    rows = rows.order_by("proposal__tabled_at", "proposal_id", "ordinal")
    for uuid, edits in groupby(rows, lambda edit: edit.proposal.uuid):
        yield uuid, list(edits)


@dataclass(slots=True)
class _OnIt:
    """What is tabled on one provision."""

    shapes: list[Tabled] = field(default_factory=list)
    tabled: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)


def _on_the_table(**where: object) -> dict[int | None, _OnIt]:
    """Return what is tabled, by provision, in three queries of plain rows: a long text has thousands of proposals."""
    found = Proposal.objects.unscoped(TABLED).filter(status=ProposalStatus.TABLED, **where)
    names, edits, orphaned = _names(found), *_edits(found)
    on_it: dict[int | None, _OnIt] = defaultdict(_OnIt)
    rows = found.order_by("tabled_at", "id").values_list("id", "uuid", "provision_id", "kind", "wording", "after_id")
    places = _places(after for *_, kind, _, after in rows if kind == Scope.MOVE)
    for pk, uuid, provision_id, kind, wording, after in rows:
        key, here = str(uuid), on_it[provision_id]
        here.tabled.append(key)
        if pk in orphaned:
            here.orphaned.append(key)
        scope = SCOPES.get(kind, Scope.WORDS)
        if edits[pk] or scope is not Scope.WORDS:
            asks = asks_of(scope, wording, places.get(after, ""))
            here.shapes.append(Tabled(key, tuple(names[pk]), tuple(edits[pk]), scope, asks))
    return on_it


def asks_of(scope: Scope, wording: str, place: str) -> str:
    """Return the words by which a proposal to rearrange paragraphs is told; the same in every language."""
    if scope is Scope.MOVE:
        return f"\N{RIGHTWARDS ARROW} {place}"
    return wording if scope in (Scope.SPLIT, Scope.MERGE) else ""


def _places(provisions: Iterable[int | None]) -> dict[int | None, str]:
    """Return how the paragraphs behind which others would move are named in the newest version."""
    wanted = {each for each in provisions if each}
    rows = ProvisionVersion.objects.unscoped(PART).filter(provision__in=wanted).order_by("version__ordinal")
    return {row.provision_id: label(row) for row in rows} if wanted else {}


def _names(found: QuerySet[Proposal], *, always: bool = False) -> dict[int, dict[str, None]]:
    """Return the codes of those behind each proposal, a group after the delegation that speaks for it.

    Where the chair chose a text without names, the rolling text has none; the page of a proposal `always` has.
    """
    names: dict[int, dict[str, None]] = defaultdict(dict)
    standing = Sponsorship.objects.unscoped(PART).filter(proposal__in=found, withdrawn_at=None).order_by("since", "id")
    standing = standing if always else standing.filter(proposal__text__attributed=True)
    for pk, own, group in standing.values_list("proposal_id", "entity__code", "on_behalf_of__code"):
        names[pk] |= dict.fromkeys([own, group] if group else [own])
    return names


def _edits(found: QuerySet[Proposal]) -> tuple[dict[int, list[Change]], set[int]]:
    """Return the open edits of each proposal, and which proposals have one that lost its place."""
    edits: dict[int, list[Change]] = defaultdict(list)
    orphaned: set[int] = set()
    rows = (
        Edit.objects.unscoped(PART).filter(proposal__in=found, outcome=Outcome.OPEN).order_by("proposal_id", "ordinal")
    )
    for pk, start, end, words, fate in rows.values_list("proposal_id", "start", "end", "words", "fate"):
        if fate == Fate.ORPHANED:
            orphaned.add(pk)
        else:
            edits[pk].append(Change(start, end, words))
    return edits, orphaned


def proponents(proposal: Proposal) -> tuple[str, ...]:
    """Return the codes of those behind one proposal, a group after the delegation that speaks for it."""
    return tuple(_names(Proposal.objects.unscoped(PART).filter(pk=proposal.pk), always=True)[proposal.pk])


def paragraph(row: ProvisionVersion) -> Paragraph:
    """Return one provision as it is shown."""
    on_it = _on_the_table(provision=row.provision) if row.version.status == VersionStatus.WORKING else {}
    return _paragraph(row, on_it.get(row.provision_id))


def paragraphs(version: TextVersion) -> list[Paragraph]:
    """Return all provisions of a version in reading order, in a number of queries that does not grow with them."""
    rows = unscoped(version.rows, PART).select_related("provision", "version__text__process").order_by("ordinal")
    on_it = _on_the_table(text=version.text_id) if version.status == VersionStatus.WORKING else {}
    return [_paragraph(row, on_it.get(row.provision_id)) for row in rows]


def _paragraph(row: ProvisionVersion, on_it: _OnIt | None) -> Paragraph:
    here = on_it or _OnIt()
    return shown(row, here.shapes, here.tabled, here.orphaned)


def shown(
    row: ProvisionVersion, shapes: Iterable[Tabled], tabled: Iterable[str] = (), orphaned: Iterable[str] = ()
) -> Paragraph:
    """Return a provision as it is shown with what is tabled on it."""
    state = ProvisionState(str(row.provision.uuid), row.wording, tuple(shapes))
    if row.version.status != VersionStatus.WORKING:
        seen = restored(row)
    elif row.standing == Standing.STRUCK:
        seen = Rolling(state.key, (Segment(Mark.REMOVED, row.wording),), ())
    else:
        seen = rolling(state)
    return Paragraph(row, seen, state, tuple(tabled), tuple(orphaned))


def stored(seen: Rolling) -> list[dict[str, Any]]:
    """Return a rolling paragraph as JSON, to be kept with a frozen version: its segments, then its brackets."""
    return [*map(asdict, seen.segments), *map(asdict, seen.brackets)]


def restored(row: ProvisionVersion) -> Rolling:
    """Return the rolling paragraph as it was shown when its version was frozen."""
    segments = [each for each in row.rolling if "mark" in each]
    brackets = [each for each in row.rolling if "mark" not in each]
    return Rolling(str(row.provision.uuid), tuple(map(_segment, segments)), tuple(map(_bracket, brackets)))


def _segment(kept: Mapping[str, Any]) -> Segment:
    names, proposals = tuple(kept["proponents"]), tuple(kept["proposals"])
    return Segment(Mark(kept["mark"]), kept["words"], names, proposals, kept["bracket"])


def _bracket(kept: Mapping[str, Any]) -> Bracket:
    choices = tuple(
        Alternative(each["words"], tuple(each["proponents"]), tuple(each["proposals"])) for each in kept["alternatives"]
    )
    nature = Nature(kept.get("nature", Nature.CONTESTED))
    return Bracket(kept["key"], Scope(kept["scope"]), kept["start"], kept["end"], kept["base"], choices, nature)


def sections(told: Iterable[Paragraph]) -> list[Section]:
    """Count paragraphs, open ones, agreed ones and brackets under each heading; struck ones count nowhere."""
    found = [Section(None)]
    for each in told:
        if not each.is_struck:
            if Kind(each.row.kind) in OPENS_SECTION:
                found.append(Section(each.row))
            found[-1] = found[-1].with_one(each)
    return [section for section in found if section.paragraphs or section.brackets]


def label(row: ProvisionVersion) -> str:
    """Return how a paragraph is named to people: its number, or its kind and first words."""
    return row.number or f"{row.get_kind_display()} “{shortened(row.wording)}”"


def shortened(words: str) -> str:
    """Return the first words of a wording, for lists."""
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]}…"


def address(row: ProvisionVersion) -> str:
    """Return the address of the paragraph's page."""
    names = {"process": row.version.text.process.key, "uuid": row.provision.uuid}
    return reverse("negotiation:paragraph", kwargs=names)


def open_places(told: Iterable[Paragraph]) -> list[OpenPlace]:
    """Return every open bracket, with its paragraph and the address where it can be lifted."""
    return [
        OpenPlace(label(each.row), shortened(contested(bracket).strip()), address(each.row))
        for each in told
        for bracket in each.brackets
    ]


def contested(bracket: Bracket) -> str:
    """Return the words between which the choice is in a bracket."""
    return " / ".join(choice.words.strip() for choice in bracket.alternatives if choice.words.strip()) or bracket.base


def revised(proposal: Proposal, row: ProvisionVersion) -> str:
    """Return the wording of a proposal with its changes brought over to the wording that now stands.

    Where a change has lost the words that it was anchored to, the wording is returned as it was prepared.
    """
    moved = carried(edits_of(proposal.base, proposal.wording), proposal.base, row.wording)
    places = [place for each in moved for place in (each.edit.start, each.edit.end)]
    if places != sorted(places) or any(str(each.fate) == Fate.ORPHANED for each in moved):
        return proposal.wording
    return applied(row.wording, [each.edit for each in moved])


def shapes(version: TextVersion) -> list[Shape]:
    """Return what stands in a version as the engine's shapes, for comparison: nothing struck or only proposed."""
    rows = (
        unscoped(version.rows, PART).select_related("provision").filter(standing=Standing.STANDING).order_by("ordinal")
    )
    return [Shape(str(row.provision.uuid), Kind(row.kind), row.wording, row.number) for row in rows]


def by_code(process: Process) -> dict[str, Entity]:
    """Return those who take part, by code, for their chips."""
    return {entity.code: entity for entity in entities(process)}
