"""What was bound together, put under silence, voted on and said of a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from secretariat.frame.scope import PART, unscoped
from secretariat.negotiation.models import (
    Ballot,
    BallotCast,
    BracketPosition,
    BridgingText,
    Decision,
    Descent,
    NegotiatingText,
    Package,
    PackageMember,
    Proposal,
    Provision,
    ProvisionVersion,
    Silence,
    SilenceOn,
    SilenceOutcome,
    Standing,
    Statement,
    Step,
    TextVersion,
    Vote,
)
from secretariat.negotiation.queries.states import TABLED, label, open_proposals
from secretariat.negotiation.queries.texts import current
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.refusal import Changed, Unknown
from travaux.text import package as packaging
from travaux.text import streamline
from travaux.text.proposal import Kind
from travaux.text.reading import STANDING, Level
from travaux.text.silence import Silence as Clock
from travaux.text.silence import State
from travaux.text.vote import Cast, tally
from travaux.words.align import Edit as Change
from travaux.words.align import applied
from travaux.words.tokens import digest


class NotCarried(Changed):
    """A text was to be adopted by a vote that was not carried, or not taken on its words."""

    asked = "You asked to adopt “{text}” by recorded vote."
    because = "The last vote on the whole text was not carried, was taken on other words, or there was none."
    rule = "A text is adopted by the vote that was taken on it as it stands."
    remedy = "Record the vote first, or adopt by consensus."


class NoSuchThing(Unknown):
    """No package, silence, vote, statement or bridging text has that identity, or none that one may see."""

    asked = "You asked for a {what}."
    because = "None that you may see has the identity {uuid}."
    remedy = "Choose it on the page of the text."


@dataclass(frozen=True, slots=True)
class Adoptable:
    """What of a text can be adopted while the rest is open: the paragraphs that would be, and those that stay.

    `seen` tells it from the same asked at another time, when other paragraphs or other words were agreed.
    """

    agreed: list[ProvisionVersion]
    rest: list[ProvisionVersion]

    @property
    def seen(self) -> str:
        """The digest of what would be adopted, word for word."""
        return digest("\n".join(f"{row.provision.uuid} {row.level} {row.sha256}" for row in self.agreed))


def adoptable(version: TextVersion) -> Adoptable:
    """Return the paragraphs of a working version that are agreed, or agreed in committee, and those that are not.

    What was adopted before is in neither. Who may do the deed is asked before: they see the whole text.
    """
    rows = unscoped(version.rows, PART).exclude(standing=Standing.STRUCK).select_related("provision")
    left = list(rows.exclude(level=Level.ADOPTED).order_by("ordinal"))
    has_last_word = {Level.AGREED_IN_COMMITTEE, Level.AGREED}
    agreed = [row for row in left if row.level in has_last_word]
    return Adoptable(agreed, [row for row in left if row.level not in has_last_word])


def standing_rows(version: TextVersion) -> list[int]:
    """Return the provisions that stand in a version, in reading order."""
    rows = unscoped(version.rows, PART).filter(standing=Standing.STANDING).order_by("ordinal")
    return list(rows.values_list("provision_id", flat=True))


def standing_decision(provision: Provision) -> Decision:
    """Return the decision that stands on a provision, the latest."""
    rows = unscoped(provision.decisions, PART).filter(reopened_at=None)
    return rows.order_by("-at", "-id")[0]


def pending_codes(provision: Provision) -> list[str]:
    """Return the codes of those whose word the agreement on a provision still waits for."""
    rows = unscoped(provision.decisions, PART).filter(reopened_at=None, assents__given_at=None)
    return [code for code in rows.order_by("at").values_list("assents__entity__code", flat=True) if code]


def bound(text: NegotiatingText) -> list[Package]:
    """Return the packages of a text that bind."""
    return list(unscoped(text.packages, PART).filter(unbound_at=None).order_by("at", "id"))


def packages(text: NegotiatingText) -> list[packaging.Package]:
    """Return the packages that bind, with how far each of their provisions has come."""
    return _packages(text, bound(text))


def _packages(text: NegotiatingText, found: Sequence[Package]) -> list[packaging.Package]:
    """Return packages of a text as the engine has them; a provision that was struck holds nothing up."""
    rows = {row.provision_id: row for row in unscoped(current(text).rows, PART).select_related("provision")}
    members: dict[int, list[packaging.Member]] = {each.pk: [] for each in found}
    bindings = PackageMember.objects.unscoped(PART).filter(package__in=found).select_related("provision")
    for each in bindings.order_by("id"):
        members[each.package_id].append(_member(each.provision, rows.get(each.provision_id)))
    return [packaging.Package(each.title, tuple(members[each.pk])) for each in found]


def _member(provision: Provision, row: ProvisionVersion | None) -> packaging.Member:
    if row is None or row.standing == Standing.STRUCK:
        return packaging.Member(str(provision.uuid), "", is_agreed=True)
    return packaging.Member(str(provision.uuid), label(row), is_agreed=Level(row.level) in STANDING)


def clock_of(silence: Silence) -> Clock:
    """Return a silence as the engine has it."""
    broken = silence.closed_at if silence.outcome == SilenceOutcome.BROKEN else None
    return Clock(silence.ends_at, silence.zone, broken)


def silence_state(silence: Silence, at: datetime) -> State:
    """Return how a silence stands at a moment: its end needs nobody to write it down."""
    return clock_of(silence).state(at)


def carried_vote(text: NegotiatingText) -> Vote:
    """Return the last vote on the whole text if it was carried, on the words that stand; raise NotCarried."""
    vote = unscoped(text.votes, PART).filter(provision=None).order_by("-at", "-id").first()
    if vote is None or not vote.carried or vote.wording_sha256 != digest_of(text):
        raise NotCarried(text=text)
    return vote


def digest_of(text: NegotiatingText) -> str:
    """Return the digest of the words of the newest version, paragraph by paragraph."""
    rows = unscoped(current(text).rows, PART).exclude(standing=Standing.STRUCK).order_by("ordinal")
    return digest("\n".join(row.sha256 for row in rows))


def silence_named(process: Process, actor: Actor, uuid: UUID | str) -> Silence:
    """Return the silence with `uuid`, or raise NoSuchThing."""
    found = Silence.objects.visible_to(actor, process).filter(uuid=uuid).select_related("text__process").first()
    if found is None:
        raise NoSuchThing(what="silence", uuid=uuid)
    return found


def package_named(process: Process, actor: Actor, uuid: UUID | str) -> Package:
    """Return the package with `uuid`, or raise NoSuchThing."""
    found = Package.objects.visible_to(actor, process).filter(uuid=uuid).select_related("text__process").first()
    if found is None:
        raise NoSuchThing(what="package", uuid=uuid)
    return found


def statement_named(process: Process, actor: Actor, uuid: UUID | str) -> Statement:
    """Return the statement with `uuid`, or raise NoSuchThing."""
    rows = Statement.objects.visible_to(actor, process).filter(uuid=uuid)
    found = rows.select_related("text__process", "provision", "entity").first()
    if found is None:
        raise NoSuchThing(what="statement", uuid=uuid)
    return found


def bridge_named(process: Process, actor: Actor, uuid: UUID | str) -> BridgingText:
    """Return the bridging text with `uuid` if the actor may know of it, or raise NoSuchThing."""
    rows = BridgingText.objects.visible_to(actor, process).filter(uuid=uuid)
    found = rows.select_related("provision__text__process").first()
    if found is None:
        raise NoSuchThing(what="bridging text", uuid=uuid)
    return found


def bridges(text: NegotiatingText, actor: Actor) -> list[BridgingText]:
    """Return the bridging texts that the actor may know of, in order."""
    rows = BridgingText.objects.visible_to(actor, text.process).filter(provision__text=text, withdrawn_at=None)
    return list(rows.select_related("provision").order_by("at", "id"))


def packages_bound(text: NegotiatingText, actor: Actor) -> list[tuple[Package, packaging.Package]]:
    """Return the packages of a text that bind, each with how it stands."""
    rows = Package.objects.visible_to(actor, text.process).filter(text=text, unbound_at=None).order_by("at", "id")
    found = list(rows)
    return list(zip(found, _packages(text, found), strict=True))


def silences(text: NegotiatingText, actor: Actor) -> list[Silence]:
    """Return the silences of a text, in order."""
    rows = Silence.objects.visible_to(actor, text.process).filter(text=text)
    return list(rows.select_related("broken_by").order_by("opened_at", "id"))


@dataclass(frozen=True, slots=True)
class SilenceShown:
    """A silence with how it stands at a moment, its end in the time of its place, and what it is on, with the uuids."""

    row: Silence
    state: State
    told: str
    on: tuple[tuple[str, UUID], ...] = ()


def silences_shown(text: NegotiatingText, actor: Actor, at: datetime) -> list[SilenceShown]:
    """Return the silences of a text as they stand at a moment."""
    rows, names = silences(text, actor), labels(text)
    on: dict[int, list[tuple[str, UUID]]] = {row.pk: [] for row in rows}
    under = SilenceOn.objects.unscoped(PART).filter(silence__in=rows).order_by("id")
    for pk, provision, uuid in under.values_list("silence_id", "provision_id", "provision__uuid"):
        if provision in names:
            on[pk].append((names[provision], uuid))
    return [SilenceShown(each, silence_state(each, at), clock_of(each).told, tuple(on[each.pk])) for each in rows]


def labels(text: NegotiatingText) -> dict[int, str]:
    """Return how each paragraph of the newest version is named, by its database id; none that was struck."""
    rows = unscoped(current(text).rows, PART).exclude(standing=Standing.STRUCK).defer("rolling")
    return {row.provision_id: label(row) for row in rows}


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote with its count and the codes of those in each column."""

    row: Vote
    counted: str
    columns: dict[str, list[str]]


def votes_counted(text: NegotiatingText, actor: Actor) -> list[VoteShown]:
    """Return the votes taken on a text with who voted how."""
    rows = votes(text, actor)
    columns: dict[int, dict[str, list[str]]] = {row.pk: {cast: [] for cast in BallotCast.values} for row in rows}
    ballots = Ballot.objects.unscoped(PART).filter(vote__in=rows).order_by("entity__ordinal", "id")
    for pk, cast, code in ballots.values_list("vote_id", "cast", "entity__code"):
        columns[pk][cast].append(code)
    return [VoteShown(row, _counted(columns[row.pk]), columns[row.pk]) for row in rows]


def _counted(columns: dict[str, list[str]]) -> str:
    return tally({Cast(name): codes for name, codes in columns.items()}).told


def votes(text: NegotiatingText, actor: Actor) -> list[Vote]:
    """Return the votes taken on a text, in order."""
    rows = Vote.objects.visible_to(actor, text.process).filter(text=text).select_related("provision")
    return list(rows.order_by("at", "id"))


def statements(text: NegotiatingText, actor: Actor) -> list[Statement]:
    """Return what delegations put on record beside a text, in order; withdrawn ones too."""
    rows = Statement.objects.visible_to(actor, text.process).filter(text=text)
    return list(rows.select_related("entity", "on_behalf_of", "provision").order_by("at", "id"))


def said_of_brackets(provision: Provision) -> list[BracketPosition]:
    """Return what delegations say of the brackets of a provision, in order; also of brackets as they were."""
    rows = unscoped(provision.said_of_brackets, PART).select_related("entity")
    return list(rows.order_by("at", "id"))


def descents(text: NegotiatingText) -> list[Descent]:
    """Return which provisions of a text came of which: declared when brackets were lifted."""
    rows = Descent.objects.unscoped(PART).filter(later__text=text).select_related("earlier", "later")
    return list(rows.order_by("at", "id"))


def streamlined(text: NegotiatingText) -> list[streamline.Same]:
    """Return the proposals on the table of a text that say the same, or nearly: offered for merging, never merged."""
    rows = {row.provision_id: row.wording for row in unscoped(current(text).rows, PART)}
    asked = [_asked(proposal, rows.get(proposal.provision_id or 0, "")) for proposal in open_proposals(text=text)]
    return streamline.streamlined(asked)


@dataclass(frozen=True, slots=True)
class SameShown:
    """Proposals that say the same, or nearly, with their rows: the first is the one that would be kept."""

    proposals: list[Proposal]
    is_exact: bool


def same_proposals(text: NegotiatingText) -> list[SameShown]:
    """Return what is offered for merging, with its proposals."""
    found = streamlined(text)
    named = {uuid for same in found for uuid in same.proposals}
    rows = {str(row.uuid): row for row in proposals_named(text, named)}
    return [SameShown([rows[uuid] for uuid in same.proposals], same.is_exact) for same in found]


def _asked(proposal: Proposal, wording: str) -> streamline.Asked:
    """Return a proposal as streamlining sees it; new paragraphs behind the same one are compared with each other."""
    anchor = str(proposal.after_id or proposal.provision_id)
    scope = proposal.kind if proposal.kind not in (Kind.INSERT, Kind.DELETE, Kind.REPLACE) else "words"
    return streamline.Asked(str(proposal.uuid), anchor, scope, wording, reading_of(proposal, wording))


def reading_of(proposal: Proposal, wording: str) -> str:
    """Return how a paragraph would read with the open edits of a proposal made; for a whole paragraph, its wording."""
    edits = [edit for edit in proposal.edits.all() if edit.outcome == "open" and edit.fate != "orphaned"]
    if not edits:
        return proposal.wording
    return applied(wording, [Change(edit.start, edit.end, edit.words) for edit in edits])


def last_step(provision: Provision) -> Step | None:
    """Return the last deed on a provision that was not undone."""
    rows = Step.objects.unscoped(PART).filter(provision=provision, undone_at=None).exclude(deed="undo_deed")
    return rows.select_related("version").order_by("-id").first()


def proposals_named(text: NegotiatingText, uuids: Iterable[object]) -> list[Proposal]:
    """Return tabled proposals on a text by their identities, in the order of tabling."""
    rows = Proposal.objects.unscoped(TABLED).filter(text=text, uuid__in=list(uuids), tabled_at__isnull=False)
    return list(rows.select_related("text__process", "provision", "proponent").order_by("tabled_at", "id"))
