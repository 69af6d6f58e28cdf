"""The sample while it is made: what later steps refer to by code or by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from secretariat.demo import queries
from secretariat.inputs.models import Submission
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.people.models import Person
from secretariat.processes.models import Process
from secretariat.stocktaking.models import Sentence

Row = Mapping[str, Any]
Tell = Callable[[str], None]


@dataclass(slots=True)
class Cast:
    """The sample while it is made: the process, and what later steps refer to by code or by name."""

    process: Process
    entities: dict[str, Entity] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    papers: dict[str, Submission] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    made: dict[str, Any] = field(default_factory=dict)

    def actor(self, role: str, code: str = "") -> Actor:
        """Return who acts in `role`, for the entity with `code` if any: one of the people, where one is seated so."""
        entity = self.entities.get(code)
        seated = (row for row in queries.people() if row["role"] == role and row.get("entity", "") == code)
        person = next((self.persons.get(row["username"]) for row in seated), None)
        return Actor(person=person, role=role, entity=code, entity_id=entity.pk if entity else None)
