"""What a deed changed in a text, kept thing by thing: so that any past moment can be shown, and a deed undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime

from secretariat.negotiation import queries
from secretariat.negotiation.models import NegotiatingText, Provision, Step, TextVersion
from secretariat.negotiation.queries.snapshots import KEPT_BEFORE, current_kept, rows_of, tabled_on
from secretariat.people.access import Actor
from travaux.text.fold import changes


@contextmanager
def journal(
    text: NegotiatingText,
    deed: str,
    *provisions: Provision | None,
    whole: bool = False,
    arranges: bool = True,
    by: Actor,
    at: datetime,
) -> Iterator[None]:
    """Keep what the block changes: in the order and the words of the paragraphs, and in what is tabled on these.

    The first provision is the one that the deed is about. `whole` looks at what is tabled on every paragraph. A deed
    that never makes one paragraph of another says that it `arranges` nothing: descent is then not looked for.
    """
    version = current_kept(text)
    touched = None if whole else {str(provision.uuid) for provision in provisions if provision is not None}
    before = rows_of(version) | tabled_on(text, touched, descent=arranges)
    if before and not version.kept:
        _keep_what_was(version, by, at)
    yield
    version = queries.current(text) if whole else version  # only what looks at all of it freezes a version
    rows = rows_of(version)
    new = {uuid for kind, uuid in rows.keys() - before.keys()}
    after = rows | tabled_on(text, None if touched is None else touched | new, descent=arranges)
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
