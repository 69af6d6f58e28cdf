"""“X on behalf of Y”: who speaks and for whom, as forms, lists and speakers' cards write it, mistakes included."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

_BEHALF = re.compile(
    r"\b(?:on|ob|in|onn|no|of)\s+(?:the\s+)?(\w{4,8})\s*(?:\bof\b|\bo\b|\bfo\b|\bfor\b)?\s*(?:\bthe\b)?", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"\b(?:au nom|pour le compte) (?:de l['\u2019]|des?\b|du\b|d['\u2019])|\ben (?:nombre|representaci[oó]n) (?:del?\b)"
    r"|\bот имени\b|(?:نيابة عن|بالنيابة عن|باسم)|(?<=.)代表|\bobo\b|\bo/b/o\b",  # noqa: RUF001 - Russian
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:joint|this|the|a|written|closing|opening|common|revised|final|views?|and)\s+){0,4}"
    r"(?:submissions?|statement|intervention|remarks|inputs?|comments|response|views|proposal|paper|contribution|presentation)"
    r"(?:\s+(?:is|was|has been))?(?:\s+(?:made|presented|submitted|delivered|prepared|provided))?"
    r"(?:\s+(?:by|of|from|for|del?|du|des|par|por)\b|\s*:)\s*",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"\.?\s*\bthis (?:submission|statement) is (?:also )?supported by\b|\bsupported by\b", re.IGNORECASE
)
_GOVERNMENT = re.compile(
    r"(?:the\s+)?(?:(?:royal|federal)\s+)?(?:government|govt\.?|gouvernement|gobierno|delegation|d[eé]l[eé]gation"
    r"|delegaci[oó]n|(?:permanent )?observer|permanent (?:mission|representative|delegation)|mission permanente"
    r"|misi[oó]n permanente)"
    r"\s+(?:de l['\u2019]|(?:of|for|du|de la|des|del?)\s+)",
    re.IGNORECASE,
)
_MISSION = re.compile(r"(?:['\u2019]s)?\s+(?:delegation|permanent mission)$|['\u2019]s mission$", re.IGNORECASE)
_TO_WHOM = re.compile(
    r"[,\s]+(?:to (?:the )?|aupr[eè]s (?:de |des )|ante (?:la |las )?)(?:l['\u2019])?"
    r"(?:united nations|nations unies|naciones unidas|u\.?n\.?|o\.?n\.?u\.?)\b.{0,40}$",
    re.IGNORECASE,
)
_EDGES = " \t\r\n.,;:-–—_/|\"'\u2018\u2019\u201c\u201d«»•*!"  # noqa: RUF001 - marks as they are printed
_OPEN = _EDGES + "("
LIKE = 2
SPEAKS = frozenset({"also", "speaking", "speaks", "acting", "spoke", "both"})


@dataclass(frozen=True, slots=True)
class Chain:
    """The parts of a string: those who speak, those spoken for (None where nothing says so), and who supports it."""

    speakers: tuple[str, ...]
    spoken_for: str | None
    supporters: str = ""


def chain(words: str) -> Chain:
    """Take a string apart where it says on whose behalf; what is empty (“on behalf of on behalf of”) falls out."""
    said, supporters = _supported(" ".join(words.split()))
    *firsts, tail = _parts(said)
    parts = [*(trimmed(_without_verb(part)) for part in firsts), trimmed(tail)]
    filled = [part for part in parts if part]
    if len(parts) < 2 or not filled:  # noqa: PLR2004 - nobody speaks for anybody
        return Chain(tuple(filled), None, supporters)
    *before, last = filled
    if not before and parts[0]:
        return Chain((last,), None, supporters)
    if _joined(last):
        return Chain((*before, last), None, supporters)
    return Chain(tuple(before), last, supporters)


def _without_verb(part: str) -> str:
    """Return what stands before “on behalf of” without “speaking” or “also” at its end."""
    words = part.rstrip(_OPEN)
    while words.split()[-1:] and words.split()[-1].casefold().strip(_OPEN) in SPEAKS:
        words = words.rpartition(words.split()[-1])[0].rstrip(_OPEN)
    return words


def _supported(words: str) -> tuple[str, str]:
    found = _SUPPORT.search(words)
    return (words[: found.start()], trimmed(words[found.end() :])) if found else (words, "")


def _parts(words: str) -> list[str]:
    cuts = [(found.start(), found.end()) for found in _BEHALF.finditer(words) if _is_behalf(found.group(1))]
    cuts += [(found.start(), found.end()) for found in _OTHERWISE.finditer(words)]
    parts, place = [], 0
    for start, end in sorted(cuts):
        if start >= place:
            parts.append(words[place:start])
            place = end
    return [*parts, words[place:]]


def _is_behalf(word: str) -> bool:
    small = word.casefold()
    return small[0] == "b" and OSA.distance(small, "behalf", score_cutoff=LIKE) <= LIKE


def _joined(part: str) -> bool:
    return part.casefold().startswith("and ")


def trimmed(part: str) -> str:
    """Return a part without marks at its edges, and without “submission by the” or “government of” before a name."""
    before, words = None, part
    while before != words:
        before, words = words, words.strip(_EDGES)
        words = _sent(words)
        for pattern in (_BY, _GOVERNMENT):
            found = pattern.match(words)
            words = words[found.end() :] if found else words
        for lead in ("of ", "by ", "for ", "the ", "The "):
            words = words.removeprefix(lead)
    return words


def _sent(words: str) -> str:
    """Return a name without “delegation” behind it, and without where that is: “to the United Nations in Geneva”."""
    found = _TO_WHOM.search(words)
    head = words[: found.start()] if found else words
    if found and not (_GOVERNMENT.match(head) or _MISSION.search(head)):
        return words
    return _MISSION.sub("", head).rstrip(_EDGES) or words
