"""Protocol order against lists of all Member States that the United Nations published, in English and French."""

import re
from collections.abc import Iterator
from datetime import date

from benchmarks.figure import Figure
from benchmarks.participation.data import resolutions
from travaux.participation.entities import LANGUAGES, library, states
from travaux.participation.protocol import in_order

LISTS = {"A_RES_76_238-": date(2021, 12, 24), "A_RES_79_249-": date(2024, 12, 24)}
CELL = re.compile(r"<td[^>]*>\s*<p[^>]*>([^<>]+)</p>")


def figures() -> Iterator[Figure]:
    for language, name, content in resolutions():
        on = next((day for mark, day in LISTS.items() if mark in name), None)
        if on:
            printed = _printed(content.decode())
            keys = in_order([each.key for each in states()], language, on=on)
            ours = [library()[key].called(language, on=on) for key in keys]
            right = sum(one == other for one, other in zip(printed, ours, strict=False))
            what = f"Protocol order ({language}) against the list of {on.year}: places that agree"
            yield Figure(what, f"{right} of {len(printed)}", "all", met=ours == printed)
    for language in LANGUAGES[2:]:
        yield Figure(f"Protocol order ({language}): by its alphabet", "no published list of all States to check it on")


def _printed(text: str) -> list[str]:
    cells = CELL.findall(text[text.index("<p>Afghanistan</p>") - 200 :])
    names = [cell.strip().replace("\u2019", "'") for cell in cells]
    return [name for name in names if name[:1].isalpha() and name != "Total"][: len(states())]
