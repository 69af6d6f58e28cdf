from collections.abc import Mapping
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from secretariat.frame.files import attached
from secretariat.frame.pictures import Picture, Stage, road
from secretariat.inputs import services as inputs
from secretariat.inputs.models import Kind as InputKind
from secretariat.participation.models import Kind as EntityKind
from secretariat.participation.models import Region
from secretariat.participation.queries import entity
from secretariat.processes.access import Request, may
from secretariat.public.forms import SaveSearch, Search, Seek
from secretariat.public.queries import became as became_of
from secretariat.public.queries import figures as figures_in_texts
from secretariat.public.queries import home as first_page
from secretariat.public.queries import index
from secretariat.public.queries import letter as letters
from secretariat.public.queries import search as seeking
from secretariat.public.queries.thing import Thing
from secretariat.public.queries.trail import Trail, trail
from secretariat.stocktaking.queries import reasons_of

ON_A_PAGE = 50
A_SCREEN = 25
Value = tuple[str, int, str, bool]
"""Of a facet: what it is called, how many passages, the address that chooses it, and whether it is chosen."""
FACETS: dict[str, tuple[str | Promise, dict[str, str | Promise]]] = {
    "kind": (_("Kind of entity"), dict(EntityKind.choices)),
    "region": (_("Region"), dict(Region.choices)),
    "input": (_("Kind of input"), dict(InputKind.choices)),
    "language": (_("Language"), dict(settings.LANGUAGES)),
}
IN_A_COLUMN = 8


@dataclass(frozen=True, slots=True)
class Words:
    """A stage of the road in words: its heading, and what is said where nothing stands there."""

    title: str | Promise
    none: str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    """A stage of the road as the page tells it."""

    stage: str
    words: Words
    things: list[Thing]


WORDS = {
    "submission": Words(_("The papers"), _("No paper: this was not asked for in writing.")),
    "passage": Words(_("The passages"), _("No passage: the drafters answer for this alone.")),
    "theme": Words(_("Coded to themes"), _("Not coded to any theme yet.")),
    "sentence": Words(_("In the summary"), _("Not taken up: no sentence of an issued summary rests on it.")),
    "provision": Words(_("In the text"), _("Not taken up: no paragraph of the text rests on it.")),
    "proposal": Words(_("Proposals"), _("No delegation has tabled a proposal on it.")),
    "decision": Words(_("Decisions"), _("Nothing has been agreed on it yet.")),
    "adopted": Words(_("In the adopted text"), _("Not in an adopted text.")),
}
HEADINGS = {
    "submission": _("What became of this paper"),
    "passage": _("What became of my input"),
    "sentence": _("Where this sentence comes from, and where it went"),
    "provision": _("Who asked for this"),
}
# From the sources on for an input; back to the sources first for a paragraph.
ORDERS = {
    "submission": (),
    "passage": ("submission", "theme", "sentence", "provision", "proposal", "decision", "adopted"),
    "sentence": ("passage", "submission", "provision", "proposal", "decision", "adopted"),
    "provision": ("sentence", "passage", "submission", "proposal", "decision", "adopted"),
}
COLUMNS = {
    "passage": Words(_("Inputs"), _("nobody in writing")),
    "sentence": Words(_("Summary"), _("not taken up")),
    "provision": Words(pgettext_lazy("the text under negotiation", "Text"), _("not taken up")),
    "proposal": Words(_("Proposals"), _("none")),
    "adopted": Words(_("Adopted text"), _("not there")),
}


@require_GET
def home(request: Request) -> HttpResponse:
    """Show what this is and which processes there are."""
    return render(request, "public/home.html", {"processes": first_page.processes(request.at)})


@require_GET
def trace(request: Request) -> HttpResponse:
    """Show where a trace can begin: every paper and every paragraph, or those that hold the words sought."""
    door = request.door
    form = Search(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(index.papers(door.process, words), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = index.paragraphs(door.process, door.actor, words)
    return render(request, "public/trace.html", {"form": form, "page": page, "rows": rows, "words": words})


@require_GET
def trace_submission(request: Request, uuid: UUID) -> HttpResponse:
    """Show what became of each passage of a paper."""
    found = trail(request.door.process, request.door.actor, "submission", uuid)
    passages = found.of("passage")
    reasons = reasons_of([each.uuid for each in passages if each.uuid])
    rows = [(each, found.followed(each.key), each.uuid and reasons.get(each.uuid)) for each in passages]
    context = {"trail": found, "rows": rows, "forms": letters.FORMS, **_told(found)}
    return render(request, "public/trace_submission.html", context)


@require_GET
def letter(request: Request, uuid: UUID, form: str) -> HttpResponse:
    """Hand out the letter that tells what became of a paper."""
    door = request.door
    content = letters.letter(door.process, door.actor, uuid, form, at=door.at)
    kind = guess_type(f"letter.{form}")[0] or "application/octet-stream"
    name = f"what-became-of-your-input.{form}"
    return attached(content, kind, name)


@require_GET
def became(request: Request, code: str) -> HttpResponse:
    """Show what became of all that one entity handed in."""
    door = request.door
    found = entity(door.process, code)
    page = Paginator(became_of.papers_of(door.process, found), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = became_of.became(door.process, door.actor, list(page))
    return render(request, "public/became.html", {"entity": found, "page": page, "rows": rows})


@require_GET
def unanswered(request: Request) -> HttpResponse:
    """Show what was asked for and is in no paragraph of a text."""
    door, is_all = request.door, request.GET.get("all") == "1"
    rows = became_of.unanswered(door.process, door.actor, context=is_all)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "is_all": is_all,
        "cited": became_of.in_summaries(door.process, door.actor, list(page)),
        "reasons": {str(key) for key in reasons_of([row.uuid for row in page])},
        "may_reason": may(door.process, door.actor, "give_reason", at=door.at),
    }
    return render(request, "public/unanswered.html", context)


@require_GET
def search(request: Request) -> HttpResponse:
    """Search everything that one may see, and narrow what was found."""
    door, form = request.door, Seek(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    facets = {name: request.GET[name] for name in seeking.FACETS if request.GET.get(name)}
    asked = seeking.Asked(words, facets)
    found = seeking.found(door.process, asked)
    places: Any = found.places  # counted and cut as a list is
    page = Paginator(places, A_SCREEN).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "words": words,
        "page": page,
        "passages": seeking.passages_at(page),
        "facets": [_facet(name, found.counts[name], asked) for name in seeking.FACETS],
        "sentences": seeking.sentences(door.process, door.actor, asked) if words and not facets else [],
        "paragraphs": seeking.paragraphs(door.process, door.actor, asked) if words and not facets else [],
        "saved": seeking.saved(door.process, door.actor),
        "keep": SaveSearch(initial={"asked": urlencode({"q": words, **facets})})
        if words and door.actor.person
        else None,
    }
    return render(request, "public/search.html", context)


def _facet(name: str, counts: Mapping[str, int], asked: seeking.Asked) -> tuple[object, list[Value]]:
    """Return a facet in words, and its values, the most frequent first."""
    label, labels = FACETS[name]
    chosen, rows = asked.facets.get(name), []
    for value, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        facets = {key: said for key, said in asked.facets.items() if key != name}
        facets |= {} if value == chosen else {name: value}
        query = urlencode({"q": asked.words, **facets})
        rows.append((str(labels.get(value, value or "-")), count, query, value == chosen))
    return label, rows


@require_POST
def save_search(request: Request) -> HttpResponse:
    """Keep a search for oneself."""
    door, form = request.door, SaveSearch(request.POST)
    if door.actor.person is None:
        return redirect_to_login(reverse("public:search", kwargs={"process": door.process.key}))
    asked = request.POST.get("asked", "")
    if form.is_valid():
        asked = form.cleaned_data["asked"]
        inputs.save_search(door.process, name=form.cleaned_data["name"], asked=asked, by=door.actor, at=door.at)
        messages.success(request, _t("Kept for you alone."))
    return redirect(f"{reverse('public:search', kwargs={'process': door.process.key})}?{urlencode(parse_qsl(asked))}")


@require_GET
def trace_passage(request: Request, uuid: UUID) -> HttpResponse:
    """Show what became of a passage, at each stage, and where nothing followed."""
    return _page(request, "passage", uuid)


@require_GET
def trace_sentence(request: Request, uuid: UUID) -> HttpResponse:
    """Show on which passages a sentence rests, and where it went."""
    return _page(request, "sentence", uuid)


@require_GET
def trace_provision(request: Request, uuid: UUID) -> HttpResponse:
    """Show who asked for a paragraph, and what was done with it since."""
    return _page(request, "provision", uuid)


@require_GET
def figures(request: Request) -> HttpResponse:
    """Show which paragraphs, papers and reports cite facts, and whether they still say their figures."""
    fact = request.GET.get("fact", "")
    found = figures_in_texts.figures(request.door.process, request.door.actor, fact)
    return render(request, "public/figures.html", {"figures": found, "kinds": figures_in_texts.KINDS, "fact": fact})


def _page(request: Request, kind: str, uuid: UUID) -> HttpResponse:
    found = trail(request.door.process, request.door.actor, kind, uuid)
    return render(request, "public/trace_thing.html", {"trail": found, **_told(found)})


def _told(found: Trail) -> dict[str, object]:
    """Tell the road stage by stage, and draw it."""
    kind = found.start.stage
    sections = [Section(stage, WORDS[stage], found.of(stage)) for stage in ORDERS[kind]]
    return {"heading": HEADINGS[kind], "sections": sections, "picture": _picture(found)}


def _picture(found: Trail) -> Picture:
    """Draw the road; of many things at one stage the first few. Lines to the adopted text pass above the proposals."""
    free = {"proposal": min(len(found.of("provision")), IN_A_COLUMN)} if found.of("adopted") else {}
    stages = []
    for stage, words in COLUMNS.items():
        things = [_node(each, found) for each in found.of(stage)[:IN_A_COLUMN]]
        stages.append(Stage(str(words.title), things, str(words.none), free.get(stage, 0)))
    links = [(one, other) for one, others in found.graph.after.items() for other in others]
    return road(stages, links)


def _node(each: Thing, found: Trail) -> tuple[str, str, str]:
    return each.key, each.label, "new" if each.key == found.start.key else ""
