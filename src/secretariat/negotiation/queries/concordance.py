"""The concordance of a version: each number beside the earlier one, who contributed, and by which deeds it changed."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariat.frame.scope import PART
from secretariat.negotiation.models import (
    BracketLifted,
    NegotiatingText,
    Proposal,
    ProposalKind,
    ProposalStatus,
    Provenance,
    ProvisionVersion,
    Redraft,
    Sponsorship,
    Step,
    TextVersion,
)
from secretariat.negotiation.queries.decided import descents
from secretariat.negotiation.queries.lines import capacity
from secretariat.negotiation.queries.states import TABLED, shapes, shortened
from secretariat.negotiation.queries.texts import versions
from secretariat.people.access import Actor
from travaux.text.compare import Row, compare

CHANGES_WORDS = frozenset({ProposalKind.INSERT, ProposalKind.DELETE, ProposalKind.REPLACE})
DESCENT = {
    "split": _("Split off from %(number)s"),
    "merge": _("Merged into %(number)s"),
    "alternative": _("%(number)s took its place"),
}
TAKEN = (ProposalStatus.INCORPORATED, ProposalStatus.PARTLY_INCORPORATED)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a paragraph reads as it does: a proposal that was taken up, a redraft, a bracket lifted.

    `kind`: proposal, descent, redraft, lifted, source; `key` is the uuid of a proposal.
    """

    kind: str
    words: str
    codes: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the concordance: `what` happened (unchanged, edited, new, struck, moved, split, merge, …), and why."""

    key: str
    number: str
    original: str
    kind: str
    words: str
    what: tuple[str, ...]
    grounds: tuple[Ground, ...]

    @property
    def contributors(self) -> tuple[str, ...]:
        """The codes of all who contributed, in the order in which they first come."""
        return tuple(dict.fromkeys(code for ground in self.grounds for code in ground.codes))


def before(version: TextVersion, actor: Actor) -> TextVersion | None:
    """Return the version before, if the actor may see one."""
    return versions(version.text, actor).filter(ordinal__lt=version.ordinal).last()


def concordance(new: TextVersion, old: TextVersion | None, actor: Actor) -> list[Line]:
    """Return the concordance of a version with an earlier one, by identity; without one, with what it rests on."""
    rows = compare(shapes(old) if old else [], shapes(new))
    keys = [_key(row) for row in rows]
    since, until = (old.frozen_at if old else None), new.frozen_at
    taken, undone = _taken(keys, since, until), _undone(new)
    came = _descents(new.text, since, until, taken, rows)
    grounds: dict[str, list[Ground]] = defaultdict(list)
    for found in (
        _sources(keys, new, actor) if old is None else {},
        _by_key((each.key, each.ground) for each in taken),
        _by_key((key, ground) for key, _kind, ground in came),
        _redrafts(keys, new, actor, (since, until), undone),
        _lifted(keys, (since, until), undone | {(each.key, each.at) for each in taken if each.is_of_the_whole}),
    ):
        for key, told in found.items():
            grounds[key] += told
    what: dict[str, list[str]] = defaultdict(list)
    for key, kind, _ground in came:
        what[key].append(kind)
    for each in taken:
        what[each.key] += ["moved"] if each.is_move else []
    return [_line(row, what[_key(row)], tuple(grounds[_key(row)])) for row in rows]


def _line(row: Row, declared: Iterable[str], grounds: tuple[Ground, ...]) -> Line:
    shown = row.new or row.old
    computed = [str(row.status), *(["moved"] if row.moved else []), *(["renumbered"] if row.renumbered else [])]
    return Line(
        _key(row),
        row.new.number if row.new else "",
        row.old.number if row.old else "",
        str(shown.kind) if shown else "",
        shortened(shown.wording) if shown else "",
        tuple(dict.fromkeys([*computed, *declared])),
        grounds,
    )


def _key(row: Row) -> str:
    shown = row.new or row.old
    return shown.key if shown else ""


def _within(name: str, since: datetime | None, until: datetime | None) -> Q:
    found = Q(**{f"{name}__isnull": False})
    if since:
        found &= Q(**{f"{name}__gt": since})
    return found & Q(**{f"{name}__lte": until}) if until else found


@dataclass(frozen=True, slots=True)
class _Taken:
    """A proposal that was taken up: on which paragraph, when, and as a reason for how it reads."""

    key: str
    at: datetime | None
    kind: str
    ground: Ground

    @property
    def is_move(self) -> bool:
        """Whether it moved the paragraph."""
        return self.kind == ProposalKind.MOVE

    @property
    def is_of_the_whole(self) -> bool:
        """Whether it was about the paragraph, not about words in it: its bracket tells nothing more."""
        return self.kind not in CHANGES_WORDS


def _taken(keys: Iterable[str], since: datetime | None, until: datetime | None) -> list[_Taken]:
    rows = Proposal.objects.unscoped(TABLED).filter(
        _within("settled_at", since, until), provision__uuid__in=list(keys), status__in=TAKEN
    )
    codes: dict[int, dict[str, None]] = defaultdict(dict)
    behind = Sponsorship.objects.unscoped(PART).filter(proposal__in=rows, withdrawn_at=None).order_by("since", "id")
    for pk, own, group in behind.values_list("proposal", "entity__code", "on_behalf_of__code"):
        codes[pk] |= dict.fromkeys([own, group] if group else [own])
    found = []
    for row in rows.select_related("provision").order_by("settled_at", "id"):
        words = f"{row.get_kind_display()}: {row.get_status_display()}" + (f". {row.reason}" if row.reason else "")
        ground = Ground("proposal", words, tuple(codes[row.pk]), str(row.uuid))
        found.append(_Taken(str(row.provision.uuid), row.settled_at, row.kind, ground))  # type: ignore[union-attr] # asked for by it
    return found


def _by_key(told: Iterable[tuple[str, Ground]]) -> Mapping[str, list[Ground]]:
    found: dict[str, list[Ground]] = defaultdict(list)
    for key, ground in told:
        found[key].append(ground)
    return found


def _undone(version: TextVersion) -> set[tuple[str, datetime | None]]:
    """Return paragraph and time of the deeds that were taken back: they are no reason for anything."""
    rows = Step.objects.unscoped(PART).filter(text=version.text, undone_at__isnull=False, provision__isnull=False)
    return {(str(uuid), at) for uuid, at in rows.values_list("provision__uuid", "at")}


def _descents(
    text: NegotiatingText, since: datetime | None, until: datetime | None, taken: Sequence[_Taken], rows: Sequence[Row]
) -> list[tuple[str, str, Ground]]:
    """Return each paragraph that came of another or went into one, what happened to it, and of which or into which."""
    names = {_key(row): _name(row) for row in rows}
    codes = {(each.key, each.at): each.ground.codes for each in taken if each.is_of_the_whole}
    found = []
    for row in descents(text):
        one, other, at = str(row.earlier.uuid), str(row.later.uuid), row.at
        if (since and at <= since) or (until and at > until) or not {one, other} <= names.keys():
            continue
        by = codes.get((one, at)) or codes.get((other, at)) or ()
        key, beside = (other, one) if row.kind == "split" else (one, other)
        found.append((key, row.kind, Ground("descent", str(DESCENT[row.kind]) % {"number": names[beside]}, by)))
    return found


def _name(row: Row) -> str:
    """Return how a paragraph is called in the table: its number there, or else its first words."""
    shown = row.new or row.old
    return (shown.number or f"“{shortened(shown.wording)}”") if shown else ""


Span = tuple[datetime | None, datetime | None]


def _redrafts(
    keys: Iterable[str], version: TextVersion, actor: Actor, span: Span, but: Container[tuple[str, datetime | None]]
) -> Mapping[str, list[Ground]]:
    rows = Redraft.objects.visible_to(actor, version.text.process).filter(
        _within("at", *span), provision__uuid__in=list(keys)
    )
    told = ((row, str(row.provision.uuid)) for row in rows.select_related("provision").order_by("at", "id"))
    return _by_key(
        (key, Ground("redraft", capacity(row.by) + (f". {row.reason}" if row.reason else "")))
        for row, key in told
        if (key, row.at) not in but
    )


def _lifted(keys: Iterable[str], span: Span, but: Container[tuple[str, datetime | None]]) -> Mapping[str, list[Ground]]:
    rows = BracketLifted.objects.unscoped(PART).filter(_within("at", *span), provision__uuid__in=list(keys))
    told = ((row, str(row.provision.uuid)) for row in rows.select_related("provision").order_by("at", "id"))
    return _by_key(
        (key, Ground("lifted", _lifting(row.base.strip(), row.words.strip()) + (f". {row.note}" if row.note else "")))
        for row, key in told
        if (key, row.at) not in but
    )


def _lifting(base: str, words: str) -> str:
    """Tell in words what became of a bracket."""
    if not words:
        return gettext("“%(base)s” taken out") % {"base": base}
    if not base:
        return gettext("“%(words)s” put in") % {"words": words}
    return gettext("“%(words)s” in place of “%(base)s”") % {"words": words, "base": base}


def _sources(keys: Iterable[str], version: TextVersion, actor: Actor) -> Mapping[str, list[Ground]]:
    """Return what a first version rests on: passages of inputs, and sentences of the summary with theirs."""
    rows = Provenance.objects.visible_to(actor, version.text.process).filter(provision__uuid__in=list(keys))
    asked = rows.select_related("provision", "passage__submission__entity", "sentence__summary")
    found: dict[str, list[Ground]] = defaultdict(list)
    for row in asked.prefetch_related("sentence__passages__submission__entity").order_by("id"):
        passages = [row.passage] if row.passage else row.sentence.passages.all() if row.sentence else []
        words = row.sentence.summary.title if row.sentence else ""
        codes = tuple(dict.fromkeys(passage.submission.entity.code for passage in passages))
        found[str(row.provision.uuid)].append(Ground("source", words, codes))
    return found


def neighbours(row: ProvisionVersion, actor: Actor) -> list[tuple[TextVersion, ProvisionVersion | None]]:
    """Return every version that the actor may see, each with the provision's row in it, if it stood there."""
    rows = ProvisionVersion.objects.unscoped(PART).filter(provision=row.provision).defer("rolling")
    by_version = {each.version_id: each for each in rows}
    return [(version, by_version.get(version.pk)) for version in versions(row.version.text, actor)]
