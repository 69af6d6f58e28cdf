"""The vocabularies of the negotiation: kinds, states and outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextKind(models.TextChoices):
    """What a text will be when it is adopted."""

    RESOLUTION = "resolution", _("Resolution")
    DECLARATION = "declaration", _("Declaration")
    COMPACT = "compact", _("Compact")
    TREATY = "treaty", _("Treaty")


class VersionStatus(models.TextChoices):
    """Whether a version still moves."""

    WORKING = "working", _("Working text")
    FROZEN = "frozen", _("Frozen")
    ADOPTED = "adopted", _("Adopted")


class Standing(models.TextChoices):
    """Whether a provision is part of the text, only proposed, or struck from it."""

    STANDING = "standing", _("Part of the text")
    PROPOSED = "proposed", _("Proposed")
    STRUCK = "struck", _("Struck")


class ProvisionKind(models.TextChoices):
    """Kinds of provision, as `travaux.text.provision.Kind` has them."""

    TITLE = "title", _("Title")
    HEADING = "heading", _("Heading")
    PREAMBULAR = "preambular", _("Preambular paragraph")
    CHAPEAU = "chapeau", _("Chapeau")
    PRINCIPLE = "principle", _("Principle")
    OBJECTIVE = "objective", _("Objective")
    COMMITMENT = "commitment", _("Commitment")
    ACTION = "action", _("Action")
    OPERATIVE = "operative", _("Operative paragraph")
    SUBPARAGRAPH = "subparagraph", _("Sub-paragraph")
    ITEM = "item", _("Item")
    ANNEX = "annex", _("Annex")
    FOOTNOTE = "footnote", _("Footnote")


class Level(models.TextChoices):
    """How far a provision has come, as `travaux.text.reading.Level` has it."""

    OPEN = "open", _("Open")
    REOPENED = "reopened", _("Reopened")
    AGREED_IN_INFORMALS = "agreed_in_informals", _("Agreed in informals")
    AD_REFERENDUM = "ad_referendum", _("Agreed ad referendum")
    AGREED_IN_COMMITTEE = "agreed_in_committee", _("Agreed in committee")
    AGREED = "agreed", _("Agreed")
    ADOPTED = "adopted", _("Adopted")


class ProposalKind(models.TextChoices):
    """What a proposal asks for, as `travaux.text.proposal.Kind` has it."""

    INSERT = "insert", _("Insert words")
    DELETE = "delete", _("Delete words")
    REPLACE = "replace", _("Replace words")
    NEW_PARAGRAPH = "new_paragraph", _("New paragraph")
    ALTERNATIVE = "alternative", _("Alternative paragraph")
    DELETE_PARAGRAPH = "delete_paragraph", _("Delete the paragraph")
    MOVE = "move", _("Move the paragraph")
    SPLIT = "split", _("Split the paragraph")
    MERGE = "merge", _("Merge paragraphs")
    RETAIN = "retain", _("Retain the paragraph")
    PLACEHOLDER = "placeholder", _("Placeholder")


class ProposalStatus(models.TextChoices):
    """Where a proposal stands; only its own delegation sees it while it is prepared."""

    PREPARED = "prepared", _("Prepared, not tabled")
    TABLED = "tabled", _("Tabled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")
    SUBSUMED = "subsumed", _("Merged into another")
    INCORPORATED = "incorporated", _("Incorporated")
    PARTLY_INCORPORATED = "partly_incorporated", _("Partly incorporated")
    NOT_RETAINED = "not_retained", _("Not retained")


class Outcome(models.TextChoices):
    """What became of an edit, as `travaux.text.contest.Outcome` has it."""

    OPEN = "open", _("Open")
    INCORPORATED = "incorporated", _("Incorporated")
    NOT_RETAINED = "not_retained", _("Not retained")


class Fate(models.TextChoices):
    """How an edit came through a change of the wording beneath it, as `travaux.text.proposal.Fate` has it."""

    CLEAN = "clean", _("Unchanged")
    ADJUSTED = "adjusted", _("Adjusted to the changed wording")
    ORPHANED = "orphaned", _("The words that it was anchored to are gone")


class Stance(models.TextChoices):
    """What a delegation says of a proposal."""

    SUPPORT = "support", _("Support")
    FLEXIBLE = "flexible", _("Flexible")
    RESERVE = "reserve", _("Reserve")
    SCRUTINY = "scrutiny", _("Scrutiny reserve")
    OPPOSE = "oppose", _("Oppose")


class SilenceOutcome(models.TextChoices):
    """What became of a silence."""

    OPEN = "open", _("Running")
    BROKEN = "broken", _("Broken")
    KEPT = "kept", _("Kept")


class BallotCast(models.TextChoices):
    """What a delegation did in a vote, as `travaux.text.vote.Cast` has it."""

    IN_FAVOUR = "in_favour", _("In favour")
    AGAINST = "against", _("Against")
    ABSTAINING = "abstaining", _("Abstaining")
    ABSENT = "absent", _("Absent")


class StatementKind(models.TextChoices):
    """What a delegation puts on record beside the text."""

    EXPLANATION = "explanation", _("Explanation of position")
    RESERVATION = "reservation", _("Reservation")


class How(models.TextChoices):
    """How a decision was taken."""

    CONSENSUS = "consensus", _("By consensus")
    VOTE = "vote", _("By recorded vote")
    SILENCE = "silence", _("By silence procedure")
