"""What may be asked of the machine that suggests: from what it learns, and what it has learned."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from secretariat.frame.kept import MIB, Kept
from secretariat.inputs.models import Code, CodebookEdition, Judgement, LearnedModel, Passage, Submission
from secretariat.inputs.queries.papers import codebook_of, edition_of
from secretariat.processes.models import Process
from travaux.passages.learning import Confirmed, Model, learned, understood

LEARNED = "the machine learns from what counts; nothing of it is shown but the words that weigh"
MOST = 5000
"""From so many passages it learns, those decided last: more would hardly teach it anything, and take minutes."""
_TAKEN = 12  # bytes that a model takes for each byte of its weights as they are told, about


@dataclass(frozen=True, slots=True)
class Labels:
    """From what is learned: how many passages are coded in all, and the latest of them."""

    known: int
    confirmed: tuple[Confirmed, ...]


_models: Kept[Model] = Kept(48 * MIB, lambda model: 1000 + _TAKEN * 40 * len(model.weights))


def labels_of(process: Process) -> Labels:
    """Return what people decided on passages of papers that stand: their themes, none where all were rejected.

    A passage on which nothing but rejections stand, while something else is still only suggested, teaches nothing yet.
    """
    paper, filed = "passage__submission__", Submission.Status.FILED
    here: dict[str, Any] = {f"{paper}process": process, f"{paper}status": filed}
    codes = Code.objects.unscoped(LEARNED).filter(**here)
    rows = codes.order_by("passage_id", "theme_id").values_list("passage_id", "theme__key", "status", "decided_at")
    themes: dict[int, set[str]] = {}
    latest, open_ = _settled(here), set()
    for passage, theme, status, at in rows:
        if at is None:  # it is only suggested
            open_.add(passage)
            continue
        latest[passage] = max(at, latest.get(passage, at))
        if status == Code.Status.CONFIRMED:
            themes.setdefault(passage, set()).add(theme)
    known = [passage for passage in latest if passage in themes or passage not in open_]
    newest = sorted(sorted(known, key=lambda passage: (latest[passage], passage))[-MOST:])
    text = Passage.objects.in_bulk(newest)
    return Labels(
        len(known), tuple(Confirmed(text[passage].text, frozenset(themes.get(passage, ()))) for passage in newest)
    )


def _settled(here: dict[str, Any]) -> dict[int, datetime]:
    rows = Judgement.objects.unscoped(LEARNED).filter(settled_at__isnull=False, **here).order_by("settled_at")
    return dict(rows.values_list("passage_id", "settled_at"))


def edition_number(process: Process) -> int:
    """Return the number of the codebook's newest edition, 0 for the codebook of the process file."""
    return CodebookEdition.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0


def learned_of(process: Process) -> LearnedModel | None:
    """Return what is kept of what the machine has learned in a process, without the weights."""
    return LearnedModel.objects.filter(process=process).defer("weights").first()


def model_of(process: Process) -> Model:
    """Return the model that suggests: the one that was learned last, or the codebook's words alone."""
    row = learned_of(process)
    book = json.dumps(edition_of(process), sort_keys=True, ensure_ascii=False)
    key = (row.sha256 if row else "", hashlib.sha256(book.encode()).hexdigest())

    def made() -> Model:
        if row is None:
            return learned(codebook_of(process), ())
        return understood(unpacked_weights(row), codebook_of(process))

    return _models.made(key, made)


def packed_weights(told: str) -> bytes:
    """Return a model as it is kept."""
    return zlib.compress(told.encode())


def unpacked_weights(row: LearnedModel) -> str:
    """Return a model from the form in which it is kept."""
    return zlib.decompress(bytes(row.weights)).decode()
