"""The codebook: revised in editions; what was coded keeps its code."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.text import slugify

from secretariat.frame.scope import DEED
from secretariat.inputs.models import Code, CodebookEdition
from secretariat.inputs.queries import edition_of
from secretariat.inputs.services.learning import learn_later
from secretariat.people.access import Actor
from secretariat.processes.access import require
from secretariat.processes.models import Process, Theme
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid

CATEGORIES = ("theme", "element", "perspective")


class WrongCode(Invalid):
    """A code of the codebook is not as it should be."""

    asked = "You asked to revise the codebook."
    because = "{why}"
    rule = "A code has a key, a title, a category, words, and at most one code above it, that is there too."
    remedy = "Put that code right, and revise the codebook again."


class CodeInUse(Changed):
    """A code is left out under which passages stand."""

    asked = "You asked to take the code “{code}” out of the codebook."
    because = "{count} passages are coded to it."
    rule = "A code in use is not deleted: what was coded keeps its code."
    remedy = "Keep it and mark it as retired: it is then offered no more, and what stands under it stays."


@dataclass(frozen=True, slots=True)
class Entry:
    """A code of the codebook; `parent` is the key of the code above it, empty for none."""

    key: str
    title: str
    category: str = "theme"
    parent: str = ""
    words: tuple[str, ...] = ()
    retired: bool = False


@deed("codebook revised")
def revise_codebook(
    process: Process, *, entries: Sequence[Entry], note: str = "", by: Actor, at: datetime
) -> CodebookEdition:
    """Adopt the next edition of the codebook; a code in use stays. Raises WrongCode, CodeInUse."""
    require(process, by, "revise_codebook", at=at)
    Process.objects.select_for_update().get(pk=process.pk)  # two editions must not take the same number
    keys = [entry.key for entry in entries]
    _check(entries, keys)
    before = {theme.key: theme for theme in Theme.objects.filter(process=process)}
    for key in sorted(set(before) - set(keys)):
        _require_unused(before[key])
    for ordinal, entry in enumerate(entries, start=1):
        _put_down(process, entry, ordinal)
    kept = [asdict(entry) | {"words": list(entry.words)} for entry in entries]
    kept += [_retired(theme) for key, theme in before.items() if key not in keys]
    number = (CodebookEdition.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0) + 1
    row = CodebookEdition.objects.create(
        process=process, number=number, codes=kept, note=note.strip()[:400], adopted_at=at
    )
    enter(
        "revise_codebook",
        process=process.key,
        actor=by.reference,
        subject=f"process:{process.uuid}",
        facts={"edition": number, "codes": keys, "note": row.note},
        at=at,
    )
    learn_later(process)
    return row


def entries_of(process: Process) -> list[Entry]:
    """Return the codes of the codebook as they stand, those retired too."""
    return [Entry(**(code | {"words": tuple(code["words"])})) for code in edition_of(process)]


def _check(entries: Sequence[Entry], keys: Sequence[str]) -> None:
    for entry in entries:
        why = next((said for said, is_wrong in _doubts(entry, keys).items() if is_wrong), "")
        if why:
            raise WrongCode(why=f"{why}: “{entry.key or entry.title}”.")


def _doubts(entry: Entry, keys: Sequence[str]) -> dict[str, bool]:
    return {
        "A key is made of small letters, figures and hyphens": not entry.key or entry.key != slugify(entry.key)[:60],
        "A key stands twice": keys.count(entry.key) > 1,
        "A code has no title": not entry.title.strip(),
        "There is no such category": entry.category not in CATEGORIES,
        "The code above is not there": bool(entry.parent) and (entry.parent not in keys or entry.parent == entry.key),
    }


def _require_unused(theme: Theme) -> None:
    codes = Code.objects.unscoped(DEED).filter(theme=theme).exclude(status=Code.Status.REJECTED)
    if number := codes.values("passage").distinct().count():
        raise CodeInUse(code=theme.key, count=number)


def _put_down(process: Process, entry: Entry, ordinal: int) -> None:
    Theme.objects.update_or_create(
        process=process,
        key=entry.key,
        defaults={"title": entry.title.strip(), "ordinal": ordinal},
        create_defaults={"title": entry.title.strip(), "ordinal": ordinal, "paragraph": ""},
    )


def _retired(theme: Theme) -> dict[str, object]:
    return asdict(Entry(theme.key, theme.title, retired=True)) | {"words": []}
