"""The text in its forms: compilation, streamlined, clean, and side by side by delegation; each as of any time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from secretariat.negotiation.forms.looking import Narrow
from secretariat.negotiation.models import Standing
from secretariat.negotiation.queries import Paragraph
from secretariat.negotiation.queries.progress import Group, grouped
from secretariat.negotiation.views.common import Line, page, people
from secretariat.negotiation.views.keeping import body, kept, part
from secretariat.negotiation.views.moment import SHOWN, Moment, moment
from secretariat.negotiation.views.where import title
from secretariat.processes.access import Request
from travaux.text.compilation import Request as Asked
from travaux.text.compilation import compiled, streamlined

FORMS: dict[str, tuple[Promise, Promise]] = {
    "compilation": (_("Compilation text"), _("Under each paragraph every proposal on it, with those who ask for it.")),
    "streamlined": (_("Streamlined text"), _("Proposals that say the same are taken together, with all their names.")),
    "clean": (_("Clean text"), _("The text as it stands, without what is only proposed.")),
}
AT_FIRST, AT_MOST = 3, 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with what is asked for on it."""

    line: Line
    asked: tuple[Asked, ...] = ()


@require_GET
@kept
def form(request: Request, text: str, form: str) -> HttpResponse:
    """Show the text in one of its forms."""
    seen = moment(request, text)
    title_, hint = FORMS[form]
    made = part(request, SHOWN, (form, *seen.key), lambda: _pieces(request, seen, form))
    context = {"here": title_, "hint": hint, "seen": seen, "form": form, "made": made}
    return page(request, "text_form.html", seen.text, context)


def _pieces(request: Request, seen: Moment, form: str) -> SafeString:
    shown = seen.paragraphs()
    if form == "clean":
        pieces = [Piece(Line(each)) for each in shown if each.row.standing == Standing.STANDING]
    else:
        asked = compiled if form == "compilation" else streamlined
        pieces = [Piece(Line(each), tuple(asked(each.state))) for each in shown if not each.is_struck]
    context = {"text": seen.text, "process": request.door.process, "people": people(request), "pieces": pieces}
    return render_to_string("negotiation/parts/pieces.html", context)


@require_GET
@kept
def table(request: Request, text: str) -> HttpResponse:
    """Show a section with a column for each of some delegations: what it asks for on each paragraph."""
    seen = moment(request, text)
    made = body(request, SHOWN, ("table", *seen.key), lambda: _table(request, seen))
    return page(request, "table.html", seen.text, {"seen": seen, "made": made.html}, refused=made.refused)


def _table(request: Request, seen: Moment) -> tuple[str, dict[str, Any]]:
    groups = grouped(seen.paragraphs())
    asking = Counter(code for group in groups for each in group.rows for code in _codes(each))
    narrow = Narrow(
        request.GET,
        sections=[(group.key or "first", title(group.heading)) for group in groups],
        delegations=[(code, code) for code in sorted(asking)],
    )
    context = {"seen": seen, "text": seen.text, "narrow": narrow, "people": people(request), "refused": narrow.errors}
    if narrow.is_valid():
        chosen = (narrow.cleaned_data.get("of") or [code for code, _n in asking.most_common(AT_FIRST)])[:AT_MOST]
        context |= {"columns": chosen, "rows": _rows(_narrowed(groups, narrow.cleaned_data["section"]), chosen)}
    return "negotiation/parts/table.html", context


def _codes(shown: Paragraph) -> set[str]:
    return {code for tabled in shown.state.tabled for code in tabled.proponents}


def _narrowed(groups: Sequence[Group], section: str) -> list[Paragraph]:
    return [each for group in groups if section in {"", group.key or "first"} for each in group.rows]


def _rows(shown: Sequence[Paragraph], columns: Sequence[str]) -> list[tuple[Line, list[tuple[str, list[Asked]]]]]:
    """Return each paragraph with what each of the delegations asks for on it."""
    found = []
    for each in shown:
        asked = compiled(each.state)
        cells = [(code, [one for one in asked if code in one.proponents]) for code in columns]
        found.append((Line(each), cells))
    return found
