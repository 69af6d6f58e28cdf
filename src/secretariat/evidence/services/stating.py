"""Facts: stated, stated again on another edition, and linked to where they are used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from secretariat.evidence.models import Dataset, Fact, FactUse
from secretariat.evidence.queries.register import as_fact, in_use, render
from secretariat.evidence.services.common import put_down, require_key
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process
from secretariat.record.services import deed
from travaux.evidence import facts as engine
from travaux.evidence.wording import Rule
from travaux.refusal import Changed, Invalid

SENTENCE_AT_MOST = 1000
LABEL_AT_MOST = 300


class WrongSentence(Invalid):
    """The sentence of a fact is missing, too long, or has no figure in it."""

    asked = "You asked to state the fact “{key}”."
    because = "{reason}."
    rule = (
        "A fact is a sentence with a place in braces for each figure, for instance: In {{year}}, {{migrants}} people …"
    )
    remedy = "Write the sentence anew."


class StatedBefore(Changed):
    """There is a fact of that key."""

    asked = "You asked to state the fact “{key}”."
    because = "It was stated before: {says}"
    rule = "A fact keeps its sentence; it is stated again on a newer edition, and its uses are told so."
    remedy = "Choose another key, or state the one that is there again."


class SaysTheSame(Changed):
    """Nothing would change."""

    asked = "You asked to state the fact “{key}” again."
    because = "It rests on the edition {edition} already, and says the same."
    remedy = "Nothing is left to do."


class NothingToLink(Invalid):
    """It is not said where the fact is used."""

    asked = "You asked to note where the fact “{key}” is used."
    because = "It is not said where: a name is needed, and for a thing of this site its identity."
    remedy = "Name the place, for instance “Issue brief 3, paragraph 12”."


class LinkedBefore(Changed):
    """The use was noted before."""

    asked = "You asked to note that the fact “{key}” is used in {label}."
    because = "That was noted before."
    remedy = "Nothing is left to do."


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as somebody writes it: key, sentence with places, query, and how each figure is worded."""

    key: str
    sentence: str
    query: str
    wording: Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class Use:
    """Where a fact is used: the kind of thing, its identity on this site, what it is called, the words quoted."""

    kind: str
    label: str
    thing: UUID | None = None
    said: str = ""


def tried(stated: Stated, dataset: Dataset) -> engine.Rendered:
    """Fill a fact that is being written. Raises WrongSentence, BadQuery, NoFigure, WordsTooFar, DatabaseMissing."""
    fact = engine.Fact(stated.key, stated.sentence, stated.query, dataset.key, dataset.edition, stated.wording)
    _require_sentence(fact)
    return render(fact, dataset)


def _require_sentence(fact: engine.Fact) -> None:
    try:
        places = fact.places
    except ValueError as error:
        raise WrongSentence(key=fact.key, reason=f"Its braces do not fit: {error}") from None
    reason = ""
    if not 0 < len(fact.sentence.strip()) <= SENTENCE_AT_MOST:
        reason = f"It has {len(fact.sentence)} characters; there must be between 1 and {SENTENCE_AT_MOST}"
    elif not places or not all(map(str.isidentifier, places)):
        reason = "It has no place for a figure"
    elif strange := set(fact.wording) - set(places):
        reason = f"It has no place for {', '.join(sorted(strange))}"
    if reason:
        raise WrongSentence(key=fact.key, reason=reason)


@deed("fact stated")
def state_fact(process: Process, *, stated: Stated, dataset: Dataset, by: Actor, at: datetime) -> Fact:
    """State a fact: its figures are asked of the edition, and what it says is kept beside it.

    Raises BadKey, StatedBefore, and what `tried` raises.
    """
    require(process, by, "state_fact", at=at)
    require_key(stated.key)
    found = tried(stated, dataset)
    Process.objects.select_for_update().get(pk=process.pk)  # two must not take the same key
    if there := Fact.objects.filter(process=process, key=stated.key).first():
        raise StatedBefore(key=stated.key, says=there.says)
    row = Fact.objects.create(
        process=process,
        key=stated.key,
        sentence=stated.sentence,
        query=stated.query,
        dataset=dataset,
        wording={name: _rule(rule) for name, rule in stated.wording.items()},
        stated_at=at,
        **_said(found),
    )
    facts = {"sentence": row.sentence, "query": row.query, **_rests(row)}
    put_down("state_fact", process, f"fact:{row.uuid}", facts, by=by, at=at)
    return row


def _rule(rule: Rule) -> dict[str, Any]:
    return {"how": rule.how, "unit": rule.unit, "digits": rule.digits}


def _said(found: engine.Rendered) -> dict[str, Any]:
    return {"says": found.sentence, "words": dict(found.words), "figures": dict(found.figures)}


def _rests(row: Fact) -> dict[str, Any]:
    dataset = row.dataset
    return {"key": row.key, "dataset": dataset.key, "edition": dataset.edition, "says": row.says}


@deed("fact stated again")
def restate_fact(fact: Fact, *, dataset: Dataset | None = None, by: Actor, at: datetime) -> Fact:
    """Ask a fact again, of the newest edition in use or of the one that is named; its record keeps what it said before.

    Raises SaysTheSame, and what rendering raises.
    """
    require(fact.process, by, "restate_fact", at=at)
    row = Fact.objects.select_for_update().select_related("dataset").get(pk=fact.pk)
    onto = dataset or in_use(fact.process).get(row.dataset.key, row.dataset)
    found = render(as_fact(row), onto)
    if onto.pk == row.dataset_id and found.sentence == row.says:
        raise SaysTheSame(key=row.key, edition=onto.edition)
    before = {"before": row.says, "edition_before": row.dataset.edition}
    row.dataset, row.restated_at = onto, at
    for name, value in _said(found).items():
        setattr(row, name, value)
    row.save(update_fields=["dataset", "restated_at", "says", "words", "figures"])
    put_down("restate_fact", fact.process, f"fact:{row.uuid}", {**_rests(row), **before}, by=by, at=at)
    return row


@deed("use of a fact noted")
def link_fact(fact: Fact, *, use: Use, by: Actor, at: datetime) -> FactUse:
    """Note where a fact is used: in an issue brief, a paragraph of the draft, a paper.

    Raises NothingToLink, LinkedBefore.
    """
    require(fact.process, by, "link_fact", at=at)
    label = use.label.strip()[:LABEL_AT_MOST]
    if not label or (use.kind != FactUse.Kind.OTHER and use.thing is None):
        raise NothingToLink(key=fact.key)
    Fact.objects.select_for_update().get(pk=fact.pk)
    if FactUse.objects.filter(fact=fact, kind=use.kind, thing=use.thing, label=label).exists():
        raise LinkedBefore(key=fact.key, label=label)
    row = FactUse.objects.create(fact=fact, kind=use.kind, thing=use.thing, label=label, said=use.said.strip(), at=at)
    facts = {"key": fact.key, "kind": row.kind, "thing": str(use.thing or ""), "label": label, "said": row.said}
    put_down("link_fact", fact.process, f"fact:{fact.uuid}", facts, by=by, at=at)
    return row
