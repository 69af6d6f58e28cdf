"""PDF: the paragraphs of a real negotiating text against its Markdown twin, time a page; and pages typeset.

The twin is another edition of the first part of the text (the draft agreement), reworded in places. So a paragraph is
found where its letters are like those of one of the twin, each used once; the figure is told for three likenesses.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.figure import Figure, seconds
from travaux.formats import markdown
from travaux.formats.detect import PDF, Paper
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.pdf import document_of_pdf
from travaux.formats.reading import About, Limits
from travaux.formats.typeset import Layout, typeset

PAPER = Path(__file__).parents[2].parent / "shared" / "data" / "paris-2015" / "23-oct-2015"
LETTERS = re.compile(r"[\W_]+")
SECOND_PART = "B. DRAFT DECISION"
SHORTEST = 20
LIKE = (60, 70, 80)
GOAL = 0.97
MOST_MS, MOST_SECONDS, PAGES = 10, 3, 40
PEER = "pdfplumber 0.11, extract_text"
PEERS_PYTHON = os.environ.get("PDFPLUMBER_PYTHON", "")
"""A Python that has pdfplumber: it is no part of the project."""
PEERS_WORK = """
import sys, time, pdfplumber
start = time.perf_counter()
with pdfplumber.open(sys.argv[1]) as paper:
    pages = [page.extract_text() for page in paper.pages]
print((time.perf_counter() - start) / len(pages) * 1000)
"""


def letters(texts: Sequence[str]) -> list[str]:
    found = [LETTERS.sub("", text.lower()) for text in texts]
    return [text for text in found if len(text) >= SHORTEST]


def f1(found: Sequence[str], wanted: Sequence[str], likeness: int) -> float:
    """Return the F1 of paragraphs, each of the wanted ones used once."""
    used: set[int] = set()
    for text in found:
        best = process.extract(text, wanted, scorer=fuzz.ratio, limit=4, score_cutoff=likeness)
        rank = next((rank for _text, _score, rank in best if rank not in used), None)
        if rank is not None:
            used.add(rank)
    return 2 * len(used) / (len(found) + len(wanted))


def paragraphs(document: Document) -> list[str]:
    """Return the words of the paragraphs of the first part and of its notes, as the twin has them."""
    found = []
    for paragraph in document.paragraphs:
        if paragraph.text.startswith(SECOND_PART):
            break
        found.append(paragraph.text)
        for run in paragraph.runs:
            if run.note is not None:
                found += [" ".join(part.text for part in document.notes[run.note].runs)]
    return found


def figures() -> Iterator[Figure]:
    if not PAPER.is_dir():
        yield Figure("PDF: the real text is not beside this checkout", "none", met=False)
        return
    content = (PAPER / "11infnot.pdf").read_bytes()
    paper = Paper(content, "11infnot.pdf", PDF)
    found = letters(paragraphs(document_of_pdf(paper, Limits())))
    twin = letters(paragraphs(markdown.read((PAPER / "index.md").read_text())))
    for likeness in LIKE:
        reached = f1(found, twin, likeness)
        goal = f"≥ {GOAL}" if likeness == LIKE[0] else ""
        yield Figure(
            f"PDF: F1 of paragraphs, likeness ≥ .{likeness}", f"{reached:.3f}", goal, met=not goal or reached >= GOAL
        )
    spent = 1000 * seconds(lambda: document_of_pdf(paper, Limits()), 3) / 54
    yield Figure("PDF: read, a page", f"{spent:.1f} ms", f"≤ {MOST_MS} ms", peer_ms(), PEER, met=spent <= MOST_MS)
    yield from typeset_figures()


def peer_ms() -> str:
    """Measure the peer in the same run, where there is one."""
    if not PEERS_PYTHON:
        return "not measured"
    command = [PEERS_PYTHON, "-c", PEERS_WORK, str(PAPER / "11infnot.pdf")]
    return f"{float(subprocess.run(command, check=True, capture_output=True, text=True).stdout):.0f} ms"


def typeset_figures() -> Iterator[Figure]:
    words = (
        "Decides to meet again in the year that follows and to hear all who ask to be heard in the matter before it. "
        * 6
    )
    many = tuple(Paragraph(Role.OPERATIVE, (Run(words),), f"{number}.") for number in range(1, 161))
    document = Document(About("en", "A/78/L.1", "2024-05-06", "Forty pages"), many)
    made: list[bytes] = []
    spent = seconds(lambda: made.append(typeset(document, Layout("Conference", checkpoint="log 1 abc="))), 3)
    pages = made[0].count(b"/Type /Page\n") or made[0].count(b"/Type/Page/")
    per = f"{spent:.2f} s for {pages} pages"
    yield Figure(
        "PDF: typeset, tagged", per, f"{PAGES} pages ≤ {MOST_SECONDS} s", met=spent * PAGES <= MOST_SECONDS * pages
    )
