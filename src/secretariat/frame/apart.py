"""Asking a program of ours that reads a file in a process of its own: it can do nothing else, and is ended in time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from travaux.formats.walls import Allowance
from travaux.refusal import Refusal

MIB = 1024 * 1024
HOME = Path(__file__).parents[2]
START = """
import os, sys
from importlib import import_module
sys.path[:] = sys.argv[2:]
import_module(sys.argv[1]).serve(sys.stdin.buffer, sys.stdout.buffer)
os._exit(0)
"""


def answered(
    program: str, content: bytes, facts: Mapping[str, object], allowance: Allowance, patience: float
) -> dict[str, Any]:
    """Return what the module `program` answers on a file and the facts of it; nothing where it ended early."""
    first = json.dumps({**facts, "allowance": asdict(allowance)}).encode() + b"\n"
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", START, program, str(HOME), *filter(None, sys.path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no word of the file on its command line
            command, input=first + content, capture_output=True, timeout=patience, env={}, cwd="/", check=False
        )
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        told = {}
    return told


def refused(told: Mapping[str, Any], known: Mapping[str, type[Refusal]]) -> Refusal | None:
    """Return the refusal that a program answers with, of those that are `known`."""
    kind = known.get(told.get("refused", ""))
    return kind(**told["facts"]) if kind else None
