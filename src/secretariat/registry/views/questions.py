"""Questions to be decided: put with their options, decided, and given as a note."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.files import PAPERS, paper
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, may, modalities_of, require
from secretariat.registry import queries, services
from secretariat.registry.forms import Put, Take
from secretariat.registry.models import Question
from travaux.refusal import Unknown

REFUSED = 422


class NoSuchNote(Unknown):
    """The note is not written in that format."""

    asked = "You asked for the note on a question as “{suffix}”."
    because = "It is written as: {known}."
    remedy = "Choose one of these."


@require_GET
def list_(request: Request) -> HttpResponse:
    """Show what is to be decided, and what was."""
    door = request.door
    modalities = modalities_of(door.process)
    context = {
        "questions": queries.questions(door.process),
        "deferred": modalities.deferred,
        "today": modalities.day_of(request.at),
        "puts": may(door.process, door.actor, "put_question", at=request.at),
    }
    return render(request, "registry/questions.html", context)


@require_http_methods(["GET", "POST"])
def put(request: Request) -> HttpResponse:
    """Put a question; one that the modalities leave open is taken up from the address."""
    door = request.door
    require(door.process, door.actor, "put_question", at=request.at)
    form = Put(request.POST or None, modalities=modalities_of(door.process), initial=_initial(request))
    if form.is_valid() and (row := attempt(form, lambda: _put(request, form))):
        messages.success(request, gettext("Put: %(title)s") % {"title": row.title})
        return redirect("registry:question", process=door.process.key, number=row.number)
    return render(request, "registry/put.html", {"form": form}, status=REFUSED if form.errors else 200)


def _put(request: Request, form: Put) -> Question:
    door = request.door
    return services.put_question(door.process, putting=form.putting(), by=door.actor, at=request.at)


def _initial(request: Request) -> dict[str, object]:
    deferred = modalities_of(request.door.process).deferred
    left = next((each for each in deferred if each.key == request.GET.get("deferred")), None)
    if left is None:
        return {}
    due = left.due.latest if left.due else None
    first = left.paragraph.split(", ")[0]
    return {"title": left.title, "paragraph": first, "body": ", ".join(left.decided_by), "decide_by": due}


@require_http_methods(["GET", "POST"])
def show(request: Request, number: int) -> HttpResponse:
    """Show a question with its options; the decision is recorded here."""
    door = request.door
    row = queries.question_numbered(door.process, number)
    if request.method == "POST":
        require(door.process, door.actor, "record_decision", at=request.at)
    form = Take(
        request.POST or None, question=row, initial={"decided_on": modalities_of(door.process).day_of(request.at)}
    )
    if form.is_valid() and attempt(form, lambda: _take(request, form, number)) is not None:
        messages.success(request, gettext("Decided: %(title)s") % {"title": row.title})
        return redirect("registry:question", process=door.process.key, number=number)
    takes = not row.decided_on and may(door.process, door.actor, "record_decision", at=request.at)
    context = {"row": row, "form": form, "takes": takes, "papers": list(PAPERS)}
    context["heading"] = dict(modalities_of(door.process).paragraphs).get(row.paragraph, "")
    return render(request, "registry/question.html", context, status=REFUSED if form.errors else 200)


def _take(request: Request, form: Take, number: int) -> Question:
    row = queries.question_numbered(request.door.process, number)
    return services.record_decision(row, taking=form.taking(), by=request.door.actor, at=request.at)


@require_GET
def note(request: Request, number: int, suffix: str) -> HttpResponse:
    """Give the note on a question as a document."""
    if suffix not in PAPERS:
        raise NoSuchNote(suffix=suffix, known=", ".join(PAPERS))
    row = queries.question_numbered(request.door.process, number)
    return paper(queries.note_of(row), f"{request.door.process.key}-question-{number}.{suffix}")
