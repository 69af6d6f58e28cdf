"""Turning pictures round for those who read from right to left."""

from django import template

from secretariat.frame.pictures import Picture

register = template.Library()


@register.filter
def facing(picture: Picture, rtl: bool) -> Picture:  # noqa: FBT001 - a template filter is given its argument by place
    """Return the picture as it is drawn on this page."""
    return picture.mirrored if rtl else picture
