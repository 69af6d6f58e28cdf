"""What the pages of inputs share."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from secretariat.inputs.models import Passage, Submission
from secretariat.processes.access import Door, Request, may

REFUSED = 422
A_PAGE = 50
KEEP = "keep"


def may_do(door: Door, deed: str, submission: Submission) -> bool:
    """Whether a deed may be done to a submission that stands."""
    standing = submission.status == Submission.Status.FILED
    return standing and may(door.process, door.actor, deed, at=door.at)


def to_paper(door: Door, submission: Submission, at: Passage | None = None, length: int = 0) -> HttpResponse:
    """Go to a submission, or to the place of a passage on its page of `length` passages."""
    address = reverse("inputs:show", kwargs={"process": door.process.key, "key": submission.key})
    if at is None:
        return redirect(address)
    number = (at.ordinal - 1) // length + 1
    return redirect(f"{address}?page={number}#p-{at.uuid}" if number > 1 else f"{address}#p-{at.uuid}")


def sent(request: Request) -> QueryDict | None:
    """Return what was sent, be it nothing, where a form was sent."""
    return request.POST if request.method == "POST" else None
