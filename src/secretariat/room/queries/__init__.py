"""What is before the room: one paragraph of a text with its neighbours, how much is open, and what changed last."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import (
    NegotiatingText,
    Proposal,
    ProposalStatus,
    ProvisionVersion,
    Standing,
)
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.record.access import OPEN, is_withheld
from secretariat.record.models import Entry
from secretariat.room.models import Screen
from secretariat.room.queries.languages import renderings
from travaux.refusal import Unknown
from travaux.text.provision import OPENS_SECTION, Kind
from travaux.text.reading import STANDING
from travaux.text.rolling import Mark, Segment
from travaux.words.align import runs

# What is told of a text before everybody who sees it; the deeds of the screen itself change no word of it.
OF_SCREEN = frozenset({"show_provision", "freeze_screen", "release_screen", "render_provision"})
TOLD = OPEN - OF_SCREEN
REDRAFTED = "redraft_provision"
FOLLOWED = "a text is drawn once for all who follow it: each of them was asked whether they may see it"
LATEST, LOOKED_BACK, AT_ONCE = 3, 60, 1_000
AGREED = frozenset(str(level) for level in STANDING)
HEADS = [str(kind) for kind in (*OPENS_SECTION, Kind.TITLE)]
STEPS = ("previous", "next", "previous_open", "next_open")


class NoSuchNumber(Unknown):
    """No paragraph of the text bears that number."""

    asked = "You asked for paragraph {number}."
    because = "No paragraph of the text bears that number now."
    remedy = "Choose it in the rolling text: each number there leads to its paragraph."


class NothingToShow(Unknown):
    """The text has no paragraph."""

    asked = "You asked for the room screen of “{text}”."
    because = "The text has no paragraph yet."
    remedy = "Come back once it has been drafted."


class NoFurther(Unknown):
    """There is no such paragraph on that side."""

    asked = "You asked for the paragraph that follows, or for the one before."
    because = "There is none further on in that direction."
    remedy = "Go the other way, or name the paragraph by its number."


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a paragraph of the text: the deed, when, and to which paragraph."""

    deed: str
    at: datetime
    uuid: str = ""
    number: str = ""
    proposal: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Segments that belong together: whether the last change made them."""

    segments: tuple[Segment, ...]
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as the room sees it; `state` is that of its edge: open, new, agreed, struck or nothing."""

    uuid: str
    number: str
    kind: str
    state: str
    level: str
    pieces: tuple[Piece, ...]
    tabled: int = 0
    brackets: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """The paragraph in another language; `lags` where it renders a wording that no longer stands."""

    language: str
    wording: str
    lags: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """All that a screen shows. `open`, `agreed` and `paragraphs` count those of the text; headings are none."""

    line: Line
    before: Line | None
    after: Line | None
    open: int
    agreed: int
    paragraphs: int
    changes: tuple[Change, ...] = ()
    others: tuple[Other, ...] = ()
    frozen_at: datetime | None = None


def text_followed(process: str, text: str) -> NegotiatingText | None:
    """Return the text with these keys; for drawing only."""
    rows = NegotiatingText.objects.unscoped(FOLLOWED).select_related("process")
    return rows.filter(process__key=process, key=text).first()


def screen_of(text: NegotiatingText) -> Screen | None:
    """Return what was put before the room, if anything was; call it with a text that was found for its reader."""
    return Screen.objects.unscoped(PART).select_related("provision").filter(text=text).first()


def is_used() -> bool:
    """Whether anything was ever put before a room here."""
    return Screen.objects.unscoped(FOLLOWED).exists()


def rows_of(text: NegotiatingText) -> QuerySet[ProvisionVersion]:
    """Return the paragraphs of the text that is worked on, in reading order; none that was struck."""
    rows = unscoped(negotiation.current(text).rows, PART).exclude(standing=Standing.STRUCK)
    return rows.select_related("version__text__process", "provision").order_by("ordinal")


def row_shown(text: NegotiatingText, screen: Screen | None) -> ProvisionVersion:
    """Return the paragraph before the room: the one chosen, or else the first that is open, or the first of all."""
    if screen is not None:
        chosen = unscoped(screen.provision.versions, PART).order_by("-version__ordinal")
        return chosen.select_related("version__text__process", "provision")[0]
    rows = rows_of(text)
    found = rows.filter(_open(text)).first() or rows.exclude(kind__in=HEADS).first() or rows.first()
    if found is None:
        raise NothingToShow(text=text)
    return found


def row_numbered(text: NegotiatingText, number: str) -> ProvisionVersion:
    """Return the paragraph that bears `number` now, or raise NoSuchNumber."""
    found = rows_of(text).filter(number__iexact=number.strip()).exclude(number="").first()
    if found is None:
        raise NoSuchNumber(number=number)
    return found


def row_named(text: NegotiatingText, uuid: UUID | str) -> ProvisionVersion:
    """Return the paragraph with `uuid`, as it now stands, or raise NoSuchProvision."""
    found = rows_of(text).filter(provision__uuid=uuid).first()
    if found is None:
        raise negotiation.NoSuchProvision(uuid=uuid)
    return found


def row_beside(row: ProvisionVersion, step: str) -> ProvisionVersion:
    """Return the next or previous paragraph, of all or of the open ones (`step`), or raise NoFurther."""
    text = row.version.text
    rows = rows_of(text).filter(_open(text)) if step.endswith("_open") else rows_of(text)
    found = _beyond(rows, row, ahead=step.startswith("next"))
    if found is None:
        raise NoFurther
    return found


def _beyond(rows: QuerySet[ProvisionVersion], row: ProvisionVersion, *, ahead: bool) -> ProvisionVersion | None:
    if ahead:
        return rows.filter(ordinal__gt=row.ordinal).first()
    return rows.filter(ordinal__lt=row.ordinal).order_by("-ordinal").first()


def _open(text: NegotiatingText) -> Q:
    """Return the filter on paragraphs on which something is open: a proposal, or a bracket in the wording itself."""
    tabled = Proposal.objects.unscoped(PART).filter(text=text, status=ProposalStatus.TABLED)
    return Q(provision__in=tabled.values("provision")) | Q(wording__contains="[")


def stage(text: NegotiatingText, *, at: datetime, row: ProvisionVersion | None = None) -> Stage:
    """Return what is before the room; with `row`, the same of another paragraph, which somebody looks at alone.

    What a visitor may not know of is in none of it, whoever looks: a screen is seen by all who are in the room.
    """
    screen = screen_of(text)
    if screen is not None and screen.kept and row is None:
        return restored(screen.kept, screen.frozen_at)
    return stage_of(row or row_shown(text, screen), at=at)


def stage_of(row: ProvisionVersion, *, at: datetime) -> Stage:
    """Return a paragraph with its neighbours, the counts of its text and the latest changes there."""
    text = row.version.text
    changes = latest(text, at=at)
    own = next((each for each in changes if each.uuid == str(row.provision.uuid)), None)
    rows = rows_of(text)
    counted = rows.exclude(kind__in=HEADS)
    return Stage(
        line=_line(row, own),
        before=_neighbour(_beyond(rows, row, ahead=False)),
        after=_neighbour(_beyond(rows, row, ahead=True)),
        open=counted.filter(_open(text)).count(),
        agreed=counted.filter(level__in=AGREED).count(),
        paragraphs=counted.count(),
        changes=changes[:LATEST],
        others=tuple(Other(each.language, each.wording, each.of_sha256 != row.sha256) for each in renderings(row)),
    )


def _neighbour(row: ProvisionVersion | None) -> Line | None:
    return _line(row, None) if row else None


def _line(row: ProvisionVersion, last: Change | None) -> Line:
    shown = negotiation.paragraph(row)
    return Line(
        uuid=str(row.provision.uuid),
        number=row.number,
        kind=row.kind,
        state=_state(shown),
        level=row.level,
        pieces=tuple(_pieces(shown.rolling.segments, last)),
        tabled=len(shown.tabled),
        brackets=len(shown.brackets),
    )


def _state(shown: negotiation.Paragraph) -> str:
    if shown.is_struck:
        return "struck"
    if shown.row.standing == Standing.PROPOSED:
        return "new"
    if shown.brackets or shown.orphaned:
        return "open"
    return "agreed" if shown.is_agreed and not shown.is_heading else ""


def _pieces(segments: Iterable[Segment], last: Change | None) -> Iterable[Piece]:
    """Yield the segments in pieces, those apart that the last change made: a proposal's, or the words put there."""
    parts = (part for segment in segments for part in _parted(segment, last))
    for is_last, together in groupby(parts, key=lambda part: part[1]):
        yield Piece(tuple(segment for segment, _ in together), is_last)


def _parted(segment: Segment, last: Change | None) -> list[tuple[Segment, bool]]:
    """Return a segment, cut where the words of the last change begin and end, and which part is theirs."""
    if last is not None and last.proposal:
        return [(segment, bool(segment.core) and last.proposal in segment.proposals)]
    core = last.words.strip() if last else ""
    if segment.mark is not Mark.PLAIN or not core or core not in segment.words:
        return [(segment, False)]
    parts = zip(segment.words.partition(core), (False, True, False), strict=True)
    return [(replace(segment, words=part), is_last) for part, is_last in parts if part]


def latest(text: NegotiatingText, *, at: datetime) -> tuple[Change, ...]:
    """Return late changes of the text of which everybody who sees it is told, the newest first."""
    entries = Entry.objects.filter(process=text.process.key, deed__in=[*TOLD, REDRAFTED]).order_by("-id")
    told = [entry for entry in entries[:LOOKED_BACK] if not is_withheld(entry)]
    rows = _touched(text, told)
    redrafted = _redrafted(text, rows, at)
    found = (_change(entry, rows.get(entry.subject), redrafted) for entry in told)
    return tuple(change for change in found if change is not None)


def _touched(text: NegotiatingText, entries: Iterable[Entry]) -> Mapping[str, ProvisionVersion]:
    """Return, by the subject of an entry, the newest row of the paragraph of this text that it is about."""
    keys: dict[str, set[str]] = {"provision": set(), "proposal": set()}
    for entry in entries:
        kind, _, uuid = entry.subject.partition(":")
        keys.get(kind, set()).add(uuid)
    tabled = Proposal.objects.unscoped(PART).filter(text=text, uuid__in=keys["proposal"], tabled_at__isnull=False)
    by_proposal = {f"proposal:{uuid}": provision for uuid, provision in tabled.values_list("uuid", "provision_id")}
    asked = Q(provision__uuid__in=keys["provision"]) | Q(provision__in=list(by_proposal.values()))
    rows = unscoped(negotiation.current(text).rows, PART).filter(asked).select_related("provision")
    by_pk = {row.provision_id: row for row in rows}
    found = {f"provision:{row.provision.uuid}": row for row in by_pk.values()}
    return found | {key: by_pk[pk] for key, pk in by_proposal.items() if pk in by_pk}


def _redrafted(
    text: NegotiatingText, rows: Mapping[str, ProvisionVersion], at: datetime
) -> Mapping[tuple[int, datetime], str]:
    """Return the words that each redraft brought in, as far as a visitor is told of it: by paragraph and time."""
    ids = {row.provision_id for row in rows.values()}
    found = negotiation.redrafts(text.process, ids, Actor(at=at))
    return {(each.provision_id, each.at): _longest(each.before, each.wording) for each in found}


def _longest(before: str, after: str) -> str:
    return max((run.words for run in runs(before, after) if run.status == "added"), key=len, default="")


def _change(entry: Entry, row: ProvisionVersion | None, redrafted: Mapping[tuple[int, datetime], str]) -> Change | None:
    if row is None:
        return None
    change = Change(entry.deed, entry.at, str(row.provision.uuid), negotiation.label(row))
    if entry.deed == REDRAFTED:
        words = redrafted.get((row.provision_id, entry.at))
        return None if words is None else replace(change, words=words)
    kind, _, key = entry.subject.partition(":")
    if kind == "proposal":
        return replace(change, proposal=key)
    return replace(change, words=str(entry.facts.get("words", "")))


def newest(process: str = "") -> int:
    """Return the place of the newest entry in the log, of one process or of all: by it screens know what they have."""
    rows = Entry.objects.filter(position__isnull=False).order_by("-position")
    rows = rows.filter(process=process) if process else rows
    return next(iter(rows.values_list("position", flat=True)[:1]), None) or 0


def since(position: int) -> list[tuple[int, str, str]]:
    """Return place, process and deed of the next entries that the log took up after `position`, in its order."""
    rows = Entry.objects.filter(position__gt=position).order_by("position")
    told = rows.values_list("position", "process", "deed")[:AT_ONCE]
    return [(place or 0, process, deed) for place, process, deed in told]


def stored(shown: Stage) -> dict[str, Any]:
    """Return a stage as JSON, to be kept while the screen is frozen."""
    kept = asdict(shown)
    return kept | {"changes": [change | {"at": change["at"].isoformat()} for change in kept["changes"]]}


def restored(kept: Mapping[str, Any], frozen_at: datetime | None) -> Stage:
    """Return the stage that was kept."""
    lines = {name: _restored_line(kept[name]) for name in ("line", "before", "after")}
    changes = tuple(Change(**{**each, "at": parse_datetime(each["at"])}) for each in kept["changes"])
    counts = {name: kept[name] for name in ("open", "agreed", "paragraphs")}
    others = tuple(Other(**each) for each in kept["others"])
    return Stage(**lines, **counts, changes=changes, others=others, frozen_at=frozen_at)


def _restored_line(kept: Mapping[str, Any] | None) -> Any:
    if kept is None:
        return None
    return Line(**{**kept, "pieces": tuple(_restored_piece(each) for each in kept["pieces"])})


def _restored_piece(kept: Mapping[str, Any]) -> Piece:
    return Piece(tuple(_restored_segment(each) for each in kept["segments"]), kept["is_last"])


def _restored_segment(kept: Mapping[str, Any]) -> Segment:
    names = {name: tuple(kept[name]) for name in ("proponents", "proposals")}
    return Segment(**{**kept, **names, "mark": Mark(kept["mark"])})


def is_seen(text: str, process: Process, actor: Actor) -> bool:
    """Whether an actor may know of the text with that key now."""
    return negotiation.texts(process, actor).filter(key=text).exists()
