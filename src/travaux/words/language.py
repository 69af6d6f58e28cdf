"""Which of the six languages a stretch is written in, from its script and its commonest words."""

import re
from collections import Counter

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_SCRIPTS = (
    ("zh", re.compile(f"[{_HAN}]"), 3),
    ("ar", re.compile("[\u0620-\u064a]"), 1),
    ("ru", re.compile("[\u0400-\u052f]"), 1),
    ("", re.compile("[A-Za-z\u00c0-\u024f]"), 1),
)
"""Scripts with how many letters of an alphabet a sign of theirs is worth."""
_COMMON = {
    "en": "the of and to in for that is on with by as be are from at which this its have has shall their not or an",
    "fr": "le la les des de du et à dans pour que est sur avec par au aux une un en qui ce cette son leur leurs ou il",
    "es": "el la los las de del y en para que es sobre con por al una un se su sus lo como o más este esta entre sin",
}
_BY_WORD = {
    word: frozenset(language for language, words in _COMMON.items() if word in words.split())
    for words in _COMMON.values()
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTS = (("fr", re.compile("[àâçèéêëîïôùûœ]")), ("es", re.compile("[áíóúñ¿¡]")))
_LOOKED_AT = 2000


def language_of(text: str) -> str:
    """Return the language of `text` as `ar`, `en`, `es`, `fr`, `ru` or `zh`; empty where nothing tells it.

    Another language in one of these scripts is taken for the one that it is most like: nothing is known of others.
    """
    head = text[:_LOOKED_AT]
    signs = [(len(script.findall(head)) * worth, language) for language, script, worth in _SCRIPTS]
    most, language = max(signs)
    return (language or _latin(head.casefold())) if most else ""


def _latin(text: str) -> str:
    seen: Counter[str] = Counter()
    for word in _WORD.findall(text):
        seen.update(_BY_WORD.get(word, ()))
    for language, accents in _ACCENTS:
        seen[language] += len(accents.findall(text))
    ranked = seen.most_common(2)
    tells = bool(ranked) and ranked[0][1] > 0 and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if tells else ""
