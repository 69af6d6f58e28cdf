"""Pages of facts: the register with its stale list, a fact, stating, stating again, linking, checking a text."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.evidence import services
from secretariat.evidence.forms import CheckText, LinkFact, StateFact
from secretariat.evidence.models import Fact, FactUse
from secretariat.evidence.queries import checking, register
from secretariat.evidence.views.common import REFUSED, sent
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, may, require


@require_GET
def list_(request: Request) -> HttpResponse:
    """Show the facts, the stale ones first; asked again where the reader wants it."""
    door = request.door
    again = {each.key: each for each in register.checked(door.process)} if "ask" in request.GET else {}
    context = {
        "facts": [(each, again.get(each.fact.key)) for each in register.facts(door.process)],
        "asked": "ask" in request.GET,
        "may_state": may(door.process, door.actor, "state_fact", at=door.at),
    }
    return render(request, "evidence/facts.html", context)


@require_GET
def show(request: Request, key: str) -> HttpResponse:
    """Show a fact: its sentence, footnote, query and edition, where it is used, and whether it is stale."""
    door = request.door
    standing = register.fact_named(door.process, key)
    fact = standing.fact
    context = {
        "standing": standing,
        "fact": fact,
        "figures": [(name, value, fact.words.get(name)) for name, value in fact.figures.items()],
        "note": register.as_stated(fact).footnote,
        "uses": checking.uses_checked(fact),
        "sections": register.sections_with(fact, door.actor),
        "may_restate": may(door.process, door.actor, "restate_fact", at=door.at),
        "may_link": may(door.process, door.actor, "link_fact", at=door.at),
    }
    return render(request, "evidence/fact.html", context)


@require_http_methods(["GET", "POST"])
def state(request: Request) -> HttpResponse:
    """State a fact; on the way it can be tried, which shows the sentence and keeps nothing."""
    door = request.door
    require(door.process, door.actor, "state_fact", at=door.at)
    form = StateFact(sent(request), datasets=register.in_use(door.process).values())
    tried = None
    if form.is_valid():
        if "try" in request.POST:
            tried = attempt(form, lambda: services.tried(form.stated(), form.chosen))
        elif row := attempt(form, lambda: _state(request, form)):
            messages.success(request, _("The fact is stated."))
            return redirect("evidence:fact", process=door.process.key, key=row.key)
    return render(
        request, "evidence/state.html", {"form": form, "tried": tried}, status=REFUSED if form.errors else 200
    )


def _state(request: Request, form: StateFact) -> Fact:
    door = request.door
    return services.state_fact(door.process, stated=form.stated(), dataset=form.chosen, by=door.actor, at=door.at)


@require_http_methods(["GET", "POST"])
def restate(request: Request, key: str) -> HttpResponse:
    """State a fact again on the newest edition."""
    door = request.door
    if request.method == "GET":  # a change of language comes back to this address
        return redirect("evidence:fact", process=door.process.key, key=key)
    row = services.restate_fact(register.fact_named(door.process, key).fact, by=door.actor, at=door.at)
    messages.success(request, _("The fact is stated again: %(says)s") % {"says": row.says})
    return redirect("evidence:fact", process=door.process.key, key=key)


@require_http_methods(["GET", "POST"])
def link(request: Request, key: str) -> HttpResponse:
    """Note where a fact is used."""
    door = request.door
    fact = register.fact_named(door.process, key).fact
    require(door.process, door.actor, "link_fact", at=door.at)
    form = LinkFact(sent(request))
    if form.is_valid() and attempt(form, lambda: _link(request, fact, form)) is not None:
        messages.success(request, _("The use is noted."))
        return redirect("evidence:fact", process=door.process.key, key=key)
    return render(request, "evidence/link.html", {"form": form, "fact": fact}, status=REFUSED if form.errors else 200)


def _link(request: Request, fact: Fact, form: LinkFact) -> FactUse:
    return services.link_fact(fact, use=form.use(), by=request.door.actor, at=request.door.at)


@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """Compare a text or a paper with the facts that it cites."""
    form = CheckText(sent(request), request.FILES or None, takes_papers=request.user.is_authenticated)
    found = attempt(form, lambda: checking.cited_in(request.door.process, form.words())) if form.is_valid() else None
    context = {"form": form, "found": found, "altered": [each for each in found or () if not each.intact]}
    return render(request, "evidence/check.html", context, status=REFUSED if form.errors else 200)
