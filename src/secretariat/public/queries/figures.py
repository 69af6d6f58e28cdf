"""Figures in the texts under negotiation: which paragraph cites which fact, and whether it still says its figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from secretariat.evidence.queries.register import Standing, facts, stated
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import ProvisionVersion
from secretariat.negotiation.models import Standing as Place
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.evidence.citing import Cited, citations


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a paragraph that cites a fact; the fact may be stale."""

    row: ProvisionVersion
    cited: Cited
    fact: Standing


def figures(process: Process, actor: Actor) -> list[Said]:
    """Return where the newest versions that `actor` may see cite a fact, altered ones first, then those of stale facts.

    Nothing is kept: what the paragraphs say now is read against what the facts say now.
    """
    known = {each.fact.key: each for each in facts(process)}
    if not known:
        return []
    rendered = stated(process)
    found = [
        Said(row, cited, known[cited.key])
        for row in _rows(process, actor)
        for cited in citations(row.wording, rendered)
    ]
    return sorted(found, key=lambda each: (each.cited.intact, not each.fact.is_stale))


def _rows(process: Process, actor: Actor) -> Iterator[ProvisionVersion]:
    seen = ProvisionVersion.objects.visible_to(actor, process).exclude(standing=Place.STRUCK)
    for text in negotiation.texts(process, actor):
        last = negotiation.versions(text, actor).last()
        yield from seen.filter(version=last).select_related("provision", "version__text").order_by("ordinal")
