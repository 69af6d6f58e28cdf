"""What may be asked of the registers: data sets by edition, facts and whether they are stale, uses, reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from secretariat.evidence.models import Dataset, Fact, FactUse, Report, Section
from secretariat.evidence.queries.asking import ask, shape
from secretariat.frame.scope import PART
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from travaux.evidence import facts as engine
from travaux.evidence.registry import Dataset as Edition
from travaux.evidence.wording import Rule
from travaux.refusal import Unknown


class NoSuchDataset(Unknown):
    """The process has no such edition of a data set."""

    asked = "You asked for the data set {name}."
    because = "No data set of that name is registered in this process."
    remedy = "Choose one from the list of data sets."


class NoSuchFact(Unknown):
    """The process has no such fact."""

    asked = "You asked for the fact “{key}”."
    because = "No fact of that key is stated in this process."
    remedy = "Choose one from the register of facts."


class NoSuchReport(Unknown):
    """No report of the process has that key, or none that the one who asks may see."""

    asked = "You asked for the report “{key}”."
    because = "No report of that key has been issued in this process."
    remedy = "Choose one from the page of the evidence."


class NoSuchSection(Unknown):
    """The report has no such section, or it was struck."""

    asked = "You asked for the section {uuid}."
    because = "The report {key} has no section of that identity."
    remedy = "Open the report and choose the section there."


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact with the newest edition of its data set that is not retired, if there is any; stale where it is newer."""

    fact: Fact
    newest: Dataset | None

    @property
    def is_stale(self) -> bool:
        """Whether the fact rests on an edition that is no longer the newest."""
        return self.newest is None or self.newest.pk != self.fact.dataset_id


def datasets(process: Process) -> QuerySet[Dataset]:
    """Return all editions, the newest of each first, with the number of facts that rest on each."""
    rows = Dataset.objects.filter(process=process).select_related("source").annotate(fact_count=Count("facts"))
    return rows.order_by("key", "-published", "-edition")


def in_use(process: Process) -> dict[str, Dataset]:
    """Return the newest edition of each data set that is not retired, by key."""
    rows = Dataset.objects.filter(process=process, retired_at=None).select_related("source")
    return {row.key: row for row in rows.order_by("key", "published", "edition")}


def dataset_named(process: Process, uuid: UUID | str) -> Dataset:
    """Return an edition by its identity, or raise NoSuchDataset."""
    found = Dataset.objects.filter(process=process, uuid=uuid).select_related("source", "process").first()
    if found is None:
        raise NoSuchDataset(name=uuid)
    return found


def edition_named(process: Process, key: str, edition: str = "") -> Dataset:
    """Return an edition by key and edition, the newest in use where none is named, or raise NoSuchDataset."""
    rows = Dataset.objects.filter(process=process, key=key).select_related("source", "process")
    found = rows.filter(edition=edition).first() if edition else in_use(process).get(key)
    if found is None:
        raise NoSuchDataset(name=f"{key} {edition}".strip())
    return found


def facts(process: Process) -> list[Standing]:
    """Return the facts, stale ones first, each with the newest edition of its data set."""
    newest = in_use(process)
    rows = Fact.objects.filter(process=process).select_related("dataset__source").order_by("key")
    found = [Standing(row, newest.get(row.dataset.key)) for row in rows]
    return sorted(found, key=lambda each: not each.is_stale)


def fact_named(process: Process, key: str) -> Standing:
    """Return a fact by its key, or raise NoSuchFact."""
    found = Fact.objects.filter(process=process, key=key).select_related("dataset__source", "process").first()
    if found is None:
        raise NoSuchFact(key=key)
    return Standing(found, in_use(process).get(found.dataset.key))


def uses_of(fact: Fact) -> QuerySet[FactUse]:
    """Return where a fact is used, in the order in which it was said."""
    return FactUse.objects.filter(fact=fact).order_by("at", "pk")


def as_fact(row: Fact) -> engine.Fact:
    """Return a fact as the engine knows it."""
    return engine.Fact(
        key=row.key,
        sentence=row.sentence,
        query=row.query,
        dataset=row.dataset.key,
        edition=row.dataset.edition,
        wording={name: Rule(**rule) for name, rule in row.wording.items()},
        says=row.says,
    )


def render(fact: engine.Fact, dataset: Dataset) -> engine.Rendered:
    """Fill a fact from an edition. Raises DatabaseMissing, BadQuery, NoFigure, WordsTooFar."""
    answer = ask(dataset, fact.query)
    return engine.rendered(fact, answer.names, answer.rows, engine.footnote(shape(dataset)))


def as_stated(row: Fact) -> engine.Rendered:
    """Return a fact as it was last stated; nothing is asked, so that it is read where the extra is missing too."""
    note = engine.footnote(shape(row.dataset))
    words = {name: row.words[name] for name in as_fact(row).places}  # in their order: databases keep none in JSON
    return engine.Rendered(row.key, row.says, note, words, row.figures)


class Desk:
    """Answers the facts of a process, as `travaux.evidence.facts.check` asks for them."""

    def __init__(self, process: Process) -> None:
        rows = Dataset.objects.filter(process=process).select_related("source")
        self._editions = {(row.key, row.edition): row for row in rows}
        self._newest = in_use(process)

    def newest(self, key: str) -> Edition:
        """Return the newest edition in use, or raise NoSuchDataset."""
        if key not in self._newest:
            raise NoSuchDataset(name=key)
        return shape(self._newest[key])

    def render(self, fact: engine.Fact, edition: str | None = None) -> engine.Rendered:
        """Fill a fact from its own edition or another."""
        return render(fact, self._editions[fact.dataset, edition or fact.edition])


def checked(process: Process) -> list[engine.Checked]:
    """Ask every fact again, of its own edition and of the newest."""
    rows = Fact.objects.filter(process=process).select_related("dataset").order_by("key")
    return list(engine.check(Desk(process), tuple(map(as_fact, rows))))


def stated(process: Process) -> dict[str, engine.Rendered]:
    """Return every fact as it was last stated, by key."""
    rows = Fact.objects.filter(process=process).select_related("dataset__source").order_by("key")
    return {row.key: as_stated(row) for row in rows}


def reports(process: Process, actor: Actor) -> QuerySet[Report]:
    """Return the reports that `actor` may see, in their order."""
    return Report.objects.visible_to(actor, process).order_by("number")


def report_named(process: Process, key: str, actor: Actor) -> Report:
    """Return the report with `key`; NoSuchReport too where it is a draft that `actor` may not know of."""
    found = reports(process, actor).select_related("process").filter(key=key).first()
    if found is None:
        raise NoSuchReport(key=key)
    return found


def sections_of(report: Report) -> QuerySet[Section]:
    """Return the sections that stand, in order, with their charts' editions and their facts."""
    facts = Prefetch("facts", queryset=Fact.objects.select_related("dataset__source").order_by("key"))
    rows = Section.objects.unscoped(PART).filter(report=report, struck_at=None).select_related("dataset__source")
    return rows.prefetch_related(facts).order_by("ordinal")


def section_named(report: Report, uuid: UUID | str) -> Section:
    """Return a section that stands, or raise NoSuchSection."""
    found = sections_of(report).filter(uuid=uuid).select_related("report__process").first()
    if found is None:
        raise NoSuchSection(uuid=uuid, key=report.key)
    return found


def sections_with(fact: Fact, actor: Actor) -> QuerySet[Section]:
    """Return the sections of reports that `actor` may see in which the fact is used."""
    rows = Section.objects.visible_to(actor, fact.process).filter(facts=fact, struck_at=None)
    return rows.select_related("report").order_by("report__number", "ordinal")


def facts_named(process: Process, keys: Iterable[str]) -> Mapping[str, Fact]:
    """Return those facts that there are of these keys."""
    rows = Fact.objects.filter(process=process, key__in=list(keys)).select_related("dataset__source")
    return {row.key: row for row in rows}
