"""Who acts, in which capacity, and what has to be shown for it at the door."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from secretariat.people.models import Person

VISITOR = "visitor"
OFFICER = "officer"
COFACILITATOR = "cofacilitator"
DELEGATE = "delegate"
FOCAL_POINT = "focal_point"
STAFF = "staff"
ADMINISTRATOR = "administrator"

FACTOR = "second_factor"


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, 2 passes, 1 lane: the least that OWASP's cheat sheet on storing passwords takes for strong.

    Django's own choice (100 MiB, 8 lanes) lets eight people who sign in at once ask for 800 MiB.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one process: the role, and the entity for whom (its code and database id), if any.

    `at` is the time at which the door was passed; sight that holds in certain phases only goes by it.
    """

    person: Person | None = None
    role: str = VISITOR
    entity: str = ""
    entity_id: int | None = None
    administers: bool = False
    at: datetime | None = field(default=None, compare=False)

    @property
    def reference(self) -> str:
        """How the record names this actor: capacity and entity, never a personal name."""
        return f"{self.role}:{self.entity}" if self.entity else self.role

    @property
    def runs_site(self) -> bool:
        """Whether the actor runs the site: one of its staff, or the operator of the command line, without account."""
        return self.person.is_staff if self.person else self.role == OFFICER

    @property
    def hats(self) -> frozenset[str]:
        """By which words TRAVAUX_SECOND_FACTOR may mean this actor: its role, and what else it is."""
        more = {STAFF: bool(self.person and self.person.is_staff), ADMINISTRATOR: self.administers}
        return frozenset([self.role, *(word for word, so in more.items() if so)])

    def is_one_of(self, *roles: str) -> bool:
        """Whether the actor holds one of `roles`."""
        return self.role in roles


def outside_processes(person: Person | AnonymousUser) -> Actor:
    """Return the capacity in which `person` acts on the site itself: staff as officers, all others as visitors."""
    if not isinstance(person, Person):
        return Actor()
    return Actor(person=person, role=OFFICER if person.is_staff else VISITOR)


def lacks_factor(request: HttpRequest, actor: Actor) -> bool:
    """Whether `actor` must show a second factor and did not in this session; asks the database nothing."""
    must = actor.person and actor.hats & settings.TRAVAUX_SECOND_FACTOR
    return bool(must) and request.session.get(FACTOR) != str(actor.person and actor.person.pk)
