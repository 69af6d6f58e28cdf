"""What a paper carries that its author may not know of: kept, flagged, and told to the author at once."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from secretariat.jobs.services.mail import address_of
from secretariat.people.access import Actor
from travaux.formats.reading import Concern, Flag, Reading

CONCERNS = {
    Concern.HIDDEN: _("words that are not shown to a reader"),
    Concern.TRACKED: _("changes left tracked"),
    Concern.COMMENTS: _("comments left in the margin"),
    Concern.MACROS: _("macros, which are neither run nor read"),
}
"""What is flagged, in words."""


def remarks_of(reading: Reading) -> list[dict[str, Any]]:
    """Return what is kept beside a paper: what is flagged in it, and what could not be read as it is."""
    flagged = [{"what": flag.concern.value, "count": flag.count, "flag": True} for flag in reading.flags]
    return flagged + [{"what": remark.what, "count": remark.count} for remark in reading.warnings]


def warn_author(flags: Sequence[Flag], *, key: str, page: str, by: Actor) -> None:
    """Write to whoever handed a paper in what is flagged in it, with the first words; nothing where nothing is."""
    if not (flags and by.person and by.person.email):
        return
    with override(by.person.language or None):
        lines = (
            gettext("Your paper %(key)s holds what you may not have meant to hand in; whoever opens the file finds it:")
            % {"key": key},
            *(_said(flag) for flag in flags),
            gettext("If that was not meant, hand in a clean paper in its place: %(page)s") % {"page": address_of(page)},
        )
        subject = gettext("Left in %(key)s: what you may not have meant") % {"key": key}
        EmailMessage(subject, "\n".join(lines), to=[by.person.email]).send()


def _said(flag: Flag) -> str:
    words = f": “{flag.words}”" if flag.words else ""
    return f"- {CONCERNS[flag.concern]} ({flag.count}){words}"
