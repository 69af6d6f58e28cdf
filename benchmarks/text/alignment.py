"""Alignment of two texts by their words: how right, how alike in two languages, and how quick it is."""

import gc
import random
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from rapidfuzz.distance import Indel

from benchmarks.figure import Figure, seconds, table
from benchmarks.text import alignment_corpus as corpus
from benchmarks.text import alignment_peers as peers
from benchmarks.text.alignment_cases import MEDIUM, Case, case, cut
from travaux.text.alignment import Link, align
from travaux.text.alignment_pairs import SCALES
from travaux.words.align import script
from travaux.words.tokens import words

GOALS = {"light": 0.99, "medium": 0.98, "heavy": 0.95}
PARTS, JACCARD = 0.85, 0.995
ENGLISH, OTHERS = 40, 5
SUCCESSIONS = 150
SIZE = 60_000
WHOLE, EACH = 0.1, 1e-4  # seconds
XML_CASES = 6
"""So many cases of each strength for xmldiff, which takes seconds for each."""

Pairs = set[tuple[int, int]]
Groups = set[tuple[str, frozenset[int], frozenset[int]]]


@dataclass(slots=True)
class Score:
    """Links found, right ones among them, and those to be found; milliseconds of each text."""

    right: int = 0
    found: int = 0
    sought: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, found: AbstractSet[Any], sought: AbstractSet[Any]) -> None:
        """Count one text."""
        self.right += len(found & sought)
        self.found += len(found)
        self.sought += len(sought)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / ((self.found + self.sought) or 1)


def pairs(links: Iterable[Link]) -> Pairs:
    """Return links as pairs of paragraphs."""
    return {(i, j) for link in links for i in link.old for j in link.new}


def groups(found: Iterable[tuple[int, int]]) -> Groups:
    """Return the splits and merges among pairs."""
    olds: dict[int, set[int]] = {}
    news: dict[int, set[int]] = {}
    for i, j in found:
        olds.setdefault(i, set()).add(j)
        news.setdefault(j, set()).add(i)
    splits = {("split", frozenset({i}), frozenset(js)) for i, js in olds.items() if len(js) > 1}
    return splits | {("merged", frozenset(ii), frozenset({j})) for j, ii in news.items() if len(ii) > 1}


def judged(
    made: Sequence[tuple[str, Case]], work: Callable[[Case], Pairs]
) -> tuple[dict[str, Score], dict[str, Score]]:
    """Return for each strength how right the links are, and the splits and merges among them."""
    links: dict[str, Score] = {}
    parts: dict[str, Score] = {}
    for strength, each in made:
        gc.collect()
        start = time.perf_counter()
        found = work(each)
        links.setdefault(strength, Score()).times.append(1000 * (time.perf_counter() - start))
        links[strength].add(found, each.pairs)
        parts.setdefault(strength, Score()).add(groups(found), groups(each.pairs))
    return links, parts


def edited(seed: str) -> list[tuple[str, Case]]:
    """Return the cases: English resolutions of the archive, and others in five languages."""
    english = corpus.fitting(corpus.archived("English", step=4, start=int(seed)), figures=True)
    made = list(corpus.cases(english, ENGLISH, seed))
    for language in corpus.LANGUAGES:
        made += corpus.cases(corpus.fitting(corpus.chained(language), figures=True), OTHERS, f"{seed}/{language}")
    return made


def links_figures(seed: str) -> Iterator[Figure]:
    made = edited(seed)
    links, parts = judged(made, lambda each: pairs(align(each.old, each.new)))
    lines, line_parts = judged(made, lambda each: peers.by_lines(each.old, each.new))
    for strength, goal in GOALS.items():
        score, times = links[strength], sorted(links[strength].times)
        what = f"F1 of links, {strength} edits: {len(times)} texts, six languages (seed {seed})"
        yield Figure(what, f"{score.f1:.4f}", f"{goal}", f"{lines[strength].f1:.3f}", "line diff", met=score.f1 >= goal)
        took = f"median {times[len(times) // 2]:.0f} ms, slowest {times[-1]:.0f} ms"
        yield Figure("  of that, a text", took, "40 ms", met=sum(times) / len(times) <= 40)  # noqa: PLR2004 - the goal
    heavy, lined = parts["heavy"].f1, line_parts["heavy"].f1
    what = f"splits and merges found, heavy edits: {parts['heavy'].sought} (seed {seed})"
    yield Figure(what, f"{heavy:.3f}", f"{PARTS}", f"{lined:.3f}", "line diff", met=heavy >= PARTS)
    yield from xml_figures(made, links)


def xml_figures(made: Sequence[tuple[str, Case]], ours: dict[str, Score]) -> Iterator[Figure]:
    """Set xmldiff beside the same, on the first few texts of each strength."""
    if peers.xmldiff is None:
        yield Figure("F1 of links beside xmldiff", "not measured: xmldiff is not installed")
        return
    some = [each for strength in ours for each in islice((each for each in made if each[0] == strength), XML_CASES)]
    links, _ = judged(some, lambda each: pairs(align(each.old, each.new)))
    theirs, _ = judged(some, lambda each: peers.by_xml(each.old, each.new))
    for strength, score in theirs.items():
        took = sum(score.times) / len(score.times)
        what = f"F1 of links, {strength} edits, {len(score.times)} English texts"
        yield Figure(what, f"{links[strength].f1:.3f}", "", f"{score.f1:.3f}, {took:.0f} ms a text", "xmldiff 3")


def language_figures(seed: str) -> Iterator[Figure]:
    texts = {language: dict(corpus.archived(language)) for language in ("English", "French")}
    english, french = texts["English"], texts["French"]
    for name, units in corpus.chained("English"):
        english.setdefault(name, units)
    for name, units in corpus.chained("French"):
        french.setdefault(name, units)
    following = [pair for pair in corpus.successions(english, french) if corpus.for_figures(pair[0])]
    chosen = random.Random(seed).sample(following, min(SUCCESSIONS, len(following)))  # noqa: S311 - to be made again
    ours, lines = Jaccard(), Jaccard()
    for before, after in chosen:
        both = [(corpus.wordings(side[before]), corpus.wordings(side[after])) for side in (english, french)]
        ours.add(*(pairs(align(old, new)) for old, new in both))
        lines.add(*(peers.by_lines(old, new) for old, new in both))
    what = f"EN and FR aligned independently: {len(chosen)} pairs of consecutive resolutions (seed {seed})"
    met = ours.value >= JACCARD
    yield Figure(what, f"Jaccard {ours.value:.4f}", f"{JACCARD}", f"{lines.value:.3f}", "line diff", met=met)


@dataclass(slots=True)
class Jaccard:
    """How many links of either language both have."""

    shared: int = 0
    either: int = 0

    def add(self, one: Pairs, other: Pairs) -> None:
        """Count one text."""
        self.shared += len(one & other)
        self.either += len(one | other)

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.shared / (self.either or 1)


def large(seed: str) -> Case:
    """Return 60 KB of paragraphs of the archive, and the same edited."""
    texts = corpus.fitting(corpus.archived("English", step=9, start=int(seed)), figures=True)
    found: list[str] = []
    for units in texts.values():
        found += corpus.wordings(units) if sum(map(len, found)) < SIZE else []
    while sum(map(len, found)) > SIZE:
        found.pop()
    return case("60 KB", found, [cut(text) for text in found if len(text) > 40], MEDIUM, seed)  # noqa: PLR2004 - a phrase


def speed_figures(seed: str) -> Iterator[Figure]:
    """Measure 60 KB against 60 KB: aligned, and the words of every changed pair compared."""
    text = large(seed)
    whole = seconds(lambda: _marked(text))
    changed = [(text.old[i], text.new[j]) for i, j in pairs(align(text.old, text.new)) if text.old[i] != text.new[j]]
    each = seconds(lambda: [script(old, new) for old, new in changed]) / len(changed)
    theirs = seconds(lambda: peers.by_words("\n".join(text.old), "\n".join(text.new)), times=1)
    size = f"{sum(map(len, text.old)) / 1000:.0f} KB against {sum(map(len, text.new)) / 1000:.0f} KB (seed {seed})"
    took = f"{1000 * whole:.0f} ms"
    yield Figure(f"{size}: aligned and marked", took, "100 ms", f"{theirs:.1f} s", "difflib", met=whole <= WHOLE)
    yield Figure(f"  of that, a changed pair ({len(changed)})", f"{1e6 * each:.0f} µs", "100 µs", met=each <= EACH)
    made = sum(_size(old, new) for old, new in changed)
    fewest = sum(Indel.distance(words(old), words(new)) for old, new in changed)
    met = made <= 1.05 * fewest
    yield Figure("  words taken out and put in, against the fewest", f"{made / fewest:.3f}", "1.05", met=met)


def _marked(text: Case) -> None:
    for i, j in pairs(align(text.old, text.new)):
        script(text.old[i], text.new[j])


def _size(old: str, new: str) -> int:
    return sum(len(words(old[edit.start : edit.end])) + len(words(edit.words)) for edit in script(old, new))


def figures(seed: str = "") -> Iterator[Figure]:
    if not corpus.is_there():
        yield Figure("alignment: the real resolutions are not beside this checkout", "not measured")
        return
    seed = seed or str(secrets.randbelow(1_000_000))
    print(f"alignment: seed {seed}, {SCALES}", file=sys.stderr)
    yield from links_figures(seed)
    yield from language_figures(seed)
    yield from speed_figures(seed)


if __name__ == "__main__":
    print(table(figures(*sys.argv[1:2])))
