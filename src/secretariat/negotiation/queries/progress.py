"""How far a text has come: by section, and from version to version."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.frame.kept import Kept
from secretariat.frame.scope import PART
from secretariat.negotiation.models import Level, NegotiatingText, ProvisionVersion, Standing, VersionStatus
from secretariat.negotiation.queries.states import Paragraph, address, contested, label, shortened
from secretariat.negotiation.queries.texts import versions
from secretariat.people.access import Actor
from travaux.text import reading
from travaux.text.provision import OPENS_SECTION, Kind

PENDING = frozenset({Level.AGREED_IN_INFORMALS, Level.AD_REFERENDUM})
NO_PARAGRAPH = frozenset({*OPENS_SECTION, Kind.TITLE})
MANY_VERSIONS = 1_000


@dataclass(frozen=True, slots=True)
class Tally:
    """Paragraphs and where they stand; a title or heading is none, a bracket in it counts all the same.

    `pending` are agreed, but only in informals or ad referendum; a paragraph with a bracket is open all the same.
    """

    paragraphs: int = 0
    agreed: int = 0
    pending: int = 0
    open: int = 0
    brackets: int = 0

    @property
    def rest(self) -> int:
        """Paragraphs on which nothing is decided and nothing contested."""
        return max(self.paragraphs - self.agreed - self.pending - self.open, 0)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The figures as they are drawn, each with the state that colours it."""
        return [("agreed", self.agreed), ("suggested", self.pending), ("open", self.open), ("muted", self.rest)]

    def with_one(self, kind: str, level: str, brackets: int) -> "Tally":
        """Return the tally with a provision more."""
        is_paragraph = Kind(kind) not in NO_PARAGRAPH
        is_open, stands = bool(brackets), is_paragraph and not brackets and reading.Level(level) in reading.STANDING
        return Tally(
            self.paragraphs + is_paragraph,
            self.agreed + (stands and level not in PENDING),
            self.pending + (stands and level in PENDING),
            self.open + is_open,
            self.brackets + brackets,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """An open bracket: its paragraph, the words contested, who is behind them, and the address where it is settled."""

    number: str
    words: str
    codes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands under a heading, with its tally and its open brackets."""

    heading: ProvisionVersion | None
    rows: tuple[Paragraph, ...] = ()
    tally: Tally = Tally()

    @property
    def key(self) -> str:
        """How the section is asked for in an address; empty before the first heading."""
        return str(self.heading.provision.uuid) if self.heading else ""

    @property
    def places(self) -> list[Place]:
        """Its open brackets, in reading order."""
        return [
            Place(
                label(each.row),
                shortened(contested(bracket).strip()),
                tuple(dict.fromkeys(code for choice in bracket.alternatives for code in choice.proponents)),
                address(each.row),
            )
            for each in self.rows
            for bracket in each.brackets
        ]


def grouped(shown: Iterable[Paragraph]) -> list[Group]:
    """Gather paragraphs under their headings, struck ones left out."""
    found = [Group(None)]
    for each in shown:
        if each.is_struck:
            continue
        if Kind(each.row.kind) in OPENS_SECTION:
            found.append(Group(each.row))
        last = found[-1]
        tally = last.tally.with_one(each.row.kind, each.row.level, len(each.brackets))
        found[-1] = replace(last, rows=(*last.rows, each), tally=tally)
    return [group for group in found if group.rows]


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the tallies as one."""
    found = [(each.paragraphs, each.agreed, each.pending, each.open, each.brackets) for each in tallies]
    return Tally(*(sum(column) for column in zip(*found, strict=True))) if found else Tally()


@dataclass(frozen=True, slots=True)
class Stage:
    """How a text stood when a version was frozen."""

    label: str
    ordinal: int
    at: datetime
    tally: Tally


tallies: Kept[Tally] = Kept(MANY_VERSIONS, lambda _: 1)


def course(text: NegotiatingText, actor: Actor) -> list[Stage]:
    """Return how the text stood in each of its frozen versions; a frozen version is counted once and for all."""
    frozen = list(versions(text, actor).exclude(status=VersionStatus.WORKING))
    known = {row.pk: tallies.found((row.pk, row.sha256)) for row in frozen}
    counted = _counted([pk for pk, tally in known.items() if tally is None])
    for row in frozen:
        tallies.keep((row.pk, row.sha256), known[row.pk] or counted[row.pk])
    found = [(row, known[row.pk] or counted[row.pk], row.frozen_at) for row in frozen]
    return [Stage(row.label, row.ordinal, at, tally) for row, tally, at in found if at]


def _counted(frozen: Collection[int]) -> dict[int, Tally]:
    rows = ProvisionVersion.objects.unscoped(PART).filter(version__in=frozen).exclude(standing=Standing.STRUCK)
    found = dict.fromkeys(frozen, Tally())
    for pk, kind, level, rolling in rows.values_list("version_id", "kind", "level", "rolling"):
        found[pk] = found[pk].with_one(kind, level, sum("mark" not in each for each in rolling))
    return found
