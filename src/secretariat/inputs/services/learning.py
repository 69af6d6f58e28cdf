"""Learning from the coders: outside of any deed, a while after they decided, again whenever enough has come in."""

import hashlib
from datetime import timedelta
from functools import partial

from secretariat.frame import clock
from secretariat.inputs.models import LearnedModel
from secretariat.inputs.queries import codebook_of, edition_number, labels_of, learned_of, packed_weights
from secretariat.inputs.queries.learning import Labels
from secretariat.jobs.models import Job
from secretariat.jobs.services import enqueue, handler
from secretariat.processes.models import Process
from travaux.passages.learning import learned, told

KIND = "learn"
PAUSE = timedelta(minutes=1)
"""Coders decide every few seconds: what they decide within a minute is learned at once."""
LEAST, SHARE = 10, 10
"""It learns anew when ten more passages are coded, or a tenth more than before, whichever is more."""


def learn_later(process: Process) -> None:
    """Have the machine learn once the minute is over; within the deed of a coder, whom it costs next to nothing.

    It is the minute of the site's clock, not of the deed: a deed of long ago that is entered now is learned now.
    """
    minute = clock.now().replace(second=0, microsecond=0)
    key = f"{KIND}:{process.pk}:{minute:%Y%m%d%H%M}"
    enqueue(KIND, {"process": process.key}, key=key, not_before=minute + PAUSE)


@handler(KIND, long=True)
def learn(job: Job) -> partial[None]:
    """Learn from what is coded, if enough is new; nothing is written before it is put down."""
    process = Process.objects.get(key=job.payload["process"])
    labels, edition = labels_of(process), edition_number(process)
    if not _is_due(learned_of(process), labels, edition):
        return partial(_nothing)
    weights = told(learned(codebook_of(process), labels.confirmed))
    return partial(_put_down, process, labels, edition, weights)


def _is_due(before: LearnedModel | None, labels: Labels, edition: int) -> bool:
    if before is None:
        return labels.known >= LEAST
    if before.edition != edition:
        return True
    return abs(labels.known - before.known) >= max(LEAST, before.known // SHARE)


def _put_down(process: Process, labels: Labels, edition: int, weights: str) -> None:
    LearnedModel.objects.update_or_create(
        process=process,
        defaults={
            "edition": edition,
            "passages": len(labels.confirmed),
            "known": labels.known,
            "sha256": hashlib.sha256(weights.encode()).hexdigest(),
            "weights": packed_weights(weights),
            "at": clock.now(),
        },
    )


def _nothing() -> None:
    """Leave what was learned as it is."""
