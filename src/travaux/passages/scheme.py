"""Scheme: the codebook of a process as data: themes, elements and cross-cutting perspectives, one below the other.

A scheme is handed on as JSON, in one form for every process; two versions can be compared before the newer one is used.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from travaux.refusal import Invalid

_FORMAT = "travaux codebook, 1"


class NotAScheme(Invalid):
    """What was given is no codebook that can be used."""

    asked = "You asked to use a codebook."
    because = "It cannot be used: {found}."
    rule = (
        "A codebook is data in the form “{form}”: each code has a key of its own, and stands under no other code or "
        "under one of the same codebook, never under itself."
    )
    remedy = "Mend the codebook, and hand it in again."


class Kind(StrEnum):
    """What a code asks of a passage."""

    THEME = "theme"
    ELEMENT = "element"
    CROSS_CUTTING = "cross-cutting"


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its key, its title, its kind, the key of the broader code (or none), and its words by language."""

    key: str
    title: str
    kind: Kind
    broader: str
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The codes of a codebook in their order, with the number of its version."""

    version: int
    codes: tuple[Code, ...]

    @property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words of each code in all languages, as `coding.codebook` takes them."""
        return {code.key: tuple(word for words in code.words.values() for word in words) for code in self.codes}

    def above(self, key: str) -> tuple[str, ...]:
        """Return the keys of the codes above one, the nearest first: a passage coded to it counts there too."""
        broader = {code.key: code.broader for code in self.codes}
        found: list[str] = []
        while (key := broader.get(key, "")) and key not in found:
            found.append(key)
        return tuple(found)

    def within(self, key: str) -> tuple[str, ...]:
        """Return the keys of the code and of all below it, in the order of the codebook."""
        return tuple(code.key for code in self.codes if key in (code.key, *self.above(code.key)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a newer version does to a codebook, by keys: codes added, struck, moved elsewhere, and given other words."""

    added: tuple[str, ...]
    struck: tuple[str, ...]
    moved: tuple[str, ...]
    reworded: tuple[str, ...]


def told(scheme: Scheme) -> str:
    """Write a codebook down as JSON."""
    data = {"form": _FORMAT, "version": scheme.version, "codes": [asdict(code) for code in scheme.codes]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def understood(text: str) -> Scheme:
    """Read a codebook that `told` wrote, or a person in the same form. Raises NotAScheme."""
    try:
        scheme = _scheme(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAScheme(found=str(error) or type(error).__name__, form=_FORMAT) from error
    for fault in _faults(scheme):
        raise NotAScheme(found=fault, form=_FORMAT)
    return scheme


def compared(older: Scheme, newer: Scheme) -> Changes:
    """Say what the newer version of a codebook does to the older one."""
    before, after = ({code.key: code for code in scheme.codes} for scheme in (older, newer))
    kept = [key for key in before if key in after]
    return Changes(
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
        tuple(key for key in kept if before[key].broader != after[key].broader),
        tuple(key for key in kept if before[key].words != after[key].words),
    )


def _scheme(data: Mapping[str, Any]) -> Scheme:
    if data["form"] != _FORMAT:
        raise ValueError(str(data["form"])[:40])
    return Scheme(int(data["version"]), tuple(_code(code) for code in data["codes"]))


def _code(data: Mapping[str, Any]) -> Code:
    words = {str(language): tuple(map(str, given)) for language, given in data.get("words", {}).items()}
    kind = Kind(data.get("kind", Kind.THEME))
    return Code(str(data["key"]), str(data.get("title", data["key"])), kind, str(data.get("broader", "")), words)


def _faults(scheme: Scheme) -> Iterator[str]:
    broader: dict[str, str] = {}
    for code in scheme.codes:
        if not code.key or code.key in broader:
            yield f"the key “{code.key}” is given twice or is empty"
        broader[code.key] = code.broader
    for key, above in broader.items():
        if above and above not in broader:
            yield f"“{key}” stands under “{above}”, which is not there"
    for key in broader:
        if _circles(key, broader):
            yield f"“{key}” stands under itself"


def _circles(key: str, broader: Mapping[str, str]) -> bool:
    above, steps = broader[key], 0
    while above and above != key and steps < len(broader):
        above, steps = broader.get(above, ""), steps + 1
    return bool(above)
