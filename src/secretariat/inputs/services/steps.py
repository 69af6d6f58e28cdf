"""What the deeds on inputs share: their refusals, and the steps that several of them take."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from secretariat.inputs.models import Submission
from secretariat.inputs.queries import themes
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process, Theme
from secretariat.record.models import Entry
from secretariat.record.services import enter
from travaux.refusal import Changed, Invalid, NotEntitled


class WrongTitle(Invalid):
    """The title is missing or too long."""

    asked = "You asked to file a paper."
    because = "Its title has {length} characters; it must have between 1 and {at_most}."
    rule = "A paper is found by its title."
    remedy = "Give the title that stands on the paper."


class NoSuchKind(Invalid):
    """There is no such kind of input."""

    asked = "You asked to file a paper as “{kind}”."
    because = "The kinds of input are: {known}."
    rule = "Inputs are of the kinds that paragraphs 18 to 26 and 30 of A/RES/71/280 name."
    remedy = "Choose one of them."


class NoSuchTheme(Invalid):
    """The process has no such theme."""

    asked = "You named the theme “{theme}”."
    because = "The themes of this process are: {known}."
    rule = "Inputs are taken and coded under the themes of the process ({symbol}, paragraph 15)."
    remedy = "Choose one of them."


class OtherPaper(Invalid):
    """What was read is not what is to be filed."""

    asked = "You asked to file “{filename}”."
    because = "Its bytes are not those of the paper that was opened and read."
    rule = "What is read from a paper is bound to its bytes (SHA-256)."
    remedy = "Hand the paper in again."


class AlreadyFiled(Changed):
    """The entity has filed the same bytes before."""

    asked = "You asked to file “{filename}” for {entity}."
    because = "The same file was filed for {entity} as {key}."
    rule = "A paper counts once."
    remedy = "Open {key}; from its page another paper can be put in its place."


class NotOfTheGroup(NotEntitled):
    """Somebody files on behalf of a group without being of it."""

    asked = "You asked to file a paper on behalf of {group}."
    because = "{entity} is not one of its members."
    rule = "For a group speaks one of its members, or the secretariat, and the record says so."
    remedy = "Ask a member of the group to file the paper, or the secretariat to enter the membership."


class OtherOwner(Invalid):
    """A paper is put in the place of another entity's."""

    asked = "You asked to put another paper in the place of {key}."
    because = "{key} is a paper of {entity}, and the other would not be."
    rule = "A paper is replaced by those whose it is."
    remedy = "File it as a paper of its own."


class SameLanguage(Invalid):
    """A language version names no language, or one in which the paper is there."""

    asked = "You asked to add {key} in the language “{language}”."
    because = "It is there in: {there}."
    rule = "A language version is the same paper in a language in which it is not there yet."
    remedy = "Say which other language it is in; to correct a version, put another paper in the place of the first."


class Withdrawn(Changed):
    """The submission has been withdrawn, or another stands in its place."""

    asked = "You asked to work with {key}."
    because = "It was withdrawn or replaced on {day}."
    rule = "A paper that was withdrawn or replaced stays readable, but is no longer worked with."
    remedy = "If it is to count again, file it anew."


class OwnPaper(Invalid):
    """An entity endorses its own paper."""

    asked = "You asked to endorse {key} for {name}."
    because = "{name} filed it."
    rule = "An endorsement is the support of others."
    remedy = "Name those who support the paper without having filed it."


class NameMissing(Invalid):
    """An endorsement names nobody, or at too great length."""

    asked = "You asked to endorse {key}."
    because = "The name has {length} characters; it must have between 1 and {at_most}."
    rule = "An endorsement says who stands behind the paper."
    remedy = "Write the name as it stands on the paper."


class AlreadyEndorsed(Changed):
    """The name stands among the endorsements."""

    asked = "You asked to endorse {key} for {name}."
    because = "{name} has endorsed it already."
    rule = "An endorsement counts once."
    remedy = "Nothing more needs to be done."


class AlreadyDecided(Changed):
    """Somebody has decided on the code in the meantime."""

    asked = "You asked to change the code “{theme}” of a passage of {key}."
    because = "It is already {status}."
    rule = "A code is decided on by one person, and the record says when."
    remedy = "Look at the passage as it stands now; a code can be set or rejected again from there."


def themes_named(process: Process, keys: Iterable[str]) -> list[Theme]:
    """Return the themes of these keys, once each, in their order; raises NoSuchTheme."""
    known = {theme.key: theme for theme in themes(process)}
    for key in keys:
        if key not in known:
            raise NoSuchTheme(theme=key, known=", ".join(known), symbol=process.symbol)
    return [known[key] for key in dict.fromkeys(keys)]


def require_standing(submission: Submission) -> None:
    """Refuse with Withdrawn; looks at the row as it is now, held until the deed is done."""
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if row.withdrawn_at:
        day = modalities_of(submission.process).day_of(row.withdrawn_at)
        raise Withdrawn(key=row.key, day=day)


def entered(
    name: str,
    submission: Submission,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any],
    private: Mapping[str, str] | None = None,
) -> Entry:
    """Enter a deed about a submission in the record."""
    subject, key = f"submission:{submission.uuid}", submission.process.key
    facts = {"submission": submission.key, **facts}
    return enter(name, process=key, actor=by.reference, subject=subject, facts=facts, at=at, private=private)
