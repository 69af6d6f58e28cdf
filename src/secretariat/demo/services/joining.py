"""Organizations apply, Member States see their names, delegations register for the next round."""

from secretariat.accreditation import queries as lists
from secretariat.accreditation import services as accreditation
from secretariat.accreditation.models import Application, Name
from secretariat.demo.services.cast import Cast, Row
from secretariat.frame.scope import DEED
from secretariat.people.access import DELEGATE, OFFICER, Actor
from secretariat.registration import services as registration

PAGE = "/accreditation/TOKEN/"


def apply_and_register(cast: Cast, sample: Row) -> None:
    """Put names before Member States as the sample has it, and open registration for a meeting."""
    applied = {row["name"]: _applied(cast, row) for row in sample["applicant"]}
    for row in sample["list"]:
        for name in row["names"]:
            _screen(cast, applied[name], row)
        _circulate(cast, row)
    for row in sample["meeting"]:
        _register(cast, row)


def _applied(cast: Cast, row: Row) -> Application:
    visitor, given = Actor(), {"lists": row["lists"], "name": row["name"], "contact": row["contact"]}
    application, _secret = accreditation.begin_application(
        cast.process, **given, email=row["email"], page=PAGE, by=visitor, at=row["at"]
    )
    for step, parts in lists.STEPS.items():
        said = {part: row[part] for part in parts if part in row}
        application = accreditation.save_application(application, step=step, given=said, by=visitor, at=row["at"])
    return accreditation.hand_in_application(application, by=visitor, at=row["at"])


def _screen(cast: Cast, application: Application, row: Row) -> None:
    accreditation.screen_application(application, outcome="eligible", by=cast.actor(OFFICER), at=row["screened"])


def _circulate(cast: Cast, row: Row) -> None:
    by = cast.actor(OFFICER)
    given = {"list_": row["list"], "closes": row["closes"].replace(tzinfo=None)}
    circulation = accreditation.circulate_list(cast.process, **given, by=by, at=row["at"])
    for each in row.get("objected", ()):
        name = Name.objects.unscoped(DEED).get(circulation=circulation, name=each["name"])
        state = cast.actor(DELEGATE, each["by"])
        accreditation.object_to_name(name, basis=each.get("basis", ""), by=state, at=each["at"])
    if "closed" in row:
        accreditation.close_list(circulation, by=by, at=row["closed"])


def _register(cast: Cast, row: Row) -> None:
    by, parts = cast.actor(OFFICER), ("key", "title", "first", "last", "for_an_entity")
    closes = row["closes"].replace(tzinfo=None)
    meeting = registration.open_registration(
        cast.process, **{part: row[part] for part in parts}, closes=closes, by=by, at=row["at"]
    )
    made = registration.register_people(meeting, rows=row["people"], by=by, at=row["at"])
    approved = [each.uuid for each in made if each.entity.code in row["approved"]]
    registration.decide_registrations(meeting, chosen=approved, decision="approve", by=by, at=row["decided"])
