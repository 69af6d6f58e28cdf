"""Two coders, each unseen by the other; where they differ, a third settles it."""

from collections.abc import Sequence
from datetime import datetime

from secretariat.frame.scope import DEED
from secretariat.inputs.models import Code, Judgement, Passage
from secretariat.inputs.services.learning import learn_later
from secretariat.inputs.services.steps import require_standing, themes_named
from secretariat.people.access import Actor
from secretariat.people.models import Person
from secretariat.processes.access import require
from secretariat.processes.models import Process, Theme
from secretariat.record.services import deed, enter
from travaux.refusal import Changed, Invalid

TWO = 2


class AlreadySettled(Changed):
    """It has been settled what the passage is on."""

    asked = "You asked to judge a passage of {key}."
    because = "It was settled on {day} what it is on."
    rule = "What was settled stands; whoever codes after it would not be blind."
    remedy = "Reject or add single codes on the page of the coding."


class NotJudgedTwice(Changed):
    """Fewer than two coders have judged the passage."""

    asked = "You asked to settle what a passage of {key} is on."
    because = "{count} of two coders have judged it."
    rule = "Two coders judge a passage, each unseen by the other, before a third settles it."
    remedy = "Ask the other coder first."


class NoCoder(Invalid):
    """Nobody judges: what is typed on the machine without an account is no person's reading."""

    asked = "You asked to judge passages."
    because = "You act without an account."
    rule = "Two coders are two persons; a judgement is one's own."
    remedy = "Act as the coder: on the page, or with --as NAME on the command line."


@deed("passage judged")
def judge_passage(passage: Passage, *, themes: Sequence[str], by: Actor, at: datetime) -> Judgement:
    """Say, unseen by the other coder, what a passage is on; nothing, where it is on no theme.

    What two coders say alike counts from then on. Raises NoCoder, NoSuchTheme, Withdrawn, AlreadySettled.
    """
    process = passage.submission.process
    require(process, by, "judge_passage", at=at)
    require_coder(by)
    require_standing(passage.submission)
    chosen = themes_named(process, themes)
    rows = Judgement.objects.unscoped(DEED).filter(passage=passage)
    require_open(passage)
    keys = sorted(theme.key for theme in chosen)
    row, _ = rows.update_or_create(
        passage=passage, coder=by.person, defaults={"themes": keys, "at": at, "settled_at": None}
    )
    others = list(rows.exclude(pk=row.pk))
    agreed = len(others) == 1 and sorted(others[0].themes) == keys
    if agreed:
        count(passage, chosen, person=by.person, at=at)
    facts = {"themes": keys, "agreed": agreed}
    _enter("judge_passage", passage, by, at, facts)
    row.refresh_from_db()
    return row


@deed("passage settled")
def settle_passage(passage: Passage, *, themes: Sequence[str], by: Actor, at: datetime) -> list[Code]:
    """Settle what a passage is on, of which two coders said different things. Raises NotJudgedTwice, AlreadySettled."""
    process = passage.submission.process
    require(process, by, "settle_passage", at=at)
    require_standing(passage.submission)
    chosen = themes_named(process, themes)
    number = Judgement.objects.unscoped(DEED).filter(passage=passage).count()
    if number < TWO:
        raise NotJudgedTwice(key=passage.submission.key, count=number)
    require_open(passage)
    codes = count(passage, chosen, person=by.person, at=at)
    _enter("settle_passage", passage, by, at, {"themes": sorted(theme.key for theme in chosen)})
    return codes


@deed("judgements taken in from a file")
def import_judgements(
    process: Process, *, rows: Sequence[tuple[Passage, Sequence[str]]], by: Actor, at: datetime
) -> int:
    """Take in what a coder said elsewhere on many passages; return on how many. One deed for one file.

    What has been settled is left as it is. Raises NoCoder, NoSuchTheme, Withdrawn.
    """
    require(process, by, "import_judgements", at=at)
    require_coder(by)
    number = 0
    for passage, themes in rows:
        require_standing(passage.submission)
        keys = sorted(theme.key for theme in themes_named(process, themes))
        mine = Judgement.objects.unscoped(DEED).filter(passage=passage)
        if mine.filter(settled_at__isnull=False).exists():
            continue
        mine.update_or_create(passage=passage, coder=by.person, defaults={"themes": keys, "at": at})
        number += 1
    enter(
        "import_judgements",
        process=process.key,
        actor=by.reference,
        subject=f"process:{process.uuid}",
        facts={"passages": number, "left": len(rows) - number},
        at=at,
    )
    return number


def require_coder(by: Actor) -> None:
    """Refuse with NoCoder one who acts without an account."""
    if by.person is None:
        raise NoCoder


def require_open(passage: Passage) -> None:
    """Refuse with AlreadySettled; looks at the rows as they are now."""
    rows = Judgement.objects.unscoped(DEED).select_for_update().filter(passage=passage)
    for row in rows.order_by("id"):
        if row.settled_at:
            raise AlreadySettled(key=passage.submission.key, day=f"{row.settled_at:%-d %B %Y}")


def count(passage: Passage, chosen: Sequence[Theme], *, person: Person | None, at: datetime) -> list[Code]:
    """Let these themes count for the passage and no others."""
    Judgement.objects.unscoped(DEED).filter(passage=passage).update(settled_at=at)
    codes = Code.objects.unscoped(DEED).filter(passage=passage)
    codes.exclude(theme__in=chosen).update(status=Code.Status.REJECTED, coded_by=person, decided_at=at)
    decided = {"status": Code.Status.CONFIRMED, "coded_by": person, "decided_at": at}
    learn_later(passage.submission.process)
    return [codes.update_or_create(passage=passage, theme=theme, defaults=decided)[0] for theme in chosen]


def _enter(name: str, passage: Passage, by: Actor, at: datetime, facts: dict[str, object]) -> None:
    enter(
        name,
        process=passage.submission.process.key,
        actor=by.reference,
        subject=f"passage:{passage.uuid}",
        facts={"submission": passage.submission.key, **facts},
        at=at,
    )
