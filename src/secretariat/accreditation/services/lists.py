"""Screening, the proposed list, its circulation to Member States, and the final list."""

from datetime import UTC, datetime
from typing import Any

from secretariat.accreditation import queries
from secretariat.accreditation.models import ASSEMBLY, Application, Circulation, Name, Objection
from secretariat.accreditation.services.applying import locked
from secretariat.accreditation.services.telling import tell_applicant, tell_states
from secretariat.frame.scope import DEED
from secretariat.participation.queries import addresses_of_states
from secretariat.participation.services import enrolled
from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of, require
from secretariat.processes.models import Process
from secretariat.record.services import deed, enter
from travaux.modalities.arrangements import Category
from travaux.participation.objection import Resolution
from travaux.refusal import Changed, Invalid
from travaux.text.silence import moment

State = Application.State
SCREENED = (State.ELIGIBLE.value, State.SET_ASIDE.value, State.RETURNED.value)
NAMED = ("name", "acronym", "category", "country", "region", "website", "representatives", "women")


class NotToBeScreened(Changed):
    """The application is not in a state to be screened."""

    asked = "You asked to screen the application of “{name}”."
    because = "It stands as: {state}."
    rule = "An application is screened once it is handed in, and until its name is on a list."
    remedy = "Choose one that waits."


class NoSuchOutcome(Invalid):
    """Screening ends otherwise."""

    asked = "You asked to screen an application as “{given}”."
    because = "There is no such outcome."
    remedy = "Choose one of: {known}."


class ReasonNeeded(Invalid):
    """An applicant is told why."""

    asked = "You asked to screen the application of “{name}” as “{outcome}”."
    because = "No reason is given."
    rule = "Who is not put on a list, or has to send more, is told why in plain words."
    remedy = "Write the reason; the applicant reads it."


class NobodyToPropose(Changed):
    """No eligible application waits for the list."""

    asked = "You asked to circulate the list for: {list}."
    because = "No eligible application waits for it."
    remedy = "Screen the applications first."


class NoTimeForObjections(Invalid):
    """The period would be over before it began."""

    asked = "You asked to circulate a list until {closes}."
    because = "That is not after now."
    rule = "Member States have a period in which to object."
    remedy = "Set a later end."


class PeriodRuns(Changed):
    """Objections may still come."""

    asked = "You asked to close a list."
    because = "Member States may object until {closes}."
    rule = "A list is closed once the period for objections is over, and not before."
    remedy = "Close it after that."


class ClosedBefore(Changed):
    """The list is final."""

    asked = "You asked to close a list."
    because = "It is closed."
    remedy = "Names that came later go on a further list."


class NothingToDecide(Changed):
    """The name waits for no decision."""

    asked = "You asked to enter what the Assembly decided of “{name}”."
    because = "It waits for no decision: {outcome}."
    rule = "Only of a name that was objected to, on a list on which the modalities leave the decision to the Assembly."
    remedy = "Look at the list."


class SourceMissing(Invalid):
    """A decision stands somewhere."""

    asked = "You asked to enter what the Assembly decided of “{name}”."
    because = "It is not said where that decision stands."
    remedy = "Give the symbol of the decision, or the meeting at which it was taken."


@deed("application screened")
def screen_application(
    application: Application, *, outcome: str, reason: str = "", by: Actor, at: datetime
) -> Application:
    """Find an application eligible, set it aside, or send it back for more, and tell the applicant.

    Raises NoSuchOutcome, NotToBeScreened or ReasonNeeded, or the refusal of the modalities.
    """
    require(application.process, by, "screen_application", at=at)
    if outcome not in SCREENED:
        raise NoSuchOutcome(given=outcome, known=", ".join(SCREENED))
    application, reason = locked(application), reason.strip()
    if application.state not in {State.HANDED_IN, State.ELIGIBLE} or _is_listed(application):
        raise NotToBeScreened(name=application.name, state=application.get_state_display())
    if outcome != State.ELIGIBLE and not reason:
        raise ReasonNeeded(name=application.name, outcome=str(State(outcome).label))
    application.state, application.reason, application.screened_at = outcome, reason, at
    application.save()
    tell_applicant(application, "screened")
    enter(
        "screen_application",
        process=application.process.key,
        actor=by.reference,
        subject=f"application:{application.uuid}",
        facts={"outcome": outcome, "reason": reason},
        at=at,
    )
    return application


def _is_listed(application: Application) -> bool:
    return Name.objects.unscoped(DEED).filter(application=application).exists()


@deed("list of names circulated")
def circulate_list(
    process: Process, *, list_: str, closes: datetime, zone: str = "", page: str = "", by: Actor, at: datetime
) -> Circulation:
    """Put all eligible names that wait for a list before Member States until the clocks of a zone show `closes`.

    Without a zone, those of the process. `page` is the address of a list with “UUID” where its identity stands. The
    mails leave with the deed. Raises UnknownList, NobodyToPropose, NoTimeForObjections, or NoSuchMoment where clocks
    are put forward over that time.
    """
    require(process, by, "circulate_list", at=at)
    listed = queries.list_named(process, list_)
    zone = zone or str(modalities_of(process).timezone)
    ends = moment(closes, zone).astimezone(UTC)
    if ends <= at:
        raise NoTimeForObjections(closes=f"{closes:%Y-%m-%d %H:%M:%S} {zone}")
    chosen = list(queries.candidates(process, listed.key))
    if not chosen:
        raise NobodyToPropose(list=listed.title)
    number = Circulation.objects.unscoped(DEED).filter(process=process, list=listed.key).count() + 1
    times = {"circulated_at": at, "closes_at": ends, "zone": zone}
    circulation = Circulation.objects.create(process=process, number=number, **_rules(listed), **times)
    Name.objects.bulk_create(_named(circulation, chosen))
    told = tell_states(circulation, addresses_of_states(process), page=page.replace("UUID", str(circulation.uuid)))
    facts: dict[str, Any] = {"list": listed.key, "number": number, "names": len(chosen), "told": told}
    _entered("circulate_list", circulation, facts | {"closes": ends.isoformat(), "zone": zone}, by=by, at=at)
    return circulation


def _rules(listed: Category) -> dict[str, str]:
    """Return the list as the process file has it; where the Assembly decides, a name objected to waits for that."""
    resolution = Resolution.ASSEMBLY if ASSEMBLY in listed.decided_by else Resolution.EXCLUDED
    return {"list": listed.key, "title": listed.title, "paragraph": listed.paragraph, "resolution": resolution.value}


def _named(circulation: Circulation, chosen: list[Application]) -> list[Name]:
    return [
        Name(circulation=circulation, application=each, ordinal=i, **{part: getattr(each, part) for part in NAMED})
        for i, each in enumerate(chosen, 1)
    ]


@deed("list of names closed")
def close_list(circulation: Circulation, *, by: Actor, at: datetime) -> Circulation:
    """Make a list final once the period is over: names to which no objection stands are on it, and take part.

    Applicants are told whether they are on it, and no more. Where the process file leaves it to the General Assembly, a
    name that was objected to waits for its decision, and its bearer is told after that.
    Raises PeriodRuns or ClosedBefore.
    """
    process = circulation.process
    require(process, by, "close_list", at=at)
    circulation = Circulation.objects.unscoped(DEED).select_for_update(of=("self",)).get(pk=circulation.pk)
    if circulation.closed_at:
        raise ClosedBefore
    if at < circulation.closes_at:
        raise PeriodRuns(closes=f"{circulation.closes_at:%Y-%m-%d %H:%M:%S} UTC")
    circulation.closed_at = at
    circulation.save()
    final = _resolved(circulation, at)
    facts = {"list": circulation.list, "number": circulation.number, "final": final}
    _entered("close_list", circulation, facts, by=by, at=at)
    return circulation


def _resolved(circulation: Circulation, at: datetime) -> int:
    """Write down what became of each name, admit those on the final list, tell every applicant; return how many."""
    rows = Name.objects.unscoped(DEED).filter(circulation=circulation)
    names = rows.select_related("application", "circulation")
    objected = set(
        Objection.objects.unscoped(DEED)
        .filter(name__circulation=circulation, withdrawn_at=None)
        .values_list("name", flat=True)
    )
    final = 0
    for name in names:
        name.outcome = _outcome(name, is_objected=name.pk in objected)
        if name.outcome == Name.Outcome.FINAL:
            _admitted(name, circulation.process, at)
            final += 1
        if name.outcome != Name.Outcome.WAITS:
            tell_applicant(name.application, "closed", name=name, circulation=circulation)
    Name.objects.unscoped(DEED).bulk_update(names, ["outcome"])
    return final


def _outcome(name: Name, *, is_objected: bool) -> str:
    if name.application.state == Application.State.WITHDRAWN:
        return Name.Outcome.LEFT_OUT
    if is_objected:
        waits = name.circulation.resolution == Resolution.ASSEMBLY
        return Name.Outcome.WAITS if waits else Name.Outcome.LEFT_OUT
    return Name.Outcome.FINAL


@deed("name decided by the Assembly")
def decide_name(name: Name, *, admitted: bool, source: str, by: Actor, at: datetime) -> Name:
    """Enter what the General Assembly decided of a name that was objected to, and where that stands.

    Raises NothingToDecide or SourceMissing, or the refusal of the modalities.
    """
    process = name.circulation.process
    require(process, by, "decide_name", at=at)
    rows = Name.objects.unscoped(DEED).select_for_update(of=("self",))
    name = rows.select_related("circulation__process", "application").get(pk=name.pk)
    if name.outcome != Name.Outcome.WAITS:
        raise NothingToDecide(name=name.name, outcome=name.get_outcome_display())
    if not source.strip():
        raise SourceMissing(name=name.name)
    name.outcome = Name.Outcome.FINAL if admitted else Name.Outcome.LEFT_OUT
    name.save()
    if admitted:
        _admitted(name, process, at)
    tell_applicant(name.application, "closed", name=name, circulation=name.circulation)
    facts = {"admitted": admitted, "source": source.strip(), "list": name.circulation.list}
    subject = f"name:{name.uuid}"
    enter("decide_name", process=process.key, actor=by.reference, subject=subject, facts=facts, at=at)
    return name


def _admitted(name: Name, process: Process, at: datetime) -> None:
    """Let the organization take part; one that is on both lists is admitted once."""
    application = name.application
    if application.entity_id is None:
        application.entity = enrolled(
            process, like=name.acronym or name.name, name=name.name, kind=name.category, region=name.region, at=at
        )
        application.save(update_fields=["entity"])


def _entered(deed_name: str, circulation: Circulation, facts: dict[str, Any], *, by: Actor, at: datetime) -> None:
    subject = f"list:{circulation.uuid}"
    enter(deed_name, process=circulation.process.key, actor=by.reference, subject=subject, facts=facts, at=at)
