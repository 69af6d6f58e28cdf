"""What several pages of the text share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from secretariat.frame.refusals import attempt
from secretariat.negotiation import queries
from secretariat.negotiation.models import Level, NegotiatingText, Proposal, ProvisionVersion, Standing, VersionStatus
from secretariat.negotiation.queries import Paragraph
from secretariat.participation.models import Entity
from secretariat.processes.access import Request, may, modalities_of, require
from travaux.words.align import runs

REFUSED = 422
DEEDS = (
    *("open_text", "draft_provision", "redraft_provision", "present_draft", "freeze_version", "adopt_text"),
    *("prepare_proposal", "table_proposal", "withdraw_proposal", "cosponsor_proposal", "take_position"),
    *("lift_bracket", "agree_provision", "reopen_provision", "undo_deed", "submit_proposal", "accept_amendment"),
    *("set_attribution", "merge_proposals", "move_to_alternative", "bundle_provisions", "unbind_package"),
    *("open_silence", "break_silence", "conclude_silence", "record_vote", "adopt_part", "give_assent"),
    *("explain_position", "enter_reservation", "withdraw_statement", "take_bracket_position"),
    *("offer_bridging_text", "withdraw_bridging_text"),
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with how the page shows it: the class of its edge, and its level in words."""

    paragraph: Paragraph

    @property
    def row(self) -> ProvisionVersion:
        """Its row."""
        return self.paragraph.row

    @property
    def state(self) -> str:
        """Which edge it has; none while nothing is decided and nothing contested."""
        if self.paragraph.is_struck:
            return "is-struck"
        if self.row.standing == Standing.PROPOSED:
            return "is-new"
        if self.paragraph.brackets or self.paragraph.orphaned:
            return "is-open"
        return "is-agreed" if self.paragraph.is_agreed and not self.paragraph.is_heading else ""

    @property
    def level(self) -> Promise | str:
        """The level that it has reached, in words; empty while it is simply open, and for a title or heading."""
        is_told = self.row.level != Level.OPEN and not self.paragraph.is_heading
        return Level(self.row.level).label if is_told else ""


def rights(request: Request) -> Mapping[str, bool]:
    """Say for each deed of the negotiation whether the one who asks may do it now; for showing or hiding buttons."""
    door = request.door
    return {deed: may(door.process, door.actor, deed, at=request.at) for deed in DEEDS}


def gate(request: Request, deed: str) -> None:
    """Refuse the page of a deed to those who may not do it."""
    require(request.door.process, request.door.actor, deed, at=request.at)


def page(
    request: Request, template: str, text: NegotiatingText | None, context: Mapping[str, Any], *, refused: bool = False
) -> HttpResponse:
    """Render a page of a text, with what the reader may do there."""
    shared: dict[str, Any] = {"text": text, "may": rights(request), "process": request.door.process}
    if text is not None:
        shared["is_presented"] = queries.is_presented(text)
    return render(request, f"negotiation/{template}", {**shared, **context}, status=REFUSED if refused else 200)


def done(form: Form, deed: Callable[[], T]) -> T | None:
    """Do the deed with a valid form; None if the form is not valid, or the deed refused, which the form then says."""
    return attempt(form, deed) if form.is_valid() else None


def refresh(form: Form, seen: str) -> None:
    """Let a form say what it now shows; one that was refused can be sent again on that, with all that was typed."""
    form.initial.setdefault("seen", seen)
    if form.is_bound and "seen" in form.fields:
        form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined] # a bound form holds a QueryDict


def people(request: Request) -> Mapping[str, Entity]:
    """Return those who take part, by code."""
    return queries.by_code(request.door.process)


def is_moving(row: ProvisionVersion) -> bool:
    """Whether the row is part of the working text."""
    return row.version.status == VersionStatus.WORKING and row.standing != Standing.STRUCK


def meetings(request: Request) -> list[tuple[str, str]]:
    """Return the meetings of the process at which a position may have been taken, by their keys."""
    return [(event.key, event.title) for event in modalities_of(request.door.process).events]


def with_redline(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal with its redline and its sponsors, for a page that is about it."""
    return {
        "proposal": proposal,
        "redline": runs(proposal.base, proposal.wording),
        "sponsors": queries.proponents(proposal),
    }
