"""The things on the road from an input to the adopted text, as a trace tells them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext

from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.queries import CODED
from secretariat.negotiation.models import (
    BracketLifted,
    Decision,
    Level,
    Proposal,
    ProposalKind,
    ProposalStatus,
    ProvisionVersion,
    Redraft,
    Standing,
    VersionStatus,
)
from secretariat.negotiation.queries import capacity, label, shortened
from secretariat.participation.models import Entity
from secretariat.stocktaking.models import Sentence

LEVELS = {Level.OPEN: "open", Level.REOPENED: "open"}
STATUSES = {
    ProposalStatus.TABLED: "open",
    ProposalStatus.INCORPORATED: "agreed",
    ProposalStatus.PARTLY_INCORPORATED: "agreed",
}
CODES = {Code.Status.SUGGESTED: "suggested", Code.Status.CONFIRMED: "agreed"}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the road: its key and stage, what it is called and says, whose it is, and how it stands.

    `state` is the modifier of the tag that shows `standing`; `at` is when it came to be, where that is told.
    """

    key: str
    stage: str
    title: str
    words: str = ""
    entities: tuple[Entity, ...] = ()
    standing: str = ""
    state: str = ""
    at: datetime | None = None
    uuid: UUID | None = None

    @property
    def label(self) -> str:
        """The thing in a few words, for a picture."""
        codes = " ".join(entity.code for entity in self.entities)
        words = shortened(self.words)
        said = {"passage": words, "sentence": words, "provision": f"{self.title} {words}"}.get(self.stage, self.title)
        return f"{codes}: {said}" if codes else said


def submission(row: Submission) -> Thing:
    """Tell a submission, with the entity whose it is."""
    standing, state = (row.get_status_display(), "muted") if row.withdrawn_at else ("", "")
    key = f"submission:{row.uuid}"
    return Thing(
        key, "submission", f"{row.key} {row.title}", "", (row.entity,), standing, state, row.filed_at, row.uuid
    )


def passage(row: Passage) -> Thing:
    """Tell a passage in its own words, with the entity whose it is."""
    paper = row.submission
    title = f"{paper.key} § {row.number or row.ordinal}"
    kind = "" if row.kind in CODED else str(row.kind)
    return Thing(f"passage:{row.uuid}", "passage", title, row.text, (paper.entity,), kind, "muted", None, row.uuid)


def theme(row: Code) -> Thing:
    """Tell a theme to which a passage was coded, and whether a person confirmed it."""
    key = f"theme:{row.theme.key}"
    return Thing(
        key, "theme", row.theme.title, "", (), row.get_status_display(), CODES.get(Code.Status(row.status), "")
    )


def sentence(row: Sentence) -> Thing:
    """Tell a sentence of a summary."""
    title = f"{row.summary.key} § {row.ordinal}"
    return Thing(f"sentence:{row.uuid}", "sentence", title, row.wording, at=row.written_at, uuid=row.uuid)


def provision(row: ProvisionVersion) -> Thing:
    """Tell a paragraph as it now stands, or as it last stood."""
    uuid, level = row.provision.uuid, Level(row.level)
    standing, state = str(level.label), LEVELS.get(level, "agreed")
    if row.standing == Standing.STRUCK:
        standing, state = str(Standing.STRUCK.label), "muted"
    return Thing(f"provision:{uuid}", "provision", label(row), row.wording, (), standing, state, None, uuid)


def adopted(row: ProvisionVersion) -> Thing | None:
    """Tell the paragraph as it was adopted, if its last version is the adopted text."""
    if row.version.status != VersionStatus.ADOPTED or row.standing != Standing.STANDING:
        return None
    title = f"{row.version.symbol or row.version.label}, {label(row)}"
    return Thing(f"adopted:{row.provision.uuid}", "adopted", title, row.wording, at=row.version.frozen_at)


def proposal(row: Proposal) -> Thing:
    """Tell a tabled proposal, with those who sponsor it."""
    status = ProposalStatus(row.status)
    sponsors = [sponsor.entity for sponsor in row.sponsorships.all() if sponsor.withdrawn_at is None]
    groups = [sponsor.on_behalf_of for sponsor in row.sponsorships.all() if sponsor.on_behalf_of]
    behind = tuple(dict.fromkeys([row.proponent, *sponsors, *groups]))
    state = STATUSES.get(status, "muted")
    title = str(ProposalKind(row.kind).label)
    return Thing(
        f"proposal:{row.uuid}",
        "proposal",
        title,
        row.wording,
        behind,
        str(status.label),
        state,
        row.tabled_at,
        row.uuid,
    )


def decision(row: Decision) -> Thing:
    """Tell a level that a paragraph reached, and whether it was reopened since."""
    level = Level(row.level)
    key, title = f"decision:{row.pk}", str(level.label)
    if row.reopened_at is None:
        return Thing(key, "decision", title, at=row.at)
    told = {"day": date_format(row.reopened_at, "j F Y"), "reason": row.reopened_because}
    words = gettext("Reopened on %(day)s: %(reason)s") % told
    return Thing(key, "decision", title, words, (), str(Level.REOPENED.label), "open", row.at)


def lifted(row: BracketLifted) -> Thing:
    """Tell a bracket that was lifted: what was put in its place, and why."""
    words = " ".join(filter(None, [f"“{row.base}” → “{row.words}”", row.note]))
    return Thing(f"lifted:{row.pk}", "decision", gettext("Bracket lifted"), words, at=row.at)


def redraft(row: Redraft) -> Thing:
    """Tell new words that those who lead gave a paragraph: in which capacity, what stood there, and why."""
    words = " ".join(filter(None, [f"“{row.before}” → “{row.wording}”", row.reason]))
    return Thing(f"redraft:{row.pk}", "decision", gettext("Worded anew"), words, (), capacity(row.by), "muted", row.at)
