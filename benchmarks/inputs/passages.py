"""Passages: recommendations told apart from context beside marks by hand, places that give back words, a long paper."""

import hashlib
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from benchmarks.inputs.coding import book, recommendations
from travaux.formats.intake import opened
from travaux.passages.learning import Confirmed, judged, learned
from travaux.passages.recommending import asking, told_apart
from travaux.refusal import Refusal

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared"
SEEDS, REAL = SHARED / "seeds", SHARED / "data"
KINDS = {".docx", ".pdf", ".html", ".md", ".txt", ".xml"}
F1, MARKS, SECONDS, PAGE = 0.85, 200, 3.0, 3000
"""The goals, and how many characters a page of a paper has."""


def figures() -> Iterator[Figure]:
    if not SEEDS.exists():
        yield Figure("passages: the seeds are not there", "none", met=False)
        return
    yield _marked()
    yield _ordered()
    yield from _places()
    yield _long()


def _marked() -> Figure:
    papers = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(SEEDS.iterdir())}
    right = said = true = marks = 0
    for marked in tomllib.loads((HERE / "marks.toml").read_text(encoding="utf-8"))["papers"]:
        path = papers[marked["sha256"]]
        found = [one.is_recommendation for one in told_apart(opened(path.read_bytes(), path.name).passages)]
        truth: Mapping[str, Any] = dict.fromkeys(marked["context"], False) | dict.fromkeys(
            marked["recommendations"], True
        )
        right += sum(is_so and found[int(place)] for place, is_so in truth.items())
        said += sum(found[int(place)] for place in truth)
        true += sum(truth.values())
        marks += len(truth)
    score = 2 * right / (said + true)
    precision, recall = right / said, right / true
    return Figure(
        f"recommendations in {marks} passages of the seeds marked by hand: F1 (P {precision:.2f}, R {recall:.2f})",
        f"{score:.3f}",
        f"{F1}",
        met=score >= F1 and marks >= MARKS,
    )


def _ordered() -> Figure:
    """Unseen material: every one of these stands in a report as a recommendation."""
    _, rows = recommendations()
    found = sum(asking(row.text).is_recommendation for row in rows) / len(rows)
    return Figure(f"of {len(rows):,} recommendations of the periodic review, taken for such", f"{found:.1%}")


def _places() -> Iterator[Figure]:
    papers = [path for folder in (SEEDS, REAL) for path in sorted(folder.rglob("*")) if path.suffix in KINDS]
    exact = passages = refused = 0
    for path in papers:
        try:
            paper = opened(path.read_bytes(), path.name)
        except Refusal:
            refused += 1
            continue
        exact += sum(paper.reading.text[one.start : one.end] == one.text for one in paper.passages)
        passages += len(paper.passages)
    read = f"{len(papers) - refused} papers ({' '.join(sorted(KINDS))}; {refused} without words refused)"
    what = f"passages of {read} whose places give back the exact words"
    yield Figure(what, f"{exact / passages:.2%} of {passages:,}", "100.00%", met=exact == passages)


def _long() -> Figure:
    """Forty pages of running text, opened, cut, told apart, and coded by a model of a thousand labels."""
    themes, rows = recommendations()
    words = book(themes, "en")
    model = learned(words, [Confirmed(row.text, row.issues) for row in rows[:1000]])
    text = "\n\n".join(row.text for row in rows)[: 40 * PAGE]
    start = time.process_time()
    paper = opened(text.encode(), "paper.txt")
    recommended = sum(one.is_recommendation for one in told_apart(paper.passages))
    coded = sum(not judged(one.text, model).is_uncoded for one in paper.passages)
    taken = time.process_time() - start
    what = f"40 pages to {len(paper.passages)} passages, {recommended} recommendations, {coded} with suggestions"
    return Figure(what, f"{taken:.2f} s CPU", f"{SECONDS:.0f} s", met=taken <= SECONDS)
