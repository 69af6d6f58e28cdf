"""Reading a document that came back: in a process of its own, against the version that it was made from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from secretariat.exchange import queries
from secretariat.exchange.models import Returned, Suggested
from secretariat.frame.cell import open_returned
from secretariat.frame.outages import Outage
from secretariat.frame.refusals import told
from secretariat.frame.scope import DEED
from secretariat.jobs.models import Job
from secretariat.jobs.services import handler
from secretariat.jobs.services.registry import PutDown
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import Provision, TextVersion
from secretariat.people.access import DELEGATE, Actor
from travaux.formats.asked import Asked, asked
from travaux.formats.returned import Version
from travaux.formats.word.skeleton import CHECKPOINT
from travaux.formats.word.suggest import Said, Suggestions, Unplaced
from travaux.refusal import Changed, Refusal
from travaux.text.proposal import Fate
from travaux.text.provision import Provision as Shape

KIND = queries.KIND
WORKER = "the worker reads what a delegation handed in; who may see it is asked on the page"
_TRIES = 3
Base = tuple[TextVersion, Sequence[Shape]]


@handler(KIND, long=True, tries=_TRIES)
def read_document(job: Job) -> PutDown:
    """Read a document that somebody handed in."""
    rows = Returned.objects.unscoped(WORKER).select_related("text__process", "entity", "blob", "made_from__text")
    return reading_of(rows.get(uuid=job.payload["document"]))


def reading_of(returned: Returned) -> PutDown:
    """Read a document, and return how what it suggests is put down, or why it could not be read.

    One that was read before stays as it is, for somebody may have confirmed what it suggests. Raises TooBusy.
    """
    if returned.state != Returned.State.READING:
        return lambda: {"read": "before"}
    try:
        base, found = _read(returned)
    except (Changed, Outage):  # the readers are busy: it is tried again
        raise
    except Refusal as refusal:
        return partial(_refused, returned, told(refusal))
    return partial(_keep, returned, base, found)


def _read(returned: Returned) -> tuple[Base, Suggestions]:
    """Read it against the version that it names; else against the one that its people named, or that stands now."""
    text = returned.text
    version = returned.made_from or negotiation.current(text)
    base: Base = version, negotiation.shapes(version)
    found = _against(returned, base)
    stamp = queries.stamp_in(" ".join([found.checkpoint, *(each.words for each in found.unplaced)]))
    named = queries.base_of(text, _eyes(returned), stamp)
    if named is None or stamp is None:
        return base, found
    returned.made_at = stamp.at
    return named, found if list(named[1]) == list(base[1]) else _against(returned, named)


def _eyes(returned: Returned) -> Actor:
    """Return those of the delegation: a document that claims to come from what it could not see is not believed."""
    return Actor(role=DELEGATE, entity=returned.entity.code, entity_id=returned.entity_id, at=returned.at)


def _against(returned: Returned, base: Base) -> Suggestions:
    return open_returned(bytes(returned.blob.content), returned.filename, Version(tuple(base[1])))


def _refused(returned: Returned, sentences: Sequence[str]) -> dict[str, Any]:
    returned.state, returned.refusal = Returned.State.REFUSED, list(sentences)
    returned.save(update_fields=["state", "refusal"])
    return {"refused": True}


def _keep(returned: Returned, base: Base, found: Suggestions) -> dict[str, Any]:
    """Put down what a document suggests, on the text as it stands now, and what of it is only reported."""
    version, provisions = base
    now = negotiation.current(returned.text)
    rows = asked(found.suggestions, provisions, negotiation.shapes(now))
    known = {str(row.uuid): row for row in Provision.objects.unscoped(DEED).filter(text=returned.text)}
    first = next(iter(provisions), None)
    Suggested.objects.bulk_create(
        _suggested(returned, ordinal, one, known, first.key if first else "")
        for ordinal, one in enumerate(rows, start=1)
    )
    returned.state, returned.made_from = Returned.State.READ, version
    returned.remarks = [remark.said for remark in found.remarks]
    returned.reported = [*_reported(found, provisions)]
    returned.save(update_fields=["state", "made_from", "made_at", "remarks", "reported"])
    return {"suggestions": len(rows)}


def _suggested(returned: Returned, ordinal: int, one: Asked, known: Mapping[str, Provision], first: str) -> Suggested:
    """Return a row; what would come before all others can be proposed behind the first only, which is said."""
    is_first = one.kind == "new_paragraph" and not one.after
    return Suggested(
        returned=returned,
        ordinal=ordinal,
        kind=one.kind,
        provision=known.get(one.provision),
        after=known.get(first if is_first else one.after),
        other=known.get(one.other),
        base=one.base,
        wording=one.wording,
        authors=list(one.authors),
        dated=one.date[:40],
        comments=[_words_of(each) for each in one.comments],
        traces=[asdict(each) for each in one.traces],
        found_by=one.found_by,
        likeness=one.likeness,
        tracked=one.tracked,
        fate=Fate.ADJUSTED if is_first else one.fate,
    )


def _words_of(comment: Said) -> dict[str, str]:
    return {"author": comment.author, "date": comment.date, "words": comment.words, "quoted": comment.quoted}


def _reported(found: Suggestions, provisions: Iterable[Shape]) -> Iterator[dict[str, str]]:
    """Yield what is told of a document but not proposed: looks, comments, what could not be placed."""
    numbers = {each.key: each.number or each.wording[:40] for each in provisions}
    for each in found.formatting:
        yield _row("formatting", each, numbers)
    for comment in found.comments:
        yield {"group": "comment", "what": "", "where": numbers.get(comment.provision, ""), **_words_of(comment)}
    for each in found.unplaced:
        if CHECKPOINT not in each.words:
            yield _row("unplaced", each, numbers)


def _row(group: str, each: Unplaced, numbers: Mapping[str, str]) -> dict[str, str]:
    where = numbers.get(each.where, each.where)
    return {
        "group": group,
        "what": each.what,
        "where": where,
        "words": each.words,
        "author": each.author,
        "date": each.date,
    }
