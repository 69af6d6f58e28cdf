"""What a deed changed in a text, kept thing by thing: so that any past moment can be shown, and a deed undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.negotiation import queries
from secretariat.negotiation.models import NegotiatingText, Provision, ProvisionVersion, Step
from secretariat.negotiation.queries.snapshots import KEPT_BEFORE, ROW, Things, things
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
    touched = None if whole else {provision.pk for provision in provisions if provision is not None}
    before = things(text, touched)
    _keep_what_was(text, before, by, at)
    yield
    after = things(text, None if touched is None else touched | _new(text, before))
    found = [astuple(change) for change in changes(before, after)]
    subject = provisions[0] if provisions else None
    Step.objects.create(
        text=text,
        version=queries.current(text),
        provision=subject,
        deed=deed,
        changes=found,
        by=by.reference,
        at=at,
    )


def _keep_what_was(text: NegotiatingText, before: Things, by: Actor, at: datetime) -> None:
    """Keep all that a text already holds when its steps begin to be kept."""
    if before and not Step.objects.unscoped(DEED).filter(text=text).exists():
        found = [astuple(change) for change in changes({}, things(text))]
        version = queries.current(text)
        Step.objects.create(text=text, version=version, deed=KEPT_BEFORE, changes=found, by=by.reference, at=at)


def _new(text: NegotiatingText, before: Things) -> set[int]:
    """Return the provisions that stand in the newest version now and did not before."""
    rows = ProvisionVersion.objects.unscoped(DEED).filter(version=queries.current(text))
    return {pk for pk, uuid in rows.values_list("provision_id", "provision__uuid") if (ROW, str(uuid)) not in before}
