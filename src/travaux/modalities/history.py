"""What applied on a day: the modalities without the decisions that had not been taken by then."""

from dataclasses import replace
from datetime import date

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Event


def as_of(modalities: Modalities, day: date) -> Modalities:
    """Return the modalities as they stood on `day`: later decisions, and days set in fact, only if known by then."""
    events = tuple(_known(event, day) for event in modalities.events)
    amendments = tuple(each for each in modalities.amendments if each.adopted <= day)
    return replace(modalities, events=events, amendments=amendments)


def _known(event: Event, day: date) -> Event:
    moves = tuple(move for move in event.moves if move.decided <= day)
    held = event.held if event.held and (event.held.since or event.held.opens) <= day else None
    return replace(event, moves=moves, held=held)
