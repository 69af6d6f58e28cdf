"""Pages of reports: opened, written section by section, issued; as a page and as a paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.evidence import services
from secretariat.evidence.forms import IssueReport, OpenReport, WriteSection
from secretariat.evidence.models import Report, Section
from secretariat.evidence.queries import papers, register
from secretariat.evidence.services.reporting import altered_in
from secretariat.evidence.views.common import REFUSED, sent, shown
from secretariat.frame.files import PAPERS, attached
from secretariat.frame.refusals import attempt
from secretariat.processes.access import Request, may, require

KINDS = {**PAPERS, "pdf": "application/pdf", "html": "text/html; charset=utf-8"}


@require_GET
def show(request: Request, key: str) -> HttpResponse:
    """Show a report: prose with footnotes, charts with their tables."""
    door = request.door
    report = register.report_named(door.process, key, door.actor)
    paper = papers.written(report, register.sections_of(report), charts=True)
    is_draft = report.status == Report.Status.DRAFT
    context = {
        "report": report,
        "paper": paper,
        "forms": papers.FORMS,
        "may_write": is_draft and may(door.process, door.actor, "write_report_section", at=door.at),
    }
    return shown(request, "evidence/report.html", context, [each.picture for each in paper.sections if each.picture])


@require_GET
def file(request: Request, key: str, what: str) -> HttpResponse:
    """Give a report as a paper: Word, PDF, HTML, Markdown."""
    door = request.door
    report = register.report_named(door.process, key, door.actor)
    content = papers.filed(report, register.sections_of(report), what)
    return attached(content, KINDS[what], f"{report.key}.{what}")


@require_http_methods(["GET", "POST"])
def open_(request: Request) -> HttpResponse:
    """Open a report."""
    door = request.door
    require(door.process, door.actor, "open_report", at=door.at)
    form = OpenReport(sent(request))
    if form.is_valid():
        made = services.open_report(door.process, **form.cleaned_data, by=door.actor, at=door.at)
        return redirect("evidence:edit", process=door.process.key, key=made.key)
    return render(request, "evidence/open.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: Request, key: str) -> HttpResponse:
    """Write a report: the sections so far, the facts at hand, the next section."""
    door = request.door
    report = register.report_named(door.process, key, door.actor)
    require(door.process, door.actor, "write_report_section", at=door.at)
    form = _form(request, {})
    if form.is_valid() and attempt(form, lambda: _write(request, report, form)) is not None:
        messages.success(request, _("The section stands at the end of the report."))
        return redirect(_edit(request, key))
    return _desk(request, report, form, IssueReport(), refused=form)


@require_http_methods(["GET", "POST"])
def mend(request: Request, key: str, uuid: str) -> HttpResponse:
    """Mend a section."""
    door = request.door
    report = register.report_named(door.process, key, door.actor)
    require(door.process, door.actor, "mend_report_section", at=door.at)
    section = register.section_named(report, uuid)
    stands = {"heading": section.heading, "prose": section.prose, **section.chart}
    if section.dataset:
        stands["dataset"] = str(section.dataset.uuid)
    form = _form(request, {**stands, "title": section.chart.get("title", "")})
    if form.is_valid() and attempt(form, lambda: _mend(request, section, form)) is not None:
        messages.success(request, _("The section was mended."))
        return redirect(f"{_edit(request, key)}#s-{section.uuid}")
    context = {"report": report, "section": section, "form": form, "facts": register.facts(door.process)}
    return render(request, "evidence/mend.html", context, status=REFUSED if form.errors else 200)


@require_POST
def strike(request: Request, key: str, uuid: str) -> HttpResponse:
    """Strike a section."""
    door = request.door
    report = register.report_named(door.process, key, door.actor)
    services.strike_report_section(register.section_named(report, uuid), by=door.actor, at=door.at)
    messages.success(request, _("The section was struck."))
    return redirect(_edit(request, key))


@require_http_methods(["GET", "POST"])
def issue(request: Request, key: str) -> HttpResponse:
    """Issue a report; where that is refused, the desk comes back with the refusal at its head."""
    if request.method == "GET":  # a change of language comes back to this address
        return redirect(_edit(request, key))
    door = request.door
    report = register.report_named(door.process, key, door.actor)
    require(door.process, door.actor, "issue_report", at=door.at)
    form = IssueReport(request.POST)
    if (
        form.is_valid()
        and attempt(form, lambda: services.issue_report(report, **form.cleaned_data, by=door.actor, at=door.at))
        is not None
    ):
        messages.success(request, _("Issued: everyone can read it now."))
        return redirect("evidence:report", process=door.process.key, key=key)
    return _desk(request, report, _form(request, {}, empty=True), form, refused=form)


def _form(request: Request, stands: dict[str, Any], *, empty: bool = False) -> WriteSection:
    datasets = list(register.in_use(request.door.process).values())
    return WriteSection(None if empty else sent(request), datasets=datasets, initial=stands)


def _desk(
    request: Request, report: Report, form: WriteSection, issuing: IssueReport, *, refused: WriteSection | IssueReport
) -> HttpResponse:
    paper = papers.written(report, register.sections_of(report))
    context = {
        "report": report,
        "paper": paper,
        "form": form,
        "issuing": issuing,
        "refused": refused,
        "facts": register.facts(request.door.process),
        "altered": altered_in(paper),
        "bare": papers.bare_figures(paper),
    }
    return render(request, "evidence/edit.html", context, status=REFUSED if refused.errors else 200)


def _write(request: Request, report: Report, form: WriteSection) -> Section:
    return services.write_report_section(report, **form.parts(), by=request.door.actor, at=request.door.at)


def _mend(request: Request, section: Section, form: WriteSection) -> Section:
    return services.mend_report_section(section, **form.parts(), by=request.door.actor, at=request.door.at)


def _edit(request: Request, key: str) -> str:
    return reverse("evidence:edit", kwargs={"process": request.door.process.key, "key": key})
