"""Who acts, and in which capacity."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from secretariat.people.models import Person

VISITOR = "visitor"
OFFICER = "officer"
COFACILITATOR = "cofacilitator"
DELEGATE = "delegate"
FOCAL_POINT = "focal_point"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one process: the role, and the entity for whom (its code and database id), if any.

    `at` is the time at which the door was passed; sight that holds in certain phases only goes by it.
    """

    person: Person | None = None
    role: str = VISITOR
    entity: str = ""
    entity_id: int | None = None
    at: datetime | None = field(default=None, compare=False)

    @property
    def reference(self) -> str:
        """How the record names this actor: capacity and entity, never a personal name."""
        return f"{self.role}:{self.entity}" if self.entity else self.role

    @property
    def runs_site(self) -> bool:
        """Whether the actor runs the site: one of its staff, or the operator of the command line, without account."""
        return self.person.is_staff if self.person else self.role == OFFICER

    def is_one_of(self, *roles: str) -> bool:
        """Whether the actor holds one of `roles`."""
        return self.role in roles


def outside_processes(person: Person | AnonymousUser) -> Actor:
    """Return the capacity in which `person` acts on the site itself: staff as officers, all others as visitors."""
    if not isinstance(person, Person):
        return Actor()
    return Actor(person=person, role=OFFICER if person.is_staff else VISITOR)
