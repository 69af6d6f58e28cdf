"""Real resolutions beside the checkout, as their units; half of them are for figures, the other half for scales."""

import random
import re
import tarfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from benchmarks.text.alignment_cases import STRENGTHS, Case, case, cut
from travaux.cli.units import read_units
from travaux.refusal import Refusal
from travaux.text.provision import Kind
from travaux.text.units import Unit

DATA = Path(__file__).parents[2].parent / "shared" / "data"
ARCHIVES = DATA / "ga-resolutions"
CHAIN = ("modalities", "migration-chain")
LANGUAGES = ("Arabic", "Chinese", "French", "Russian", "Spanish")
SHORTEST, LONGEST = 12, 160

_NAME = re.compile(r"A_RES_(\d+_\w+?)-|(?:^|/)(\d+_\w+?)_[EF]\.")
_SIGNS = re.compile(r"\W+")

Texts = dict[str, tuple[Unit, ...]]


def is_there() -> bool:
    """Whether the resolutions are beside this checkout."""
    return ARCHIVES.is_dir()


def for_figures(name: str) -> bool:
    """Whether a resolution is one that figures are measured on; scales are set on the others."""
    return crc32(name.encode()) % 2 == 0


def read(content: bytes) -> tuple[Unit, ...]:
    """Return the units of a resolution; of one that cannot be read none."""
    try:
        return read_units(content, "resolution.xml").units
    except Refusal:
        return ()


def archived(language: str, step: int = 1, start: int = 0) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    """Yield the name (75-100) and the units of every `step`-th resolution in the archive of a language."""
    with tarfile.open(ARCHIVES / f"{language.lower()}.tar.xz", "r:xz") as packed:
        for place, member in enumerate(packed):
            found = _NAME.search(member.name)
            part = packed.extractfile(member) if found and place % step == start % step else None
            if found and part:
                yield (found[1] or found[2]).replace("_", "-"), read(part.read())


def chained(language: str) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    """Yield the name and the units of the resolutions that are there in six languages."""
    for folder in CHAIN:
        for file in sorted((DATA / folder).glob(f"*/{language}.xml")):
            yield file.parent.name, read(file.read_bytes())


def fitting(texts: Iterator[tuple[str, tuple[Unit, ...]]], *, figures: bool) -> Texts:
    """Return the texts that are long enough, of the half for figures or of the other."""
    return {name: units for name, units in texts if for_figures(name) is figures and SHORTEST <= len(units) <= LONGEST}


def cases(texts: Texts, many: int, seed: str) -> Iterator[tuple[str, Case]]:
    """Yield edited texts, `many` of each strength, with the name of the strength; words are borrowed among them."""
    chance = random.Random(seed)  # noqa: S311 - a sample that can be made again, no secret
    names = sorted(chance.sample(sorted(texts), min(many, len(texts))))
    pool = [words for name in names for unit in texts[name] if len(words := cut(unit.text)) > 5]  # noqa: PLR2004 - a phrase
    for strength in STRENGTHS:
        for name in names:
            yield strength.name, case(name, [unit.text for unit in texts[name]], pool, strength, seed)


def successions(english: Texts, french: Texts) -> list[tuple[str, str]]:
    """Return the names of resolutions and of the next of the same title, where both languages have as many units."""
    titled: dict[str, list[str]] = {}
    for name, units in english.items():
        title = next((unit.text for unit in units if unit.kind == Kind.TITLE), "")
        if title and len(units) == len(french.get(name, ())):
            titled.setdefault(_SIGNS.sub(" ", title.casefold()).strip(), []).append(name)
    return [pair for names in titled.values() for pair in pairwise(sorted(names, key=_session))]


def _session(name: str) -> tuple[int, int]:
    session, _, number = name.partition("-")
    return int(session), int("".join(filter(str.isdigit, number)) or 0)


def wordings(units: Sequence[Unit]) -> list[str]:
    """Return the words of units."""
    return [unit.text for unit in units]
