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
    AGREED = "agreed", _("Agreed")
    ADOPTED = "adopted", _("Adopted")


class ProposalKind(models.TextChoices):
    """What a proposal asks for, as `travaux.text.proposal.Kind` has it."""

    INSERT = "insert", _("Insert words")
    DELETE = "delete", _("Delete words")
    REPLACE = "replace", _("Replace words")
    NEW_PARAGRAPH = "new_paragraph", _("New paragraph")
    DELETE_PARAGRAPH = "delete_paragraph", _("Delete the paragraph")


class ProposalStatus(models.TextChoices):
    """Where a proposal stands; only its own delegation sees it while it is prepared."""

    PREPARED = "prepared", _("Prepared, not tabled")
    TABLED = "tabled", _("Tabled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Superseded")
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
    OPPOSE = "oppose", _("Oppose")
