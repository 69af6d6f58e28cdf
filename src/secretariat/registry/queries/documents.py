"""The register of documents: what is owed beside what was issued, each series, what the house has made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from secretariat.evidence.queries.register import reports
from secretariat.negotiation.models import TextVersion
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process
from secretariat.registry.models import InLanguage, Issued
from secretariat.stocktaking.queries import summaries
from travaux.modalities import symbols
from travaux.modalities.papers import PaperStanding, papers, series
from travaux.refusal import Unknown

COUNTED = "what is in the register is counted, and not told: which numbers are given, what of what is owed was issued"


class NoSuchDocument(Unknown):
    """The register of the process has no such document."""

    asked = "You asked for a document of the register."
    because = "There is none there."
    remedy = "Choose one from the register of documents."


class NoFile(Unknown):
    """The document is not kept in that language."""

    asked = "You asked for {symbol} in the language “{language}”."
    because = "No file of it is kept here in that language."
    remedy = "The page of the document names its languages."


@dataclass(frozen=True, slots=True)
class Owed:
    """A document that the modalities ask for, how it stands, and what was issued as it."""

    standing: PaperStanding
    issued: tuple[Issued, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series of symbols: how many were given, the next one, the numbers that were passed over."""

    pattern: str
    count: int
    following: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """Something that the house itself has issued and that is not in the register yet."""

    key: str
    title: str
    symbol: str
    day: date
    page: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The register as it stands on a day for one who looks; the series are for those alone who see all of it."""

    owed: tuple[Owed, ...]
    documents: tuple[Issued, ...]
    series: tuple[Series, ...]


def documents(process: Process, actor: Actor) -> QuerySet[Issued]:
    """Return what an actor sees of the register, in the order of its entering; what was withdrawn stays in it."""
    return _whole(Issued.objects.visible_to(actor, process))


def _whole(rows: QuerySet[Issued]) -> QuerySet[Issued]:
    return rows.select_related("process").prefetch_related("versions__document").order_by("id")


def document_named(process: Process, uuid: UUID, actor: Actor) -> Issued:
    """Return a document of the register, or raise NoSuchDocument; also where the actor may not know of it."""
    found = documents(process, actor).filter(uuid=uuid).first()
    if found is None:
        raise NoSuchDocument
    return found


def document_under(process: Process, symbol: str, actor: Actor) -> Issued:
    """Return the document with a symbol, or raise NoSuchDocument; also where the actor may not know of it."""
    found = documents(process, actor).filter(symbol__iexact=symbol).first()
    if found is None:
        raise NoSuchDocument
    return found


def version_in(issued: Issued, language: str) -> InLanguage:
    """Return a document in a language, with its file, or raise NoFile."""
    rows = InLanguage.objects.select_related("document__blob").filter(issued=issued, document__isnull=False)
    found = rows.filter(language=language).first()
    if found is None:
        raise NoFile(symbol=issued.symbol, language=language)
    return found


def desk(process: Process, on: date, actor: Actor) -> Desk:
    """Return the register of a process as it stands on a day of its place, as far as an actor sees it.

    Whether what is owed was issued is told to everybody, who may read it or not: the modalities asked for it in public.
    """
    modalities = modalities_of(process)
    every, seen = tuple(_whole(Issued.objects.unscoped(COUNTED).filter(process=process))), documents(process, actor)
    visible = set(seen.values_list("pk", flat=True))
    standing = [row for row in every if not row.withdrawn_at and row.issued_on <= on]
    issued: dict[str, set[str]] = {}
    for row in standing:
        if row.owed:
            issued.setdefault(row.owed, set()).update(each.language for each in row.versions.all())
    owed = [
        Owed(each, tuple(row for row in standing if row.owed == each.paper.key and row.pk in visible))
        for each in papers(modalities, issued, on=on)
    ]
    given = [row.symbol for row in every]
    patterns = series(modalities) if len(visible) == len(every) else ()
    rows = tuple(row for row in every if row.pk in visible)
    return Desk(tuple(owed), rows, tuple(_series(pattern, given) for pattern in patterns))


def _series(pattern: str, given: list[str]) -> Series:
    missing = (symbols.symbol(pattern, number) for number in symbols.gaps(pattern, given))
    count = sum(symbols.read(pattern, each) is not None for each in given)
    return Series(pattern, count, symbols.symbol(pattern, symbols.following(pattern, given)), tuple(missing))


def made_here(process: Process, actor: Actor) -> list[Made]:
    """Return what the house has issued and the register does not have yet: summaries, reports, versions of the text."""
    rows = Issued.objects.unscoped(COUNTED).filter(process=process)
    known = set(rows.exclude(page="").values_list("page", flat=True))
    every = (*_summaries(process, actor), *_reports(process, actor), *_versions(process, actor))
    return [each for each in every if each.page not in known]


def _summaries(process: Process, actor: Actor) -> Iterator[Made]:
    day_of = modalities_of(process).day_of
    for row in summaries(process, actor).filter(issued_at__isnull=False):
        page = reverse("stocktaking:summary", args=[process.key, row.key])
        yield Made(f"summary-{row.uuid}", row.title, "", day_of(row.issued_at), page)  # type: ignore[arg-type] # filtered


def _reports(process: Process, actor: Actor) -> Iterator[Made]:
    day_of = modalities_of(process).day_of
    for row in reports(process, actor).filter(issued_at__isnull=False):
        page = reverse("evidence:report", args=[process.key, row.key])
        yield Made(f"report-{row.uuid}", row.title, row.symbol, day_of(row.issued_at), page)  # type: ignore[arg-type] # filtered


def _versions(process: Process, actor: Actor) -> Iterator[Made]:
    day_of = modalities_of(process).day_of
    rows = TextVersion.objects.visible_to(actor, process).filter(frozen_at__isnull=False).select_related("text")
    for row in rows.order_by("text", "ordinal"):
        page = reverse("negotiation:version", args=[process.key, row.text.key, row.ordinal])
        title = f"{row.text.title}: {row.label}"
        yield Made(f"version-{row.pk}", title, row.symbol, day_of(row.frozen_at), page)  # type: ignore[arg-type] # filtered
