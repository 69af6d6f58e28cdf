"""Loading a file of figures in a process of its own, which can do nothing else and is ended when it takes too much."""

from typing import Any

from django.conf import settings

from secretariat.frame.apart import MIB, answered, refused
from travaux.evidence.layouts.jsonstat import NotJsonStat
from travaux.evidence.layouts.sdmx import NotSdmx
from travaux.evidence.load import NothingInIt, OtherLayout
from travaux.evidence.loading import Loaded, Rejected
from travaux.evidence.sheets import NotASheet, NotATable, NotPacked, SheetsMissing
from travaux.evidence.table import DoubledColumn, NotUtf8
from travaux.formats.guard import weighed
from travaux.formats.walls import Allowance
from travaux.refusal import Invalid, Refusal

ALLOWANCE = Allowance(seconds=40.0, memory=900 * MIB)
PATIENCE = 120.0
REFUSALS: dict[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (
        *(DoubledColumn, NotASheet, NotATable, NotJsonStat, NotPacked, NotSdmx, NotUtf8),
        *(NothingInIt, OtherLayout, SheetsMissing),
    )
}


class TooHeavy(Invalid):
    """Loading the file took more than a file may take, or the one who loads it broke down over it."""

    asked = "You gave the file of figures “{file}”."
    because = "It could not be loaded within the limits of memory and time. Nothing of it was kept."
    rule = "A file of figures is opened by a process of its own, so that the site stays open whatever comes in."
    remedy = "Save it anew as CSV, cut to the years that are needed, and hand it in again."


def loaded_apart(content: bytes, file: str, layout: str | None) -> Loaded:
    """Load a file behind walls; call it before a deed begins, never inside one.

    Raises TooHeavy, and what `travaux.evidence.load` raises.
    """
    weighed(content, file, settings.TRAVAUX_MAX_UPLOAD)
    told = answered("travaux.cli.evidence_apart", content, {"file": file, "layout": layout}, ALLOWANCE, PATIENCE)
    if refusal := refused(told, REFUSALS):
        raise refusal
    if "loaded" not in told:
        raise TooHeavy(file=file)
    return _understood(told["loaded"])


def _understood(told: dict[str, Any]) -> Loaded:
    rejected = tuple(Rejected(**each) for each in told["rejected"])
    return Loaded(told["layout"], told["columns"], told["read"], told["taken"], rejected)
