"""Pages on which a text is decided, each a form and a button: what a page asks and does stands in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.refusals import told as refusal_told
from secretariat.negotiation import queries, services
from secretariat.negotiation.forms import TakePosition, deciding
from secretariat.negotiation.models import NegotiatingText, Proposal, ProvisionVersion, Standing
from secretariat.negotiation.services.freezing import NothingAgreed, check_part
from secretariat.negotiation.services.settling import bracket_in
from secretariat.negotiation.views.common import Line, done, gate, meetings, page, people, refresh, with_redline
from secretariat.participation.queries import entities
from secretariat.processes.access import Request, modalities_of
from travaux.text.package import PackageOpen

form_page = require_http_methods(["GET", "POST"])
Made = Callable[["Asked"], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is about: who asks, the text, the thing that the deed is done to, its paragraph if any."""

    request: Request
    text: NegotiatingText
    thing: Any
    row: ProvisionVersion | None = None

    @property
    def doer(self) -> dict[str, Any]:
        """Who acts, and when: the last two arguments of every deed."""
        return {"by": self.request.door.actor, "at": self.request.at}


def _wording_seen(asked: Asked, _told: Mapping[str, Any]) -> str:
    """Return the digest of the wording that the page shows; empty where it shows no paragraph."""
    return queries.row_of(asked.row.provision).sha256 if asked.row else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one deed: its title and button, what is told before, its form and what the form is made with."""

    title: Promise
    said: Promise
    form: type[Form] = deciding.Confirm
    hint: Promise | str = ""
    made: Made = lambda _asked: {}
    given: Callable[[Any], Mapping[str, Any]] = lambda form: form.cleaned_data
    told: Callable[[Asked], Mapping[str, Any]] = lambda _asked: {}
    seen: Callable[[Asked, Mapping[str, Any]], str] = _wording_seen
    button: Promise | str = ""

    def form_of(self, asked: Asked) -> Form:
        """Return the form, with what was sent if anything was."""
        sent = asked.request.POST if asked.request.method == "POST" else None
        return self.form(sent, **self.made(asked))


def _rows(asked: Asked) -> dict[str, Any]:
    shown = queries.paragraphs(queries.working(asked.text))
    return {"rows": [each.row for each in shown if each.row.standing == Standing.STANDING]}


def _silence(asked: Asked) -> dict[str, Any]:
    return _rows(asked) | {"zone": str(modalities_of(asked.text.process).timezone)}


def _speaker(asked: Asked) -> dict[str, Any]:
    return {"entity_id": asked.request.door.actor.entity_id}


def _offer(asked: Asked) -> dict[str, Any]:
    row = queries.working_row(asked.thing)
    return {"process_id": asked.text.process_id, "initial": {"wording": row.wording, "seen": row.sha256}}


def _last(asked: Asked) -> dict[str, Any]:
    """Tell which deed would be undone."""
    step = queries.last_step(asked.thing)
    if step is None:
        return {}
    return {"last": {"step": step, "said": queries.deed_said(step), "who": queries.capacity(step.by)}}


def _silence_told(asked: Asked) -> dict[str, Any]:
    """Tell what is under silence, and until when."""
    all_of_them = queries.silences_shown(asked.text, asked.request.door.actor, asked.request.at)
    return {"silences": [each for each in all_of_them if each.row.pk == asked.thing.pk]}


def _concerned(asked: Asked) -> dict[str, Any]:
    """Tell which proposals a deed is about: this one, and those that were chosen with it."""
    also = {*asked.request.GET.getlist("with"), *asked.request.POST.get("proposals", "").split()}
    others = (
        each for each in queries.open_proposals(text=asked.text) if str(each.uuid) in also and each.pk != asked.thing.pk
    )
    return {"concerned": [with_redline(each) for each in (asked.thing, *others)]}


def _vote(form: Any) -> dict[str, Any]:
    return {"votes": form.votes, "question": form.cleaned_data["question"], "rule": form.cleaned_data["rule"]}


def _part(form: Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("label", "symbol", "seen")}


def _part_seen(_asked: Asked, told: Mapping[str, Any]) -> str:
    """Return the digest of what the page says would be adopted."""
    return str(told["part"].seen)


def _part_told(asked: Asked) -> dict[str, Any]:
    """Tell which paragraphs would be adopted, which stay open, and what stands in the way."""
    found = queries.adoptable(queries.working(asked.text))
    try:
        check_part(asked.text, found.agreed)
    except (NothingAgreed, PackageOpen) as refusal:
        return {"part": found, "hindrance": refusal_told(refusal)}
    return {"part": found}


EXPLAIN = Page(_("Explain your position"), _("It is on record."), deciding.State, "", _speaker)
RESERVE = Page(_("Enter a reservation"), _("The reservation is on record."), deciding.State, "", _speaker)
ON_TEXT: Mapping[str, Page] = {
    "set_attribution": Page(
        _("Names in the rolling text"),
        _("The text is shown as you chose."),
        deciding.Attribution,
        made=lambda asked: {"initial": {"attributed": "1" if asked.text.attributed else "0"}},
        button=_("Show it so"),
    ),
    "bundle_provisions": Page(
        _("Bind paragraphs into a package"),
        _("The paragraphs are bound: nothing of them is agreed until everything is."),
        deciding.Bundle,
        made=_rows,
    ),
    "open_silence": Page(
        _("Open a silence procedure"),
        _("The silence runs."),
        deciding.OpenSilence,
        _("The words as they stand are adopted at its end unless a delegation objects before."),
        _silence,
    ),
    "record_vote": Page(
        _("Record a vote"),
        _("The vote is recorded."),
        deciding.RecordVote,
        made=lambda asked: {"entities": list(entities(asked.text.process))},
        given=_vote,
    ),
    "adopt_part": Page(
        _("Adopt what is agreed"),
        _("What was agreed is adopted; the rest stays open."),
        deciding.AdoptPart,
        _("Paragraphs that are agreed, or agreed in committee, are adopted and change no more."),
        given=_part,
        told=_part_told,
        seen=_part_seen,
    ),
    "explain_position": EXPLAIN,
    "enter_reservation": RESERVE,
}
ON_PARAGRAPH: Mapping[str, Page] = {
    "give_assent": Page(
        _("Give the word that was awaited"),
        _("Your delegation's word is on record."),
        hint=_("The paragraph was agreed subject to the word of your delegation. By this you say yes."),
    ),
    "undo_deed": Page(
        _("Undo the last deed"),
        _("The last deed on the paragraph is undone."),
        deciding.Because,
        _("Everything that it changed is put as it stood before; that it was done stays on record."),
        told=_last,
    ),
    "offer_bridging_text": Page(
        _("Offer a bridging text"), _("Those you chose see it, and nobody else."), deciding.Offer, made=_offer
    ),
    "explain_position": EXPLAIN,
    "enter_reservation": RESERVE,
}
ON_PROPOSAL: Mapping[str, Page] = {
    "accept_amendment": Page(
        _("Take over the amendment"),
        _("The amendment takes the place of your proposal."),
        hint=_("All who stand behind your proposal will stand behind the amendment instead."),
        told=_concerned,
    ),
    "move_to_alternative": Page(
        _("Move to an alternative paragraph"),
        _("The proposal stands beside the paragraph, as an alternative to it."),
        hint=_("The change is taken out of the paragraph and set beside it, whole."),
        told=_concerned,
    ),
    "merge_proposals": Page(
        _("Merge proposals"),
        _("The proposals are merged; every sponsor is kept."),
        deciding.Merge,
        _("They become one, the first that was tabled; all sponsors stand behind it."),
        lambda asked: {"initial": {"proposals": " ".join([str(asked.thing.uuid), *asked.request.GET.getlist("with")])}},
        told=_concerned,
    ),
}
ON_THING: Mapping[str, Page] = {
    "break_silence": Page(_("Break the silence"), _("The silence is broken."), deciding.Break, told=_silence_told),
    "conclude_silence": Page(
        _("Conclude the silence"),
        _("The silence was kept; its paragraphs are marked so."),
        hint=_("Nobody objected before its end. By this it is written down."),
        told=_silence_told,
    ),
    "unbind_package": Page(_("Unbind the package"), _("The package is unbound."), deciding.Because),
    "withdraw_statement": Page(_("Withdraw the statement"), _("The statement is withdrawn.")),
    "withdraw_bridging_text": Page(_("Take the bridging text back"), _("The bridging text is taken back.")),
}
FOUND: Mapping[str, Callable[..., Any]] = {
    "break_silence": queries.silence_named,
    "conclude_silence": queries.silence_named,
    "unbind_package": queries.package_named,
    "withdraw_statement": queries.statement_named,
    "withdraw_bridging_text": queries.bridge_named,
}


def _act(asked: Asked, deed: str, one: Page, do: Callable[[Mapping[str, Any]], Any]) -> HttpResponse:
    """Show the form of a deed, or do it with what was sent."""
    request = asked.request
    form = one.form_of(asked)
    if done(form, lambda: do(one.given(form)) or True):
        messages.success(request, str(one.said))
        return _back(asked)
    told = one.told(asked)
    refresh(form, one.seen(asked, told))
    line = Line(queries.paragraph(asked.row)) if asked.row else None
    context = {"form": form, "title": one.title, "hint": one.hint, "line": line, "row": asked.row, "deed": deed}
    context |= {"button": one.button or one.title, "people": people(request), **told}
    return page(request, "deed.html", asked.text, context, refused=bool(form.errors))


def _back(asked: Asked) -> HttpResponse:
    key = asked.request.door.process.key
    if asked.row is not None:
        return redirect("negotiation:paragraph", process=key, uuid=asked.row.provision.uuid)
    return redirect("negotiation:decided", process=key, text=asked.text.key)


@form_page
def on_text(request: Request, text: str, deed: str) -> HttpResponse:
    """Decide something on a text."""
    door = request.door
    gate(request, deed)
    found = queries.text_named(door.process, door.actor, text)
    asked = Asked(request, found, found)
    return _act(asked, deed, ON_TEXT[deed], lambda given: getattr(services, deed)(found, **given, **asked.doer))


ABOUT = frozenset({"explain_position", "enter_reservation"})
"""Deeds on a text that may be about one of its paragraphs."""


@form_page
def on_paragraph(request: Request, uuid: UUID, deed: str) -> HttpResponse:
    """Decide, or say, something on a paragraph."""
    door = request.door
    gate(request, deed)
    provision = queries.provision_named(door.process, door.actor, uuid)
    asked = Asked(request, provision.text, provision, queries.row_of(provision))
    if deed in ABOUT:
        about = {"provision": provision, **asked.doer}
        return _act(
            asked, deed, ON_PARAGRAPH[deed], lambda given: getattr(services, deed)(provision.text, **given, **about)
        )
    return _act(
        asked, deed, ON_PARAGRAPH[deed], lambda given: getattr(services, deed)(provision, **given, **asked.doer)
    )


@form_page
def on_bracket(request: Request, uuid: UUID, key: str) -> HttpResponse:
    """Take a position on a bracket as it stands."""
    door = request.door
    gate(request, "take_bracket_position")
    provision = queries.provision_named(door.process, door.actor, uuid)
    asked = Asked(request, provision.text, provision, queries.working_row(provision))
    bracket_in(queries.paragraph(queries.working_row(provision)), key)
    one = Page(
        _("Take a position on a bracket"),
        _("Your position is on record."),
        TakePosition,
        made=lambda asked: {"meetings": meetings(asked.request)},
    )
    return _act(
        asked,
        "take_bracket_position",
        one,
        lambda given: services.take_bracket_position(provision, bracket=key, **given, **asked.doer),
    )


@form_page
def on_proposal(request: Request, uuid: UUID, deed: str) -> HttpResponse:
    """Do something with a proposal: take an amendment over, set it beside the paragraph, merge it with others."""
    door = request.door
    gate(request, deed)
    found = queries.proposal_named(door.process, door.actor, uuid)
    row = queries.row_of(found.provision) if found.provision else None
    asked = Asked(request, found.text, found, row)

    def do(given: Mapping[str, Any]) -> Proposal:
        if deed != "merge_proposals":
            done_to: Proposal = getattr(services, deed)(found, **given, **asked.doer)
            return done_to
        chosen = queries.proposals_named(found.text, given["proposals"])
        return services.merge_proposals(found.text, proposals=chosen, **asked.doer)

    return _act(asked, deed, ON_PROPOSAL[deed], do)


@form_page
def on_thing(request: Request, uuid: UUID, deed: str) -> HttpResponse:
    """Do something with a silence, a package, a statement or a bridging text."""
    door = request.door
    gate(request, deed)
    found = FOUND[deed](door.process, door.actor, uuid)
    text = found.provision.text if hasattr(found, "shares") else found.text
    asked = Asked(request, text, found)
    return _act(asked, deed, ON_THING[deed], lambda given: getattr(services, deed)(found, **given, **asked.doer))


@require_GET
def decided(request: Request, text: str) -> HttpResponse:
    """Show what is bound together, under silence, voted on, said for the record, and offered in private."""
    door = request.door
    found = queries.text_named(door.process, door.actor, text)
    names = queries.labels(found)
    context = {
        "packages": queries.packages_bound(found, door.actor),
        "silences": queries.silences_shown(found, door.actor, request.at),
        "votes": queries.votes_counted(found, door.actor),
        "statements": [(each, names.get(each.provision_id or 0, "")) for each in queries.statements(found, door.actor)],
        "bridges": queries.bridges(found, door.actor),
        "same": queries.same_proposals(found),
        "people": people(request),
        "own": door.actor.entity_id,
    }
    return page(request, "decided.html", found, context)
