"""Themes of real recommendations: how many are found with 0, 300, 1,000 and 3,000 labels, beside scikit-learn.

Trained on sessions 1-10 of the Universal Periodic Review, tested on sessions 12-15; session 11, with what is left of
the first ten, served to choose the pace of learning. The 24 commonest issues, without "Other", which is no theme. The
codebook beside this file was written from the names of the issues and general knowledge, before any label was looked
at, and not changed since; the labels are keyword-coded by their authors.
"""

import csv
import json
import os
import random
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figure import Figure
from travaux.passages.coding import Codebook, codebook
from travaux.passages.learning import Confirmed, Model, judged, learned

HERE = Path(__file__).parent
REAL = HERE.parents[1].parent / "shared" / "data" / "upr-coded" / "recommendations.csv"
GOALS = {0: 0.81, 300: 0.82, 1000: 0.84, 3000: 0.86}
DRAWS = {0: 1, 300: 3, 1000: 2, 3000: 1}
"""How often labels are drawn: few labels are a matter of luck, so that the mean of several draws is printed."""
SEED, COMMONEST, SPEED = 7, 24, 5000
PEER = "hashed TF-IDF of words or pairs + logistic regression (scikit-learn), the same labels, at its best threshold"


@dataclass(frozen=True, slots=True)
class Coded:
    """A recommendation with its session and its issues among the commonest."""

    session: int
    text: str
    issues: frozenset[str]


def recommendations() -> tuple[list[str], list[Coded]]:
    """Return the commonest issues, and all recommendations with those of them that they bear."""
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    times = Counter(issue for row in rows for issue in row["issues"].split(";") if issue != "Other")
    themes = [issue for issue, _ in times.most_common(COMMONEST)]
    coded = [
        Coded(int(row["session"]), row["text"], frozenset(row["issues"].split(";")).intersection(themes))
        for row in rows
    ]
    return themes, coded


def book(themes: Collection[str], *languages: str) -> Codebook:
    """Return the codebook of the benchmark with the words of these languages."""
    listed = tomllib.loads((HERE / "codebook.toml").read_text(encoding="utf-8"))["themes"]
    words = {theme["key"]: [phrase for language in languages for phrase in theme[language]] for theme in listed}
    return codebook({theme: words[theme] for theme in themes})


def macro(themes: Sequence[str], truth: Sequence[Collection[str]], said: Sequence[Collection[str]]) -> float:
    """Return the mean of the F1 of the themes."""
    hits: Counter[str] = Counter(theme for one, two in zip(truth, said, strict=True) for theme in one if theme in two)
    all_: Counter[str] = Counter(theme for found in (*truth, *said) for theme in found)
    return sum(2 * hits[theme] / max(1, all_[theme]) for theme in themes) / len(themes)


def suggested(model: Model, coded: Sequence[Coded]) -> list[frozenset[str]]:
    return [frozenset(one.theme for one in judged(row.text, model).suggestions) for row in coded]


def peer(themes: Sequence[str], trained: Sequence[Coded], tested: Sequence[Coded]) -> float | None:
    """Measure scikit-learn on the same rows, with the Python named by TRAVAUX_PEER; None where it is not to be had."""
    python = os.environ.get("TRAVAUX_PEER", sys.executable)
    rows = {
        "themes": themes,
        "train": [(row.text, sorted(row.issues)) for row in trained],
        "test": [row.text for row in tested],
    }
    asked = [python, str(HERE / "peer.py")]
    told = subprocess.run(asked, input=json.dumps(rows), capture_output=True, text=True, check=False)
    if told.returncode:
        print(f"no peer: {told.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    truth = [row.issues for row in tested]
    return max(macro(themes, truth, said) for said in json.loads(told.stdout))


def figures() -> Iterator[Figure]:
    if not REAL.exists():
        yield Figure("theme coding: the coded recommendations are not there", "none", met=False)
        return
    themes, rows = recommendations()
    pool, tested = [row for row in rows if row.session <= 10], [row for row in rows if row.session >= 12]  # noqa: PLR2004 - sessions
    words = book(themes, "en")
    for labels, goal in GOALS.items():
        yield _learned(themes, words, pool, tested, labels, goal)
    yield _speed(learned(words, _confirmed(pool[:1000])), tested)


def _confirmed(rows: Sequence[Coded]) -> list[Confirmed]:
    return [Confirmed(row.text, row.issues) for row in rows]


def _learned(
    themes: Sequence[str], words: Codebook, pool: Sequence[Coded], tested: Sequence[Coded], labels: int, goal: float
) -> Figure:
    draws = [random.Random(SEED + draw).sample(list(pool), labels) for draw in range(DRAWS[labels])]  # noqa: S311 - a draw that can be drawn again
    truth = [row.issues for row in tested]
    found = [macro(themes, truth, suggested(learned(words, _confirmed(drawn)), tested)) for drawn in draws]
    theirs = [score for drawn in draws if labels and (score := peer(themes, drawn, tested)) is not None]
    ours = sum(found) / len(found)
    return Figure(
        f"themes of {len(tested):,} recommendations, {labels:,} labels ({len(draws)} draws from seed {SEED}): macro-F1",
        f"{ours:.3f}",
        f"{goal}",
        f"{sum(theirs) / len(theirs):.3f}" if theirs else "",
        PEER if theirs else "",
        met=ours >= goal,
    )


def _speed(model: Model, tested: Sequence[Coded]) -> Figure:
    suggested(model, tested[:1000])
    start = time.process_time()
    uncoded = sum(judged(row.text, model).is_uncoded for row in tested)
    rate = len(tested) / (time.process_time() - start)
    return Figure(
        f"passages coded a CPU-second, with reasons ({uncoded / len(tested):.1%} marked: no theme found)",
        f"{rate:,.0f}",
        f"{SPEED:,}",
        met=rate >= SPEED,
    )
