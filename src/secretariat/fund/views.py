from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.frame.files import CSV, attached
from secretariat.frame.pictures import Bar, bars
from secretariat.frame.refusals import attempt
from secretariat.fund import queries, services
from secretariat.fund.forms import TERMS, Apply, Close, Grant, Pay, Pledge, Reverse, Spend, Terms
from secretariat.fund.models import Award, Contribution, Expense, Payment
from secretariat.fund.models import Request as Asked
from secretariat.participation.models import Entity
from secretariat.participation.queries import entities, entity
from secretariat.people.access import OFFICER
from secretariat.processes.access import Door, Request, may, require
from travaux.formats.tables import as_csv
from travaux.participation.fund import read_fund, standing
from travaux.participation.fund_report import report

REFUSED = 422
A_PAGE = 50
JOURNAL = ("day", "what", "account", "amount")
DEEDS = ("open_fund", "renew_fund_terms", "pledge_contribution", "receive_payment", "apply_for_support")


@require_GET
def overview(request: Request) -> HttpResponse:
    """Show the fund: what was given, what became of it, and whether the accounts fit."""
    door = request.door
    fund = queries.fund_if_any(door.process)
    rights = {deed: may(door.process, door.actor, deed, at=door.at) for deed in DEEDS}
    context: dict[str, Any] = {"fund": fund, "may": rights, "sits": _sits(door)}
    if fund:
        told = queries.shown(fund)
        uuids = dict(fund.contributions.values_list("number", "uuid"))
        context |= {
            "report": told.report,
            "donors": [(each, uuids[int(each.key[1:])]) for each in told.report.donors],
            "outcome": [_table(table) for table in told.outcome if table.rows],
            "terms": read_fund(fund.terms),
        }
    return render(request, "fund/overview.html", context)


def _table(table: Any) -> dict[str, Any]:
    rows = [(row.value, row.count) for row in table.rows]
    drawn = [Bar(value or _("not said"), (("", count),)) for value, count in rows if count is not None]
    picture = bars(drawn) if len(drawn) == len(rows) else None  # “few” has no length
    return {"title": table.attribute.replace("_", " ").capitalize(), "rows": rows, "picture": picture}


def _sits(door: Door) -> bool:
    return door.actor.is_one_of(OFFICER) or door.actor.entity_id is not None


def _asked(request: Request, form: forms.Form, do: Callable[[], Any], said: str, title: str) -> HttpResponse:
    """Show a form of the fund, or do what it asks and go back to the fund."""
    if form.is_valid() and attempt(form, do) is not None:
        messages.success(request, said)
        return redirect("fund:overview", request.door.process.key)
    return _form(request, form, title)


def _form(request: Request, form: forms.Form, title: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, **more}
    return render(request, "fund/form.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def open_(request: Request) -> HttpResponse:
    """Open the fund."""
    door = request.door
    require(door.process, door.actor, "open_fund", at=door.at)
    form = Terms(request.POST or None, initial={"terms": TERMS})

    def do() -> object:
        return services.open_fund(door.process, **form.cleaned_data, by=door.actor, at=door.at)

    return _asked(request, form, do, _("The fund is open."), _("Open the trust fund"))


@require_http_methods(["GET", "POST"])
def terms(request: Request) -> HttpResponse:
    """Renew the terms."""
    door = request.door
    fund = queries.fund_of(door.process)
    require(door.process, door.actor, "renew_fund_terms", at=door.at)
    form = Terms(request.POST or None, initial={"terms": fund.terms})

    def do() -> object:
        return services.renew_fund_terms(fund, **form.cleaned_data, by=door.actor, at=door.at)

    return _asked(request, form, do, _("The terms are renewed."), _("Terms of the fund"))


@require_http_methods(["GET", "POST"])
def pledge(request: Request) -> HttpResponse:
    """Enter a pledge."""
    door = request.door
    fund = queries.fund_of(door.process)
    require(door.process, door.actor, "pledge_contribution", at=door.at)
    home = read_fund(fund.terms).currency
    form = Pledge(request.POST or None, initial={"currency": home, "on": door.at.date()})

    def do() -> object:
        given = dict(form.cleaned_data)
        coin = given.pop("currency"), given.pop("rate")
        return services.pledge_contribution(fund, **given, money_=coin, by=door.actor, at=door.at)

    return _asked(request, form, do, _("The pledge is entered."), _("Enter a pledge"))


@require_http_methods(["GET", "POST"])
def pay(request: Request, uuid: UUID) -> HttpResponse:
    """Enter a payment."""
    door = request.door
    found = queries.contribution_named(queries.fund_of(door.process), uuid)
    require(door.process, door.actor, "receive_payment", at=door.at)
    form = Pay(request.POST or None, initial={"on": door.at.date()})

    def do() -> object:
        return services.receive_payment(found, **form.cleaned_data, by=door.actor, at=door.at)

    title = _("Payment of %(donor)s, in %(currency)s") % {"donor": found.donor, "currency": found.currency}
    if form.is_valid() and attempt(form, do) is not None:
        messages.success(request, _("The payment is entered."))
        return redirect("fund:overview", door.process.key)
    return _form(request, form, title, contribution=found, payments=queries.payments_of(found))


def _reversal(request: Request, do: Callable[..., Any], what: str, back: str) -> HttpResponse:
    """Ask why an entry is reversed, or reverse it and go back."""
    form = Reverse(request.POST or None, initial={"on": request.door.at.date()})
    done = partial(do, by=request.door.actor, at=request.door.at)
    if form.is_valid() and attempt(form, lambda: done(**form.cleaned_data)) is not None:
        messages.success(request, _("Reversed: both entries stand in the journal."))
        return redirect(back)
    return _form(request, form, _("Reverse: %(what)s") % {"what": what}, back=back)


@require_http_methods(["GET", "POST"])
def reverse_pledge(request: Request, uuid: UUID) -> HttpResponse:
    """Reverse a pledge that was entered in error."""
    return _reverse_gift(request, queries.contribution_named(queries.fund_of(request.door.process), uuid))


@require_http_methods(["GET", "POST"])
def reverse_payment(request: Request, uuid: UUID) -> HttpResponse:
    """Reverse a payment that was entered in error."""
    return _reverse_gift(request, queries.payment_named(queries.fund_of(request.door.process), uuid))


def _reverse_gift(request: Request, entry: Contribution | Payment) -> HttpResponse:
    door = request.door
    require(door.process, door.actor, "reverse_contribution_entry", at=door.at)
    gift = entry if isinstance(entry, Contribution) else entry.contribution
    amount = entry.pledged if isinstance(entry, Contribution) else entry.amount
    words = _("pledge of %(donor)s") if isinstance(entry, Contribution) else _("payment of %(donor)s")
    back = reverse("fund:pay", args=[door.process.key, gift.uuid])
    what = f"{words % {'donor': gift.donor}}, {amount} {gift.currency}"
    return _reversal(request, partial(services.reverse_contribution_entry, entry), what, back)


@require_http_methods(["GET", "POST"])
def reverse_award(request: Request, uuid: UUID) -> HttpResponse:
    """Reverse an award that was made in error."""
    found = queries.request_named(request.door, uuid)
    return _reverse_support(request, found, queries.award_of(found))


@require_http_methods(["GET", "POST"])
def reverse_expense(request: Request, uuid: UUID, paid: UUID) -> HttpResponse:
    """Reverse what was entered in error as paid out."""
    found = queries.request_named(request.door, uuid)
    return _reverse_support(request, found, queries.expense_named(found, paid))


def _reverse_support(request: Request, found: Asked, entry: Award | Expense | None) -> HttpResponse:
    door = request.door
    require(door.process, door.actor, "reverse_support_entry", at=door.at)
    if entry is None:
        raise queries.NoSuchEntry
    back = reverse("fund:request", args=[door.process.key, found.uuid])
    what = f"{_('award') if isinstance(entry, Award) else entry.what or _('payment')}, {found.key}, {entry.amount}"
    return _reversal(request, partial(services.reverse_support_entry, entry), what, back)


@require_GET
def journal(request: Request) -> HttpResponse:
    """Hand out the journal: every posting, by day; requests by their numbers."""
    fund = queries.fund_of(request.door.process)
    content = as_csv(list(JOURNAL), [list(row) for row in queries.journal(fund)])
    return attached(content, CSV, f"{request.door.process.key}-fund.csv")


@require_GET
def requests(request: Request) -> HttpResponse:
    """Show the requests that one may know of; to the secretariat in their order, with what gave each its place."""
    door = request.door
    fund = queries.fund_of(door.process)
    if not _sits(door):
        raise queries.NoSuchRequest
    page = Paginator(queries.requests(door), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "fund": fund,
        "may_apply": may(door.process, door.actor, "apply_for_support", at=door.at),
        "ranking": _ranking(door, fund) if door.actor.is_one_of(OFFICER) else None,
    }
    return render(request, "fund/requests.html", context)


def _ranking(door: Door, fund: Any) -> list[Any]:
    """Return the requests in their order, each with its row and whether support was granted on it."""
    held = queries.accounts(fund)
    rows = {row.key: row for row in queries.requests(door)}
    granted = {award.application for award in standing(held.awards)}
    return [(each, rows[each.application.key], each.application.key in granted) for each in report(held).ranking]


@require_http_methods(["GET", "POST"])
def apply(request: Request) -> HttpResponse:
    """Ask for support."""
    door = request.door
    fund = queries.fund_of(door.process)
    require(door.process, door.actor, "apply_for_support", at=door.at)
    is_office = door.actor.is_one_of(OFFICER)
    places = read_fund(fund.terms).allowances
    form = Apply(queries.columns(fund), places, entities(door.process) if is_office else [], request.POST or None)
    made = attempt(form, lambda: _applied(door, fund, form)) if form.is_valid() else None
    if made:
        messages.success(request, _("Handed in: %(key)s") % {"key": made.key})
        return redirect("fund:request", door.process.key, made.uuid)
    return _form(request, form, _("Ask for support"))


def _applied(door: Door, fund: Any, form: Apply) -> Asked:
    for_whom = _entity(door, form)
    given = {"entity": for_whom, "traveller": form.cleaned_data["traveller"], "facts": form.facts()}
    return services.apply_for_support(fund, **given, journey=form.journey(), by=door.actor, at=door.at)


def _entity(door: Door, form: Apply) -> Entity:
    return entity(door.process, form.cleaned_data.get("entity") or door.actor.entity)


@require_GET
def one(request: Request, uuid: UUID) -> HttpResponse:
    """Show a request: its journey, its estimate, what was granted and paid."""
    door = request.door
    found = queries.request_named(door, uuid)
    place = next(
        (one for one in report(queries.accounts(found.fund)).ranking if one.application.key == found.key), None
    )
    context = {
        "asked": found,
        "place": place,
        "award": queries.award_of(found),
        "taken_back": list(queries.taken_back(found)),
        "expenses": list(queries.expenses_of(found)),
        "is_office": door.actor.is_one_of(OFFICER),
        "facts": [(column.replace("_", " ").capitalize(), value) for column, value in found.facts.items()],
    }
    return render(request, "fund/request.html", context)


def _on(request: Request, uuid: UUID, deed: str, form: forms.Form, said: str, title: str) -> HttpResponse:
    """Show a form on a request, or do what it asks and go back to the request."""
    door = request.door
    found = queries.request_named(door, uuid)
    require(door.process, door.actor, deed, at=door.at)
    service = getattr(services, deed)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: service(found, **given, by=door.actor, at=door.at)) is not None:
            messages.success(request, said)
            return redirect("fund:request", door.process.key, uuid)
    back = reverse("fund:request", args=[door.process.key, uuid])
    return _form(request, form, f"{title}: {found.key}", back=back)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Withdraw a request."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    return _on(request, uuid, "withdraw_support_request", form, _("Withdrawn."), _("Withdraw the request"))


@require_http_methods(["GET", "POST"])
def award(request: Request, uuid: UUID) -> HttpResponse:
    """Grant support."""
    door = request.door
    found = queries.request_named(door, uuid)
    told = report(queries.accounts(found.fund))
    earmarks = [purse.earmark for purse in told.purses if purse.free > 0]
    estimate = next((one.estimate for one in told.ranking if one.application.key == found.key), None)
    form = Grant(earmarks, request.POST or None, initial={"amount": estimate, "on": door.at.date()})
    return _on(request, uuid, "award_support", form, _("Granted."), _("Grant support"))


@require_http_methods(["GET", "POST"])
def spend(request: Request, uuid: UUID) -> HttpResponse:
    """Enter what was paid out."""
    form = Spend(request.POST or None, initial={"on": request.door.at.date()})
    return _on(request, uuid, "pay_support", form, _("Paid out."), _("Enter what was paid out"))


@require_http_methods(["GET", "POST"])
def close(request: Request, uuid: UUID) -> HttpResponse:
    """Close an award."""
    form = Close(request.POST or None, initial={"on": request.door.at.date()})
    return _on(request, uuid, "close_award", form, _("Closed: what was not spent is free again."), _("Close the award"))
