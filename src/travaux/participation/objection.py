"""A list on a non-objection basis: proposed, circulated, objected to, closed, resolved as the rules of the process say.

A/RES/71/280, paragraphs 6 (b) and 6 (c) with footnote 5, and their variants in other modalities; what differs between
them is data (`ListRules`). A Listing never forgets: a name that falls out stays on it, with the stage in which it did.
Who may do what is for the register to ask; here only the order of things is kept.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from travaux.participation.clock import Period, closes, in_time
from travaux.refusal import Changed, Invalid, NotEntitled, Unknown

RULE = "{paragraph}"


class Resolution(StrEnum):
    """What becomes of a name to which a State has objected when the period is over."""

    EXCLUDED = "excluded"  # it does not enter the final list
    CONSULTED = "consulted"  # the President consults; the objection may still be lifted, and the President says
    ASSEMBLY = "assembly"  # the Assembly decides
    BROUGHT = "brought"  # it is brought to the attention of the Assembly with the list, and stays out until it decides


class Stage(StrEnum):
    """Where a name stands."""

    PROPOSED = "proposed"
    CIRCULATED = "circulated"
    OBJECTED = "objected"
    FINAL = "final"
    EXCLUDED = "excluded"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """Whether a State that objects must say on what general basis."""

    VOLUNTARY = "voluntary"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class ListRules:
    """What the process file says of one list: which (`key`), by which paragraph, for how long, and what follows.

    `applicant_told` is what an applicant may be told in the end: "outcome" alone, or "objection" (that there was one)
    too; never by whom. `asks` are the relations that may ask for the basis that was told.
    """

    key: str
    paragraph: str
    period: Period
    resolution: Resolution = Resolution.EXCLUDED
    basis: Basis = Basis.VOLUNTARY
    applicant_told: str = "outcome"
    asks: frozenset[str] = frozenset({"member_state"})


@dataclass(frozen=True, slots=True)
class Objection:
    """A Member State's objection to a name: `basis` is None where it told none."""

    by: str
    at: datetime
    basis: str | None = None
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name on a list: the entity's key stays, whatever it comes to be called; `formerly` are what it was called."""

    key: str
    name: str
    region: str = ""
    stage: Stage = Stage.PROPOSED
    objections: tuple[Objection, ...] = ()
    formerly: tuple[tuple[str, datetime], ...] = ()

    @property
    def standing(self) -> tuple[Objection, ...]:
        """Return the objections that were not lifted."""
        return tuple(each for each in self.objections if each.lifted_at is None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under its rules, with when it was circulated, when its period closes and when it was closed."""

    rules: ListRules
    names: tuple[Name, ...] = ()
    circulated_at: datetime | None = None
    closing: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What an applicant is told: the stage as outsiders see it, when the period closes, and whether one objected."""

    stage: str
    closing: datetime | None = None
    objected: bool | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one that asked was told of the objections to a name, to be logged: bases only, in the alphabet's order."""

    name: str
    asked_by: str
    at: datetime
    bases: tuple[str, ...]
    untold: int


class NotOnTheList(Unknown):
    """No such name is on the list."""

    asked = "You asked about “{name}” on the list {list}."
    because = "That name is not on it."
    rule = RULE
    remedy = "Look at the names of the list."


class TwiceOnTheList(Invalid):
    """A name is proposed that is on the list already."""

    asked = "You proposed “{name}” for the list {list}."
    because = "It is on that list already."
    rule = RULE
    remedy = "Leave it out; one application is enough."


class AlreadyCirculated(Changed):
    """The list went out, and its names are fixed."""

    asked = "You asked to change or circulate the list {list}."
    because = "It was circulated on {when}; what Member States were shown stays as it is."
    rule = RULE
    remedy = "Put further names on another list."


class NothingToCirculate(Invalid):
    """An empty list is not circulated."""

    asked = "You asked to circulate the list {list}."
    because = "There is no name on it."
    rule = RULE
    remedy = "Propose names first."


class NotOpen(Changed):
    """Objections are taken only while the list is circulated."""

    asked = "You asked to object to, or to withdraw an objection to, a name on the list {list}."
    because = "The list is {state}."
    rule = RULE
    remedy = "Objections are taken from its circulation to the end of its period, unless the rules say more."


class ObjectionLate(NotEntitled):
    """The period for objections was over."""

    asked = "You objected to “{name}”."
    because = "The period closed at {closing}, and your objection was received at {at}."
    rule = RULE
    remedy = "Speak with the Office of the President of the General Assembly."


class NotAState(NotEntitled):
    """Only Member States object, and only those that the rules name may ask."""

    asked = "You asked to object to a name, or to be told of an objection."
    because = "Only a Member State may."
    rule = RULE
    remedy = "Speak with the Permanent Mission of your State."


class ObjectedAlready(Changed):
    """A State objects once to a name."""

    asked = "{by} objected to “{name}”."
    because = "Its objection stands already."
    rule = RULE
    remedy = "Nothing needs to be done."


class NoObjection(Unknown):
    """There is no objection of that State."""

    asked = "{by} asked to withdraw its objection to “{name}”."
    because = "No objection of it stands."
    rule = RULE
    remedy = "Nothing needs to be done."


class BasisMissing(Invalid):
    """The rules ask for the general basis of an objection."""

    asked = "You objected to “{name}” without a basis."
    because = "The rules of this list ask for the general basis of an objection."
    rule = RULE
    remedy = "Say on what general basis you object."


class StillOpen(Changed):
    """The period is not over."""

    asked = "You asked to close the list {list}."
    because = "Its period closes at {closing}."
    rule = RULE
    remedy = "Wait until then."


class NothingToDecide(Changed):
    """The name is not waiting for a decision."""

    asked = "You asked to decide on “{name}”."
    because = "It is not waiting for a decision: it is {stage}."
    rule = RULE
    remedy = "Look at the list as it stands."


def propose(listing: Listing, names: tuple[Name, ...]) -> Listing:
    """Put names that were screened on a list that was not circulated; raises AlreadyCirculated, TwiceOnTheList."""
    if listing.circulated_at is not None:
        raise AlreadyCirculated(list=listing.rules.key, when=listing.circulated_at, paragraph=listing.rules.paragraph)
    known = {each.key for each in listing.names}
    for each in names:
        if each.key in known:
            raise TwiceOnTheList(name=each.name, list=listing.rules.key, paragraph=listing.rules.paragraph)
        known.add(each.key)
    return replace(listing, names=(*listing.names, *names))


def circulate(listing: Listing, *, at: datetime) -> Listing:
    """Bring the list before Member States: its period runs; raises AlreadyCirculated, NothingToCirculate."""
    if listing.circulated_at is not None:
        raise AlreadyCirculated(list=listing.rules.key, when=listing.circulated_at, paragraph=listing.rules.paragraph)
    names = tuple(
        replace(each, stage=Stage.CIRCULATED) if each.stage is Stage.PROPOSED else each for each in listing.names
    )
    if not any(each.stage is Stage.CIRCULATED for each in names):
        raise NothingToCirculate(list=listing.rules.key, paragraph=listing.rules.paragraph)
    return replace(listing, names=names, circulated_at=at, closing=closes(listing.rules.period, at))


def object_to(
    listing: Listing, key: str, *, by: str, at: datetime, basis: str | None = None, relation: str = "member_state"
) -> Listing:
    """Enter a State's objection to a name within the period.

    Raises NotAState, NotOpen, ObjectionLate, NotOnTheList, ObjectedAlready, BasisMissing.
    """
    rules = listing.rules
    if relation != "member_state":
        raise NotAState(paragraph=rules.paragraph)
    name = _found(listing, key)
    _check_open(listing, name, at)
    if any(each.by == by for each in name.standing):
        raise ObjectedAlready(by=by, name=name.name, paragraph=rules.paragraph)
    told = (basis or "").strip() or None
    if rules.basis is Basis.REQUIRED and told is None:
        raise BasisMissing(name=name.name, paragraph=rules.paragraph)
    objections = (*name.objections, Objection(by, at, told))
    return _with(listing, replace(name, stage=Stage.OBJECTED, objections=objections))


def _check_open(listing: Listing, name: Name, at: datetime) -> None:
    rules = listing.rules
    if listing.closing is None:
        raise NotOpen(list=rules.key, state="not yet circulated", paragraph=rules.paragraph)
    if not in_time(at, listing.closing):
        raise ObjectionLate(name=name.name, closing=listing.closing, at=at, paragraph=rules.paragraph)
    if name.stage not in (Stage.CIRCULATED, Stage.OBJECTED):
        raise NotOpen(list=rules.key, state=f"closed for this name, which is {name.stage}", paragraph=rules.paragraph)


def lift(listing: Listing, key: str, *, by: str, at: datetime) -> Listing:
    """Withdraw a State's objection: in the period, or while the name is pending; raises NotOpen, NoObjection."""
    name = _found(listing, key)
    if name.stage not in (Stage.CIRCULATED, Stage.OBJECTED, Stage.PENDING):
        raise NotOpen(list=listing.rules.key, state=f"past that: “{name.name}” is {name.stage}", paragraph=_of(listing))
    if not any(each.by == by for each in name.standing):
        raise NoObjection(by=by, name=name.name, paragraph=_of(listing))
    objections = tuple(
        replace(each, lifted_at=at) if each.by == by and each.lifted_at is None else each for each in name.objections
    )
    lifted = replace(name, objections=objections)
    if lifted.standing or name.stage is Stage.PENDING:
        return _with(listing, lifted)
    return _with(listing, replace(lifted, stage=Stage.CIRCULATED))


def close(listing: Listing, *, at: datetime) -> Listing:
    """End the period and let each name go its way; raises NotOpen, StillOpen."""
    if listing.closing is None or listing.closed_at is not None:
        state = "closed already" if listing.closed_at else "not yet circulated"
        raise NotOpen(list=listing.rules.key, state=state, paragraph=_of(listing))
    if in_time(at, listing.closing):
        raise StillOpen(list=listing.rules.key, closing=listing.closing, paragraph=_of(listing))
    objected = Stage.EXCLUDED if listing.rules.resolution is Resolution.EXCLUDED else Stage.PENDING
    way = {Stage.CIRCULATED: Stage.FINAL, Stage.OBJECTED: objected}
    names = tuple(replace(each, stage=way.get(each.stage, each.stage)) for each in listing.names)
    return replace(listing, names=names, closed_at=at)


def decide(listing: Listing, key: str, *, admitted: bool) -> Listing:
    """Enter what the President or the Assembly decided of a name that was objected to; raises NothingToDecide."""
    name = _found(listing, key)
    if name.stage is not Stage.PENDING:
        raise NothingToDecide(name=name.name, stage=name.stage, paragraph=_of(listing))
    return _with(listing, replace(name, stage=Stage.FINAL if admitted else Stage.EXCLUDED))


def withdraw(listing: Listing, key: str) -> Listing:
    """Take a name off at its bearer's own wish, whatever its stage; it stays on record as withdrawn."""
    return _with(listing, replace(_found(listing, key), stage=Stage.WITHDRAWN))


def rename(listing: Listing, key: str, name: str, *, at: datetime) -> Listing:
    """Call an entity by its new name from `at` on; what it was called stays beside it."""
    old = _found(listing, key)
    return _with(listing, replace(old, name=name, formerly=(*old.formerly, (old.name, at))))


def both_lists(listing: Listing) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return the names as proposed and those of the final list: both are brought before the Assembly (footnote 5)."""
    return listing.names, tuple(each for each in listing.names if each.stage is Stage.FINAL)


def told(listing: Listing, key: str) -> Told:
    """Return what the rules allow the applicant to be told: until the period is over, never whether anybody objected.

    Where only the outcome is told, a name that waits for a decision is told as circulated: more would say too much.
    """
    name = _found(listing, key)
    open_ = listing.rules.applicant_told == "objection" and listing.closed_at is not None
    hidden = name.stage is Stage.OBJECTED or (name.stage is Stage.PENDING and not open_)
    stage = Stage.CIRCULATED if hidden else name.stage
    return Told(stage.value, None if listing.closed_at else listing.closing, bool(name.standing) if open_ else None)


def share_basis(listing: Listing, key: str, *, asked_by: str, relation: str, at: datetime) -> Disclosure:
    """Return the bases that States told, for one that may ask (footnote 5): never who objected; raises NotAState."""
    if relation not in listing.rules.asks:
        raise NotAState(paragraph=_of(listing))
    name = _found(listing, key)
    bases = sorted(each.basis for each in name.objections if each.basis is not None)
    return Disclosure(key, asked_by, at, tuple(bases), sum(each.basis is None for each in name.objections))


def _found(listing: Listing, key: str) -> Name:
    for each in listing.names:
        if each.key == key:
            return each
    raise NotOnTheList(name=key, list=listing.rules.key, paragraph=_of(listing))


def _of(listing: Listing) -> str:
    return listing.rules.paragraph


def _with(listing: Listing, name: Name) -> Listing:
    return replace(listing, names=tuple(name if each.key == name.key else each for each in listing.names))
