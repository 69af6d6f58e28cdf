"""The rows of the negotiation: texts, versions, provisions, proposals and what was decided."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from secretariat.frame.scope import Confidential, Eyes, Guard
from secretariat.negotiation.models.deciding import (
    Assent,
    Ballot,
    BracketPosition,
    BridgeShare,
    BridgingText,
    Descent,
    Package,
    PackageMember,
    Silence,
    SilenceOn,
    Statement,
    Step,
    Vote,
)
from secretariat.negotiation.models.history import BracketLifted, Decision, Redraft
from secretariat.negotiation.models.words import (
    BallotCast,
    Fate,
    How,
    Level,
    Outcome,
    ProposalKind,
    ProposalStatus,
    ProvisionKind,
    SilenceOutcome,
    Stance,
    Standing,
    StatementKind,
    TextKind,
    VersionStatus,
)
from secretariat.participation.models import Entity
from secretariat.processes.models import Process
from travaux.words.tokens import digest

__all__ = [
    "Assent",
    "Ballot",
    "BallotCast",
    "BracketLifted",
    "BracketPosition",
    "BridgeShare",
    "BridgingText",
    "Decision",
    "Descent",
    "Edit",
    "Fate",
    "How",
    "Level",
    "NegotiatingText",
    "Outcome",
    "Package",
    "PackageMember",
    "Position",
    "Proposal",
    "ProposalKind",
    "ProposalStatus",
    "Provenance",
    "Provision",
    "ProvisionKind",
    "ProvisionVersion",
    "Redraft",
    "Silence",
    "SilenceOn",
    "SilenceOutcome",
    "Sponsorship",
    "Stance",
    "Standing",
    "Statement",
    "StatementKind",
    "Step",
    "TextKind",
    "TextVersion",
    "VersionStatus",
    "Vote",
]


FOLLOWS = ["alternative", "move", "new_paragraph", "placeholder"]
"""Kinds of proposal that say behind which paragraph another should stand."""


def _own(eyes: Eyes) -> Q:
    """Return the filter on proposals that the own delegation put forward."""
    return Q(proponent_id=eyes.entity_id)


def _presented() -> models.QuerySet[Any, Any]:
    """Return the texts of which a version was frozen, so that the meeting has it."""
    rows = TextVersion.objects.unscoped("whether a text was presented is what its sight is decided by")
    return rows.exclude(status=VersionStatus.WORKING).values("text_id")


class NegotiatingText(Confidential):
    """A text under negotiation; `numbering` names the convention by which its paragraphs are numbered.

    `attributed` is the choice of the chair whether the rolling text names those behind a proposal.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=TextKind.choices, default=TextKind.COMPACT)
    numbering = models.CharField(max_length=20, default="compact")
    language = models.CharField(max_length=10, default="en")
    attributed = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    guard = Guard("process", "text", states={"presented": lambda: Q(pk__in=_presented())})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "key"], name="text_key_once_a_process")]

    def __str__(self) -> str:
        return self.title


class TextVersion(Confidential):
    """A state of a text: the one that moves, or one that was frozen, with its digest."""

    text = models.ForeignKey(NegotiatingText, on_delete=models.CASCADE, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    symbol = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=VersionStatus.choices, default=VersionStatus.WORKING)
    sha256 = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)

    guard = Guard("text__process", parts_of=("text",))

    class Meta:
        ordering = ["text", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["text", "ordinal"], name="version_ordinal_once_a_text"),
            models.UniqueConstraint(fields=["text"], condition=Q(status="working"), name="one_working_version_a_text"),
            models.UniqueConstraint(fields=["text"], condition=Q(status="adopted"), name="a_text_is_adopted_once"),
            models.CheckConstraint(
                condition=Q(status="working", sha256="", frozen_at=None)
                | (~Q(status="working") & ~Q(sha256="") & Q(frozen_at__isnull=False)),
                name="a_frozen_version_has_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Provision(Confidential):
    """A paragraph, heading or title of a text for all its life: what proposals and decisions are about."""

    text = models.ForeignKey(NegotiatingText, on_delete=models.CASCADE, related_name="provisions")
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    born_in = models.ForeignKey(TextVersion, on_delete=models.PROTECT, related_name="+")

    guard = Guard("text__process", parts_of=("text",))

    def __str__(self) -> str:
        return str(self.uuid)


class ProvisionVersion(Confidential):
    """A provision in one version: its place, printed number, wording and how far it had come.

    `kept` is the number under which it was circulated before; `rolling` keeps, once the version is frozen, the segments
    of the rolling text as they were shown then. `alternative_to` is the paragraph that it would take the place of.
    """

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="versions")
    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=20, choices=ProvisionKind.choices)
    ordinal = models.PositiveBigIntegerField()
    number = models.CharField(max_length=80, blank=True)
    kept = models.CharField(max_length=80, blank=True)
    wording = models.TextField()
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.STANDING)
    alternative_to = models.ForeignKey(Provision, null=True, on_delete=models.SET_NULL, related_name="+")
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.OPEN)
    rolling = models.JSONField(default=list)

    guard = Guard("provision__text__process", parts_of=("provision",))

    class Meta:
        ordering = ["version", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["version", "provision"], name="provision_once_a_version"),
            models.UniqueConstraint(fields=["version", "ordinal"], name="provision_place_once_a_version"),
            models.CheckConstraint(condition=~Q(wording=""), name="a_provision_has_words"),
        ]

    def __str__(self) -> str:
        return self.number or self.wording[:40]

    @property
    def sha256(self) -> str:
        """The digest of the wording: what proposals and decisions are bound to."""
        return digest(self.wording)


class Provenance(Confidential):
    """What a provision rests on: a sentence of the stocktaking summary, a passage of an input."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="provenance")
    sentence = models.ForeignKey("stocktaking.Sentence", null=True, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey("inputs.Passage", null=True, on_delete=models.PROTECT, related_name="+")

    guard = Guard("provision__text__process", parts_of=("provision", "sentence"))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sentence__isnull=False, passage=None) | Q(sentence=None, passage__isnull=False),
                name="provenance_is_a_sentence_or_a_passage",
            ),
            models.UniqueConstraint(fields=["provision", "sentence"], name="sentence_once_a_provision"),
            models.UniqueConstraint(fields=["provision", "passage"], name="passage_once_a_provision"),
        ]

    def __str__(self) -> str:
        return f"{self.provision_id} rests on {self.sentence_id or self.passage_id}"


class Proposal(Confidential):
    """A change that a delegation asks for, bound to the wording that it saw.

    `provision` is the paragraph to be changed, for a new paragraph the one that it made once it is tabled;
    `after` is the paragraph that a new or a moved one should follow, `other` the one to be merged into it, `amends` the
    proposal of others that it would have otherwise.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey(NegotiatingText, on_delete=models.CASCADE, related_name="proposals")
    provision = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="proposals")
    after = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Provision, null=True, on_delete=models.PROTECT, related_name="+")
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    provision_kind = models.CharField(max_length=20, choices=ProvisionKind.choices, blank=True)
    status = models.CharField(max_length=20, choices=ProposalStatus.choices, default=ProposalStatus.PREPARED)
    proponent = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    base = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    prepared_at = models.DateTimeField()
    tabled_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    guard = Guard(
        "text__process",
        "proposal",
        states={"prepared": Q(tabled_at=None), "tabled": Q(tabled_at__isnull=False)},
        relations={"own": _own},
    )

    class Meta:
        ordering = ["tabled_at", "id"]
        indexes = [models.Index(fields=["text", "status"], name="proposal_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["prepared", "withdrawn"]) | Q(tabled_at__isnull=False, provision__isnull=False),
                name="a_tabled_proposal_has_its_provision",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FOLLOWS, after__isnull=False) | (~Q(kind__in=FOLLOWS) & Q(after=None)),
                name="what_is_new_or_moved_follows_another",
            ),
            models.CheckConstraint(
                condition=Q(kind="merge", other__isnull=False) | (~Q(kind="merge") & Q(other=None)),
                name="a_merger_has_another_paragraph",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Sponsorship(Confidential):
    """A delegation that stands behind a tabled proposal, for itself or on behalf of a group, until it withdraws."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sponsorships")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    guard = Guard("proposal__text__process", parts_of=("proposal",))

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "entity"], name="sponsor_once_a_proposal")]

    def __str__(self) -> str:
        return f"{self.entity_id} sponsors {self.proposal_id}"


class Edit(Confidential):
    """One change of a tabled proposal: `words` in place of the characters `start` to `end` of the working wording.

    `quoted` are the words that it was anchored to when it was tabled.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="edits")
    ordinal = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.OPEN)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.CLEAN)

    guard = Guard("proposal__text__process", parts_of=("proposal",))

    class Meta:
        ordering = ["proposal", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "ordinal"], name="edit_ordinal_once_a_proposal"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="an_edit_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end} {self.words[:20]}"


class Position(Confidential):
    """What a delegation says of a tabled proposal; its latest word counts, the record keeps the earlier ones."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="positions")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    note = models.TextField(blank=True)
    meeting = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    guard = Guard("proposal__text__process", parts_of=("proposal",))

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "entity"], name="one_position_a_delegation")]

    def __str__(self) -> str:
        return self.stance
