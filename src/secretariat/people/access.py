"""Who acts, and in which capacity."""

from dataclasses import dataclass

from secretariat.people.models import Person

VISITOR = "visitor"
OFFICER = "officer"
COFACILITATOR = "cofacilitator"
DELEGATE = "delegate"
FOCAL_POINT = "focal_point"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one process: the role, and the entity for whom (its code and database id), if any."""

    person: Person | None = None
    role: str = VISITOR
    entity: str = ""
    entity_id: int | None = None

    @property
    def reference(self) -> str:
        """How the record names this actor: capacity and entity, never a personal name."""
        return f"{self.role}:{self.entity}" if self.entity else self.role

    def is_one_of(self, *roles: str) -> bool:
        """Whether the actor holds one of `roles`."""
        return self.role in roles
