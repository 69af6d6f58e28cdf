"""Links that set a password: handed out at somebody's word, and never without the person being told."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.people.access import Actor
from secretariat.people.models import Handover, Person

Why = Handover.Why
SUBJECTS: dict[str, Promise] = {
    Why.OPENED: _("An account was opened for you"),
    Why.RESET: _("Your sign-in was reset"),
    Why.REOPENED: _("Your account was opened again"),
}
UNTOLD = "handovers"  # in a session: whether there is one of which the person has not been told


def hand_over(person: Person, why: Handover.Why, *, site: str, by: Actor, at: datetime, process: str = "") -> str:
    """Mail `person` the link with which a password is set once; return it where no address is known.

    It is kept that it was handed out, at the word of which capacity, so that the person is told at the next sign-in.
    """
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    link = site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    capacity = by.reference if process else ""
    shown = not person.email
    Handover.objects.create(person=person, why=why, at=at, by=capacity, process=process, shown=shown)
    if shown:
        return link
    body = render_to_string("people/mail/handed_over.txt", {"link": link, "username": person.username, "why": why})
    send_mail(str(SUBJECTS[why]), body, None, [person.email])
    return ""


def acknowledge(person: Person, seen: Iterable[int], *, at: datetime) -> None:
    """Keep that `person` has been told of the handovers `seen`, by number: no entry, for nothing is done to anybody."""
    Handover.objects.filter(person=person, pk__in=seen, acknowledged_at=None).update(acknowledged_at=at)
