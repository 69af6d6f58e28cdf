from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.frame.pictures import heatmap, level
from secretariat.frame.refusals import attempt
from secretariat.inputs.queries import coded, passages_named, themes
from secretariat.processes.access import Request, may, require
from secretariat.stocktaking import queries, services
from secretariat.stocktaking.forms import OpenSummary, WriteSentence
from secretariat.stocktaking.models import Sentence, Summary
from travaux.summary.citation import uncited
from travaux.summary.outline import RULE

REFUSED = 422
AXES: dict[queries.Axis, object] = {"kind": gettext_lazy("Kind of entity"), "region": gettext_lazy("Region")}


@require_GET
def matrix(request: Request) -> HttpResponse:
    """Show who has spoken on what, by kind of entity or by region, and who has not."""
    door = request.door
    by: queries.Axis = "region" if request.GET.get("by") == "region" else "kind"
    found = queries.coverage(door.process, by)
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
        title = form.cleaned_data["title"]
        opened = services.open_summary(door.process, title=title, by=door.actor, at=door.at)
        return redirect("stocktaking:edit", process=door.process.key, key=opened.key)
    return render(request, "stocktaking/open.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: Request, key: str) -> HttpResponse:
    """Write a summary: the sentences so far, the outline of a theme beside, and the next sentence."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    require(door.process, door.actor, "write_sentence", at=door.at)
    all_themes = list(themes(door.process))
    theme = request.GET.get("theme", all_themes[0].key if all_themes else "")
    candidates = list(dict.fromkeys(code.passage for code in coded(door.process, theme=theme)))
    form = WriteSentence(_sent(request), passages=candidates)
    if form.is_valid() and attempt(form, lambda: _write(request, summary, theme, form)) is not None:
        messages.success(request, _("The sentence stands at the end of the summary."))
        return redirect(f"{_edit(request, key)}?theme={theme}")
    chosen = [passage for section in queries.outline_of(door.process, theme=theme) for passage in section.passages]
    sentences = list(queries.sentences_of(summary))
    bare = {sentence.wording for sentence in uncited(queries.as_cited(sentences))}
    context = {
        "summary": summary,
        "sentences": sentences,
        "uncited": bare,
        "themes": all_themes,
        "theme": theme,
        "form": form,
        "picked": form["passages"].value() or [],
        "candidates": [*chosen, *(passage for passage in candidates if passage not in chosen)],
        "chosen": chosen,
        "rule": RULE,
    }
    return render(request, "stocktaking/edit.html", context, status=REFUSED if form.errors else 200)


@require_POST
def strike(request: Request, key: str, uuid: str) -> HttpResponse:
    """Strike a sentence."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    services.strike_sentence(queries.sentence_named(summary, uuid), by=door.actor, at=door.at)
    messages.success(request, _("The sentence was struck."))
    return redirect(_edit(request, key))


@require_POST
def issue(request: Request, key: str) -> HttpResponse:
    """Issue a summary."""
    door = request.door
    summary = queries.summary_named(door.process, key, door.actor)
    services.issue_summary(summary, by=door.actor, at=door.at)
    messages.success(request, _("Issued: everyone can read it now."))
    return redirect("stocktaking:summary", process=door.process.key, key=key)


def _voices(found: queries.Coverage) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Say who spoke, theme by theme and group by group."""
    cells = found.found.cells
    return [
        (title, [(label, cells[theme, group]) for group, label in found.groups.items() if (theme, group) in cells])
        for theme, title in found.themes.items()
    ]


def _write(request: Request, summary: Summary, theme: str, form: WriteSentence) -> Sentence:
    door, given = request.door, form.cleaned_data
    return services.write_sentence(
        summary,
        wording=given["wording"],
        passages=passages_named(given["passages"], door.process),
        own=given["own"],
        theme=theme,
        by=door.actor,
        at=door.at,
    )


def _edit(request: Request, key: str) -> str:
    return reverse("stocktaking:edit", kwargs={"process": request.door.process.key, "key": key})


def _sent(request: Request) -> QueryDict | None:
    """Return what was sent, be it nothing, where a form was sent."""
    return request.POST if request.method == "POST" else None
