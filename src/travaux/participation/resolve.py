"""Who is meant by a string, and on whose behalf: names as lists, portals and speakers' cards have them.

Nothing is merged in silence: what names one entity beyond doubt is that entity; a mistake of spelling is forgiven only
where no other name is nearly as near; an organization that the library does not hold is itself, together with those of
the same normal form and no others; whatever else there is goes to a person (`review`), with the reason.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from travaux.participation.chain import Chain, chain, trimmed
from travaux.participation.entities import library
from travaux.participation.names_known import (
    LIKENESS,
    codes,
    is_acronym,
    known,
    looked_up,
    near_each_other,
    nearest,
    parted,
    spelt_out,
)
from travaux.participation.parts import (
    NOBODY,
    Part,
    Table,
    described,
    is_of_people,
    is_said,
    library_kind,
    listed,
    read_part,
)
from travaux.participation.spelling import normal

NEW = "new:"
_CONTACT = re.compile(r"\bcontact(?: person)?:.*", re.IGNORECASE | re.DOTALL)
_CAPACITY = re.compile(
    r"[\s,(]+(?:(?:speaking|acting)\s+)?(?:(?:as|in (?:its|his|her) capacity as)\s+(?:the\s+)?)?"
    r"(?:(?:co-)?(?:chair(?:man|person)?|coordinator|president)\s+(?:of|for)|for|pour|por)\s",
    re.IGNORECASE,
)
SURE = 0.7
LINKING = 4  # letters of the words that join a name to more of it: of, for, from, pour
STATELY = frozenset({"state", "observer_state", "group", "observer", "constituency"})


@dataclass(frozen=True, slots=True)
class Party:
    """An entity that a string names: its key (`new:…` for one that the library does not hold) and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A string as it was read: who, on whose behalf, supported by whom, how sure, whether to look, and why."""

    input: str
    entities: tuple[Party, ...]
    on_behalf_of: tuple[Party, ...]
    confidence: float
    review: bool
    because: tuple[str, ...] = ()
    supported_by: tuple[Party, ...] = ()
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Resolver:
    """What is known of names: the library's, a list's own, and what somebody reviewed (`aliases`: input to keys)."""

    table: Table
    names: Mapping[str, str]
    near: frozenset[str]
    aliases: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]

    def read(self, words: str) -> Reading:
        """Read one string."""
        if (given := self.aliases.get(normal(words))) is not None:
            return Reading(words, self._parties(given[0]), self._parties(given[1]), 1.0, review=False)
        code = codes().get(words.strip())
        if code is not None and normal(words) not in NOBODY:
            return Reading(words, self._parties([code]), (), 0.9, review=False)
        said = self._said(words)
        speakers = [read_part(part, self.table, may_be_title=place > 0) for place, part in enumerate(said.speakers)]
        first = [key for part in speakers for key in (*part.keys, *part.new)]
        stately = all(library_kind(key) in STATELY for key in first)
        behalf = self._behalf(said.spoken_for, stately=stately, named=bool(first)) if said.spoken_for else Part()
        support = read_part(said.supporters, self.table, may_be_title=True) if said.supporters else Part()
        return self._reading(words, speakers, behalf, support)

    def _said(self, words: str) -> Chain:
        """Take a string apart: one name, a State for its group (“Belize, Chair of AOSIS”), or who speaks for whom."""
        if len(self.table.get(normal(words), ())) == 1:
            return Chain((trimmed(words),), None)
        for found in _CAPACITY.finditer(words):
            state, group = trimmed(words[: found.start()]), trimmed(words[found.end() :].rstrip(" )."))
            if self._kind(state) == "state" and self._kind(group) == "group":
                return Chain((state,), group)
        return _without_echo(chain(_CONTACT.sub("", words)))

    def _kind(self, words: str) -> str:
        keys = looked_up(words, self.table)
        return library_kind(keys[0]) if len(keys) == 1 else ""

    def _behalf(self, words: str, *, stately: bool, named: bool) -> Part:
        """Read for whom one speaks; where nobody is named who does, what is no State or group is an organization."""
        if named and not stately and (is_said(words) or is_of_people(words)):
            return Part(unread=words, sure=0.5, doubts=("names a paper or people, and nobody spoken for",))
        found = read_part(words, self.table, may_be_title=stately)
        return found if named or found.keys else read_part(words, self.table, may_be_title=False)

    def _reading(self, words: str, speakers: list[Part], behalf: Part, support: Part) -> Reading:
        who = self._of(speakers)
        whom = self._of([behalf])
        who, whom = _apart(who, whom)
        parts = [*speakers, behalf]
        doubts = [doubt for part in parts for doubt in part.doubts]
        doubts += [
            f"like another name: {each.name}" for each in (*who, *whom) if each.key.removeprefix(NEW) in self.near
        ]
        doubts += [f"like another name: {one.name}" for one in who for other in whom if _alike(one, other)]
        if not who and not whom:
            doubts = doubts or ["nobody is named"]
        sure = min((part.sure for part in parts), default=0.0)
        unread = "; ".join(part.unread for part in parts if part.unread)
        review = bool(doubts) or sure < SURE
        return Reading(
            words, who, whom, min(sure, 0.5) if review else sure, review, tuple(doubts), self._of([support]), unread
        )

    def _of(self, parts: Iterable[Part]) -> tuple[Party, ...]:
        return self._parties(
            [key for part in parts for key in (*part.keys, *(NEW + own(each) for each in part.new))], parts
        )

    def _parties(self, keys: Iterable[str], parts: Iterable[Part] = ()) -> tuple[Party, ...]:
        said = {NEW + own(each): parted(each)[0] for part in parts for each in part.new}
        return tuple(Party(key, self._name(key, said)) for key in dict.fromkeys(keys))

    def _name(self, key: str, said: Mapping[str, str]) -> str:
        if key in library():
            return library()[key].name
        return self.names.get(key) or said.get(key) or key.removeprefix(NEW)


def own(words: str) -> str:
    """Return what a name that the library does not hold is known by: its normal form, without its own acronym."""
    head, acronym = parted(words)
    return normal(spelt_out(words) or (head if acronym and is_acronym(acronym, head) else words))


def _without_echo(said: Chain) -> Chain:
    """Leave out for whom one speaks where that is the speaker, described: the name again, then what is no name.

    A name that goes on (“… Nepal”) may be another's and stays; small letters behind a name describe it.
    """
    if not said.spoken_for or len(said.speakers) != 1:
        return said
    head, acronym = parted(said.speakers[0])
    words = said.spoken_for.split()
    if acronym and normal(words[0]) == normal(acronym):
        words = words[1:]
    size = len(head.split())
    same = normal(" ".join(words[:size])) == normal(head)
    behind = words[size : size + 2]
    describes = all(word.islower() for word in behind) and len(next(iter(behind), "describes")) > LINKING
    return Chain(said.speakers, None, said.supporters) if same and describes else said


def _alike(one: Party, other: Party) -> bool:
    """Whether two names that the library does not hold may be one: one begins with the other, or has its words."""
    if one.key == other.key or not (one.key.startswith(NEW) and other.key.startswith(NEW)):
        return False
    first, second = one.key.removeprefix(NEW), other.key.removeprefix(NEW)
    begins = first.startswith(second) or second.startswith(first)
    return begins or fuzz.token_sort_ratio(first, second) >= LIKENESS


def _apart(who: tuple[Party, ...], whom: tuple[Party, ...]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Nobody speaks on behalf of themselves; who is spoken for and has others speak is no speaker."""
    if set(who) == set(whom):
        return who, ()
    others = tuple(each for each in who if each not in whom)
    return others or who, whom


def resolver(
    strings: Iterable[str] = (), *, aliases: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] | None = None
) -> Resolver:
    """Return a resolver that has seen a list: what stands alone in it as a name is one in its other strings too."""
    names: dict[str, str] = {}
    acronyms: dict[str, set[str]] = {}
    alone = [part for words in dict.fromkeys(strings) for part in _alone(chain(words))]
    single = {own(part) for part in alone if len(listed(part)) == 1}
    for part in alone:
        if len(listed(part)) > 1 and single.issuperset(map(own, listed(part))):
            continue  # a list of names that each stand alone elsewhere
        names.setdefault(NEW + own(part), parted(part)[0])
        head, acronym = parted(part)
        if acronym and is_acronym(acronym, head):
            acronyms.setdefault(normal(acronym), set()).add(NEW + own(part))
    table = dict(known())
    taught = {key.removeprefix(NEW): (key,) for key in names}
    table |= {
        form: keys for form, keys in taught.items() if form not in table and not described(names[keys[0]], taught)
    }
    table |= {form: tuple(keys) for form, keys in acronyms.items() if form not in table and len(keys) == 1}
    near = near_each_other([key.removeprefix(NEW) for key in names], known())
    given = {normal(words): answer for words, answer in (aliases or {}).items()}
    return Resolver(table, names, near, given)


def _alone(said: Chain) -> list[str]:
    """Return those parts of a string that stand there as one name: an organization that the library does not hold."""
    parts = [*said.speakers[:1], *([said.spoken_for] if said.spoken_for and not _stately(said) else ())]
    found: list[str] = []
    for part in parts:
        read = read_part(part, known(), may_be_title=False)
        keys, _one = nearest(part)
        if len(read.new) == 1 and not read.keys and not read.doubts and not keys:
            found += read.new
    return found


def _stately(said: Chain) -> bool:
    first = said.speakers[:1]
    return not first or any(
        library_kind(key) in STATELY for key in read_part(first[0], known(), may_be_title=False).keys
    )
