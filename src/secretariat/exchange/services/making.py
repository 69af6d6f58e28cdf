"""Files that take their time to be made: asked for on a page, made by a worker, fetched by whoever asked."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from secretariat.exchange import queries
from secretariat.jobs.models import Job
from secretariat.jobs.services import enqueue, hand_back, handler
from secretariat.jobs.services.registry import PutDown
from secretariat.negotiation.queries import text_named, version_numbered
from secretariat.participation.queries import actor as actor_of
from secretariat.people.models import Person
from secretariat.processes.access import Door
from secretariat.processes.queries import process_named
from travaux.refusal import NotEntitled

MAKE = "file"
_TRIES = 3


class NoAccount(NotEntitled):
    """Somebody without an account asks for what a worker makes."""

    asked = "You asked for a file that takes some time to make."
    because = "You are not signed in, so that nobody could be told when it is ready."
    rule = "A worker makes such files for those who have an account here."
    remedy = "Take the page that works offline and print it, or sign in."


def ask_for_file(sheet: queries.Sheet, name: str, *, owner: Person | None) -> Job:
    """Let a worker make a file; it is made anew each time that it is asked for, of the text as it then stands."""
    if owner is None:
        raise NoAccount
    version = sheet.version
    payload = {
        "process": version.text.process.key,
        "text": version.text.key,
        "version": version.ordinal,
        "old": sheet.old.ordinal if sheet.old else None,
        "form": name,
        "language": sheet.language,
        "at": sheet.at.isoformat(),
        "person": str(owner.uuid),
    }
    return enqueue(MAKE, payload, owner=str(owner.uuid))


@handler(MAKE, long=True, tries=_TRIES)
def make_file(job: Job) -> PutDown:
    """Make the file that somebody asked for, with the rights that they have when it is made."""
    form = queries.FORMS[job.payload["form"]]
    sheet = _sheet(job.payload)
    content = form.write(queries.sheet_of(sheet.version, form, sheet))
    name = queries.filename_of(sheet.version.text, sheet.version, job.payload["form"], sheet.language)
    return partial(_hand_back, job, content, name, form.media_type)


def _hand_back(job: Job, content: bytes, filename: str, media_type: str) -> dict[str, Any]:
    hand_back(job, content, filename=filename, media_type=media_type)
    return {"size": len(content)}


def _sheet(payload: Mapping[str, Any]) -> queries.Sheet:
    process, at = process_named(payload["process"]), datetime.fromisoformat(payload["at"])
    door = Door(process, actor_of(Person.objects.get(uuid=payload["person"]), process), at)
    text = text_named(process, door.actor, payload["text"])
    version = version_numbered(text, door.actor, payload["version"])
    old = None if payload["old"] is None else version_numbered(text, door.actor, payload["old"])
    return queries.Sheet(version, door.actor, at, payload["language"], old)
