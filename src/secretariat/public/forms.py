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


class Seek(forms.Form):
    """Words that are sought in everything."""

    q = forms.CharField(
        label=_("Words"),
        help_text=_("In any of the six languages; found is what holds all of them, in whatever form."),
        required=False,
        max_length=200,
    )


class SaveSearch(forms.Form):
    """The name under which a search is kept."""

    name = forms.CharField(label=_("Keep this search as"), max_length=100)
    asked = forms.CharField(max_length=600, widget=forms.HiddenInput)
