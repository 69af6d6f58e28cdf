"""What may be asked of what papers have in common: passages that say the same, and who quotes whom. All is public."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from secretariat.inputs.models import Passage, Submission
from secretariat.processes.models import Process

STANDING = Q(copies__submission__status=Submission.Status.FILED)


@dataclass(frozen=True, slots=True)
class Alike:
    """A passage, its copies in papers that stand, and the codes of the entities that said it, each once."""

    first: Passage
    copies: tuple[Passage, ...]
    entities: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many passages say it."""
        return 1 + len(self.copies)


def first_of_copies(process: Process) -> QuerySet[Passage]:
    """Return the passages that others repeat, those repeated most first."""
    rows = Passage.objects.filter(submission__process=process, copies__submission__status=Submission.Status.FILED)
    rows = rows.annotate(times=Count("copies", filter=STANDING, distinct=True))
    return rows.order_by("-times", "pk")


def alike(firsts: list[Passage]) -> list[Alike]:
    """Return the groups of these passages, in their order."""
    here = {row.pk for row in firsts}
    rows = Passage.objects.filter(Q(pk__in=here) | Q(copy_of__in=here, submission__status=Submission.Status.FILED))
    rows = rows.select_related("submission__entity").defer("submission__text").order_by("submission__number", "ordinal")
    first: dict[int, Passage] = {}
    copies: dict[int, list[Passage]] = {}
    for row in rows:
        if row.pk in here:
            first[row.pk] = row
        else:
            copies.setdefault(row.copy_of_id or 0, []).append(row)
    return [_alike(first[row.pk], copies.get(row.pk, [])) for row in firsts]


def _alike(first: Passage, copies: list[Passage]) -> Alike:
    said = dict.fromkeys(row.submission.entity.code for row in (first, *copies))
    return Alike(first, tuple(copies), tuple(said))
