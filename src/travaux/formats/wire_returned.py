"""A document that was sent back, over the wire: the version it is read against, and what it suggests.

What comes back is believed no more than any answer: provisions are those that were asked about, kinds those that are
known, words are words.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from travaux.formats.reading import Remark
from travaux.formats.returned import Version
from travaux.formats.wire import heard
from travaux.formats.word.suggest import By, Does, Said, Suggestion, Suggestions, Trace, Unplaced
from travaux.text.provision import Kind, Provision


def version_told(version: Version) -> dict[str, Any]:
    """Return a version as it is sent to the one who opens papers."""
    return asdict(version)


def version_of(given: Mapping[str, Any]) -> Version:
    """Return the version that was sent."""
    provisions = (
        Provision(each["key"], Kind(each["kind"]), each["wording"], each["number"]) for each in given["provisions"]
    )
    return Version(tuple(provisions), given["checkpoint"])


def told(suggestions: Suggestions) -> bytes:
    """Return suggestions as they are sent back."""
    return json.dumps({"suggested": asdict(suggestions)}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def understood(answer: bytes, filename: str, version: Version) -> Suggestions:
    """Return what an answer says that a document suggests, or raise the refusal that it names; else GarbledError."""
    known = {"", *(provision.key for provision in version.provisions)}
    return heard(answer, filename, lambda given: _suggestions(given["suggested"], known))


def _suggestions(given: Mapping[str, Any], known: set[str]) -> Suggestions:
    return Suggestions(
        suggestions=tuple(_suggestion(each, known) for each in given["suggestions"]),
        formatting=tuple(_unplaced(each) for each in given["formatting"]),
        comments=tuple(_said(each, known) for each in given["comments"]),
        unplaced=tuple(_unplaced(each) for each in given["unplaced"]),
        checkpoint=_words(given["checkpoint"]),
        remarks=tuple(Remark(_words(each["what"]), int(each["count"])) for each in given["remarks"]),
    )


def _suggestion(given: Mapping[str, Any], known: set[str]) -> Suggestion:
    return Suggestion(
        does=Does(given["does"]),
        provision=_known(given["provision"], known),
        wording=_words(given["wording"]),
        after=_known(given["after"], known),
        found_by=By(given["found_by"]),
        authors=tuple(map(_words, given["authors"])),
        date=_words(given["date"]),
        tracked=bool(given["tracked"]),
        comments=tuple(_said(each, known) for each in given["comments"]),
        traces=tuple(_trace(each) for each in given["traces"]),
    )


def _trace(given: Mapping[str, Any]) -> Trace:
    return Trace(*(_words(given[name]) for name in ("id", "kind", "author", "date", "words")))


def _said(given: Mapping[str, Any], known: set[str]) -> Said:
    names = ("author", "date", "words", "quoted")
    return Said(_known(given["provision"], known), *(_words(given[name]) for name in names))


def _unplaced(given: Mapping[str, Any]) -> Unplaced:
    return Unplaced(*(_words(given[name]) for name in ("what", "where", "words", "author", "date")))


def _known(key: str, known: set[str]) -> str:
    if key not in known:
        message = "a provision that was not asked about"
        raise ValueError(message)
    return key


def _words(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    return given
