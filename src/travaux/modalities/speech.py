"""How a body speaks: its own words for things, in place of a site's, in labels and inside sentences.

A label is the name of one thing and gives way whole. Inside a sentence only names of those who take part, and of what
is plainly one thing of the process, give way: “text” or “record” may there be any text, or a verb.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

CONTEXT = "\x04"  # what gettext sets between a context and the words
_NAMED = re.compile(
    r"\b(?P<a>an? )?(?P<word>(?:co[- ]facilitator|delegate|delegation|focal[- ]point|member[- ]state|participant"
    r"|secretariat[- ]officer|secretariat|stakeholder|stocktaking|submission|zero[- ]draft)s?)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[^a-z0-9]+")
_LABEL_MOST, _KEPT_MOST = 60, 4096
_PLACE = re.compile(r"(%\([^)]{1,80}\)[a-z])")
_VOWELS = tuple("aeiouAEIOU")
_TO_IES = re.compile(r"(?<=[^aeiou])y\Z")


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """Return the key by which a process file names a label of the site: “Focal point” is `focal-point`."""
    words = label.rpartition(CONTEXT)[2]
    return _APART.sub("-", words.lower()).strip("-") if words[:1].isupper() and len(words) <= _LABEL_MOST else ""


def term_in(forms: Iterable[tuple[str, str]], language: str) -> str:
    """Return what a thing is called in a language, of what a file says by language, or in all it leaves out ("")."""
    said = dict(forms)
    return said.get(language) or said.get("", "")


@dataclass(frozen=True, slots=True)
class Speech:
    """What a body calls things in a language, and in English, for what a site cannot say in that language."""

    terms: Mapping[str, str]
    english: Mapping[str, str]
    _said: dict[tuple[str, str], str] = field(default_factory=dict)

    def say(self, message: str, said: str) -> str:
        """Return what the site says, `said` in the language of the page, `message` in English, in the body's words.

        A sentence that the site has no other words for stands there in English, and takes the English terms.
        """
        known = self._said.get((message, said))
        if known is None:
            if len(self._said) >= _KEPT_MOST:
                self._said.clear()
            known = self._said[message, said] = self._worded(message, said)
        return known

    def _worded(self, message: str, said: str) -> str:
        key = key_of(message)
        label = self.terms.get(key) or (self.english.get(key) if said == message else "")
        if label or said != message:
            return label or said
        parts = _PLACE.split(said)  # what is filled in later is somebody's own words
        return "".join(part if _PLACE.fullmatch(part) else self._sentence(part) for part in parts)

    def _sentence(self, words: str) -> str:
        return _NAMED.sub(lambda found: _put(found, self._term(_key(found["word"]))), words)

    def _term(self, key: str) -> str:
        """Return what one of them, or several, are called; nothing where the file does not say."""
        one = self.english.get(key.removesuffix("s"), "")
        return self.english.get(key, "") or (plural(one) if one else "")


def _key(words: str) -> str:
    return words.lower().replace(" ", "-")


def plural(words: str) -> str:
    """Return a name in the plural, as English forms it: “Co-Chairs of the committee”, “parties”."""
    head, of, rest = words.partition(" of ")
    if not head.endswith("s"):
        head = _TO_IES.sub("ie", head) + "s"
    return f"{head}{of}{rest}"


def _put(found: re.Match[str], word: str) -> str:
    if not word:
        return found[0]
    article = found["a"] or ""
    if article:
        article = f"{article[0]}n " if word.startswith(_VOWELS) else f"{article[0]} "
    elif found[0][0].isupper():
        word = f"{word[0].upper()}{word[1:]}"
    return f"{article}{word}"
