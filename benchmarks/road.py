"""The road on real papers: read, cut, coded, counted, summed up, every citation resolved to the words of its source.

The papers lie beside the checkout, in `shared/seeds`; where they are not, the figure says so.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, seconds
from travaux.formats.intake import read
from travaux.modalities import library_file, load_modalities
from travaux.passages.coding import Codebook, codebook, suggest
from travaux.passages.segment import Passage, gaps, segment
from travaux.summary.citation import Citation, resolve
from travaux.summary.outline import Section, Voice, outline

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def themes() -> dict[str, tuple[str, ...]]:
    """Return the codebook words of each theme of the Global Compact for Migration."""
    return {theme.key: theme.words for theme in load_modalities(library_file("gcm-2018")).themes}


def coded(papers: dict[str, tuple[Passage, ...]], book: Codebook) -> Iterator[tuple[Voice, Citation]]:
    for name, passages in papers.items():
        for passage in passages:
            for code in suggest(passage.text, book):
                key = f"{name}:{passage.start}"
                citation = Citation(name, passage.start, passage.end, passage.text)
                yield Voice(key, name, code.theme, passage.text, code.score), citation


def road(files: list[Path]) -> tuple[int, int, int, int]:
    """Go the road once; return the numbers of passages, codes and citations that resolve, and of stretches left out."""
    texts = {path.name: read(path.read_bytes(), path.name) for path in files}
    papers = {name: segment(reading.text, reading.blocks) for name, reading in texts.items()}
    words = themes()
    voices = list(coded(papers, codebook(words)))
    citations = {voice.passage: citation for voice, citation in voices}
    sections: tuple[Section, ...] = outline([voice for voice, _ in voices], words)
    sources = {name: reading.text for name, reading in texts.items()}
    quoted = [resolve(citations[voice.passage], sources) for section in sections for voice in section.chosen]
    lost = sum(len(gaps(texts[name].text, passages)) for name, passages in papers.items())
    return sum(map(len, papers.values())), len(voices), len(quoted), lost


def figures() -> Iterator[Figure]:
    files = sorted(SEEDS.glob("*.txt"))
    if not files:
        yield Figure("the road on the seeds", "the seeds are not beside this checkout")
        return
    passages, codes, quoted, lost = road(files)
    counted = (
        f"{len(files)} papers, {passages} passages, {codes} suggested codes, {quoted} citations resolved, {lost} lost"
    )
    yield Figure(f"the road on the seeds, by the engines: {counted}", f"{seconds(lambda: road(files)):.2f} s")
