"""What the parts of a process file are called on its pages."""

from collections.abc import Mapping

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

THINGS: dict[str, Promise] = {
    "document": _("Documents of the register"),
    "code": _("Codes of passages"),
    "judgement": _("Judgements of readers"),
    "envelope": _("Papers under embargo"),
    "summary": _("Summaries"),
    "report": _("Reports"),
    "sentence": _("Sentences of a summary"),
    "text": _("Texts under negotiation"),
    "redraft": _("Changes to a draft"),
    "proposal": _("Proposals"),
    "bridging_text": _("Bridging texts"),
    "returned_document": _("Documents handed in"),
    "accreditation_application": _("Applications of organizations"),
    "list_of_names": _("Lists of names"),
    "objection": _("Objections to a name"),
    "objection_basis": _("Grounds of an objection"),
    "basis_request": _("Requests for the grounds"),
    "registration": _("Registrations of people"),
    "support_request": _("Requests for support"),
    "outbox_message": _("Messages to participants"),
    "credential": _("Credentials"),
    "attendance": _("Attendance"),
    "seat": _("Names of those seated"),
}
"""What a rule of sight is about."""
STATES: dict[str, Promise] = {
    "general": _("of general distribution"),
    "limited": _("of limited distribution"),
    "restricted": _("restricted"),
    "confirmed": _("confirmed"),
    "issued": _("issued"),
    "standing": _("as it stands"),
    "presented": _("presented"),
    "tabled": _("tabled"),
    "on_behalf": _("handed in for others"),
    "proposed": _("before Member States"),
    "final": _("final"),
    "told": _("told"),
    "own": _("one's own"),
    "shared": _("shared with them"),
    "member_state": _("for Member States"),
    "objecting_state": _("for the State that objects"),
    "member_state_that_asked": _("for the State that asked"),
    "office": _("for the office that draws up the lists"),
}
"""In which state a thing is, and how whoever looks stands to it."""


def worded(names: Mapping[str, Promise], *keys: str) -> list[str]:
    """Return what keys are called; one that has no words here is told as the file writes it."""
    return [str(names.get(key, key.replace("_", " "))) for key in keys]
