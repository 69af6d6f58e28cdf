"""The rows of deciding: packages, silences, votes, and what delegations say of what was decided."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q

from secretariat.frame.scope import Confidential, Eyes, Guard
from secretariat.negotiation.models.words import BallotCast, Level, SilenceOutcome, Stance, StatementKind
from secretariat.participation.models import Entity


class BracketPosition(Confidential):
    """What a delegation says of a bracket as it was seen: of its key, which changes with all that is in it."""

    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="said_of_brackets")
    key = models.CharField(max_length=12)
    base = models.TextField(blank=True)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    meeting = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    guard = Guard("provision__text__process", parts_of=("provision",))

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["provision", "key", "entity"], name="one_word_on_a_bracket")]

    def __str__(self) -> str:
        return self.stance


class Assent(Confidential):
    """A delegation whose word an agreement waits for, and when it gave it."""

    decision = models.ForeignKey("negotiation.Decision", on_delete=models.CASCADE, related_name="assents")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)

    guard = Guard("decision__provision__text__process", parts_of=("decision",))

    class Meta:
        ordering = ["entity__ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["decision", "entity"], name="one_assent_a_delegation")]

    def __str__(self) -> str:
        return f"{self.entity_id} on {self.decision_id}"


class Package(Confidential):
    """Provisions of which nothing is agreed until all is agreed."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey("negotiation.NegotiatingText", on_delete=models.CASCADE, related_name="packages")
    title = models.CharField(max_length=200)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    unbound_at = models.DateTimeField(null=True)
    unbound_because = models.CharField(max_length=400, blank=True)

    guard = Guard("text__process", parts_of=("text",))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.title


class PackageMember(Confidential):
    """A provision bound into a package."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="members")
    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="+")

    guard = Guard("package__text__process", parts_of=("package",))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["package", "provision"], name="provision_once_a_package")]

    def __str__(self) -> str:
        return f"{self.provision_id} in {self.package_id}"


class Silence(Confidential):
    """Words that reach a level unless somebody objects before `ends_at`, told in the time of `zone`."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey("negotiation.NegotiatingText", on_delete=models.CASCADE, related_name="silences")
    level = models.CharField(max_length=20, choices=Level.choices)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=SilenceOutcome.choices, default=SilenceOutcome.OPEN)
    closed_at = models.DateTimeField(null=True)
    broken_by = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    objection = models.TextField(blank=True)
    by = models.CharField(max_length=120)

    guard = Guard("text__process", parts_of=("text",))

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("opened_at")), name="a_silence_leaves_time"),
            models.CheckConstraint(
                condition=Q(outcome="open", closed_at=None) | (~Q(outcome="open") & Q(closed_at__isnull=False)),
                name="a_silence_is_closed_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class SilenceOn(Confidential):
    """A provision under silence, bound to the wording that was sent round."""

    silence = models.ForeignKey(Silence, on_delete=models.CASCADE, related_name="provisions")
    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="+")
    wording_sha256 = models.CharField(max_length=64)

    guard = Guard("silence__text__process", parts_of=("silence",))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["silence", "provision"], name="provision_once_a_silence")]

    def __str__(self) -> str:
        return f"{self.provision_id} under {self.silence_id}"


class Vote(Confidential):
    """A recorded vote on a text, or on a provision of it, by a majority rule, and whether it was carried."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey("negotiation.NegotiatingText", on_delete=models.CASCADE, related_name="votes")
    provision = models.ForeignKey("negotiation.Provision", null=True, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=400)
    rule = models.CharField(max_length=40)
    carried = models.BooleanField()
    wording_sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    guard = Guard("text__process", parts_of=("text",))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.question


class Ballot(Confidential):
    """What one delegation did in a vote."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    cast = models.CharField(max_length=10, choices=BallotCast.choices)

    guard = Guard("vote__text__process", parts_of=("vote",))

    class Meta:
        ordering = ["entity__ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["vote", "entity"], name="one_ballot_a_delegation")]

    def __str__(self) -> str:
        return self.cast


class Statement(Confidential):
    """An explanation of position, or a reservation on a text or a provision, in a delegation's own words."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey("negotiation.NegotiatingText", on_delete=models.CASCADE, related_name="statements")
    provision = models.ForeignKey("negotiation.Provision", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=StatementKind.choices)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Entity, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    guard = Guard("text__process", parts_of=("text",))

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_statement_has_words")]

    def __str__(self) -> str:
        return self.words[:40]


def _shared(eyes: Eyes) -> Q:
    """Return the filter on bridging texts that were shown to the own delegation."""
    return Q(shares__entity_id=eyes.entity_id) if eyes.entity_id else Q(pk__in=[])


class BridgingText(Confidential):
    """Words that those who lead try out with chosen delegations, and with nobody else."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    provision = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="bridges")
    base = models.TextField()
    wording = models.TextField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    guard = Guard("provision__text__process", "bridging_text", relations={"shared": _shared}, parts_of=("provision",))

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return str(self.uuid)


class BridgeShare(Confidential):
    """A delegation that a bridging text is shown to."""

    bridge = models.ForeignKey(BridgingText, on_delete=models.CASCADE, related_name="shares")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")

    guard = Guard("bridge__provision__text__process", parts_of=("bridge",))

    class Meta:
        ordering = ["entity__ordinal", "id"]
        constraints = [models.UniqueConstraint(fields=["bridge", "entity"], name="bridge_shared_once")]

    def __str__(self) -> str:
        return f"{self.bridge_id} to {self.entity_id}"


class Descent(Confidential):
    """A provision that came of another: split off it, merged into it, or an alternative that took its place."""

    earlier = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="became")
    later = models.ForeignKey("negotiation.Provision", on_delete=models.CASCADE, related_name="came_of")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()

    guard = Guard("later__text__process", parts_of=("later",))

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], name="one_descent_a_pair")]

    def __str__(self) -> str:
        return self.kind


class Step(Confidential):
    """What a deed changed in the working text, thing by thing, before and after: what is folded, and what is undone."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.ForeignKey("negotiation.NegotiatingText", on_delete=models.CASCADE, related_name="steps")
    version = models.ForeignKey("negotiation.TextVersion", on_delete=models.CASCADE, related_name="+")
    provision = models.ForeignKey("negotiation.Provision", null=True, on_delete=models.SET_NULL, related_name="+")
    deed = models.CharField(max_length=40)
    changes: Any = models.JSONField(default=list)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=400, blank=True)

    guard = Guard(
        "text__process",
        "redraft",
        states={"unpresented": Q(version__ordinal=0), "presented": Q(version__ordinal__gt=0)},
        parts_of=("text",),
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["text", "at"], name="step_by_time")]

    def __str__(self) -> str:
        return self.deed
