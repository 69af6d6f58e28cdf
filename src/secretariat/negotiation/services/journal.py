"""What a deed changed in a text, kept thing by thing: so that any past moment can be shown, and a deed undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import NegotiatingText, Provision, Step, TextVersion
from secretariat.negotiation.queries.snapshots import KEPT_BEFORE, Things, things
from secretariat.people.access import Actor
from travaux.text.fold import changes


@contextmanager
def journal(
    text: NegotiatingText,
    deed: str,
    *provisions: Provision | None,
    whole: bool = False,
    by: Actor,
    at: datetime,
) -> Iterator[None]:
    """Keep what the block changes: in the order and the words of the paragraphs, and in what is tabled on these.

    The first provision is the one that the deed is about. `whole` looks at what is tabled on every paragraph.
    """
    touched = None if whole else {provision.uuid for provision in provisions if provision is not None}
    version = queries.current(text)
    before = things(version, touched)
    _keep_what_was(version, before, by, at)
    yield
    version = queries.current(text) if whole else version  # only what is done to the whole text begins another
    after = things(version, touched, before)
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


def _keep_what_was(version: TextVersion, before: Things, by: Actor, at: datetime) -> None:
    """Keep all that a text already holds when its steps begin to be kept."""
    if before and not Step.objects.unscoped(DEED).filter(text=version.text_id).exists():
        found = [astuple(change) for change in changes({}, things(version))]
        Step.objects.create(text=version.text, version=version, deed=KEPT_BEFORE, changes=found, by=by.reference, at=at)
