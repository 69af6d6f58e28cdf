"""Applications, lists of names, objections: what may be asked of them, with whose eyes."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from secretariat.accreditation.models import Application, Asked, Basis, Circulation, Name, Objection, lists_of
from secretariat.frame.scope import DEED, PART, unscoped
from secretariat.participation.models import Entity, Kind, Region
from secretariat.people.access import DELEGATE, Actor
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from travaux.modalities.arrangements import Category
from travaux.refusal import Invalid, Unknown

HOLDER = "whoever holds the link of an application goes on with it, and with no other"
# Which parts of an application each step asks for, in the order in which it asks.
STEPS: dict[str, tuple[str, ...]] = {
    "organization": ("name", "acronym", "category", "country", "region", "website"),
    "aims": ("aims", "relevance"),
    "people": ("representatives", "women", "contact", "email"),
}
OPTIONAL = frozenset({"acronym", "website"})


class NoSuchApplication(Unknown):
    """No application has that link."""

    asked = "You opened the page of an application."
    because = "No application has that address."
    remedy = "Take the address from the mail that you were sent when you began; it is long, and must be whole."


class NoSuchStep(Unknown):
    """An application has no such part."""

    asked = "You opened “{step}” of an application."
    because = "An application has no such part."
    remedy = "Go back to the page of the application."


class NoSuchList(Unknown):
    """There is no such list of names, or not for these eyes."""

    asked = "You asked for a list of names, or for a name on one."
    because = "There is none that you may know of at that address."
    rule = "Lists on a non-objection basis are brought to the attention of Member States."
    remedy = "The page of accreditation names the lists that you may read."


def digest_of(token: str) -> str:
    """Return what is kept of the secret in a link: not the secret itself."""
    return hashlib.sha256(token.encode()).hexdigest()


def application_at(process: Process, token: str) -> Application:
    """Return the application whose link holds `token`, or raise NoSuchApplication."""
    found = Application.objects.unscoped(HOLDER).filter(process=process, link=digest_of(token)).first()
    if found is None:
        raise NoSuchApplication
    return found


def application_named(door: Door, uuid: UUID) -> Application:
    """Return the application that the actor may know of, or raise NoSuchApplication."""
    found = Application.objects.visible_to(door.actor, door.process).filter(uuid=uuid).first()
    if found is None:
        raise NoSuchApplication
    return found


def missing(application: Application) -> dict[str, list[str]]:
    """Return of each step what is still to be said."""
    return {
        step: [part for part in parts if part not in OPTIONAL and getattr(application, part) in {"", None}]
        for step, parts in STEPS.items()
    }


def applications(door: Door, *, state: str = "", list_: str = "", q: str = "") -> QuerySet[Application]:
    """Return the applications that the actor may know of, the longest waiting first; those only begun come last."""
    found = Application.objects.visible_to(door.actor, door.process)
    if state:
        found = found.filter(state=state)
    if list_:
        found = found.filter(wanted__contains=f" {list_} ")
    if q:
        found = found.filter(name__icontains=q)
    return found.order_by("handed_in_at", "pk")


def in_states(door: Door) -> list[tuple[str, str, int]]:
    """Return how many applications stand in each state: its key, its words, the number."""
    found = applications(door).order_by().values_list("state").annotate(count=Count("pk"))
    counted = dict(found.values_list("state", "count"))
    return [(state.value, str(state.label), counted.get(state.value, 0)) for state in Application.State]


class UnknownList(Invalid):
    """The process file knows no such list."""

    asked = "You asked for the list “{given}”."
    because = "The modalities of this process know no such list."
    remedy = "Choose one of: {known}."


def list_named(process: Process, said: str) -> Category:
    """Return a list by its key, by the word that ends it, or the only one where nothing is said; or UnknownList."""
    known = lists_of(process)
    found = [each for each in known if each.key == said] or [
        each for each in known if not said or each.key.endswith(f"-{said}")
    ]
    if len(found) != 1:
        raise UnknownList(given=said, known=", ".join(each.key for each in known) or "none")
    return found[0]


def candidates(process: Process, list_: str) -> QuerySet[Application]:
    """Return the eligible applications for a list that stand on none yet."""
    eligible = Application.objects.unscoped(DEED).filter(process=process, state=Application.State.ELIGIBLE)
    rows = eligible.filter(wanted__contains=f" {list_} ")
    listed = Name.objects.unscoped(DEED).filter(circulation__process=process, circulation__list=list_)
    return rows.exclude(pk__in=listed.values("application")).order_by("name", "pk")


def circulations(door: Door) -> QuerySet[Circulation]:
    """Return the lists that the actor may know of, with the number of names."""
    return Circulation.objects.visible_to(door.actor, door.process).annotate(count=Count("names"))


def circulation_named(door: Door, uuid: UUID) -> Circulation:
    """Return a list that the actor may know of, or raise NoSuchList."""
    found = Circulation.objects.visible_to(door.actor, door.process).filter(uuid=uuid).first()
    if found is None:
        raise NoSuchList
    return found


def name_named(door: Door, uuid: UUID) -> Name:
    """Return a name on a list that the actor may know of, or raise NoSuchList."""
    rows = Name.objects.visible_to(door.actor, door.process).filter(uuid=uuid)
    found = rows.select_related("circulation", "circulation__process", "application").first()
    if found is None:
        raise NoSuchList
    return found


def names_of(circulation: Circulation, door: Door) -> QuerySet[Name]:
    """Return the names of a list, each with what of objections, bases and requests the actor may know."""
    eyes = door.actor, door.process
    objections = Objection.objects.visible_to(*eyes).filter(withdrawn_at=None).select_related("entity")
    asked = Asked.objects.visible_to(*eyes).select_related("entity")
    rows: QuerySet[Name] = unscoped(circulation.names, PART)
    return rows.prefetch_related(
        Prefetch("objections", queryset=objections, to_attr="known_objections"),
        Prefetch("requests", queryset=asked, to_attr="known_requests"),
    )


def bases_of(circulation: Circulation, door: Door) -> dict[int, list[Basis]]:
    """Return the bases of standing objections that the actor may read, by the name objected to."""
    rows = Basis.objects.visible_to(door.actor, door.process).filter(
        objection__name__circulation=circulation, objection__withdrawn_at=None
    )
    found: dict[int, list[Basis]] = {}
    for basis in rows.select_related("objection").order_by("objection__at", "pk"):
        found.setdefault(basis.objection.name_id, []).append(basis)
    return found


def standing(name: Name, entity_id: int | None) -> Objection | None:
    """Return the objection of a State to a name that stands, if any."""
    return Objection.objects.unscoped(DEED).filter(name=name, entity=entity_id, withdrawn_at=None).first()


def is_member_state(actor: Actor) -> bool:
    """Whether the actor sits for a Member State: its delegate, and of no group or observer."""
    return actor.role == DELEGATE and Entity.objects.filter(pk=actor.entity_id or 0, kind=Kind.STATE).exists()


@dataclass(frozen=True, slots=True)
class Composition:
    """Of whom a list is made: how many from each region, of each category, and how many women are among those sent."""

    names: int
    regions: tuple[tuple[str, int], ...]
    categories: tuple[tuple[str, int], ...]
    representatives: int
    women: int

    @property
    def share(self) -> int | None:
        """Women in a hundred representatives, rounded; None where nobody is sent."""
        return round(100 * self.women / self.representatives) if self.representatives else None


def composition(circulation: Circulation) -> Composition:
    """Return of whom a list is made: paragraph 6 asks for equitable geography and for the participation of women."""
    told = ("region", "category", "representatives", "women", "outcome")
    rows = list(unscoped(circulation.names, PART).values_list(*told))
    if circulation.closed_at:
        rows = [row for row in rows if row[-1] == Name.Outcome.FINAL]
    regions, categories = Counter(row[0] for row in rows), Counter(row[1] for row in rows)
    return Composition(
        len(rows),
        tuple((str(region.label), regions[region.value]) for region in Region),
        tuple((str(kind.label), categories[kind.value]) for kind in Kind if categories[kind.value]),
        sum(row[2] for row in rows),
        sum(row[3] for row in rows),
    )


def names_told(application: Application) -> QuerySet[Name]:
    """Return where an application stands on lists: until when, and what became of it; nothing of objections."""
    rows: QuerySet[Name] = unscoped(application.names, HOLDER)
    return rows.select_related("circulation").order_by("circulation__circulated_at")


def table_of(circulation: Circulation) -> list[list[str]]:
    """Return the names as rows under their heading, with what became of each."""
    rows = unscoped(circulation.names, PART)
    head = ["number", "name", "acronym", "category", "country", "region", "website", "people", "women", "outcome"]
    parts = ("ordinal", "name", "acronym", "category", "country", "region", "website", "representatives", "women")
    return [head, *([str(getattr(row, part)) for part in (*parts, "outcome")] for row in rows)]
