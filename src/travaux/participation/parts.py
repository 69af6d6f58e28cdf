"""One part of a string read: a name, a list of names, a name with a title behind it, or something that is no name."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from travaux.participation.chain import trimmed
from travaux.participation.entities import library, memberships
from travaux.participation.names_known import is_acronym, known, looked_up, nearest, part_of, parted, spelt_out
from travaux.participation.spelling import normal

SEPARATOR = re.compile(
    r"[,;/、，；&+\n和与及]|(?<=\s)[-–—](?=\s)|(?<=\s)و(?=\w)"  # noqa: RUF001 - marks of other scripts
    r"|\b(?:jointly with|together with|as well as|in (?:collaboration|cooperation|partnership) with)\b"
    r"|\b(?:and|und|et|y|e|и)\b",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\([^()]{0,200}\)?")
POSSESSIVE = re.compile(r"['\u2019\u02bc]s?\b", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]{2}")
PERSON = re.compile(
    r"(?:h\.?\s?e\.?|(?:his|her|son) excellenc[ye]|mr|mrs|ms|mme|dr|prof|professor|amb|ambassador|sra?|msgr)[.,]?\s+\w",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"(?:the\s+)?(?:co-?)?(?:facilitator|chair(?:man|woman|person)?|president|convener|rapporteur|coordinator)s?$",
    re.IGNORECASE,
)
POST = re.compile(
    r"^(?:\w+\s){0,3}(?:chair(?:man|woman|person)?|director|manager|officer|adviser|advisor|president|secretary|ceo)$",
    re.IGNORECASE,
)
SAID = frozenset({"submission", "submissions", "statement", "statements", "remarks", "comments", "intervention"})
CLAUSE = re.compile(r"\b(?:compris|consist|compos|includ|represent|suppl|upload)[a-z]{0,8}\b", re.IGNORECASE)
LONGEST, HEAD = 7, 10
SHORT, WORDY, DESCRIBED = 2, 20, 2
DASH = re.compile(r"\s*[-–—:]\s")  # noqa: RUF001 - marks as they are printed
_WORDS = tomllib.loads((files("travaux.participation") / "library" / "words.toml").read_text(encoding="utf-8"))
TITLE, MEMBERS, NOBODY = (frozenset(_WORDS[name]) for name in ("title", "members", "nobody"))
Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a part holds: keys of entities, new names, what was not read, how sure that is, and why to look at it."""

    keys: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    unread: str = ""
    sure: float = 1.0
    doubts: tuple[str, ...] = ()


def read_part(words: str, table: Table, *, may_be_title: bool) -> Part:
    """Read a part; `may_be_title` where a State speaks, and what stands behind “on behalf of” is often a title."""
    if not LETTERS.search(words) and not any(mark.isalpha() for mark in words):
        return Part(unread=words)
    if normal(words) in NOBODY:
        return Part(unread=words, sure=0.5, doubts=("names nobody",))
    found = _whole(words, table) or _speaker(words, table)
    if found is not None:
        return found
    pieces = _pieces(words, table, may_be_title=may_be_title)
    if pieces is not None:
        return pieces
    if may_be_title or all(part in TITLE for part in normal(words).split()):
        return _title(words, table)
    return _new(words, table)


def _speaker(words: str, table: Table) -> Part | None:
    """Return the one for whom a person speaks, as the card of a speaker has it: “H.E. Ms. Ana Ruiz (Kenya)”."""
    if PERSON.match(words) is None:
        return None
    name, bracket, inside = words.partition("(")
    keys = _spelt(inside.rstrip(" ).,"), table) if bracket else ()
    if len(keys) == 1 and library_kind(keys[0]):
        return Part(keys, unread=trimmed(name), sure=0.9)
    return Part(unread=words, sure=0.5, doubts=("names a person",))


def _whole(words: str, table: Table) -> Part | None:
    """Return the one that a part names, as it stands, without its brackets, or with a mistake of spelling."""
    for form in _shapes(words, table):
        keys = looked_up(form, table)
        if len(keys) == 1:
            return Part(keys, sure=1.0 if library_kind(keys[0]) else 0.8)
        if keys:
            return Part(unread=words, sure=0.5, doubts=("means more than one: " + ", ".join(keys),))
    found = [nearest(form) for form in _shapes(words, table)]
    keys = next((keys for keys, alone in found if keys and alone), ())
    if keys:
        return Part(keys, sure=0.85)
    keys = next((keys for keys, _alone in found if keys), ())
    if keys:
        return Part(unread=words, sure=0.5, doubts=("near to: " + ", ".join(keys),))
    return None


def _shapes(words: str, table: Table) -> tuple[str, ...]:
    whole = BRACKETS.sub(" ", words)
    bare = BRACKETS.sub(lambda found: " " if _is_harmless(found.group(), whole, table) else found.group(), words)
    less = trimmed(POSSESSIVE.sub("", bare))
    return tuple(dict.fromkeys(form for form in (words, trimmed(bare), less, _membership(less)) if form.strip()))


def _is_harmless(bracket: str, name: str, table: Table) -> bool:
    """Whether brackets say nothing that makes another of a name: a title, an acronym, or names that are known.

    “Samoa (American)” and “Guinea (Bissau)” are others than Samoa and Guinea.
    """
    inside = bracket.strip("() ")
    parts = normal(inside).split()
    if (
        "".join(parts).isdigit()
        or not parts
        or parts[0] in TITLE
        or CLAUSE.match(inside)
        or all(part in TITLE | MEMBERS for part in parts)
    ):
        return True
    return is_acronym(inside, name) or all(_is_party(piece, table) for piece in listed(inside))


def _is_party(words: str, table: Table) -> bool:
    keys = looked_up(words, table)
    return len(keys) == 1 and library_kind(keys[0]) != "area"


def _membership(words: str) -> str:
    """Return words without “the group of” before and “countries” behind."""
    parts = words.split()
    while parts and parts[0].casefold() in MEMBERS:
        parts = parts[1:]
    while parts and parts[-1].casefold() in MEMBERS:
        parts = parts[:-1]
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a list: the keys that it names, or none; `title` says that what follows belongs to it."""

    keys: tuple[str, ...]
    words: str
    sure: float = 1.0
    title: bool = False
    doubt: str = ""


def _pieces(words: str, table: Table, *, may_be_title: bool) -> Part | None:
    """Read a list, or a name with a title behind it; None if nothing in it is known."""
    runs = _without_members(_runs(words, table, may_be_title=may_be_title), words)
    if not any(run.keys for run in runs):
        return None
    keys = tuple(dict.fromkeys(key for run in runs for key in run.keys))
    unknown = [run for run in runs if not run.keys and LETTERS.search(run.words) and not ROLE.match(run.words)]
    doubts = [run.doubt for run in runs if run.doubt]
    if unknown and not may_be_title and all(_vouched(run.words) for run in unknown):
        return Part(keys, tuple(run.words for run in unknown), sure=0.5 if doubts else 0.7, doubts=(*doubts,))
    if unknown and not may_be_title:
        if len(words.split()) > WORDY * 2:
            doubts.append("much of it is not a name")
        return Part(keys, tuple(run.words for run in unknown), sure=0.5, doubts=(*doubts, "known beside unknown names"))
    rest = ", ".join(run.words for run in unknown)
    if rest and not all(_is_title(run.words) for run in unknown):
        doubts.append("not read: " + rest)
    return Part(keys, unread=rest, sure=0.5 if doubts else min(run.sure for run in runs if run.keys), doubts=(*doubts,))


def _without_members(runs: list[_Run], words: str) -> list[_Run]:
    """Leave out whom a group is said to comprise: “EIG, comprising Mexico and Monaco”, “BASIC - Brazil, China”."""
    for place, run in enumerate(runs[:-1]):
        if [library_kind(key) for key in run.keys] != ["group"]:
            continue
        behind = words[words.index(run.words) + len(run.words) :] if run.words in words else ""
        told = next((at for at, each in enumerate(runs) if at > place and CLAUSE.match(each.words)), None)
        if told is not None:
            return runs[:told]
        rest = {key for each in runs[place + 1 :] for key in (each.keys or (each.words,))}
        if DASH.match(behind) and rest <= {each.member for each in memberships() if each.group == run.keys[0]}:
            return runs[: place + 1]
    return runs


def _vouched(words: str) -> bool:
    """Whether a name carries its own acronym, so that it is one name and whole."""
    head, acronym = parted(words)
    return bool(acronym) and is_acronym(acronym, head)


def _runs(words: str, table: Table, *, may_be_title: bool) -> list[_Run]:
    spans = _spans(words)
    runs, place = [], 0
    while place < len(spans):
        run, place = _run(words, spans, place, table, may_be_title=may_be_title)
        runs.append(run)
        if run.title:  # what follows a title belongs to it
            break
    return runs


def _spans(words: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for found in SEPARATOR.finditer(words):
        spans.append((start, found.start()))
        start = found.end()
    spans.append((start, len(words)))
    return [span for span in spans if words[span[0] : span[1]].strip()]


def listed(words: str) -> list[str]:
    """Return what stands between the separators of a list."""
    return [words[start:end].strip() for start, end in _spans(words)]


def _run(words: str, spans: list[tuple[int, int]], place: int, table: Table, *, may_be_title: bool) -> tuple[_Run, int]:
    """Return the longest name that begins at a span of the list, or the span as it is, and the place behind it."""
    for last in range(min(len(spans), place + LONGEST), place, -1):
        stretch = trimmed(words[spans[place][0] : spans[last - 1][1]])
        keys = _spelt(stretch, table)
        if len(keys) == 1:
            longer = _headed(trimmed(words[spans[place][0] : spans[-1][1]]), table, may_be_title=may_be_title)
            if longer is not None and not longer.doubt and len(normal(longer.words)) > len(normal(stretch)):
                return longer, len(spans)
            return _Run(keys, stretch, 0.97), last
    for last in range(min(len(spans), place + 2), place, -1):
        stretch = trimmed(words[spans[place][0] : spans[last - 1][1]])
        keys, alone = nearest(stretch)
        if alone:
            return _Run(keys, stretch, 0.85), last
    rest = trimmed(words[spans[place][0] : spans[-1][1]])
    return _headed(rest, table, may_be_title=may_be_title) or _Run((), trimmed(words[slice(*spans[place])])), place + 1


def _headed(words: str, table: Table, *, may_be_title: bool) -> _Run | None:
    """Return the State or group with whose name words begin, if what follows is a title or says who its members are."""
    parts = words.split()
    lengths = range(min(len(parts) - 1, HEAD), 0, -1)
    for spelt, length in ((spelt, length) for spelt in (True, False) for length in lengths):
        head = " ".join(parts[:length])
        keys = _spelt(head, table) if spelt else _misspelt(head)
        if len(keys) == 1 and library_kind(keys[0]) in ("state", "group", "observer", "observer_state", "constituency"):
            return _with_tail(head, keys, " ".join(parts[length:]), table, may_be_title=may_be_title)
    return None


def _spelt(words: str, table: Table) -> tuple[str, ...]:
    return next((keys for form in _shapes(words, table) if (keys := looked_up(form, table))), ())


def _misspelt(words: str) -> tuple[str, ...]:
    keys, alone = nearest(words)
    return keys if alone and len(words.split()) > 1 else ()


def library_kind(key: str) -> str:
    """Return the kind of an entity of the library, or nothing for one that is not of it."""
    return library()[key].kind if key in library() else ""


def _with_tail(head: str, keys: tuple[str, ...], tail: str, table: Table, *, may_be_title: bool) -> _Run | None:
    first = normal(tail).split()[:1]
    cut = head[-1:] in ".:;,)" or not (tail[:1].isalnum() or tail.startswith("("))
    plain = not first or first[0] in TITLE or cut or CLAUSE.match(tail) is not None
    if may_be_title and (plain or all(word in MEMBERS | TITLE for word in normal(tail).split())):
        return _Run(keys, head, 0.9, title=True)
    if may_be_title and first and first[0] in MEMBERS | TITLE and not looked_up(tail, table):
        return _Run(keys, head, 0.9, title=True)
    if may_be_title:
        return _Run(keys, head, 0.5, title=True, doubt=f"“{head}” may be part of a longer name")
    if plain and library_kind(keys[0]) in ("state", "group", "constituency"):
        return _Run(keys, head, 0.5, title=True, doubt=f"“{head}” may be part of a longer name")
    return None


def _is_title(words: str) -> bool:
    parts = normal(words).split()
    return bool(parts) and (parts[0] in TITLE or parts[-1] in TITLE or all(part in TITLE for part in parts))


def is_said(words: str) -> bool:
    """Whether words are what is handed in, and nobody's name: “Joint civil society submission”."""
    return normal(words).split()[-1:] != [] and normal(words).split()[-1] in SAID


def is_of_people(words: str) -> bool:
    """Whether a list is of people with what each of them does, such as a chairman or a senior manager."""
    return sum(POST.search(piece) is not None for piece in listed(words)) > 1


def _title(words: str, table: Table) -> Part:
    """Return a title without a name; if it mentions one group alone, this is an answer for a person to look at."""
    spoken = [looked_up(word, table) for word in map(trimmed, words.split()) if word.isupper()]
    groups = {keys for keys in spoken if len(keys) == 1 and library_kind(keys[0]) == "group"}
    doubtful = bool(groups) or not _is_title(words)
    doubts = ("may be a title: " + words,) if doubtful else ()
    return Part(groups.pop() if len(groups) == 1 else (), unread=words, sure=0.5 if doubtful else 0.9, doubts=doubts)


def described(words: str, table: Table) -> Part | None:
    """Return the organization that a list taught, where its constituency stands behind its name."""
    parts = words.split()
    for length in range(len(parts) - DESCRIBED, 1, -1):
        keys = table.get(normal(" ".join(parts[:length])), ())
        if len(keys) == 1 and keys[0] not in library():
            behind = _whole(trimmed(" ".join(parts[length:])), table)
            if behind is not None and [library_kind(key) for key in behind.keys] == ["constituency"]:
                return Part(keys, sure=0.7)
    return None


def _new(words: str, table: Table) -> Part:
    count = len(words.split())
    if count > WORDY:
        return Part(unread=words, sure=0.5, doubts=("is no name",))
    pieces = listed(words)
    return _whole_names(words, pieces) or described(words, table) or _doubtful(words, pieces)


def _whole_names(words: str, pieces: list[str]) -> Part | None:
    """Return names that carry their acronyms, or the one that an acronym spells out."""
    if len(pieces) > 1 and all(map(_vouched, pieces)):
        return Part(new=tuple(map(trimmed, pieces)), sure=0.7)
    return Part(new=(words,), sure=0.7) if spelt_out(words) else None


def _doubtful(words: str, pieces: list[str]) -> Part:
    several = len(pieces) > SHORT or ";" in words or (len(pieces) > 1 and all(each.isupper() for each in pieces))
    if several and all(each[:1].isupper() for each in pieces):
        return Part(new=tuple(map(trimmed, pieces)), sure=0.5, doubts=("may be a list of names or one name",))
    if others := looked_up(BRACKETS.sub(" ", words), known()):
        return Part(new=(words,), sure=0.5, doubts=("more than the name of: " + ", ".join(others),))
    if states := part_of(words):
        return Part(new=(words,), sure=0.5, doubts=("part of the name of: " + ", ".join(states),))
    unsure = len(pieces) > SHORT or (len(pieces) > 1 and ("," in words or _two(pieces)))
    doubts = ("may be two names or one",) if unsure else ()
    return Part(new=(words,), sure=0.5 if doubts else 0.7, doubts=doubts)


def _two(pieces: list[str]) -> bool:
    """Whether the sides of an “and” may be two names: both long, or both with an acronym, or the second is one."""
    long = all(len(BRACKETS.sub(" ", side).split()) > SHORT for side in pieces)
    last = pieces[-1]
    bracketed = [side.rstrip(" .").endswith(")") for side in pieces]
    acronym = len(last.split()) == 1 and sum(mark.isupper() for mark in last) > 1
    return acronym or all(bracketed) or bracketed[0] or (long and not bracketed[-1])
