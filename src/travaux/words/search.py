"""Search: the terms under which a stretch is found, in the six languages.

One function serves both sides: what is kept is indexed by `search_terms(text)`, and what is asked is put through the
same `search_terms(question)`; a stretch answers where it holds **all** terms of the question. The language need not be
known: the script of each word says what is done with it.

    search_terms("The rights of migrants")        == ("the", "right", "of", "migrant")
    search_terms("Los derechos de los migrantes") == ("los", "derech", "de", "los", "migrant")
    search_terms("移民儿童")                        == ("移民", "民儿", "儿童")

Terms hold letters and figures only (no spaces, quotation marks or operators) and are at most LONGEST characters long:
they may be stored joined by spaces, or one a row. They stand in the order of the text, repeated as often as they occur:
`dict.fromkeys(…)` gives each once. A Chinese character asked for alone is found as the beginning of a term, or as its
end; `is_lone(term)` tells so.
"""

import re
from collections.abc import Iterator

from travaux.words.stems import folded, stem

LONGEST = 64
"""A longer word (an address, a run of letters without end) is cut here, in what is kept and in what is asked alike."""
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TERM = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W_{_HAN}]+(?:['\u2019][^\W_{_HAN}]+)?")
_APOSTROPHE = re.compile("['\u2019]")
_ELIDED = 2


def search_terms(text: str) -> tuple[str, ...]:
    """Return the terms of `text` in order: stems without case and accents; of Chinese, each two neighbours."""
    return tuple(_terms(folded(text)))


def is_lone(term: str) -> bool:
    """Whether a term is one Chinese character, of which a longer run keeps only pairs."""
    return len(term) == 1 and re.match(f"[{_HAN}]", term) is not None


def _terms(text: str) -> Iterator[str]:
    for found in _TERM.finditer(text):
        word = found.group()
        if found["han"]:
            yield from (word[place : place + 2] for place in range(max(1, len(word) - 1)))
        else:
            yield stem(_without_elision(word))[:LONGEST]


def _without_elision(word: str) -> str:
    """Return `homme` of `l'homme` and `women` of `women's`."""
    first, *rest = _APOSTROPHE.split(word)
    return rest[0] if rest and len(first) <= _ELIDED else first
