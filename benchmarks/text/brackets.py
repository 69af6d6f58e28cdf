"""Brackets read and written again: 100,000 generated texts, and a whole document counted; beside a peer's parser."""

import random
import secrets
from collections.abc import Iterator

from benchmarks.figure import Figure, seconds
from travaux.text.bracket import parse, render
from travaux.text.survey import blocks, survey

TEXTS = 100_000
PIECES = (
    "[",
    "]",
    "[",
    "]",
    "\uff3b",
    "\uff3d",
    "shall",
    " should ",
    "\n",
    " / ",
    "…",
    "X",
    "[[",
    "]]",
    "Option 1: ",
    "ما",
    "必须",
    "\r\n",
)
PARAGRAPHS = 5_000


def generated(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 40)))


def figures() -> Iterator[Figure]:
    seed = secrets.randbelow(1 << 32)
    chance = random.Random(seed)  # noqa: S311 - texts to try, no secret
    wrong = sum(render(parse(text)) != text for text in (generated(chance) for _ in range(TEXTS)))
    yield Figure(f"parse(render(x)) = x, seed {seed}", f"{TEXTS - wrong:,} of {TEXTS:,}", "all", met=not wrong)
    text = "\n\n".join(generated(chance) for _ in range(PARAGRAPHS))
    taken = seconds(lambda: survey(text, blocks(text)), 3)
    yield Figure(f"brackets of {len(text) // 1000} KB counted and located", f"{taken * 1000:.0f} ms")
