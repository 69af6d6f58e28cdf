"""What every page is given: the door, the road of the process's pages, the languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_bidi, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# The pages of a process, in the order of the process: data, since the frame knows none of the rooms above it.
ROAD: tuple[tuple[str, Promise], ...] = (
    ("processes:show", _("Process")),
    ("participation:list", _("Participants")),
    ("evidence:overview", _("Evidence")),
    ("inputs:list", _("Inputs")),
    ("stocktaking:matrix", _("Stocktaking")),
    ("negotiation:rolling", pgettext_lazy("the text under negotiation", "Text")),
    ("followup:list", _("Commitments")),
    ("public:trace", pgettext_lazy("page that follows a word back to its source", "Trace")),
    ("record:entries", pgettext_lazy("the log of all deeds", "Record")),
)
# Pages that lie beside those under which people look for them.
UNDER = {
    "accreditation:overview": "participation:list",
    "registration:overview": "participation:list",
    "fund:overview": "participation:list",
    "outbox:list": "participation:list",
}
ROLES: dict[str, Promise] = {
    "visitor": _("Visitor"),
    "officer": _("Secretariat officer"),
    "cofacilitator": _("Co-facilitator"),
    "delegate": _("Delegate"),
    "focal_point": _("Focal point"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on the road of a process; `here` if the page shown lies under it."""

    url: str
    label: Promise
    here: bool


def _addresses(process: str, names: Iterable[str]) -> dict[str, str]:
    """Return the addresses of those of these pages of `process` that this site has, by their names."""
    found = {}
    for name in names:
        try:
            found[name] = reverse(name, kwargs={"process": process})
        except NoReverseMatch:
            continue
    return found


def road(process: str, path: str) -> list[Stop]:
    """Return the road of `process`, with the stop marked under which `path` lies."""
    urls = _addresses(process, [*(name for name, _label in ROAD), *UNDER])
    here = max(
        (name for name, url in urls.items() if path.startswith(url)), key=lambda name: len(urls[name]), default=""
    )
    here = UNDER.get(here, here)
    return [Stop(urls[name], label, name == here) for name, label in ROAD if name in urls]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give each template `door`, `nav`, `role`, `languages`, `language`, `rtl` and `is_demo`."""
    door = getattr(request, "door", None)
    return {
        "door": door,
        "nav": road(door.process.key, request.path) if door else [],
        "role": ROLES.get(door.actor.role, door.actor.role) if door else "",
        "languages": settings.LANGUAGES,
        "language": get_language(),
        "rtl": get_language_bidi(),
        "is_demo": settings.TRAVAUX_DEMO,
    }
