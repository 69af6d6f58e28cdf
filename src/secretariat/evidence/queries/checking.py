"""Whether a text still says the figures of the facts that it cites."""

from secretariat.evidence.models import Fact, FactUse
from secretariat.evidence.queries.register import as_stated, stated, uses_of
from secretariat.processes.models import Process
from travaux.evidence.citing import Cited, citations


def cited_in(process: Process, text: str) -> list[Cited]:
    """Return the sentences of a text that cite a fact of the process, each intact or altered."""
    return list(citations(text, stated(process)))


def uses_checked(fact: Fact) -> list[tuple[FactUse, str]]:
    """Return where a fact is used, and whether the words quoted from there are intact or altered, "" for none."""
    known = {fact.key: as_stated(fact)}
    return [(use, _state(use, known[fact.key].sentence, list(citations(use.said, known)))) for use in uses_of(fact)]


def _state(use: FactUse, says: str, found: list[Cited]) -> str:
    if not use.said:
        return ""
    if found:
        return "intact" if all(each.intact for each in found) else "altered"
    return "intact" if says in use.said else "altered"
