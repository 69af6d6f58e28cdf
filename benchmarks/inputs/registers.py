"""Search, coverage and what became of an input, over a large process: `python -m benchmarks.inputs.registers PAPERS`.

It writes into the installation that the environment names (TRAVAUX_DATA, TRAVAUX_DATABASE_URL): PAPERS submissions of a
hundred passages each, of words drawn by Zipf's law from one seed, every second passage coded; a summary that rests on
4,800 of them, and a text that rests on the summary. An installation that holds them already is asked as it is. Then it
asks, and prints medians and 95th percentiles in milliseconds; with --json for `benchmarks.inputs.scale`.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402, S311 - models can be imported only after Django is set up; what is drawn here is no secret
from django.db import connection, transaction
from django.test import Client

from secretariat.documents.models import Blob, Document
from secretariat.frame.kept import forget_everything
from secretariat.frame.serving import bring_up_to_date
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.services.posting import Said, post
from secretariat.negotiation.services import draft_provision, open_text, present_draft
from secretariat.participation.models import Entity, Kind, Region
from secretariat.participation.services import admit_entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process, Theme
from secretariat.processes.services import open_process
from secretariat.public.queries import became, search
from secretariat.stocktaking.models import Citation, Sentence, Summary
from secretariat.stocktaking.queries import coverage
from travaux.modalities import library_file

SEED, EACH, LENGTH, VOCABULARY, ENTITIES, QUESTIONS = 1, 100, 35, 20_000, 200, 200
AT_ONCE, SENTENCES, CITED, PARAGRAPHS = 80, 240, 20, 120
AT, LATER = datetime(2017, 6, 20, tzinfo=UTC), datetime(2018, 1, 15, tzinfo=UTC)
OFFICE = Actor(role=OFFICER, at=AT)
WHY = "the benchmark fills the table"


class Drawn:
    """Words by Zipf's law, the same for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        letters = random.Random(SEED)
        self.words = [f"{_syllables(letters)}{number % 97}" for number in range(VOCABULARY)]
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.chance = random.Random(seed)

    def said(self, number: int) -> str:
        """Draw some words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=number))


def _syllables(letters: random.Random) -> str:
    return "".join(letters.choice("bdfgklmnprtv") + letters.choice("aeiou") for _ in range(4))


def write(papers: int) -> Process:
    """Write the process, some papers a transaction."""
    process = open_process(library_file("gcm-2018"), by=OFFICE, at=AT)
    drawn, kinds, regions = Drawn(), list(Kind), list(Region)
    for number in range(ENTITIES):
        kind, region = kinds[number % len(kinds)], regions[number % len(regions)]
        admit_entity(process, code=f"E{number}", name=f"Entity {number}", kind=kind, region=region, by=OFFICE, at=AT)
    entities = list(Entity.objects.filter(process=process).order_by("pk"))
    themes = list(process.themes.order_by("ordinal"))
    blob = Blob.objects.create(sha256="0" * 64, size=1, content=b"x")
    for first in range(0, papers, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, papers))
        with transaction.atomic():
            written(process, drawn, [(number, entities[number % ENTITIES]) for number in numbers], themes, blob)
    take_up(process)
    with connection.cursor() as cursor:  # as the database does by itself in the night
        cursor.execute("ANALYZE")
    return process


def written(
    process: Process, drawn: Drawn, numbered: Sequence[tuple[int, Entity]], themes: list[Theme], blob: Blob
) -> None:
    """Write papers with their passages, their terms and some codes."""
    given = {"title": "Paper", "filename": "p.md", "media_type": "text/markdown", "filed_at": AT, "language": "en"}
    documents = Document.objects.bulk_create(Document(blob=blob, **given) for _ in numbered)
    rows = Submission.objects.bulk_create(
        Submission(
            process=process,
            number=number + 1,
            key=f"GCM-S-{number + 1:03}",
            entity=entity,
            title=f"Paper {number}",
            document=document,
            format="Markdown",
            text="",
            filed_at=AT,
        )
        for (number, entity), document in zip(numbered, documents, strict=True)
    )
    texts = [{ordinal: drawn.said(LENGTH) for ordinal in range(1, EACH + 1)} for _ in rows]
    passages = Passage.objects.bulk_create(
        Passage(submission=row, ordinal=k, kind="paragraph", start=k * 1000, end=k * 1000 + 600, text=text)
        for row, said in zip(rows, texts, strict=True)
        for k, text in said.items()
    )
    post(process, [Said(row, said, tuple(said)) for row, said in zip(rows, texts, strict=True)])
    Code.objects.bulk_create(
        Code(
            passage=each,
            theme=drawn.chance.choice(themes),
            status="confirmed",
            decided_at=AT,
        )
        for each in passages[::2]
    )


def take_up(process: Process) -> None:
    """Rest a summary on passages from all over, and a text on the summary."""
    summary = Summary.objects.create(
        process=process, number=1, key="GCM-SUM-1", title="Summary", status="issued", opened_at=AT, issued_at=AT
    )
    sentences = Sentence.objects.bulk_create(
        Sentence(summary=summary, ordinal=number, wording=f"Sentence {number}.", written_at=AT)
        for number in range(1, SENTENCES + 1)
    )
    every = list(Passage.objects.filter(submission__process=process).order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(SEED).sample(every, SENTENCES * CITED)
    Citation.objects.bulk_create(
        Citation(sentence=sentences[place % SENTENCES], passage_id=passage) for place, passage in enumerate(chosen)
    )
    text = open_text(process, key="draft", title="Draft", by=OFFICE, at=LATER)
    for first in range(0, 2 * PARAGRAPHS, 2):
        wording, rests = f"Paragraph {first}.", sentences[first : first + 2]
        draft_provision(text, kind="operative", wording=wording, sentences=rests, by=OFFICE, at=LATER)
    present_draft(text, by=OFFICE, at=LATER)


def timed(ask: Callable[[int], object], times: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of asking, in milliseconds."""
    spent = []
    for number in range(times):
        began = time.perf_counter()
        ask(number)
        spent.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(spent, n=20, method="inclusive")
    return cuts[9], cuts[18]


def asked(process: Process) -> dict[str, tuple[float, float]]:
    """Ask, and return what it took."""
    drawn = Drawn(SEED + 1)
    questions = [drawn.said(1 + number % 3) for number in range(QUESTIONS)]
    places = f"/processes/{process.key}"
    papers = Submission.objects.filter(process=process).order_by("number").values_list("uuid", flat=True)
    some = list(papers[:: max(1, papers.count() // 20)])[:20]
    client = Client(SERVER_NAME="localhost")

    def page(address: str) -> None:
        answer = client.get(f"{places}{address}")
        if answer.status_code != 200:  # noqa: PLR2004 - a page that did not come is no figure
            raise ValueError(address)

    def seek(number: int) -> None:
        sought = search.Asked(questions[number % QUESTIONS])
        search.passages_at(search.found(process, sought).places[:25])

    def cold(_number: int) -> None:
        forget_everything()
        seek(_number)

    def matrix(_number: int) -> None:
        forget_everything()
        coverage(process, "region")

    def trace(number: int) -> None:
        entity = Entity.objects.get(process=process, code=f"E{number}")
        became.became(process, OFFICE, list(became.papers_of(process, entity)[:50]))

    seek(0)
    return {
        "search": timed(seek, QUESTIONS),
        "search, the first after a deed": timed(cold, 20),
        "search as a page": timed(lambda n: page(f"/search/?q={questions[n].replace(' ', '+')}"), 60),
        "coverage matrix": timed(matrix, 5),
        "what became of all papers of an entity, asked": timed(trace, 20),
        "what became of all papers of an entity, as a page": timed(lambda n: page(f"/trace/of/E{n}/"), 20),
        "what became of a paper, as a page": timed(lambda n: page(f"/trace/papers/{some[n % len(some)]}/"), 20),
        "list of inputs, as a page": timed(lambda _: page("/inputs/"), 5),
    }


def main(papers: int, *, as_json: bool) -> None:
    """Write unless it is there, ask and print."""
    bring_up_to_date()
    began = time.perf_counter()
    process = Process.objects.filter(key="gcm-2018").first() or write(papers)
    spent = time.perf_counter() - began
    there = Submission.objects.filter(process=process).count()
    passages, codes = there * EACH, Code.objects.unscoped(WHY).count()
    found = asked(process)
    if as_json:
        told = {"papers": there, "each": EACH, "codes": codes, "seed": SEED, "database": connection.vendor}
        json.dump(told | {"written": spent, "asked": found}, sys.stdout)
        return
    print(f"seed {SEED}: {there:,} papers, {passages:,} passages, {codes:,} codes ({spent:.0f} s); {connection.vendor}")
    for name, (half, most) in found.items():
        print(f"{name:50} median {half:8.1f} ms   p95 {most:8.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]), as_json="--json" in sys.argv)
