"""What the pages of the evidence share."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from secretariat.evidence.queries.charts import Picture
from secretariat.frame.files import CSV, attached
from secretariat.processes.access import Request

REFUSED = 422


def sent(request: Request) -> QueryDict | None:
    """Return what was sent, be it nothing, where a form was sent."""
    return request.POST if request.method == "POST" else None


def shown(request: Request, template: str, context: dict[str, Any], pictures: Iterable[Picture]) -> HttpResponse:
    """Show a page with charts; where one of them is asked for as CSV, that alone."""
    found = [*pictures]
    wanted = request.GET.get("csv")
    for each in found:
        if wanted == each.name and each.chart:
            return attached(each.chart.csv.encode(), CSV, f"{each.name}.csv")
    return render(request, template, {**context, "pictures": found})
