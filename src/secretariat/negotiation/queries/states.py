"""Rows of the negotiation as the engine's shapes: the rolling text, its sections, its open brackets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.urls import reverse

from secretariat.negotiation.models import (
    Edit,
    Fate,
    Outcome,
    Proposal,
    ProposalStatus,
    ProvisionVersion,
    Standing,
    TextVersion,
    VersionStatus,
)
from secretariat.participation.models import Entity
from secretariat.participation.queries import entities
from secretariat.processes.models import Process
from travaux.text.contest import Alternative, Bracket, ProvisionState, Scope, Tabled
from travaux.text.provision import OPENS_SECTION, Kind
from travaux.text.provision import Provision as Shape
from travaux.text.reading import STANDING, Level, OpenPlace
from travaux.text.rolling import Mark, Rolling, Segment, rolling
from travaux.words.align import Edit as Change

SCOPES = {"new_paragraph": Scope.NEW_PARAGRAPH, "delete_paragraph": Scope.DELETE_PARAGRAPH}
SHORT = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A provision of one version as it is shown, with the tabled proposals on it."""

    row: ProvisionVersion
    rolling: Rolling
    proposals: tuple[Proposal, ...] = ()

    @property
    def brackets(self) -> tuple[Bracket, ...]:
        """Its open brackets."""
        return self.rolling.brackets

    @property
    def is_agreed(self) -> bool:
        """Whether it is agreed at any level."""
        return Level(self.row.level) in STANDING

    @property
    def is_struck(self) -> bool:
        """Whether it was struck."""
        return self.row.standing == Standing.STRUCK

    @property
    def orphaned(self) -> tuple[Proposal, ...]:
        """Tabled proposals of which an edit has lost the words that it was anchored to."""
        return tuple(p for p in self.proposals if any(edit.fate == Fate.ORPHANED for edit in open_edits(p)))


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a heading: how many paragraphs, open ones, agreed ones, and brackets."""

    heading: ProvisionVersion | None
    paragraphs: int = 0
    open: int = 0
    agreed: int = 0
    brackets: int = 0

    def with_one(self, paragraph: Paragraph) -> "Section":
        """Return the section with a paragraph more."""
        return replace(
            self,
            paragraphs=self.paragraphs + 1,
            open=self.open + bool(paragraph.brackets),
            agreed=self.agreed + paragraph.is_agreed,
            brackets=self.brackets + len(paragraph.brackets),
        )


def proponents(proposal: Proposal) -> tuple[str, ...]:
    """Return the codes of those behind a proposal, a group after the delegation that speaks for it."""
    standing = [sponsor for sponsor in proposal.sponsorships.all() if sponsor.withdrawn_at is None]
    named = [(sponsor.entity.code, sponsor.on_behalf_of) for sponsor in standing]
    return tuple(dict.fromkeys(code for own, group in named for code in (own, *([group.code] if group else []))))


def open_edits(proposal: Proposal) -> list[Edit]:
    """Return the edits of a proposal on which nothing was decided."""
    return [edit for edit in proposal.edits.all() if edit.outcome == Outcome.OPEN]


def tabled(proposal: Proposal) -> Tabled:
    """Return a tabled proposal as the engine's shape, without what is settled or orphaned."""
    edits = [Change(e.start, e.end, e.words) for e in open_edits(proposal) if e.fate != Fate.ORPHANED]
    scope = SCOPES.get(proposal.kind, Scope.WORDS)
    return Tabled(str(proposal.uuid), proponents(proposal), tuple(edits), scope)


def state(row: ProvisionVersion, on_it: Iterable[Proposal]) -> ProvisionState:
    """Return a provision with the open proposals on it as the engine's shape."""
    shapes = tuple(shape for shape in map(tabled, on_it) if shape.edits or shape.scope is not Scope.WORDS)
    return ProvisionState(str(row.provision.uuid), row.wording, shapes)


def open_proposals(**where: object) -> list[Proposal]:
    """Return tabled proposals with their edits and sponsors, in the order of their tabling, in four queries."""
    found = Proposal.objects.filter(status=ProposalStatus.TABLED, **where).order_by("tabled_at", "id")
    return list(
        found.select_related("proponent", "on_behalf_of", "provision").prefetch_related(
            "edits", "positions__entity", "sponsorships__entity", "sponsorships__on_behalf_of"
        )
    )


def paragraph(row: ProvisionVersion) -> Paragraph:
    """Return one provision as it is shown."""
    if row.version.status != VersionStatus.WORKING:
        return Paragraph(row, restored(row))
    return _paragraph(row, open_proposals(provision=row.provision))


def paragraphs(version: TextVersion) -> list[Paragraph]:
    """Return all provisions of a version in reading order, in a number of queries that does not grow with them."""
    rows = version.rows.select_related("provision", "version__text__process").order_by("ordinal")
    if version.status != VersionStatus.WORKING:
        return [Paragraph(row, restored(row)) for row in rows]
    on_it: dict[int | None, list[Proposal]] = defaultdict(list)
    for proposal in open_proposals(text=version.text_id):
        on_it[proposal.provision_id].append(proposal)
    return [_paragraph(row, on_it[row.provision_id]) for row in rows]


def _paragraph(row: ProvisionVersion, on_it: Sequence[Proposal]) -> Paragraph:
    if row.standing == Standing.STRUCK:
        gone = Rolling(str(row.provision.uuid), (Segment(Mark.REMOVED, row.wording),), ())
        return Paragraph(row, gone, tuple(on_it))
    return Paragraph(row, rolling(state(row, on_it)), tuple(on_it))


def stored(shown: Rolling) -> list[dict[str, Any]]:
    """Return a rolling paragraph as JSON, to be kept with a frozen version: its segments, then its brackets."""
    return [*map(asdict, shown.segments), *map(asdict, shown.brackets)]


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
    return Bracket(kept["key"], Scope(kept["scope"]), kept["start"], kept["end"], kept["base"], choices)


def sections(shown: Iterable[Paragraph]) -> list[Section]:
    """Count paragraphs, open ones, agreed ones and brackets under each heading; struck ones count nowhere."""
    found = [Section(None)]
    for each in shown:
        if not each.is_struck:
            if Kind(each.row.kind) in OPENS_SECTION:
                found.append(Section(each.row))
            found[-1] = found[-1].with_one(each)
    return [section for section in found if section.paragraphs]


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


def open_places(shown: Iterable[Paragraph]) -> list[OpenPlace]:
    """Return every open bracket, with its paragraph and the address where it can be lifted."""
    return [
        OpenPlace(label(each.row), shortened(_contested(bracket).strip()), address(each.row))
        for each in shown
        for bracket in each.brackets
    ]


def _contested(bracket: Bracket) -> str:
    """Return the words that a bracket is about: those that stand, or those that would be added."""
    return bracket.base or next((choice.words for choice in bracket.alternatives if choice.words), "")


def shapes(version: TextVersion) -> list[Shape]:
    """Return what stands in a version as the engine's shapes, for comparison: nothing struck or only proposed."""
    rows = version.rows.select_related("provision").filter(standing=Standing.STANDING).order_by("ordinal")
    return [Shape(str(row.provision.uuid), Kind(row.kind), row.wording, row.number) for row in rows]


def by_code(process: Process) -> dict[str, Entity]:
    """Return those who take part, by code, for their chips."""
    return {entity.code: entity for entity in entities(process)}
