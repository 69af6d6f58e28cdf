"""Tickets: with one, which a page hands out to whoever may see it, a browser asks the side app for the live stream."""

from dataclasses import asdict, dataclass

from django.core import signing

SALT = "room"
LONGEST = 600  # seconds


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who may follow which text: `person` is a database id, none for a visitor; `back` that of the sample's clock.

    It is signed with the secret of the site, and good for ten minutes; whether the text may be seen is asked again
    while the stream lasts.
    """

    process: str
    text: str
    language: str
    person: int | None = None
    back: int = 0


def written(ticket: Ticket) -> str:
    """Return the ticket as a page hands it out."""
    return signing.dumps(asdict(ticket), salt=SALT)


def read(given: str) -> Ticket | None:
    """Return the ticket, or nothing where it is not ours or too old."""
    try:
        return Ticket(**signing.loads(given, salt=SALT, max_age=LONGEST))
    except signing.BadSignature:
        return None
