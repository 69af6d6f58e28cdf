"""The same codebook in six languages, labels in English only: what the other five lose against English.

There are no coded papers in the other languages, so paragraphs of resolutions that exist in all six are coded in each.
The truth for a language is what most of the five others find (three of them): no language is its own judge, English no
more than Chinese. F1 is over all codes together, since a theme or two hardly occur. The resolutions are those on
migration; those on modalities served to set right the words of the five languages.

A resolution whose files do not run parallel is left out, and counted: where more than a tenth of its paragraphs stand
in some files only, or are less than half or more than twice as long in one of them as is usual between the two
languages. (The Spanish and French files of one have no words in half of its paragraphs.)
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.inputs.coding import book, recommendations
from benchmarks.inputs.counterparts import REAL, paragraphs
from travaux.passages.learning import Confirmed, Model, judged, learned

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}
LABELS, LOSS, MOST, ASTRAY = 3000, 0.08, 3, 0.1
FAR, HEADING = 2.0, 20
"""How far a length may be from the usual one; so many characters more or less are nothing, as in a heading."""
Codes = dict[str, frozenset[str]]
Row = dict[str, str]


def figures() -> Iterator[Figure]:
    folders = sorted((REAL / "migration-chain").glob("*"))
    if not folders:
        yield Figure("six languages: the resolutions are not there", "none", met=False)
        return
    read = [_read(folder) for folder in folders]
    usual = _usual([row for found in read for row in found])
    parallel = [found for found in read if found and sum(_is_far(row, usual) for row in found) <= ASTRAY * len(found)]
    rows = [row for found in parallel for row in found]
    apart = len(read) - len(parallel)
    themes, coded = recommendations()
    words = book(themes, *LANGUAGES)
    pool = [row for row in coded if row.session <= 10]  # noqa: PLR2004 - as in the coding of themes
    for labels in (0, LABELS):
        drawn = pool[:: len(pool) // LABELS][:labels]
        yield _figure(rows, learned(words, [Confirmed(row.text, row.issues) for row in drawn]), apart)


def _read(folder: Path) -> list[Row]:
    """Return the paragraphs that all six files have, by language; none where too many stand in some only."""
    if not all((folder / f"{name}.xml").exists() for name in LANGUAGES.values()):
        return []
    found = {code: paragraphs(folder / f"{name}.xml") for code, name in LANGUAGES.items()}
    everywhere = set.intersection(*(set(one) for one in found.values()))
    if len(everywhere) < (1 - ASTRAY) * len(found["en"]):
        return []
    return [{code: one[identity] for code, one in found.items()} for identity in sorted(everywhere)]


def _usual(rows: Sequence[Row]) -> dict[str, float]:
    """Return how long a paragraph is in each language beside the English one."""
    return {code: median(len(row[code]) / len(row["en"]) for row in rows if row["en"]) for code in LANGUAGES}


def _is_far(row: Row, usual: Mapping[str, float]) -> bool:
    ratios = ((len(row[code]) + HEADING) / (len(row["en"]) * usual[code] + HEADING) for code in LANGUAGES)
    return any(not 1 / FAR < ratio < FAR for ratio in ratios)


def _figure(rows: list[Row], model: Model, apart: int) -> Figure:
    coded = [{code: _codes(text, model) for code, text in row.items()} for row in rows]
    scores = {code: _score(coded, code) for code in LANGUAGES}
    loss = scores["en"] - min(scores.values())
    what = f"{len(rows)} paragraphs in six languages ({apart} resolutions not parallel)"
    return Figure(
        f"{what}, {model.labels:,} labels in English: F1 beside what the others find",
        ", ".join(f"{code} {score:.3f}" for code, score in scores.items()),
        f"loss at most {LOSS}",
        f"{loss:.3f}",
        "the largest loss against English",
        met=loss <= LOSS,
    )


def _codes(text: str, model: Model) -> frozenset[str]:
    return frozenset(one.theme for one in judged(text, model).suggestions)


def _score(coded: list[Codes], code: str) -> float:
    hits = all_ = 0
    for row in coded:
        times = Counter(theme for other, themes in row.items() if other != code for theme in themes)
        truth = {theme for theme, count in times.items() if count >= MOST}
        hits += len(truth & row[code])
        all_ += len(truth) + len(row[code])
    return 2 * hits / all_
