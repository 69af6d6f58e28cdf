"""The words of a language in which resolutions are read: from a table of words to patterns that find them."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from travaux.modalities.reading.fold import folded

Made = TypeVar("Made")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
FORCES = (
    *("decides", "requests", "invites", "encourages", "urges", "calls-upon", "recommends", "demands", "authorizes"),
    *("welcomes", "approves", "notes", "recalls", "reaffirms", "emphasizes", "expresses", "thanks", "condemns"),
    *("considers", "undertakes"),
)
"""What an opening phrase does, one word for all languages."""
ASKS = frozenset({"requests", "invites", "encourages", "urges", "calls-upon", "recommends", "demands", "authorizes"})
"""The forces that ask something of somebody."""

_FOLDER = files("travaux.modalities.reading") / "tongues"
_GROUP = re.compile(r"(?P<apart> ?)\[(?P<words>[^\]\[]*)\]")
_ARTICLE = "\u0627\u0644"  # the article of Arabic, which melts into a preposition before it
_PLAIN = re.compile(r"[.()+?']")
_WITH_ARTICLE = re.compile(rf"(?<!\w){_ARTICLE}")
_JOINED = "[\u0648\u0641\u0628\u0644\u0643]{0,2}"  # what Arabic writes onto the next word: and, so, by, to, like


class Compiled(Generic[Made]):
    """What is made of the words of a language when it is first asked for.

    The patterns of all six languages take half a second, for which whoever starts the site should not wait.
    """

    def __init__(self, make: Callable[[str], Made]) -> None:
        self._make = make
        self._made: dict[str, Made] = {}

    def __call__(self, language: str) -> Made:
        """Return what the language has of it."""
        if language not in self._made:
            self._made[language] = self._make(language)
        return self._made[language]


def compiled(words: Callable[[str], str]) -> Compiled[re.Pattern[str]]:
    """Make of a function that writes the pattern of a language one that returns it compiled."""
    return Compiled(lambda language: re.compile(words(language)))


def each_compiled(words: Callable[[str], Mapping[str, str]]) -> Compiled[Mapping[str, re.Pattern[str]]]:
    """Do as `compiled` does for patterns that have names."""
    return Compiled(lambda language: {name: re.compile(pattern) for name, pattern in words(language).items()})


@cache
def names() -> Mapping[str, str]:
    """Return the name of every addressee that has a key."""
    return tomllib.loads((_FOLDER / "names.toml").read_text(encoding="utf-8"))


@cache
def table(language: str) -> Mapping[str, Any]:
    """Return the table of words of a language."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def form(words: str, language: str) -> str:
    """Return the pattern of a form of a table: * is the rest of a word, [ ] may be missing, | parts what may stand."""
    signs = _PLAIN.sub(r"\\\g<0>", folded(words))
    signs = _GROUP.sub(_option, signs)
    if language == "ar":
        signs = _WITH_ARTICLE.sub(f"(?:{_ARTICLE}|\u0644\u0644)", signs)
    return signs.replace("/", r"/\s?").replace(" ", r"\s+").replace("*", r"[\w'-]{0,12}")


def _option(found: re.Match[str]) -> str:
    if found["apart"] and not found["words"].endswith(" "):
        return rf"(?: (?:{found['words']}))?"
    return f"{found['apart']}(?:{found['words']})?"


def weight(words: str) -> tuple[int, int]:
    """Return how much of a form must stand, and how long it is at most: what is tried first is the heaviest."""
    return (len(_GROUP.sub("", words)), len(words))


def either(words: Iterable[str], language: str) -> str:
    """Return the pattern of any of some forms, the longest first; one that stands for nothing where there is none."""
    forms = [form(each, language) for each in sorted(words, key=weight, reverse=True)]
    return f"(?:{'|'.join(forms)})" if forms else "(?!)"


def word(pattern: str, language: str) -> str:
    """Return a pattern that finds whole words only, as far as the language parts them."""
    if language == "zh":
        return pattern
    return rf"(?<!\w){_JOINED if language == 'ar' else ''}{pattern}(?!\w)"
