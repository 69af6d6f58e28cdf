"""Agreed language in a million paragraphs: what is found, how fast, how large; beside full-text search by phrases."""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.text.precedents_corpus import REAL, Draft, real_paragraphs, write
from travaux.cli.precedents import precedents
from travaux.text.precedents.file import IndexFile
from travaux.text.precedents.meeting import candidates
from travaux.text.precedents.postings import SHORTEST, grams
from travaux.text.precedents.search import find
from travaux.text.precedents.tally import counted

PARAGRAPHS, DRAFTS, BESIDE = 1_000_000, 300, 30
BUILD, SIZE, CANDIDATES, SPANS = 90, 600, 10, 50
PEER = "SQLite FTS5, every run of eight as a phrase"


def command(*words: str) -> tuple[float, float]:
    """Run `travaux precedents`; return the seconds that it took on the clock and of the processors."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "benchmarks.text.precedents", *words], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def late(work: Callable[[Draft], object], drafts: Sequence[Draft]) -> tuple[float, float]:
    """Return the median and the 95th percentile of what a draft takes, in milliseconds."""
    taken = []
    for draft in drafts:
        start = time.perf_counter()
        work(draft)
        taken.append((time.perf_counter() - start) * 1_000)
    taken.sort()
    return taken[len(taken) // 2], taken[len(taken) * 95 // 100]


def is_found(base: IndexFile, draft: Draft) -> bool:
    """Whether the planted run is found, whole and with its source."""
    runs = [run for run in find(base, draft.text).runs if run.start <= draft.start and draft.end <= run.end]
    places = base.places([source for run in runs for source in run.sources]).values()
    return (draft.symbol, draft.paragraph) in {(place.symbol, place.paragraph) for place in places}


def figures(paragraphs: int = PARAGRAPHS, seed: int | None = None) -> Iterator[Figure]:
    if not REAL.is_file():
        yield Figure("agreed language: the real resolutions stand in ../shared, which is not here", "none", met=False)
        return
    seed = random.SystemRandom().randrange(1 << 32) if seed is None else seed
    with TemporaryDirectory() as place:
        folder = Path(place, "corpus")
        folder.mkdir()
        chance = random.Random(seed)  # noqa: S311 - a sample that can be made again from its seed, no secret
        drafts = write(folder, real_paragraphs(), paragraphs, DRAFTS, chance)
        yield from measured(Path(place), folder, drafts, f"{paragraphs:,} paragraphs (seed {seed})")


def measured(place: Path, folder: Path, drafts: Sequence[Draft], what: str) -> Iterator[Figure]:
    index = place / "adopted.index"
    clock, used = command("build", str(folder), "--index", str(index))
    yield Figure(
        f"agreed language, {what}: built by the command",
        f"{clock:.0f} s ({used:.0f} s of processors)",
        f"{BUILD} s",
        *beside(place, folder, drafts),
        met=clock <= BUILD,
    )
    size = index.stat().st_size / 1_000_000
    yield Figure("the index", f"{size:.0f} MB", f"{SIZE} MB", f"{megabytes(place / 'peer')} MB", PEER, met=size <= SIZE)
    yield from asked(index, drafts)
    peer = late(phrases(place / "peer"), drafts[:BESIDE])
    yield Figure("a draft asked of the peer: median, p95", "", "", f"{peer[0]:.0f}, {peer[1]:.0f} ms", PEER)
    yield added(place, index, drafts[0])


def asked(index: Path, drafts: Sequence[Draft]) -> Iterator[Figure]:
    with IndexFile(index) as base:
        found = sum(is_found(base, draft) for draft in drafts)
        yield Figure(
            "planted runs of 8 to 30 words found, with their source",
            f"{found} of {len(drafts)}",
            "all",
            met=found == len(drafts),
        )
        middle, p95 = late(lambda draft: look_up(base, draft), drafts)
        told = f"{middle:.1f}, {p95:.1f} ms"
        yield Figure("candidates for a draft of 80 words: median, p95", told, f"{CANDIDATES} ms", met=p95 <= CANDIDATES)
        middle, p95 = late(lambda draft: find(base, draft.text), drafts)
        told = f"{middle:.1f}, {p95:.1f} ms"
        yield Figure("the same with exact spans and all sources", told, f"{SPANS} ms", met=p95 <= SPANS)


def look_up(base: IndexFile, draft: Draft) -> None:
    fives = grams(counted(draft.text).codes)
    candidates(base, fives, range(len(fives)))


def added(place: Path, index: Path, draft: Draft) -> Figure:
    """Add one text of fifty paragraphs to what is there."""
    file = place / "A_RES_NEW.txt"
    file.write_text("\n\n".join(f"{number}. {draft.text} {number}" for number in range(1, 51)), encoding="utf-8")
    clock, _ = command("build", str(file), "--index", str(index))
    return Figure("a text of 50 paragraphs added, from the start of the command", f"{clock:.1f} s")


def beside(place: Path, folder: Path, drafts: Sequence[Draft]) -> tuple[str, str]:
    """Build the peer's index of the same paragraphs."""
    start = time.perf_counter()
    base = sqlite3.connect(place / "peer")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5 (words)")
    texts = (file.read_text(encoding="utf-8").split("\n\n") for file in sorted(folder.iterdir()))
    base.executemany("INSERT INTO texts VALUES (?)", ((each,) for text in texts for each in text))
    base.commit()
    base.close()
    return f"{time.perf_counter() - start:.0f} s", f"{PEER}, {len(drafts)} drafts"


def phrases(peer: Path) -> Callable[[Draft], object]:
    """Return how the peer is asked: the tokenizer's own words, each eight of them as a phrase."""
    base = sqlite3.connect(peer)

    def ask(draft: Draft) -> object:
        found = counted(draft.text)
        words = [draft.text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
        runs = (words[begin : begin + SHORTEST] for begin in range(len(words) - SHORTEST + 1))
        question = " OR ".join(json.dumps(" ".join(run), ensure_ascii=False) for run in runs)
        return base.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (question,)).fetchall()

    return ask


def megabytes(file: Path) -> str:
    return f"{file.stat().st_size / 1_000_000:.0f}"


if __name__ == "__main__":
    precedents()  # the command as it is measured; its processes find it again under this name
