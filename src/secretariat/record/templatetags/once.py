"""Every form is good for one deed: `{% csrf_token %}` writes the field `once` beside the token, in all templates."""

import secrets
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class SentOnceNode(CsrfTokenNode):
    """The token against forged requests, and a key that is new each time the form is shown."""

    def render(self, context: Context) -> SafeString:
        """Write both fields."""
        key = format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(16))
        return mark_safe(super().render(context) + key)  # noqa: S308 - both parts escape what they hold


@register.tag
def csrf_token(_parser: Parser, _token: Token) -> Any:
    """Stand in for Django's own tag, so that no form of the site can be without the key."""
    return SentOnceNode()
