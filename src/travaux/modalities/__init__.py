"""The modalities of a process as data: phases, themes, events, obligations and rules, each with its paragraph."""

from travaux.modalities.accounts import Account, accounts, unaccounted
from travaux.modalities.arrangements import Amendment, Paper, Window
from travaux.modalities.calendar import Line, When, calendar_of
from travaux.modalities.compliance import Room, Standing, Status, rooms, standings, working_days
from travaux.modalities.history import as_of
from travaux.modalities.icalendar import icalendar
from travaux.modalities.load import load_modalities
from travaux.modalities.modalities import Modalities
from travaux.modalities.permit import NoSuchDeed, NotForRole, OutsidePhase, permit
from travaux.modalities.published import in_words, json_schema
from travaux.modalities.refusals import ModalitiesError
from travaux.modalities.renewal import Difference, differences
from travaux.modalities.shapes import Event, Held, Limit, Obligation, Phase, Rule, Sight, Theme
from travaux.modalities.shipped import NoSuchFile, library, library_file
from travaux.modalities.sight import is_voluntary, may_see, sights_of, sights_on
from travaux.modalities.usual import USUAL
from travaux.modalities.whatif import Breach, Fall, NoSuchEvent, WhatIf, breaches, what_if

__all__ = [
    "USUAL",
    "Account",
    "Amendment",
    "Breach",
    "Difference",
    "Event",
    "Fall",
    "Held",
    "Limit",
    "Line",
    "Modalities",
    "ModalitiesError",
    "NoSuchDeed",
    "NoSuchEvent",
    "NoSuchFile",
    "NotForRole",
    "Obligation",
    "OutsidePhase",
    "Paper",
    "Phase",
    "Room",
    "Rule",
    "Sight",
    "Standing",
    "Status",
    "Theme",
    "WhatIf",
    "When",
    "Window",
    "accounts",
    "as_of",
    "breaches",
    "calendar_of",
    "differences",
    "icalendar",
    "in_words",
    "is_voluntary",
    "json_schema",
    "library",
    "library_file",
    "load_modalities",
    "may_see",
    "permit",
    "rooms",
    "sights_of",
    "sights_on",
    "standings",
    "unaccounted",
    "what_if",
    "working_days",
]
