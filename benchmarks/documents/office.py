"""LibreOffice as a second opinion, where it is installed: it opens, settles or edits Word documents and saves them."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ACCEPT, REJECT, EDIT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", "edit"
_PATIENCE = 900
_SCRIPT = r"""
import os, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue

def value(name, held):
    found = PropertyValue()
    found.Name, found.Value = name, held
    return found

def edited(document):
    paragraphs = document.Text.createEnumeration()
    rank = 0
    while paragraphs.hasMoreElements():
        paragraph = paragraphs.nextElement()
        rank += 1
        if rank % 3 == 0:
            cursor = document.Text.createTextCursorByRange(paragraph.End)
            cursor.goLeft(4, True)
            cursor.String = " more"

folder, office = sys.argv[1:]
pipe = f"pipe,name=travaux{os.getpid()};urp;"
profile = f"-env:UserInstallation=file://{folder}/profile"
running = subprocess.Popen(
    [office, "--headless", "--norestore", profile, f"--accept={pipe}"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for _ in range(200):
    try:
        context = resolver.resolve(f"uno:{pipe}StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.3)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
try:
    for line in sys.stdin.read().splitlines():
        command, source, target = line.split("\t")
        try:
            document = desktop.loadComponentFromURL(f"file://{source}", "_blank", 0, (value("Hidden", True),))
            if command == "edit":
                edited(document)
            else:
                dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
            document.storeToURL(f"file://{target}", (value("FilterName", "MS Word 2007 XML"),))
            document.close(True)
        except Exception as error:
            print(source, error, file=sys.stderr)
finally:
    try:
        desktop.terminate()
    except Exception:
        pass
    running.wait(60)
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A document, and what LibreOffice is asked to do with it before it saves it."""

    command: str
    content: bytes


@cache
def office() -> tuple[str, str] | None:
    """Return the program and a Python that can speak with it, or None where either is missing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    pythons = [
        sys.executable,
        shutil.which("python3", path="/usr/bin:/usr/local/bin"),
        "/usr/lib/libreoffice/program/python",
    ]
    for python in pythons if program else ():
        if (
            python
            and Path(python).exists()
            and not subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode
        ):
            return str(program), python
    return None


def settled(jobs: Sequence[Job]) -> list[bytes | None] | None:
    """Return what LibreOffice saved for each job (None where it could not), or None where it is not installed."""
    found = office()
    if found is None:
        return None
    program, python = found
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = []
        for rank, job in enumerate(jobs):
            (folder / f"{rank}.docx").write_bytes(job.content)
            lines.append(f"{job.command}\t{folder}/{rank}.docx\t{folder}/{rank}.out.docx")
        subprocess.run(
            [python, "-c", _SCRIPT, name, program], input="\n".join(lines), text=True, timeout=_PATIENCE, check=False
        )
        outs = [folder / f"{rank}.out.docx" for rank in range(len(jobs))]
        return [out.read_bytes() if out.exists() else None for out in outs]
