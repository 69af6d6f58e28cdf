"""What is read of real modalities resolutions: against their mark-up, gold made by hand, and their other languages."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.modalities.measures import Tally, against_gold, against_markup, agreement, asks, gold
from travaux.formats.akn.load import load
from travaux.formats.akn.reader import document
from travaux.formats.convert import WRITERS, document_of
from travaux.formats.detect import AKOMA_NTOSO, Paper, detect
from travaux.formats.document import Document, Run
from travaux.formats.reading import Limits
from travaux.formats.resolution import resolution_of
from travaux.modalities import ModalitiesError, load_modalities
from travaux.modalities.reading import Resolution, drafted

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "data" / "modalities"
LIMITS = Limits(text=16 * 1024 * 1024)
OTHERS = ("French", "Spanish", "Russian", "Arabic", "Chinese")
FORMATS = ("docx", "html", "md", "txt", "pdf")
GOAL_MARKED, GOAL_FOUND, GOAL_DATES, GOAL_AGREED, GOAL_SECONDS = 0.995, 0.9, 0.95, 0.9, 1.0
SHOWN = 20


@dataclass(slots=True)
class Read:
    """All that was read: by symbol and language; how long the slowest took; drafts that did not load."""

    by: dict[tuple[str, str], Resolution] = field(default_factory=dict)
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    marked: Tally = field(default_factory=Tally)
    slowest: float = 0.0
    drafts: int = 0
    unloaded: list[str] = field(default_factory=list)


def _all() -> Read:
    read = Read()
    for file in sorted(SHARED.rglob("*.xml")):
        content = file.read_bytes()
        start = time.process_time()
        loaded = load(Paper(content, file.name, AKOMA_NTOSO), LIMITS)
        paper = document(loaded)
        resolution = resolution_of(paper)
        read.drafts += _loads(resolution, read.unloaded)
        read.slowest = max(read.slowest, time.process_time() - start)
        read.by[file.parent.name, file.stem] = resolution
        read.documents[file.parent.name, file.stem] = paper
        bare = resolution_of(_undressed(paper))  # the openings found from the words alone, without italics
        against_markup(bare, loaded.root, read.marked)
    return read


def _undressed(paper: Document) -> Document:
    plain = tuple(_plain(each.runs) for each in paper.paragraphs)
    return Document(
        paper.about,
        tuple(
            type(each)(each.role, runs, each.number, each.rank, each.name, each.rows)
            for each, runs in zip(paper.paragraphs, plain, strict=True)
        ),
        paper.notes,
        paper.remarks,
    )


def _plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(Run(run.text, note=run.note) for run in runs)


def _loads(resolution: Resolution, unloaded: list[str]) -> bool:
    try:
        load_modalities(drafted(resolution))
    except ModalitiesError as refusal:
        unloaded.append(f"{resolution.about.symbol}: {refusal}")
        return False
    return True


def _of_gold(read: Mapping[tuple[str, str], Resolution]) -> Iterator[Figure]:
    for unseen in (False, True):
        found, days, counts = Tally(), Tally(), Counter[str]()
        for symbol, (is_unseen, wanted) in gold(HERE / "gold.toml").items():
            if is_unseen == unseen:
                name = symbol.removeprefix("A/RES/").replace("/", "-")
                against_gold(read[name, "English"], wanted, found, days, counts)
        score = 2 * found.right / (counts["wanted"] + counts["found"])
        what = "unseen while tuning" if unseen else "read while tuning"
        yield Figure(
            f"obligations against gold, {what} (F1 of {counts['wanted']})",
            f"{score:.3f}",
            f"≥ {GOAL_FOUND}",
            met=score >= GOAL_FOUND,
        )
        yield Figure(
            f"their dates, {what} ({days.right} of {days.of})",
            f"{days.share:.3f}",
            f"≥ {GOAL_DATES}",
            met=days.share >= GOAL_DATES,
        )
        _print(found.wrong)


def _print(wrong: list[str]) -> None:
    for line in wrong[:SHOWN]:
        print(f"  missed: {line}")


def _of_languages(read: Mapping[tuple[str, str], Resolution]) -> Iterator[Figure]:
    for language in OTHERS:
        shared = every = 0
        for name, other in ((name, each) for (name, of), each in read.items() if of == language):
            right, of = agreement(read[name, "English"], other)
            shared, every = shared + right, every + of
        share = shared / every
        yield Figure(
            f"same obligations, English and {language}", f"{share:.3f}", f"≥ {GOAL_AGREED}", met=share >= GOAL_AGREED
        )


def _of_formats(read: Read) -> Iterator[Figure]:
    """Read the English resolutions again from files of other formats that were written from them."""
    for suffix in FORMATS:
        same = every = 0
        for key, paper in read.documents.items():
            if key[1] == "English":
                content = WRITERS[suffix](paper)
                again = resolution_of(document_of(detect(content, f"x.{suffix}"), LIMITS))
                mine, theirs = asks(read.by[key]), asks(again)
                same, every = (
                    same + 2 * sum((mine & theirs).values()),
                    every + sum(mine.values()) + sum(theirs.values()),
                )
        yield Figure(
            f"same obligations, Akoma Ntoso and .{suffix}", f"{same / every:.3f}", "≥ 0.99", met=same >= every * 0.99
        )


def figures() -> Iterator[Figure]:
    """Measure; without the real resolutions there is nothing to measure, and it says so."""
    if not SHARED.is_dir():
        yield Figure("modalities resolutions", "none beside the checkout", met=False)
        return
    read = _all()
    marked = read.marked
    yield Figure(
        f"numbers and openings as marked up ({marked.right} of {marked.of}, from the words alone)",
        f"{marked.share:.4f}",
        f"≥ {GOAL_MARKED}",
        met=marked.share >= GOAL_MARKED,
    )
    _print(marked.wrong)
    yield from _of_gold(read.by)
    yield from _of_languages(read.by)
    yield from _of_formats(read)
    yield Figure(
        "drafts of process files that load", f"{read.drafts} of {len(read.by)}", "all", met=read.drafts == len(read.by)
    )
    _print(read.unloaded)
    yield Figure(
        "slowest, from the file to the draft",
        f"{read.slowest:.2f} s",
        f"≤ {GOAL_SECONDS} s",
        met=read.slowest <= GOAL_SECONDS,
    )
