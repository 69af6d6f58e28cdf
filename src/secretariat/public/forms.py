from django import forms
from django.utils.translation import gettext_lazy as _


class Search(forms.Form):
    """Words of a paper or of a paragraph."""

    q = forms.CharField(
        label=_("Find a paper or a paragraph"),
        help_text=_("Its number, its words, or who filed it."),
        required=False,
        max_length=200,
    )
