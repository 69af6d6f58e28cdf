"""Copies among 100,000 passages: how many planted ones are found, and how many are found that are none."""

import random
import time
from collections.abc import Iterator, Sequence

from benchmarks.figure import Figure
from benchmarks.inputs.coding import REAL, recommendations
from travaux.passages.copies import copied
from travaux.words.bare import bare

PASSAGES, PLANTED, SEED, WORDS = 100_000, 5_000, 11, 40
FOUND, FALSE = 0.99, 0.001
CHANGED = 0.1
"""How much of a planted copy is changed: each word with this chance is left out, doubled by another, or replaced."""


def figures() -> Iterator[Figure]:
    if not REAL.exists():
        yield Figure("copies: the recommendations of which passages are made are not there", "none", met=False)
        return
    chance = random.Random(SEED)  # noqa: S311 - a draw that can be drawn again
    _, rows = recommendations()
    vocabulary = sorted({word for row in rows for word in bare(row.text)})
    passages, planted = _material([row.text for row in rows], vocabulary, chance)
    start = time.process_time()
    groups = copied(passages)
    taken = time.process_time() - start
    joined = {copy.passage: group.first for group in groups for copy in group.copies}
    found = sum(joined.get(copy) == original for copy, original in planted.items()) / len(planted)
    false = sum(copy not in planted for copy in joined) / len(passages)
    what = f"copies planted in {len(passages):,} passages with {CHANGED:.0%} of their words changed (seed {SEED})"
    yield Figure(f"{what}: found", f"{found:.2%} in {taken:.0f} s CPU", "99%", met=found >= FOUND)
    yield Figure("the same: passages taken for copies that are none", f"{false:.3%}", "0.1%", met=false <= FALSE)


def _material(
    texts: Sequence[str], vocabulary: Sequence[str], chance: random.Random
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Make passages by joining the halves of different recommendations: alike in their phrases, none a copy."""
    words = [bare(text) for text in texts]
    passages = []
    for number in range(PASSAGES - PLANTED):
        parts = (chance.choice(words) for _ in range(4))
        halves = [part[: len(part) // 2] if chance.random() < CHANGED * 5 else part[len(part) // 2 :] for part in parts]
        made = [word for half in halves for word in half][: chance.randrange(WORDS // 2, WORDS * 3)]
        while len(made) < WORDS // 2:
            made.append(chance.choice(vocabulary))
        passages.append((str(number), " ".join(made)))
    originals = chance.sample(passages, PLANTED)
    copies = [(f"copy of {place}", _changed(text, vocabulary, chance)) for place, text in originals]
    return [*passages, *copies], {f"copy of {place}": place for place, _ in originals}


def _changed(text: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    changed: list[str] = []
    for word in text.split():
        if chance.random() >= CHANGED:
            changed.append(word)
            continue
        changed += chance.choice([[], [word, chance.choice(vocabulary)], [chance.choice(vocabulary)]])
    return " ".join(changed)
