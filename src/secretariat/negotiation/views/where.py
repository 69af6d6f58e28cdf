"""Where the negotiation stands: what is agreed, pending and open, by section and from version to version."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext
from django.views.decorators.http import require_GET

from secretariat.frame.pictures import Bar, Picture, bars
from secretariat.negotiation import queries
from secretariat.negotiation.models import NegotiatingText, ProvisionVersion
from secretariat.negotiation.queries.progress import Group, Stage, Tally, course, grouped, total
from secretariat.negotiation.views.common import page, people
from secretariat.negotiation.views.keeping import kept, part
from secretariat.processes.access import Request

SHOWN = ("text",)


@require_GET
@kept
def where(request: Request, text: str) -> HttpResponse:
    """Show where the negotiation stands: open and agreed paragraphs of each section, and every open bracket."""
    found = queries.text_named(request.door.process, request.door.actor, text)
    standing = part(request, SHOWN, ("where", found.pk), lambda: _standing(request, found))
    return page(request, "where.html", found, {"standing": standing})


def _standing(request: Request, text: NegotiatingText) -> SafeString:
    shown = queries.paragraphs(queries.current(text))
    groups = [group for group in grouped(shown) if group.heading or group.tally.paragraphs or group.tally.brackets]
    whole = total(group.tally for group in groups)
    stages = course(text, request.door.actor)
    context = {
        "text": text,
        "process": request.door.process,
        "rtl": get_language_bidi(),
        "people": people(request),
        "groups": groups,
        "total": whole,
        "all_agreed": whole.agreed + whole.pending,
        "picture": _by_section(groups),
        "stages": stages,
        "course": _over_time(stages, whole),
        "orphaned": [each for each in shown if each.orphaned],
    }
    return render_to_string("negotiation/parts/standing.html", context)


def _by_section(groups: Sequence[Group]) -> Picture:
    return bars([Bar(title(group.heading), group.tally.counts) for group in groups])


def _over_time(stages: Sequence[Stage], now: Tally) -> Picture:
    then = [Bar(f"{stage.label}, {date_format(stage.at, 'j F Y')}", stage.tally.counts) for stage in stages]
    return bars([*then, Bar(gettext("Now"), now.counts)])


def title(heading: ProvisionVersion | None) -> str:
    """Return how a section is called."""
    if heading is None:
        return gettext("Before the first heading")
    return f"{heading.number} {heading.wording}".strip()
