from django import template
from django.utils.safestring import SafeString, mark_safe

from travaux.evidence.charts.drawing import Chart

register = template.Library()


@register.filter
def svg(chart: Chart) -> SafeString:
    """Return the drawing of a chart; the engine escapes every word that it puts in."""
    return mark_safe(chart.svg)  # noqa: S308 - as said


@register.filter
def table(chart: Chart) -> SafeString:
    """Return the table behind a chart; the engine escapes every cell."""
    return mark_safe(chart.table)  # noqa: S308 - as said
