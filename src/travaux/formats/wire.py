"""What goes between the house and the process in which a paper is opened: JSON with checked shapes, never objects.

Whoever opens a hostile paper may end up speaking for it, so nothing that comes back is believed: offsets are measured
against the text, kinds and formats are those that are known, the digest is reckoned here, refusals are named here.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from traceback import walk_tb
from typing import Any, TypeVar

from travaux.formats.detect import READABLE, Damaged, EmptyFile, Encrypted, Mislabelled, NotReadable, TwoFaced
from travaux.formats.guard import Bomb, TooLarge
from travaux.formats.intake import NoWords, Opened, TooManyPassages
from travaux.formats.pdf import NoPdfReader, Scanned
from travaux.formats.plain import Undecodable
from travaux.formats.reading import About, Concern, Flag, Overlong, Reading, Remark
from travaux.passages.segment import Block, Kind, Passage
from travaux.refusal import Invalid, Refusal

Heard = TypeVar("Heard")
_LONGEST_FACT = 300
_PLACE = re.compile(r"\w{1,60}(?: [\w.-]{1,60}:\d{1,6})?")
_KINDS: Mapping[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (
        *(Bomb, Damaged, EmptyFile, Encrypted, Mislabelled, NoPdfReader, NotReadable, NoWords, Overlong, Scanned),
        *(TooLarge, TooManyPassages, TwoFaced, Undecodable),
    )
}


class GarbledError(Exception):
    """What came back is not what is sent by the one who opens papers."""


class TooHeavy(Invalid):
    """Opening the paper took more memory or time than a paper of its size may take."""

    asked = "You handed in “{filename}”."
    because = "It could not be opened within the limits of memory and time for a file of its size: {reason}."
    rule = "A file that could overwhelm the one who opens it is not opened further."
    remedy = "Save the paper anew in a word processor, as .docx or as text, and hand it in again."


class Broken(Invalid):
    """The one who opens papers broke down over this one: a fault of ours, or of a library, not a limit."""

    asked = "You handed in “{filename}”."
    because = "The program that opens such files broke down over it ({place}). Nothing of it was kept."
    rule = "Only what could be read is filed, so that nobody is quoted with words that they did not write."
    remedy = (
        "Save the paper anew in a word processor, as .docx or as text, and hand it in again. If that does not help, "
        "send it to the secretariat: what broke down is noted in the log of the site."
    )


def request(filename: str, facts: Mapping[str, Any]) -> bytes:
    """Return the first line of what is sent; the bytes of the paper follow it."""
    return json.dumps({"filename": filename, **facts}).encode() + b"\n"


def told(opened: Opened) -> bytes:
    """Return a paper opened, as it is sent back; the digest and the words of passages are left to the receiver."""
    reading = opened.reading
    answer = {
        "format": reading.format,
        "text": reading.text,
        "blocks": [(block.start, block.end, block.kind, block.number) for block in reading.blocks],
        "warnings": [asdict(remark) for remark in reading.warnings],
        "about": asdict(reading.about),
        "flags": [asdict(each) for each in reading.flags],
        "passages": [(part.start, part.end, part.kind, part.number) for part in opened.passages],
    }
    return json.dumps({"opened": answer}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def refused(refusal: Refusal) -> bytes:
    """Return a refusal, as it is sent back."""
    facts = {name: fact if isinstance(fact, int) else str(fact)[:_LONGEST_FACT] for name, fact in refusal.facts.items()}
    return json.dumps({"refused": refusal.code, "facts": facts}).encode()


def broken(error: Exception) -> bytes:
    """Return the kind and place of an exception that is no refusal; never its message, which may quote the paper."""
    frame, line = list(walk_tb(error.__traceback__))[-1]
    place = f"{type(error).__name__} {Path(frame.f_code.co_filename).name}:{line}"
    return json.dumps({"broken": place}).encode()


def understood(answer: bytes, content: bytes, filename: str) -> Opened:
    """Return what the answer says of the paper `content`, or raise the refusal that it names; else GarbledError."""
    return heard(answer, filename, lambda given: _opened(given["opened"], sha256(content).hexdigest()))


def heard(answer: bytes, filename: str, read: Callable[[Mapping[str, Any]], Heard]) -> Heard:
    """Return what `read` makes of an answer, or raise the refusal that it names; GarbledError if it is no answer."""
    try:
        given = json.loads(answer.decode("utf-8", "surrogatepass"))
        if "refused" in given:
            raise _refusal(given, filename)
        if "broken" in given:
            raise Broken(filename=filename, place=_place(given["broken"]))
        return read(given)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise GarbledError(str(error)) from None


def _place(told: str) -> str:
    """Return the place of a breakdown if it looks like one: what came back is not believed, and goes into the log."""
    return told if _PLACE.fullmatch(told) else "place unknown"


def _refusal(given: Mapping[str, Any], filename: str) -> Refusal:
    """Return the refusal that is named, its places filled; the file is the one that was handed in, whatever is said."""
    if given["refused"] == TooHeavy.__name__:
        return TooHeavy(filename=filename, reason=str(given["facts"]["reason"]))
    facts = {
        name: fact if isinstance(fact, int) else str(fact)[:_LONGEST_FACT] for name, fact in given["facts"].items()
    }
    refusal = _KINDS[given["refused"]](**(facts | {"filename": filename}))
    str(refusal)  # a place that is not filled raises KeyError here
    return refusal


def _opened(given: Mapping[str, Any], digest: str) -> Opened:
    text = given["text"]
    if not isinstance(text, str) or given["format"] not in READABLE:
        raise ValueError(given["format"])
    blocks = tuple(Block(*_stretch(row, text)) for row in given["blocks"])
    passages = tuple(Passage(*stretch, text[stretch[0] : stretch[1]]) for stretch in _rising(given["passages"], text))
    warnings = tuple(Remark(str(row["what"])[:_LONGEST_FACT], int(row["count"])) for row in given["warnings"])
    flags = tuple(
        Flag(Concern(row["concern"]), int(row["count"]), str(row["words"])[:_LONGEST_FACT]) for row in given["flags"]
    )
    about = About(**{name: str(fact)[:_LONGEST_FACT] for name, fact in given["about"].items()})
    return Opened(digest, Reading(given["format"], text, blocks, warnings, about, flags), passages)


def _rising(rows: list[Any], text: str) -> list[tuple[int, int, Kind, str]]:
    """Return the stretches, of which none begins before the one before it has ended."""
    found = [_stretch(row, text) for row in rows]
    if any(start < end for (_, end, _, _), (start, _, _, _) in pairwise(found)):
        message = "passages overlap"
        raise ValueError(message)
    return found


def _stretch(row: list[Any], text: str) -> tuple[int, int, Kind, str]:
    start, end, kind, number = row
    if not 0 <= start <= end <= len(text):
        message = "a stretch lies outside the text"
        raise ValueError(message)
    return start, end, Kind(kind), str(number)
