"""Pumped input: how long each regular expression and each diff takes on the worst that can be made for it.

Times are the processor's, so that what else the machine does counts for nothing.

For a regular expression the worst is looked for in its own syntax: a sample of each part of it, and of what each part
leaves out, is repeated, alone and by twos, behind each beginning and before each ending. All are tried at 2 kB; those
that took longest are tried at 100 kB. They are used as the house uses each: sought
from every place, or from the beginning only.
"""

import gc
import importlib
import inspect
import itertools
import os
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from re import _constants as constants  # type: ignore[attr-defined] # the syntax tree of a pattern has no public name
from re import _parser as parser  # type: ignore[attr-defined] # as above
from types import FrameType, ModuleType
from typing import Any

import django

from benchmarks.figure import Figure
from benchmarks.trust.drill import main, tell
from travaux.formats.intake import opened
from travaux.modalities.reading.tongue import LANGUAGES, Compiled
from travaux.passages.coding import codebook, suggest
from travaux.passages.segment import segment
from travaux.refusal import Refusal
from travaux.text.bracket import options_marked, places
from travaux.text.compare import compare
from travaux.text.contest import ProvisionState, Tabled, brackets
from travaux.text.proposal import carried, edits_of
from travaux.text.provision import Kind, Provision
from travaux.text.rolling import rolling
from travaux.words.align import runs, script
from travaux.words.tokens import holds

SMALL, LARGE, WORST = 2_000, 100_000, 2
MOST_MS, MOST_SECONDS, PATIENCE = 100, 2.0, 3.0
WORDING = 20_000  # characters of the longest wording that a paragraph may have
MOST_SAMPLES = 18
SKIPPED = ("migrations", "wsgi", "settings", "issuer")  # the last, without patterns, can be loaded with an issuer only


class TooLong(Exception):  # noqa: N818 - what it says is what happened
    """The patience was over."""


def modules() -> Iterator[ModuleType]:
    """Import every module of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
    django.setup()
    for package in ("travaux", "secretariat"):
        found = importlib.import_module(package)
        for each in pkgutil.walk_packages(found.__path__, f"{package}."):
            if not any(part in SKIPPED for part in each.name.split(".")):
                yield importlib.import_module(each.name)


def patterns() -> dict[str, tuple[re.Pattern[Any], frozenset[str]]]:
    """Return every regular expression of the house by module and name, and the ways in which its module uses it."""
    return {
        f"{module.__name__}.{name}{place}": (pattern, ways(module, name))
        for module in modules()
        for name, value in vars(module).items()
        for place, pattern in within(value)
    }


def ways(module: ModuleType, name: str) -> frozenset[str]:
    """Return whether a pattern is sought from every place of a text, or from its beginning only."""
    used = set(re.findall(rf"\b{name}(?:\([\w.]+\))?(?:\[[^\]]+\])?\.(\w+)", inspect.getsource(module)))
    anchored = {"match", "fullmatch"}
    return frozenset(used & anchored | ({"finditer"} if used - anchored or not used else set()))


def within(value: object, place: str = "") -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from within(inner, f"{place}[{number}]")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from within(inner, f"{place}[{name}]")
    elif isinstance(value, Compiled):
        yield from within({language: value(language) for language in LANGUAGES}, place)


def samples(pattern: re.Pattern[Any]) -> list[str]:
    """Return short words made of what the pattern looks for, and of what it leaves out."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found = list(dict.fromkeys(each for each in _sampled(parser.parse(source, pattern.flags & ~re.UNICODE)) if each))
    return [
        *found[:MOST_SAMPLES],
        *(each for each in ("a", " ", "\n", "1", "-", "\x01") if each not in found[:MOST_SAMPLES]),
    ]


def _sampled(tree: Any) -> Iterator[str]:
    """Yield a sample of every part of a pattern, the whole first."""
    yield "".join(map(_sample, tree))
    for _, argument in tree:
        for inner in _trees(argument):
            yield from _sampled(inner)
    yield from map(_sample, tree)


def _trees(argument: Any) -> Iterator[Any]:
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for each in argument:
            yield from _trees(each)


def _sample(node: tuple[Any, Any]) -> str:
    kind, argument = node
    if kind is constants.LITERAL:
        return chr(argument)
    if kind is constants.IN:
        return _member(argument)
    if kind in (constants.ANY, constants.NOT_LITERAL):
        return "x"
    if kind is constants.BRANCH:
        return "".join(map(_sample, argument[1][0]))
    if kind in (constants.ASSERT_NOT, constants.AT, constants.ASSERT):
        return ""
    return "".join(_sample(inner) for tree in _trees(argument) for inner in tree)


def _member(choices: Sequence[tuple[Any, Any]]) -> str:
    """Return a character of a class."""
    if choices[0][0] is constants.NEGATE:
        return next(letter for letter in "a1 -<\x01" if letter not in str(choices))
    kind, argument = choices[0]
    if kind is constants.LITERAL:
        return chr(argument)
    if kind is constants.RANGE:
        return chr(argument[0])
    return {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_NOT_WORD": "-"}.get(str(argument), "a")


def tried(pattern: re.Pattern[Any], used: frozenset[str], text: str) -> float:
    """Return the milliseconds that the pattern takes on the text at most, in the ways in which it is used."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    known: Mapping[str, Callable[[Any], object]] = {
        "finditer": _all(pattern),
        "match": pattern.match,
        "fullmatch": pattern.fullmatch,
    }
    return max(_milliseconds(known[way], given) for way in used)


def _all(pattern: re.Pattern[Any]) -> Callable[[Any], object]:
    return lambda given: sum(1 for _ in pattern.finditer(given))


def _milliseconds(work: Callable[[Any], object], given: object) -> float:
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        work(given)
    except TooLong:
        return PATIENCE * 1000
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return (time.process_time() - start) * 1000


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TooLong


def pumped(pieces: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, what is repeated behind them, and endings."""
    twos = ("".join(pair) for pair in itertools.permutations(pieces[:6], 2))
    for pump in (*pieces, *twos):
        for beginning, ending in itertools.product(("", pieces[0]), ("", "\x01")):
            yield beginning, pump, ending


def worst(pattern: re.Pattern[Any], used: frozenset[str]) -> tuple[float, str]:
    """Return the milliseconds of the worst that was found at the large size, and what was repeated there."""
    cases = list(pumped(samples(pattern)))
    small = sorted(cases, key=lambda case: -tried(pattern, used, _made(case, SMALL)))
    return max((tried(pattern, used, _made(case, LARGE)), case[1]) for case in small[:WORST])


def _made(case: tuple[str, str, str], size: int) -> str:
    beginning, pump, ending = case
    return beginning + pump * (size // len(pump)) + ending


def _state(wording: str, proposals: int = 20) -> ProvisionState:
    proposed = [
        wording[:place] + " new " + wording[place:] for place in range(0, len(wording), len(wording) // proposals)
    ]
    tabled = [Tabled(str(rank), ("ARL",), tuple(edits_of(wording, new))) for rank, new in enumerate(proposed)]
    return ProvisionState("p", wording, tuple(tabled))


def _versions(count: int) -> tuple[list[Provision], list[Provision]]:
    made = [Provision(str(n), Kind.OPERATIVE, str(n), f"States take note of report {n}. " * 3) for n in range(count)]
    return made, made[::-1]


def _read(content: bytes, name: str) -> Callable[[], object]:
    def read() -> object:
        try:
            return opened(content, name)
        except Refusal:
            return None

    return read


def _cases() -> Mapping[str, Callable[[], object]]:
    """Return the work of each diff and of each other function that goes through a whole wording or paper."""
    size, million = WORDING, 1_000_000
    alike, other = "a b " * (size // 4), "b a " * (size // 4)
    long, longer = "a b c " * (million // 6), "c a d " * (million // 6)
    marks, spaces = "[a] " * (size // 4), " " * size
    old, new = _versions(2_000)
    return {
        "script: words of two letters": lambda: script(alike, other),
        "script: a megabyte against another": lambda: script(long, longer),
        "script: spaces": lambda: script(f"x{spaces}y", f"x{spaces}z{spaces}"),
        "script: a megabyte of spaces": lambda: script(" " * million + "x", " " * (million - 1) + "y"),
        "runs: one letter a word": lambda: runs("a " * size, "a " * (size // 2) + "b " * size),
        "holds: a run that almost fits": lambda: holds("a " * million + "b", "a " * (million // 2) + "c"),
        "compare: all moved": lambda: compare(old, new),
        "carried: each word changed": lambda: carried(edits_of(alike, other), alike, other),
        "brackets: in each other": lambda: brackets(_state("[" * (size // 2) + "]" * (size // 2), 4)),
        "brackets: side by side": lambda: brackets(_state(marks)),
        "rolling: side by side": lambda: rolling(_state(marks)),
        "rolling: words apart": lambda: rolling(_state("[a] b " * (size // 6))),
        "places: opened, never closed": lambda: places("[" * size),
        "places: slashes and spaces": lambda: places("[" + " /" * (size // 2) + "]"),
        "options: announced": lambda: options_marked("Option " * million),
        "segment: half sentences": lambda: segment("word,\n\nmore" * 100_000),
        "segment: one sentence": lambda: segment("a" * million),
        "segment: full stops": lambda: segment(". " * (million // 2)),
        "coding: one word": lambda: suggest("migrants " * 100_000, codebook({"a": ("migrants", "rights of migrants")})),
        "reading: Markdown, brackets": _read(b"[" * million, "a.md"),
        "reading: Markdown, lists in lists": _read(b"\n".join(b" " * n + b"- a" for n in range(1500)), "a.md"),
        "reading: text, one line": _read(b"a " * million, "a.txt"),
    }


def _alone(work: Callable[[], object]) -> Callable[[object], object]:
    return lambda _: work()


def measured() -> tuple[list[tuple[float, str, str]], list[tuple[float, str]]]:
    """Return milliseconds, name and what was repeated for each pattern, seconds and name for each diff; worst first."""
    signal.signal(signal.SIGPROF, _ring)
    gc.collect()
    print("patterns", file=sys.stderr, flush=True)
    regular = sorted(((*worst(*pattern), name) for name, pattern in patterns().items()), reverse=True)
    print("diffs", file=sys.stderr, flush=True)
    diffs = sorted(((_milliseconds(_alone(work), None) / 1000, name) for name, work in _cases().items()), reverse=True)
    return [(taken, name, pump) for taken, pump, name in regular], diffs


def figures(_form: str = "usual") -> Iterator[Figure]:
    regular, diffs = measured()
    for milliseconds, pattern, pump in regular[:12]:
        tell(f"{milliseconds:9.1f} ms  {pattern}  {pump!r}")
    for seconds, work in diffs[:12]:
        tell(f"{seconds:9.2f} s   {work}")
    taken, name, _ = regular[0]
    theirs, peer = control()
    what = f"{len(regular)} regular expressions on pumped input, the slowest ({name.rpartition('.')[2]})"
    yield Figure(
        what, f"{taken:.0f} ms", f"≤ {MOST_MS} ms", theirs, peer, met=taken <= MOST_MS and theirs.startswith("over")
    )
    slowest, case = diffs[0]
    yield Figure(
        f"{len(diffs)} diffs on their worst, the slowest ({case})",
        f"{slowest:.2f} s",
        f"≤ {MOST_SECONDS} s",
        met=slowest <= MOST_SECONDS,
    )


def control() -> tuple[str, str]:
    """Return what a pattern takes that is known to be bad, which the search must find."""
    taken, _ = worst(re.compile(r"\s+/\s+"), frozenset({"finditer"}))
    return f"{'over ' if taken >= PATIENCE * 1000 else ''}{taken:.0f} ms", r"\s+/\s+, a known fault that must be found"


if __name__ == "__main__":
    main(figures)
