"""Set the scales of alignment on texts held back from figures: `python -m benchmarks.text.alignment_scales [ROUNDS]`.

From the scales in use one to three at a time are changed by chance; a change that makes links more right over six
languages and three strengths, and more alike in English and French, is kept and printed.
"""

import random
import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from benchmarks.text import alignment_corpus as corpus
from benchmarks.text.alignment import GOALS, Jaccard, Pairs, Score, groups
from benchmarks.text.alignment_cases import Case
from travaux.text.alignment import grouped
from travaux.text.alignment_evidence import Evidence, evidence
from travaux.text.alignment_pairs import SCALES, Scales

FACTORS = (0.7, 0.85, 0.93, 1.07, 1.15, 1.4)
WEIGHTS = {"light": 3.0, "medium": 2.0, "heavy": 1.0}
PARTS, LANGUAGES = 0.15, 4.0
CASES, SUCCESSIONS = 8, 150

Made = Sequence[tuple[str, Case, Evidence]]
Both = Sequence[tuple[Evidence, Evidence]]


def linked(found: Evidence, scales: Scales) -> Pairs:
    """Return the pairs of paragraphs that these scales link; the evidence is weighed once for all scales."""
    return {pair.ends for group in grouped(found, scales=scales) for pair in group}


def worth(scales: Scales, made: Made, both: Both) -> float:
    """Return how good the scales are: weighted figures, more is better."""
    links = {name: Score() for name in GOALS}
    parts = Score()
    for name, each, found in made:
        pairs = linked(found, scales)
        links[name].add(pairs, each.pairs)
        parts.add(groups(pairs), groups(each.pairs))
    alike = Jaccard()
    for one, other in both:
        alike.add(linked(one, scales), linked(other, scales))
    right = sum(weight * links[name].f1 for name, weight in WEIGHTS.items())
    return right + PARTS * parts.f1 + LANGUAGES * alike.value


def held_back(seed: str) -> tuple[Made, Both]:
    """Return edited texts and consecutive resolutions in two languages, none of which a figure is measured on."""
    texts = {language: dict(corpus.archived(language)) for language in ("English", "French")}
    made = [*corpus.cases(corpus.fitting(iter(texts["English"].items()), figures=False), 4 * CASES, seed)]
    for language in corpus.LANGUAGES:
        made += corpus.cases(corpus.fitting(corpus.chained(language), figures=False), CASES, f"{seed}/{language}")
    following = [pair for pair in corpus.successions(*texts.values()) if not corpus.for_figures(pair[0])]
    chosen = random.Random(seed).sample(following, min(SUCCESSIONS, len(following)))  # noqa: S311 - to be made again
    both = []
    for old, new in chosen:
        sides = [evidence(corpus.wordings(side[old]), corpus.wordings(side[new])) for side in texts.values()]
        both.append((sides[0], sides[1]))
    return [(name, each, evidence(each.old, each.new)) for name, each in made], both


def better(rounds: int, seed: str) -> Iterator[tuple[float, Scales]]:
    """Yield the scales in use, and then each that are better than those before."""
    made, both = held_back(seed)
    chance = random.Random(seed)  # noqa: S311 - to be made again
    best, value = SCALES, worth(SCALES, made, both)
    yield value, best
    for _ in range(rounds):
        names = chance.sample([each.name for each in fields(Scales)], chance.choice((1, 1, 2, 3)))
        tried = replace(best, **{name: round(getattr(best, name) * chance.choice(FACTORS), 4) for name in names})
        found = worth(tried, made, both)
        if found > value:
            best, value = tried, found
            yield value, best


if __name__ == "__main__":
    start = str(secrets.randbelow(1_000_000))
    print(f"seed {start}")
    for reached, scales in better(int(sys.argv[1]) if sys.argv[1:] else 100, start):
        print(f"{reached:.5f}  {scales}", flush=True)
