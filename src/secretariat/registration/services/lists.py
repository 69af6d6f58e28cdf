"""Reading a list of people in a process of its own, which can do nothing else and is ended when it takes too much."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from travaux.evidence.table import NotUtf8
from travaux.formats.detect import Damaged
from travaux.formats.guard import Bomb, TooLarge, weighed
from travaux.formats.rows import LIMITS, NoRows, Row
from travaux.formats.walls import Allowance
from travaux.refusal import Invalid, Refusal

MIB = 1024 * 1024
ALLOWANCE = Allowance(seconds=10.0, memory=400 * MIB)
PATIENCE = 40.0
HOME = Path(__file__).parents[3]
START = """
import os, sys
sys.path[:] = sys.argv[1:]
from travaux.cli.rows_apart import serve
serve(sys.stdin.buffer, sys.stdout.buffer)
os._exit(0)
"""
REFUSALS: dict[str, type[Refusal]] = {kind.__name__: kind for kind in (Bomb, Damaged, NoRows, NotUtf8, TooLarge)}


class ListTooHeavy(Invalid):
    """Reading the list took more than a list may take, or the one who reads it broke down over it."""

    asked = "You handed in the list “{filename}”."
    because = "It could not be read within the limits of memory and time. Nothing of it was kept."
    rule = "A list is opened by a process of its own, so that the site stays open whatever comes in."
    remedy = "Save it anew as CSV, with the columns that the page names and no others, and hand it in again."


def rows_apart(content: bytes, filename: str) -> tuple[Row, ...]:
    """Return the rows of a list, read behind walls; call it before a deed begins, never inside one.

    Raises ListTooHeavy, and what `travaux.formats.rows.read_rows` raises.
    """
    weighed(content, filename, LIMITS.size)
    told = _asked(content, filename)
    if told.get("refused") in REFUSALS:
        raise REFUSALS[told["refused"]](**told["facts"])
    if "rows" not in told:
        raise ListTooHeavy(filename=filename)
    return tuple(told["rows"])


def _asked(content: bytes, filename: str) -> dict[str, Any]:
    """Return what the process answers; nothing where it ended early."""
    first = json.dumps({"file": filename, "allowance": asdict(ALLOWANCE)}).encode() + b"\n"
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", START, str(HOME), *filter(None, sys.path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no word of the file on its command line
            command, input=first + content, capture_output=True, timeout=PATIENCE, env={}, cwd="/", check=False
        )
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        told = {}
    return told
