"""Showing the words of a passage: exact as they stand, with the marks of Markdown turned into what they mean."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from travaux.formats.detect import MARKDOWN

register = template.Library()
_MARKS = (
    (re.compile(r"&lt;(su[bp])&gt;([^&<]{1,40})&lt;/\1&gt;"), r"<\1>\2</\1>"),
    (re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![*\w])\*(?=\S)([^*]+?)(?<=\S)\*(?![*\w])"), r"<em>\1</em>"),
    (re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)"), r"\1"),
)


@register.filter
def as_read(words: str, read_as: str) -> SafeString:
    """Return `words` for the page; where the paper was read as Markdown, emphasis, raised signs and links as meant."""
    shown = str(escape(words))
    for mark, meant in _MARKS if read_as == MARKDOWN else ():
        shown = mark.sub(meant, shown)
    return mark_safe(shown)  # noqa: S308 - everything was escaped before the few fixed elements were put in
