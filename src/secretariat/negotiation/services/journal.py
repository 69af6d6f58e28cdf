"""What a deed changed in a text, kept thing by thing: so that any past moment can be shown, and a deed undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime
from enum import IntEnum

from secretariat.negotiation import queries
from secretariat.negotiation.models import NegotiatingText, Provision, Step, TextVersion
from secretariat.negotiation.queries.snapshots import KEPT_BEFORE, current_kept, rows_of, tabled_on
from secretariat.people.access import Actor
from travaux.text.fold import changes


class Reach(IntEnum):
    """How far a deed reaches at most: what it cannot have changed is not asked for again."""

    WORDS = 1
    """Paragraphs and their words: it tables nothing and decides nothing anew."""
    TABLES = 2
    """What is tabled and decided on its paragraphs, too."""
    ARRANGES = 3
    """Which paragraph comes of which, too."""
    ALL = 4
    """Every paragraph of the text; it may freeze the version."""


@contextmanager
def journal(
    text: NegotiatingText,
    deed: str,
    *provisions: Provision | None,
    reach: Reach = Reach.ARRANGES,
    by: Actor,
    at: datetime,
) -> Iterator[None]:
    """Keep what the block changes: in the order and the words of the paragraphs, and in what is tabled on these.

    The first provision is the one that the deed is about.
    """
    version = current_kept(text)
    descent = reach >= Reach.ARRANGES
    touched = None if reach is Reach.ALL else {str(each.uuid) for each in provisions if each is not None}
    tabled = tabled_on(text, touched, descent=descent)
    before = rows_of(version) | tabled
    if before and not version.kept:
        _keep_what_was(version, by, at)
    yield
    version = queries.current(text) if reach is Reach.ALL else version
    after = rows_of(version)
    if tabled or reach > Reach.WORDS:
        new = {uuid for kind, uuid in after.keys() - before.keys()}
        after |= tabled_on(text, None if touched is None else touched | new, descent=descent)
    found = [astuple(change) for change in changes(before, after)]
    subject = provisions[0] if provisions else None
    Step.objects.create(
        text=text,
        version=version,
        provision=subject,
        deed=deed,
        changes=found,
        by=by.reference,
        at=at,
    )


def _keep_what_was(version: TextVersion, by: Actor, at: datetime) -> None:
    """Keep all that a text already holds when its steps begin to be kept."""
    found = [astuple(change) for change in changes({}, rows_of(version) | tabled_on(version.text))]
    Step.objects.create(text=version.text, version=version, deed=KEPT_BEFORE, changes=found, by=by.reference, at=at)
