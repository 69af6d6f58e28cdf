"""The modalities of a process as data: phases, themes, events, obligations and rules, each with its paragraph."""

from travaux.modalities.calendar import Line, When, calendar_of
from travaux.modalities.compliance import Standing, Status, standings
from travaux.modalities.load import load_modalities
from travaux.modalities.modalities import Modalities
from travaux.modalities.permit import NoSuchDeed, NotForRole, OutsidePhase, permit
from travaux.modalities.refusals import ModalitiesError
from travaux.modalities.shapes import Event, Held, Limit, Obligation, Phase, Rule, Theme
from travaux.modalities.shipped import NoSuchFile, library, library_file

__all__ = [
    "Event",
    "Held",
    "Limit",
    "Line",
    "Modalities",
    "ModalitiesError",
    "NoSuchDeed",
    "NoSuchFile",
    "NotForRole",
    "Obligation",
    "OutsidePhase",
    "Phase",
    "Rule",
    "Standing",
    "Status",
    "Theme",
    "When",
    "calendar_of",
    "library",
    "library_file",
    "load_modalities",
    "permit",
    "standings",
]
