"""Mails of accreditation: what an applicant may be told, and that a list lies before Member States."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from secretariat.accreditation.models import Application, Circulation

SUBJECTS: dict[str, Promise] = {
    "begun": _("Your application for accreditation: how to go on"),
    "handed_in": _("Your application for accreditation was handed in"),
    "screened": _("Your application for accreditation"),
    "closed": _("Your application for accreditation"),
}


def tell_applicant(application: Application, what: str, **more: object) -> None:
    """Mail the applicant, in the language of the application; never who objected, nor that anybody did."""
    with override(application.language or settings.LANGUAGE_CODE):
        body = render_to_string(f"accreditation/mail/{what}.txt", {"application": application, **more})
        send_mail(str(SUBJECTS[what]), body, None, [application.email])


def tell_states(circulation: Circulation, addresses: Iterable[tuple[str, str]], *, page: str) -> int:
    """Mail those who sit for Member States that a list lies before them, and until when; return how many."""
    sent = 0
    for email, language in addresses:
        with override(language or settings.LANGUAGE_CODE):
            body = render_to_string("accreditation/mail/circulated.txt", {"circulation": circulation, "page": page})
            send_mail(str(_("A list of names lies before Member States")), body, None, [email])
        sent += 1
    return sent
