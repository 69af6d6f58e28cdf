"""A corpus of a million paragraphs made of real ones, and drafts with runs of words that are known to stand in it."""

import random
import tarfile
from dataclasses import dataclass
from pathlib import Path

from travaux.formats.adopted import adopted
from travaux.text.precedents.tally import counted

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "ga-resolutions" / "english.tar.xz"
TOGETHER, SHORTEST, LONGEST = 1_000, 8, 30
LEAST = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of some eighty words, and the run in it that stands in one paragraph of the corpus: where, and which.

    `start` and `end` are those of its first and last word, without the marks around them.
    """

    text: str
    start: int
    end: int
    symbol: str
    paragraph: str


def real_paragraphs() -> list[list[str]]:
    """Return the paragraphs of real resolutions that have a dozen words or more, as words."""
    found = []
    with tarfile.open(REAL) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None and member.name.endswith(".xml"):
                paragraphs = adopted(content.read(), member.name).paragraphs
                texts = ([word for word in each.text.split() if counted(word).codes] for each in paragraphs)
                found += [words for words in texts if len(words) >= LEAST]
    return found


def recombined(real: list[list[str]], chance: random.Random) -> list[str]:
    """Return a paragraph of one to three stretches of real ones."""
    words: list[str] = []
    for _ in range(chance.choice((1, 2, 2, 3))):
        source, length = chance.choice(real), chance.randint(6, 40)
        begin = chance.randrange(max(1, len(source) - length + 1))
        words += source[begin : begin + length]
    return words


def write(folder: Path, real: list[list[str]], count: int, drafts: int, chance: random.Random) -> list[Draft]:
    """Write the corpus as plain texts of a thousand paragraphs, and return drafts, each with a run of one of them."""
    every = max(1, count // drafts)
    made: list[Draft] = []
    for text in range(count // TOGETHER):
        paragraphs = []
        for place in range(TOGETHER):
            words = recombined(real, chance)
            if (text * TOGETHER + place) % every == 0 and len(words) >= SHORTEST:
                made.append(draft(words, f"A/RES/{text}", f"{place + 1}", real, chance))
            paragraphs.append(f"{place + 1}. {' '.join(words)}")
        (folder / f"A_RES_{text}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return made


def draft(words: list[str], symbol: str, paragraph: str, real: list[list[str]], chance: random.Random) -> Draft:
    """Return a draft in which a run of `words` stands between stretches of other paragraphs."""
    length = min(len(words), chance.randint(SHORTEST, LONGEST))
    begin = chance.randrange(len(words) - length + 1)
    run = " ".join(words[begin : begin + length])
    before, after = (" ".join(chance.choice(real)[:25]) for _ in range(2))
    text = f"{before} qqbefore {run} qqafter {after}"
    start, found = len(before) + len(" qqbefore "), counted(run)
    return Draft(text, start + found.starts[0], start + found.ends[-1], symbol, paragraph)
