"""The concordance of a version: each number beside the earlier one, who contributed, and by which deeds it changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from secretariat.frame.scope import PART
from secretariat.negotiation.models import (
    BracketLifted,
    Proposal,
    ProposalStatus,
    Provenance,
    ProvisionVersion,
    Redraft,
    Sponsorship,
    TextVersion,
)
from secretariat.negotiation.queries.lines import capacity
from secretariat.negotiation.queries.states import TABLED, shapes, shortened
from secretariat.negotiation.queries.texts import versions
from secretariat.people.access import Actor
from travaux.text.compare import Row, compare

TAKEN = (ProposalStatus.INCORPORATED, ProposalStatus.PARTLY_INCORPORATED)


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a paragraph reads as it does: a proposal that was taken up, a redraft, a bracket lifted.

    `kind`: proposal, redraft, lifted, source; `key` is the uuid of a proposal.
    """

    kind: str
    words: str
    codes: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the concordance: `what` happened (unchanged, edited, new, struck, moved, renumbered), and why."""

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
    grounds: dict[str, list[Ground]] = defaultdict(list)
    for found in (
        _sources(keys, new, actor) if old is None else {},
        _proposals(keys, since, until),
        _redrafts(keys, new, actor, since, until),
        _lifted(keys, since, until),
    ):
        for key, told in found.items():
            grounds[key] += told
    return [_line(row, tuple(grounds[_key(row)])) for row in rows]


def _line(row: Row, grounds: tuple[Ground, ...]) -> Line:
    shown = row.new or row.old
    what = [str(row.status), *(["moved"] if row.moved else []), *(["renumbered"] if row.renumbered else [])]
    return Line(
        _key(row),
        row.new.number if row.new else "",
        row.old.number if row.old else "",
        str(shown.kind) if shown else "",
        shortened(shown.wording) if shown else "",
        tuple(what),
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


def _proposals(keys: Iterable[str], since: datetime | None, until: datetime | None) -> Mapping[str, list[Ground]]:
    rows = Proposal.objects.unscoped(TABLED).filter(
        _within("settled_at", since, until), provision__uuid__in=list(keys), status__in=TAKEN
    )
    codes: dict[int, dict[str, None]] = defaultdict(dict)
    behind = Sponsorship.objects.unscoped(PART).filter(proposal__in=rows, withdrawn_at=None).order_by("since", "id")
    for pk, own, group in behind.values_list("proposal", "entity__code", "on_behalf_of__code"):
        codes[pk] |= dict.fromkeys([own, group] if group else [own])
    found: dict[str, list[Ground]] = defaultdict(list)
    for row in rows.select_related("provision").order_by("settled_at", "id"):
        words = f"{row.get_kind_display()}: {row.get_status_display()}" + (f". {row.reason}" if row.reason else "")
        found[str(row.provision.uuid)].append(Ground("proposal", words, tuple(codes[row.pk]), str(row.uuid)))  # type: ignore[union-attr] # asked for by it
    return found


def _redrafts(
    keys: Iterable[str], version: TextVersion, actor: Actor, since: datetime | None, until: datetime | None
) -> Mapping[str, list[Ground]]:
    rows = Redraft.objects.visible_to(actor, version.text.process).filter(
        _within("at", since, until), provision__uuid__in=list(keys)
    )
    found: dict[str, list[Ground]] = defaultdict(list)
    for row in rows.select_related("provision").order_by("at", "id"):
        words = capacity(row.by) + (f". {row.reason}" if row.reason else "")
        found[str(row.provision.uuid)].append(Ground("redraft", words))
    return found


def _lifted(keys: Iterable[str], since: datetime | None, until: datetime | None) -> Mapping[str, list[Ground]]:
    rows = BracketLifted.objects.unscoped(PART).filter(_within("at", since, until), provision__uuid__in=list(keys))
    found: dict[str, list[Ground]] = defaultdict(list)
    for row in rows.select_related("provision").order_by("at", "id"):
        words = _lifting(row.base.strip(), row.words.strip()) + (f". {row.note}" if row.note else "")
        found[str(row.provision.uuid)].append(Ground("lifted", words))
    return found


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
