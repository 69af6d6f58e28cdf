"""The samples on the page of components: each part of a page, in English, Arabic and Chinese."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django import forms

from secretariat.frame.pictures import Band, Bar, Mark, bars, heatmap, timeline

STATES = ("agreed", "open", "due", "late", "done", "suggested", "new", "muted")
FIGURES = ((9, 6, 3), (11, 8, 3), (14, 12, 2))
COUNTS = ((12, 4, 9, 1), (7, 2, 0, 3), (3, 0, 5, 8))
TODAY = date(2018, 4, 5)
PHASES = (
    (date(2017, 4, 1), date(2017, 11, 30)),
    (date(2017, 12, 1), date(2018, 1, 31)),
    (date(2018, 2, 1), date(2018, 7, 31)),
)
EVENTS = ((date(2017, 5, 8), "done"), (date(2018, 1, 15), "late"), (date(2018, 7, 9), "due"))


def samples() -> list[dict[str, Any]]:
    """Return what the page shows, language by language."""
    words = tomllib.loads((Path(__file__).parent / "samples.toml").read_text(encoding="utf-8"))
    return [_sample(language) for language in words["language"]]


def _sample(words: dict[str, Any]) -> dict[str, Any]:
    phases, events = (zip(words["phases"], PHASES, strict=True), zip(words["events"], EVENTS, strict=True))
    return {
        **words,
        "entities": [{"code": code, "name": name, "tint": i} for i, (code, name) in enumerate(words["entities"])],
        "tags": list(zip(STATES, words["tags"], strict=True)),
        "rows": list(zip(words["rows"], FIGURES, strict=True)),
        "cells": list(zip(words["rows"], COUNTS, strict=True)),
        "form": _form(words),
        "timeline": timeline(
            [Band(label, *days) for label, days in phases], [Mark(label, *event) for label, event in events], TODAY
        ),
        "heatmap": heatmap(words["rows"], words["kinds"], COUNTS),
        "bars": bars(
            [
                Bar(label, (("agreed", agreed), ("open", still_open)))
                for label, (_all, still_open, agreed) in zip(words["rows"], FIGURES, strict=True)
            ]
        ),
    }


def _form(words: dict[str, Any]) -> forms.Form:
    """Return a form that was sent in empty, so that it shows its errors."""
    form = forms.Form({}, auto_id=f"id_%s_{words['code']}")
    form.fields["wording"] = forms.CharField(
        label=words["field"],
        help_text=words["hint"],
        error_messages={"required": words["error"]},
        widget=forms.Textarea({"rows": 3}),
    )
    return form
