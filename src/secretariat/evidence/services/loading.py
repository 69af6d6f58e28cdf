"""Loading a file of figures in a process of its own, which can do nothing else and is ended when it takes too much."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from travaux.evidence.layouts.jsonstat import NotJsonStat
from travaux.evidence.layouts.sdmx import NotSdmx
from travaux.evidence.load import NothingInIt, OtherLayout
from travaux.evidence.loading import Loaded, Rejected
from travaux.evidence.sheets import NotASheet, NotATable, NotPacked, SheetsMissing
from travaux.evidence.table import DoubledColumn, NotUtf8
from travaux.formats.guard import weighed
from travaux.formats.walls import Allowance
from travaux.refusal import Invalid, Refusal

MIB = 1024 * 1024
ALLOWANCE = Allowance(seconds=40.0, memory=900 * MIB)
PATIENCE = 120.0
HOME = Path(__file__).parents[3]
START = """
import os, sys
sys.path[:] = sys.argv[1:]
from travaux.cli.evidence_apart import serve
serve(sys.stdin.buffer, sys.stdout.buffer)
os._exit(0)
"""
REFUSALS: dict[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (
        *(DoubledColumn, NotASheet, NotATable, NotJsonStat, NotPacked, NotSdmx, NotUtf8),
        *(NothingInIt, OtherLayout, SheetsMissing),
    )
}


class TooHeavy(Invalid):
    """Loading the file took more than a file may take, or the one who loads it broke down over it."""

    asked = "You gave the file of figures “{file}”."
    because = "It could not be loaded within the limits of memory and time. Nothing of it was kept."
    rule = "A file of figures is opened by a process of its own, so that the site stays open whatever comes in."
    remedy = "Save it anew as CSV, cut to the years that are needed, and hand it in again."


def loaded_apart(content: bytes, file: str, layout: str | None) -> Loaded:
    """Load a file behind walls; call it before a deed begins, never inside one.

    Raises TooHeavy, and what `travaux.evidence.load` raises.
    """
    weighed(content, file, settings.TRAVAUX_MAX_UPLOAD)
    told = _asked(content, file, layout)
    if told.get("refused") in REFUSALS:
        raise REFUSALS[told["refused"]](**told["facts"])
    if "loaded" not in told:
        raise TooHeavy(file=file)
    return _understood(told["loaded"])


def _asked(content: bytes, file: str, layout: str | None) -> dict[str, Any]:
    """Return what the process answers; nothing where it ended early."""
    first = json.dumps({"file": file, "layout": layout, "allowance": asdict(ALLOWANCE)}).encode() + b"\n"
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", START, str(HOME), *filter(None, sys.path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no word of the file on its command line
            command, input=first + content, capture_output=True, timeout=PATIENCE, env={}, cwd="/", check=False
        )
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        told = {}
    return told


def _understood(told: dict[str, Any]) -> Loaded:
    rejected = tuple(Rejected(**each) for each in told["rejected"])
    return Loaded(told["layout"], told["columns"], told["read"], told["taken"], rejected)
