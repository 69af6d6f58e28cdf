"""A fact: a sentence whose figures are asked of an edition of a data set, and can be asked again at any time."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any, Protocol, Self

from travaux.evidence.registry import Dataset, dataset, datasets, parquet_of
from travaux.evidence.store import Store
from travaux.evidence.wording import NoFigure, Rule, figure, worded
from travaux.refusal import Invalid, Refusal

NEEDED = ("key", "sentence", "query", "dataset", "edition")


class NotAFact(Invalid):
    """The file of facts has an item that is none."""

    asked = "You gave the facts in “{file}”."
    because = "{where}: {reason}."
    remedy = "docs/reference/evidence.md shows a fact with all its parts."


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence with places such as {migrants}, the query that fills them, the edition, and how each is worded.

    `says` is the sentence as it was approved; where it is given, a figure that comes out otherwise is told.
    """

    key: str
    sentence: str
    query: str
    dataset: str
    edition: str
    wording: Mapping[str, Rule] = field(default_factory=dict)
    says: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the figures in the sentence, in their order."""
        return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(self.sentence) if name))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A fact in words, with its footnote; the words and the numbers of each of its figures."""

    key: str
    sentence: str
    footnote: str
    words: Mapping[str, str]
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a fact: current; stale (a newer edition is there); changed (its figure comes out otherwise than
    approved); or failed. `now` is the sentence as it comes out, `newest` as it would with the newest edition.
    """  # noqa: D205 - the states belong to the sentence

    key: str
    state: str
    says: str
    now: str
    edition: str
    newest_edition: str
    newest: str
    because: str = ""


def read_facts(text: str, file: str) -> tuple[Fact, ...]:
    """Read facts from TOML, each an item of [[fact]]. Raises NotAFact."""
    try:
        items = tomllib.loads(text).get("fact", [])
    except tomllib.TOMLDecodeError as error:
        raise NotAFact(file=file, where="The file", reason=error) from error
    if not isinstance(items, list):
        raise NotAFact(file=file, where="The file", reason="“fact” is no list of tables; each begins with [[fact]]")
    facts = tuple(_fact(item, number, file) for number, item in enumerate(items, 1))
    keys = [fact.key for fact in facts]
    if doubled := [key for key in dict.fromkeys(keys) if keys.count(key) > 1]:
        raise NotAFact(file=file, where=f"The fact “{doubled[0]}”", reason="stands there more than once")
    return facts


def _fact(item: object, number: int, file: str) -> Fact:
    where = f"Fact {number}"
    if not isinstance(item, dict) or (missing := [name for name in NEEDED if not isinstance(item.get(name), str)]):
        lacking = f"it lacks {', '.join(missing)}" if isinstance(item, dict) else "it is no table"
        raise NotAFact(file=file, where=where, reason=lacking)
    try:
        rules = {str(name): Rule(**rule) for name, rule in item.get("wording", {}).items()}
        said = {name: str(item[name]) for name in NEEDED} | {"says": str(item.get("says", ""))}
        fact = Fact(**said, wording=rules)
        places = fact.places
    except (TypeError, ValueError, AttributeError) as error:
        raise NotAFact(file=file, where=where, reason=error) from error
    if strange := rules.keys() - set(places):
        raise NotAFact(file=file, where=where, reason=f"the sentence has no place for {', '.join(sorted(strange))}")
    return fact


class Answers(Protocol):
    """What answers facts: it knows the newest edition of a data set, and fills a fact from an edition."""

    def newest(self, key: str) -> Dataset:
        """Return the newest edition of a data set, or raise NoSuchDataset."""
        ...

    def render(self, fact: Fact, edition: str | None = None) -> Rendered:
        """Fill a fact from its own edition or another."""
        ...


class Desk:
    """Answers facts from a registry; keeps each edition open that was asked. Use it as a context."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, Store] = {}
        self._known = {(each.source.key, each.source.edition): each for each in datasets(folder)}
        self._newest = {each.source.key: each for each in datasets(folder)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for store in self._open.values():
            store.__exit__()

    def edition(self, key: str, edition: str) -> Dataset:
        """Return an edition, or raise NoSuchDataset."""
        return self._known.get((key, edition)) or dataset(self.folder, key, edition)

    def newest(self, key: str) -> Dataset:
        """Return the newest edition of a data set, or raise NoSuchDataset."""
        return self._newest.get(key) or dataset(self.folder, key)

    def store(self, kept: Dataset) -> Store:
        """Return an edition held open for queries."""
        if kept.stem not in self._open:
            self._open[kept.stem] = Store(parquet_of(self.folder, kept))
        return self._open[kept.stem]

    def render(self, fact: Fact, edition: str | None = None) -> Rendered:
        """Fill a fact from its own edition or another. Raises NoSuchDataset, BadQuery, NoFigure, WordsTooFar."""
        kept = self.edition(fact.dataset, edition or fact.edition)
        return rendered(fact, *self.store(kept).ask(fact.query), footnote(kept))


def rendered(fact: Fact, names: Sequence[str], rows: Sequence[tuple[Any, ...]], note: str) -> Rendered:
    """Fill a fact with what its query found, which must be one row. Raises NoFigure, WordsTooFar."""
    if len(rows) != 1:
        raise NoFigure(name=", ".join(fact.places), found=f"{len(rows)} rows")
    found = dict(zip(names, rows[0], strict=True))
    figures = {name: figure(name, found.get(name)) for name in fact.places}
    words = {name: worded(value, fact.wording.get(name, Rule("exact"))) for name, value in figures.items()}
    return Rendered(fact.key, filled(fact.sentence, words), note, words, figures)


def filled(sentence: str, words: Mapping[str, str]) -> str:
    """Put words in the places of a sentence; a place at its head gets a capital letter."""
    parts = [text + (words[name] if name else "") for text, name, _, _ in Formatter().parse(sentence)]
    whole = "".join(parts)
    return whole[:1].upper() + whole[1:]


def footnote(kept: Dataset) -> str:
    """Return where a figure comes from: publisher, title, edition, day, licence, and the digest of the file."""
    source = kept.source
    return (
        f"{source.publisher}, {source.title}, edition {source.edition} ({source.published}), {source.licence}; "
        f"SHA-256 {kept.sha256[:16]}…"
    )


def check(desk: Answers, facts: tuple[Fact, ...]) -> Iterator[Checked]:
    """Ask every fact again, of its own edition and, where there is a newer one, of that too."""
    for fact in facts:
        try:
            newest = desk.newest(fact.dataset).source.edition
            now = desk.render(fact).sentence
        except Refusal as refusal:
            yield Checked(fact.key, "failed", fact.says, "", fact.edition, "", "", str(refusal))
            continue
        yield _judged(desk, fact, now, newest)


def _judged(desk: Answers, fact: Fact, now: str, newest: str) -> Checked:
    says = fact.says or now
    if newest == fact.edition:
        return Checked(fact.key, "current" if says == now else "changed", says, now, fact.edition, newest, now)
    try:
        then, because = desk.render(fact, newest).sentence, ""
    except Refusal as refusal:
        then, because = "", str(refusal)
    state = "stale" if says == now else "changed"
    return Checked(fact.key, state, says, now, fact.edition, newest, then, because)
