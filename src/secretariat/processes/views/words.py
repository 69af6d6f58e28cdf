"""What the parts of a process file are called on its pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTS: dict[str, Promise] = {
    "title": _("Title"),
    "short_title": _("Short title"),
    "timezone": _("Time zone"),
    "numbering": _("Numbering"),
    "paragraphs": _("Headings of paragraphs"),
    "phases": _("Phases"),
    "themes": _("Themes"),
    "events": _("Events"),
    "obligations": _("Obligations"),
    "limits": _("Limits"),
    "rules": _("Rules"),
    "sights": _("Who may know of what"),
    "organs": _("Organs and officers"),
    "speaking": _("Speaking"),
    "participation": _("Who takes part"),
    "documents": _("Documents owed"),
    "decisions": _("How is decided"),
    "outcomes": _("Outcome"),
    "interpretation": _("Interpretation"),
    "funding": _("Means"),
    "deferred": _("Left to be decided"),
    "amendments": _("Later decisions"),
    "no_rule": _("Paragraphs without a rule"),
    "terms": _("Names of things"),
    "remind": _("Days of a reminder"),
    "without": _("Deeds left out"),
    "rules_as": _("Rules taken from"),
}
