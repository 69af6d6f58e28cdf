"""A process after the pattern of another: its file, who takes part and who sits where; nothing of its history."""

from datetime import datetime

from secretariat.participation.models import Entity, Seat
from secretariat.participation.queries import seats
from secretariat.people.access import Actor
from secretariat.processes.models import Process
from secretariat.processes.services import begun, may_open
from secretariat.record.services import deed, enter
from travaux.words.tokens import digest


@deed("process copied")
def copy_process(source: Process, *, key: str, by: Actor, at: datetime) -> Process:
    """Open a process with the file, the entities and the seats of another.

    Raises MayNotOpen, WrongKey, KeyTaken, or what the file is refused for.
    """
    may_open(by)
    made = begun(source.modalities, key=key, at=at)
    entities = _entities(source, made, at)
    held = [
        Seat(
            process=made,
            person_id=seat.person_id,
            role=seat.role,
            entity=entities[seat.entity_id] if seat.entity_id else None,
            administers=seat.administers,
            since=at,
        )
        for seat in seats(source)
    ]
    Seat.objects.bulk_create(held)
    enter(
        "copy_process",
        process=made.key,
        actor=by.reference,
        subject=f"process:{made.uuid}",
        facts={
            "from": source.key,
            "symbol": made.symbol,
            "sha256": digest(made.modalities),
            "entities": len(entities),
            "seats": len(held),
        },
        at=at,
    )
    return made


def _entities(source: Process, made: Process, at: datetime) -> dict[int, Entity]:
    """Copy the entities with their members; return the new ones by the keys of the old."""
    rows = list(Entity.objects.filter(process=source).prefetch_related("members").order_by("pk"))
    new = {
        row.pk: Entity.objects.create(
            process=made,
            code=row.code,
            name=row.name,
            kind=row.kind,
            region=row.region,
            ordinal=row.ordinal,
            admitted_at=at,
        )
        for row in rows
    }
    for row in rows:
        new[row.pk].members.set(new[member.pk] for member in row.members.all())
    return new
