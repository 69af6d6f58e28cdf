"""Where a trace can begin: papers and paragraphs, found by their words."""

from django.db.models import Count, F, Max, Q, QuerySet

from secretariat.inputs.models import Submission
from secretariat.negotiation.models import ProvisionVersion, Standing
from secretariat.people.access import Actor
from secretariat.processes.models import Process


def papers(process: Process, words: str) -> QuerySet[Submission]:
    """Return the papers whose key, title, entity or text holds `words`, with how many passages each has."""
    found = Submission.objects.filter(process=process).select_related("entity").defer("text")
    if words:
        named = Q(key__icontains=words) | Q(title__icontains=words) | Q(entity__name__icontains=words)
        found = found.filter(named | Q(entity__code__iexact=words) | Q(text__icontains=words))
    return found.annotate(cut=Count("passages")).order_by("number")


def paragraphs(process: Process, actor: Actor, words: str) -> QuerySet[ProvisionVersion]:
    """Return the paragraphs of the newest version of each text seen whose number or wording holds `words`."""
    rows = ProvisionVersion.objects.visible_to(actor, process).exclude(standing=Standing.STRUCK)
    rows = rows.annotate(last=Max("version__text__versions__ordinal")).filter(version__ordinal=F("last"))
    if words:
        rows = rows.filter(Q(number__iexact=words) | Q(wording__icontains=words))
    counted = rows.annotate(sources=Count("provision__provenance", distinct=True))
    return counted.select_related("provision").order_by("version__text_id", "ordinal")
