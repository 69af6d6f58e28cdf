"""Search, coverage and what became of an input, over a large process: `python -m benchmarks.inputs.registers PAPERS`.

It writes into the installation that the environment names (TRAVAUX_DATA): PAPERS submissions of a hundred passages
each, of words drawn by Zipf's law from one seed, every tenth passage coded. Then it asks, and prints medians and 95th
percentiles in milliseconds. The goals for 10,000 papers: 100 for a search, 1,000 for the matrix, 300 for the page.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import accumulate
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402, S311 - models can be imported only after Django is set up; what is drawn here is no secret
from django.db import transaction
from django.test import Client

from secretariat.documents.models import Blob, Document
from secretariat.frame.kept import forget_everything
from secretariat.frame.serving import bring_up_to_date
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.services.posting import post
from secretariat.participation.models import Entity, Kind, Region
from secretariat.participation.services import admit_entity
from secretariat.people.access import OFFICER, Actor
from secretariat.processes.models import Process, Theme
from secretariat.processes.services import open_process
from secretariat.public.queries import became, search
from secretariat.stocktaking.queries import coverage
from travaux.modalities import library_file

SEED, EACH, LENGTH, VOCABULARY, ENTITIES, QUESTIONS = 1, 100, 35, 20_000, 200, 100
AT = datetime(2017, 6, 20, tzinfo=UTC)
OFFICE = Actor(role=OFFICER, at=AT)


class Drawn:
    """Words by Zipf's law, the same for the same seed."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.words = [f"{self._syllables()}{number % 97}" for number in range(VOCABULARY)]
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def said(self, number: int) -> str:
        """Draw some words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=number))

    def _syllables(self) -> str:
        return "".join(self.chance.choice("bdfgklmnprtv") + self.chance.choice("aeiou") for _ in range(4))


def write(papers: int) -> Process:
    """Write the process, a hundred papers a transaction."""
    process = open_process(library_file("gcm-2018"), by=OFFICE, at=AT)
    drawn, kinds, regions = Drawn(), list(Kind), list(Region)
    for number in range(ENTITIES):
        kind, region = kinds[number % len(kinds)], regions[number % len(regions)]
        admit_entity(process, code=f"E{number}", name=f"Entity {number}", kind=kind, region=region, by=OFFICE, at=AT)
    entities = list(Entity.objects.filter(process=process).order_by("pk"))
    themes = list(process.themes.order_by("ordinal"))
    blob = Blob.objects.create(sha256="0" * 64, size=1, content=b"x")
    for first in range(0, papers, EACH):
        with transaction.atomic():
            for number in range(first, min(first + EACH, papers)):
                paper(process, drawn, number, entities[number % ENTITIES], themes, blob)
    return process


def paper(process: Process, drawn: Drawn, number: int, entity: Entity, themes: list[Theme], blob: Blob) -> None:
    """Write a paper with its passages, their terms and some codes."""
    given = {"title": f"Paper {number}", "filename": "p.md", "media_type": "text/markdown", "filed_at": AT}
    row = Submission.objects.create(
        process=process,
        number=number + 1,
        key=f"GCM-S-{number + 1:03}",
        entity=entity,
        title=f"Paper {number}",
        document=Document.objects.create(blob=blob, language="en", **given),
        format="Markdown",
        text="",
        filed_at=AT,
    )
    texts = [drawn.said(LENGTH) for _ in range(EACH)]
    passages = Passage.objects.bulk_create(
        Passage(submission=row, ordinal=k, kind="paragraph", start=k * 1000, end=k * 1000 + 600, text=text)
        for k, text in enumerate(texts, start=1)
    )
    post(row, enumerate(texts, start=1), enumerate(texts, start=1))
    Code.objects.bulk_create(
        Code(passage=each, theme=themes[(number + each.ordinal) % len(themes)], status="confirmed", decided_at=AT)
        for each in passages[::10]
    )


def timed(ask: Callable[[int], object], times: int) -> tuple[float, float]:
    """Return the median and the 95th percentile of asking, in milliseconds."""
    spent = []
    for number in range(times):
        began = time.perf_counter()
        ask(number)
        spent.append((time.perf_counter() - began) * 1000)
    cuts = quantiles(spent, n=20, method="inclusive")
    return cuts[9], cuts[18]


def main(papers: int) -> None:
    """Write, ask and print."""
    bring_up_to_date()
    began = time.perf_counter()
    process = write(papers)
    print(f"seed {SEED}: {papers} papers, {papers * EACH} passages, written in {time.perf_counter() - began:.0f} s")
    drawn = Drawn()
    questions = [drawn.said(1 + number % 3) for number in range(QUESTIONS)]
    entities = list(Entity.objects.filter(process=process).order_by("pk"))
    client = Client(SERVER_NAME="localhost")

    def seek(number: int) -> None:
        asked = search.Asked(questions[number % QUESTIONS])
        search.passages_at(search.found(process, asked).places[:25])

    def trace(number: int) -> None:
        rows = list(became.papers_of(process, entities[number])[:50])
        became.became(process, OFFICE, rows)

    def cold(_number: int) -> None:
        forget_everything()
        coverage(process, "region")

    for name, (half, most) in {
        "search, 1 to 3 words by Zipf's law": timed(seek, QUESTIONS),
        "coverage matrix": timed(cold, 5),
        "what became of an entity's papers (query)": timed(trace, 20),
        "… as a page": timed(lambda n: client.get(f"/processes/{process.key}/trace/of/E{n}/"), 20),
    }.items():
        print(f"{name:45} median {half:8.1f} ms   p95 {most:8.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]))
