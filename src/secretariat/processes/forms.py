from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from secretariat.processes.services import EVIDENCE_AT_MOST

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class ChooseDay(forms.Form):
    """The day on which the process is looked at."""

    on = forms.DateField(
        label=_("Show the process as it stands on"),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is no day. Write it as year-month-day, for instance 2018-04-05.")},
    )


class Fulfil(forms.Form):
    """What shows that an obligation was met."""

    evidence = forms.CharField(
        label=_("What shows it"),
        help_text=_("The symbol of a document, a meeting, an address. No personal name: it stays in the record."),
        max_length=EVIDENCE_AT_MOST,
    )
