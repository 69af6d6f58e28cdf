"""What may come in: a short code, or a receipt as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariat.record import queries
from travaux.record.entry import leaf_start
from travaux.record.verifier import BrokenError

AT_MOST = 256 * 1024


class CheckReceipt(forms.Form):
    """A receipt, by the short code that was noted or by the file that was kept."""

    code = forms.CharField(
        label=_("Short code"), required=False, max_length=40, help_text=_("Four groups of four letters and digits.")
    )
    receipt = forms.FileField(
        label=_("Or the receipt as a file"), required=False, help_text=_("Its name ends in .tlog-proof.")
    )

    def clean(self) -> dict[str, Any]:
        """See to it that there is a code or a file that can be one."""
        cleaned: dict[str, Any] = super().clean() or {}
        code, receipt = cleaned.get("code"), cleaned.get("receipt")
        if bool(code) == bool(receipt) and not self.errors:
            self.add_error("code", _("Write a short code or choose a file: one of the two."))
        elif code and leaf_start(code) is None:
            self.add_error("code", _("This is no short code: it has 16 letters from A to Z and digits from 2 to 7."))
        elif receipt and receipt.size > AT_MOST:
            self.add_error("receipt", _("This is no receipt: it is far too long."))
        elif receipt:
            self._judge(receipt.read().decode(errors="replace"))
        return cleaned

    def _judge(self, text: str) -> None:
        try:
            self.cleaned_data["judged"] = queries.judged(text)
        except BrokenError as why:
            said = _("This is no sound receipt, or it was changed since it was handed out: %(why)s.")
            self.add_error("receipt", said % {"why": why})

    def judged(self) -> queries.Judged:
        """Return what the log of today says of it."""
        code: str = self.cleaned_data["code"]
        found: queries.Judged = queries.judged_code(code) if code else self.cleaned_data["judged"]
        return found
