"""The modalities of a process as data: phases, themes, events, obligations and rules, each with its paragraph."""

from travaux.modalities.calendar import Line, When, calendar_of
from travaux.modalities.compliance import Standing, Status, standings
from travaux.modalities.load import load_modalities
from travaux.modalities.modalities import Modalities
from travaux.modalities.permit import NoSuchDeed, NotForRole, OutsidePhase, permit
from travaux.modalities.refusals import ModalitiesError
from travaux.modalities.renewal import Difference, differences
from travaux.modalities.shapes import Event, Held, Limit, Obligation, Phase, Rule, Sight, Theme
from travaux.modalities.shipped import NoSuchFile, library, library_file
from travaux.modalities.sight import is_voluntary, may_see, sights_of, sights_on
from travaux.modalities.usual import USUAL

__all__ = [
    "USUAL",
    "Difference",
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
    "Sight",
    "Standing",
    "Status",
    "Theme",
    "When",
    "calendar_of",
    "differences",
    "is_voluntary",
    "library",
    "library_file",
    "load_modalities",
    "may_see",
    "permit",
    "sights_of",
    "sights_on",
    "standings",
]
