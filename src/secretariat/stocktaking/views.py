from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.frame.files import CSV, XLSX, attached
from secretariat.frame.pictures import heatmap, level
from secretariat.frame.refusals import attempt
from secretariat.inputs.models import Passage
from secretariat.inputs.queries import passage_named, passages_among, passages_named, themes
from secretariat.processes.access import Request, may, require
from secretariat.stocktaking import queries, services
from secretariat.stocktaking.forms import GiveReason, OpenSummary, SetQuantities, SetWorkplan, WriteSentence
from secretariat.stocktaking.models import Sentence, Summary
from travaux.formats.tables import WRITERS
from travaux.summary.balance import RULE as BALANCE_RULE
from travaux.summary.citation import uncited
from travaux.summary.convergence import RULE as CONVERGENCE_RULE
from travaux.summary.outline import RULE

REFUSED, STALE = 422, 409
AXES: dict[queries.Axis, object] = {
    "kind": gettext_lazy("Kind of entity"),
    "region": gettext_lazy("Region"),
    "group": gettext_lazy("Group"),
    "status": gettext_lazy("Status of the country"),
    "input": gettext_lazy("Kind of input"),
    "language": gettext_lazy("Language"),
}
TABLES = {"csv": CSV, "xlsx": XLSX}
LOOK = "look"
A_PAGE, WORDS_AT_MOST = 50, 200
BALANCED: tuple[queries.Axis, ...] = ("kind", "region")


@require_GET
def matrix(request: Request) -> HttpResponse:
    """Show who has spoken on what, by kind of entity, region, group or language, and who has not; or as a table."""
    door = request.door
    by: queries.Axis = next((axis for axis in AXES if axis == request.GET.get("by")), "kind")
    found = queries.coverage(door.process, by)
    form = request.GET.get("format", "")
    if form in TABLES:
        content = WRITERS[form]([_("Theme"), *found.groups.values()], _lines(found))
        name = f"coverage-by-{by}.{form}"
        return attached(content, TABLES[form], name)
    rows = [
        (title, [(count, level(count, found.found.most)) for count in counts])
        for title, counts in zip(found.themes.values(), found.counts, strict=True)
    ]
    context = {
        "by": by,
        "axes": AXES.items(),
        "found": found,
        "rows": rows,
        "picture": heatmap(list(found.themes.values()), list(found.groups.values()), found.counts),
        "voices": _voices(found),
        "summaries": queries.summaries(door.process, door.actor),
        "may_open": may(door.process, door.actor, "open_summary", at=door.at),
    }
    return render(request, "stocktaking/matrix.html", context)


def _lines(found: queries.Coverage) -> list[list[str | int]]:
    return [[title, *counts] for title, counts in zip(found.themes.values(), found.counts, strict=True)]


@require_http_methods(["GET", "POST"])
def workplan(request: Request) -> HttpResponse:
    """Show the workplan, what came of each line, and which elements nobody covers; take a new one as a table."""
    door = request.door
    if request.method == "POST":
        require(door.process, door.actor, "set_workplan", at=door.at)
    form = SetWorkplan(_sent(request), request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data["table"].read(settings.TRAVAUX_MAX_UPLOAD)
        done = attempt(form, lambda: services.set_workplan(door.process, content=content, by=door.actor, at=door.at))
        if done is not None:
            messages.success(request, _("The workplan was set."))
            return redirect("stocktaking:workplan", process=door.process.key)
    context = {
        "plan": queries.plan(door.process),
        "form": form,
        "may_set": may(door.process, door.actor, "set_workplan", at=door.at),
    }
    return render(request, "stocktaking/workplan.html", context, status=REFUSED if form.errors else 200)


@require_GET
def convergence(request: Request) -> HttpResponse:
    """Show what is asked for on a theme: who asks for it, and who for the contrary."""
    door = request.door
    all_themes = list(themes(door.process))
    theme = _theme(request, all_themes[0].key if all_themes else "")
    is_all = request.GET.get("all") == "1"
    found_all = queries.convergence_of(door.process, theme, context=is_all)
    page = Paginator(found_all, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        [(side, passages[side.quoted.passage]) for side in (found.asking, found.contrary) if side]
        for found, passages in page
    ]
    context = {
        "themes": all_themes,
        "theme": theme,
        "page": page,
        "rows": rows,
        "rule": CONVERGENCE_RULE,
        "is_all": is_all,
    }
    return render(request, "stocktaking/convergence.html", context)


@require_http_methods(["GET", "POST"])
def reason(request: Request, uuid: str) -> HttpResponse:
    """Say why a passage was not taken up."""
    door = request.door
    require(door.process, door.actor, "give_reason", at=door.at)
    passage = passage_named(uuid, door.process)
    told = queries.reasons_of([passage.uuid]).get(passage.uuid)
    form = GiveReason(_sent(request), initial={"reason": told.reason if told else ""})
    if form.is_valid():
        given = form.cleaned_data["reason"]
        services.give_reason(passage, reason=given, by=door.actor, at=door.at)
        messages.success(request, _("Its author reads it beside the passage."))
        return redirect("inputs:passage", process=door.process.key, uuid=passage.uuid)
    return render(
        request, "stocktaking/reason.html", {"form": form, "passage": passage}, status=REFUSED if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def quantities(request: Request, key: str) -> HttpResponse:
    """Show whom a summary quotes and whom not, and how words of quantity fit; set what these stand for."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    require(door.process, door.actor, "set_quantities", at=door.at)
    lines = "\n".join(" ".join(str(part) for part in row if part is not None) for row in summary.quantities)
    form = SetQuantities(_sent(request), initial={"lines": lines})
    if form.is_valid():
        given = form.cleaned_data["lines"].splitlines()
        if attempt(form, lambda: services.set_quantities(summary, lines=given, by=door.actor, at=door.at)):
            messages.success(request, _("The table of words was set."))
            return redirect("stocktaking:quantities", process=door.process.key, key=key)
    sentences = list(queries.sentences_of(summary))
    context = {
        "summary": summary,
        "form": form,
        "balances": [(AXES[by], queries.balance_of(summary, by)) for by in BALANCED],
        "misfits": queries.misfits_of(summary, sentences),
        "rule": BALANCE_RULE,
    }
    return render(request, "stocktaking/quantities.html", context, status=REFUSED if form.errors else 200)


@require_GET
def show(request: Request, key: str) -> HttpResponse:
    """Show a summary; each sentence leads to the exact passages that it rests on."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    is_draft = summary.status == Summary.Status.DRAFT
    context = {
        "summary": summary,
        "sentences": queries.sentences_of(summary),
        "may_write": is_draft and may(door.process, door.actor, "write_sentence", at=door.at),
    }
    return render(request, "stocktaking/summary.html", context)


@require_http_methods(["GET", "POST"])
def open_(request: Request) -> HttpResponse:
    """Open a summary."""
    door = request.door
    require(door.process, door.actor, "open_summary", at=door.at)
    form = OpenSummary(_sent(request))
    if form.is_valid():
        title, kind = form.cleaned_data["title"], form.cleaned_data["kind"] or Summary.Kind.CHAIR
        opened = services.open_summary(door.process, title=title, kind=kind, by=door.actor, at=door.at)
        return redirect("stocktaking:edit", process=door.process.key, key=opened.key)
    return render(request, "stocktaking/open.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: Request, key: str) -> HttpResponse:
    """Write a summary: the sentences so far, the outline of a theme beside, and the next sentence."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    require(door.process, door.actor, "write_sentence", at=door.at)
    all_themes = list(themes(door.process))
    theme = _theme(request, all_themes[0].key if all_themes else "")
    offered = _offered(request, theme)
    form = _form(request, offered.passages, {})
    if form.is_valid() and attempt(form, lambda: _write(request, summary, theme, form)) is not None:
        messages.success(request, _("The sentence stands at the end of the summary."))
        return redirect(f"{_edit(request, key)}?theme={theme}")
    return _desk(request, summary, form, offered)


@require_http_methods(["GET", "POST"])
def mend(request: Request, key: str, uuid: str) -> HttpResponse:
    """Mend a sentence: its wording, what it rests on, whether it is the chair's own, its theme."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    require(door.process, door.actor, "mend_sentence", at=door.at)
    sentence = queries.sentence_named(summary, uuid)
    theme, stamp = _theme(request, queries.theme_of(sentence)), queries.stamp_of(sentence)
    cited = [row.passage for row in queries.citations_of([sentence.pk])]
    offered = _offered(request, theme)
    passages = list(dict.fromkeys([*cited, *offered.passages]))
    stands = {"wording": sentence.wording, "own": sentence.own, "passages": [str(row.uuid) for row in cited]}
    form = _form(request, passages, stands | {"seen": stamp})
    if form.is_valid() and attempt(form, lambda: _mend(request, sentence, theme, form)) is not None:
        messages.success(request, _("The sentence was mended."))
        return redirect(f"{_edit(request, key)}#s-{sentence.uuid}")
    context = {"summary": summary, "sentence": sentence, **_choices(request, form, offered, cited)}
    is_stale = bool(form.errors) and form.cleaned_data.get("seen") not in {None, "", stamp}
    status = STALE if is_stale else REFUSED if form.errors else 200
    return render(request, "stocktaking/mend.html", context, status=status)


def _theme(request: Request, usual: str) -> str:
    """Return the theme whose passages are shown: of the form that was sent, of the address, or the usual one."""
    return request.POST.get("theme") or request.GET.get("theme", usual)


def _form(request: Request, passages: list[Passage], stands: dict[str, Any]) -> WriteSentence:
    """Return the form of a sentence; where only another theme was asked for, with all that was typed.

    Passages that were picked under another theme can stay.
    """
    picked = passages_among(request.POST.getlist("passages"), request.door.process)
    there = list(dict.fromkeys([*picked, *passages]))
    if LOOK not in request.POST:
        return WriteSentence(_sent(request), passages=there, initial=stands)
    typed = {"wording": request.POST.get("wording", ""), "own": "own" in request.POST}
    typed |= {"passages": [str(row.uuid) for row in picked], "seen": request.POST.get("seen", "")}
    return WriteSentence(passages=there, initial=typed)


@require_POST
def strike(request: Request, key: str, uuid: str) -> HttpResponse:
    """Strike a sentence."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    services.strike_sentence(queries.sentence_named(summary, uuid), by=door.actor, at=door.at)
    messages.success(request, _("The sentence was struck."))
    return redirect(_edit(request, key))


@require_http_methods(["GET", "POST"])
def issue(request: Request, key: str) -> HttpResponse:
    """Issue a summary; where that is refused, the desk comes back with the refusal at its head."""
    if request.method == "GET":  # a change of language comes back to this address
        return redirect(_edit(request, key))
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    require(door.process, door.actor, "issue_summary", at=door.at)
    form = Form(request.POST)
    if (
        form.is_valid()
        and attempt(form, lambda: services.issue_summary(summary, by=door.actor, at=door.at)) is not None
    ):
        messages.success(request, _("Issued: everyone can read it now."))
        return redirect("stocktaking:summary", process=door.process.key, key=key)
    first = next(iter(themes(door.process)), None)
    theme = first.key if first else ""
    offered = _offered(request, theme)
    return _desk(request, summary, WriteSentence(passages=offered.passages), offered, form)


def _desk(
    request: Request, summary: Summary, form: WriteSentence, offered: queries.Offered, refused: Form | None = None
) -> HttpResponse:
    """Show the sentences so far and the form of the next; at the head why `refused`, or `form`, was refused."""
    door = request.door
    sentences = list(queries.sentences_of(summary))
    bare = [row.pk for row, cited in zip(sentences, queries.as_cited(sentences), strict=True) if uncited([cited])]
    context = {
        "summary": summary,
        "sentences": sentences,
        "uncited": bare,
        "may_mend": may(door.process, door.actor, "mend_sentence", at=door.at),
        "refused": refused or form,
        **_choices(request, form, offered, []),
    }
    return render(request, "stocktaking/edit.html", context, status=REFUSED if (refused or form).errors else 200)


def _offered(request: Request, theme: str) -> queries.Offered:
    """Return passages coded to the theme, as many as are offered at once, narrowed by the words that were asked for."""
    words = (request.POST.get("words") or request.GET.get("words", "")).strip()[:WORDS_AT_MOST]
    return queries.offered(request.door.process, theme=theme, words=words)


def _choices(request: Request, form: WriteSentence, offered: queries.Offered, cited: list[Passage]) -> dict[str, Any]:
    """Return what the form of a sentence shows: cited passages first, then those that the outline chose."""
    process = request.door.process
    found = [] if offered.words else queries.outline_of(process, theme=offered.theme)
    chosen = [passage for section in found for passage in section.passages]
    return {
        "words": offered.words,
        "offered": len(offered.passages),
        "number": offered.number,
        "themes": list(themes(process)),
        "theme": offered.theme,
        "form": form,
        "picked": form["passages"].value() or [],
        "candidates": list(dict.fromkeys([*cited, *_picked(request), *chosen, *offered.passages])),
        "chosen": chosen,
        "rule": RULE,
    }


def _picked(request: Request) -> list[Passage]:
    """Return the passages that are picked already, of whichever theme."""
    return passages_among(request.POST.getlist("passages"), request.door.process)


def _voices(found: queries.Coverage) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Say who spoke, theme by theme and group by group."""
    cells = found.found.cells
    return [
        (title, [(label, cells[theme, group]) for group, label in found.groups.items() if (theme, group) in cells])
        for theme, title in found.themes.items()
    ]


def _write(request: Request, summary: Summary, theme: str, form: WriteSentence) -> Sentence:
    return services.write_sentence(
        summary, theme=theme, by=request.door.actor, at=request.door.at, **_given(request, form)
    )


def _mend(request: Request, sentence: Sentence, theme: str, form: WriteSentence) -> Sentence:
    seen = form.cleaned_data["seen"]
    return services.mend_sentence(
        sentence, theme=theme, seen=seen, by=request.door.actor, at=request.door.at, **_given(request, form)
    )


def _given(request: Request, form: WriteSentence) -> dict[str, Any]:
    given = form.cleaned_data
    passages = passages_named(given["passages"], request.door.process)
    return {"wording": given["wording"], "own": given["own"], "passages": passages}


def _edit(request: Request, key: str) -> str:
    return reverse("stocktaking:edit", kwargs={"process": request.door.process.key, "key": key})


def _sent(request: Request) -> QueryDict | None:
    """Return what was sent, be it nothing, where a form was sent."""
    return request.POST if request.method == "POST" else None
