"""Figures in texts, papers and reports: where a fact is cited, and whether its figures are still said."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secretariat.evidence.queries.register import Standing, facts, reports, sections_of, stated
from secretariat.inputs.models import Kind, Passage, Submission
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import ProvisionVersion
from secretariat.negotiation.models import Standing as Place
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.evidence.citing import Cited, citations

WITH_FACTS = (
    Kind.ISSUE_BRIEF,
    Kind.BACKGROUND_PAPER,
    Kind.SG_REPORT,
    Kind.REGIONAL_REPORT,
    Kind.REPORT,
    Kind.SUMMARY,
    Kind.OUTCOME,
)
"""Papers that lay out facts; what delegations say of figures in their statements is their own affair."""
KINDS = {"text": _("Draft"), "paper": _("Papers and issue briefs"), "report": _("Reports")}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that cites a fact: in a text, a paper or a report, which paragraph, where it is read; the fact may be
    stale.
    """  # noqa: D205 - one sentence

    kind: str
    title: str
    number: str
    href: str
    cited: Cited
    fact: Standing


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: str
    title: str
    number: str
    href: str
    words: str


def figures(process: Process, actor: Actor, fact: str = "") -> list[Said]:
    """Return where what `actor` may see cites a fact, altered ones first, then those of stale facts; of one fact, if
    its key is given.

    Read are the newest versions of the texts, papers that lay out facts, and reports. Nothing is kept: what they say
    now is read against what the facts say now.
    """  # noqa: D205 - one sentence
    known = {each.fact.key: each for each in facts(process) if fact in ("", each.fact.key)}
    if not known:
        return []
    rendered = {key: said for key, said in stated(process).items() if key in known}
    found = [
        Said(each.kind, each.title, each.number, each.href, cited, known[cited.key])
        for read in (_texts, _papers, _reports)
        for each in read(process, actor)
        for cited in citations(each.words, rendered)
    ]
    return sorted(found, key=lambda each: (each.cited.intact, not each.fact.is_stale))


def _texts(process: Process, actor: Actor) -> Iterator[_Paragraph]:
    seen = ProvisionVersion.objects.visible_to(actor, process).exclude(standing=Place.STRUCK)
    for text in negotiation.texts(process, actor):
        last = negotiation.versions(text, actor).last()
        for row in seen.filter(version=last).select_related("provision", "version__text").order_by("ordinal"):
            href = reverse("public:trace_provision", args=(process.key, row.provision.uuid))
            yield _Paragraph("text", text.title, row.number or row.get_kind_display(), href, row.wording)


def _papers(process: Process, _actor: Actor) -> Iterator[_Paragraph]:
    """Yield the passages of papers; whoever may open the door may read what was filed."""
    rows = Passage.objects.filter(
        submission__process=process, submission__status=Submission.Status.FILED, submission__kind__in=WITH_FACTS
    )
    named = rows.values_list("submission__title", "submission__key", "ordinal", "uuid", "text")
    for title, key, ordinal, uuid, words in named.order_by("submission__number", "ordinal"):
        href = reverse("inputs:passage", args=(process.key, uuid))
        yield _Paragraph("paper", title, f"{key}, {ordinal}", href, words)


def _reports(process: Process, actor: Actor) -> Iterator[_Paragraph]:
    for report in reports(process, actor):
        page = reverse("evidence:report", args=(process.key, report.key))
        for section in sections_of(report):
            yield _Paragraph("report", report.title, section.heading, f"{page}#s-{section.uuid}", section.prose)
