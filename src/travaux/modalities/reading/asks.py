"""The obligations that an operative paragraph proposes: clause by clause, who is asked what, by when, how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from travaux.modalities.reading.fold import Folded
from travaux.modalities.reading.openings import Opening, seconds
from travaux.modalities.reading.people import Clause, Hit, action_start, addressees, asked, hits, subject
from travaux.modalities.reading.references import references
from travaux.modalities.reading.shapes import Addressee, DateSaid, Obligation
from travaux.modalities.reading.tongue import ASKS, compiled, either, names, table, word

BINDS = ASKS | {"decides"}
"""The forces that make an obligation: asking somebody, and deciding."""
OTHER = "other"
"""The key of all who are in no list of names: they are called as the paper calls them."""

_ENDS = " \t,;.:\u060c\u061b\uff0c\uff1b\u3002\uff1a"
_OPEN_MOST, _BESIDE, _WORDS_MOST = 140, 3, 90
_DEBATE = timedelta(days=10)
_NAME = re.compile(
    r"(?:(?:the|all|la|le|los?|las|el)\s+)?"
    r"(?P<name>[A-Z\u0410-\u042f]\w{1,30}"
    r"(?:\s(?:(?:of|for|on|and|de|des|du|la|les|del|los|las|para|y|et)\s){0,2}[A-Z\u0410-\u042f]\w{1,30}){0,7})"
    r"(?P<apart>[,:]|\sand\sits\s)?"
)
_STOP = re.compile(r"[,;.:()\u3002]")


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph as its obligations are read: its words, their searched form, and the dates in it."""

    text: str
    searched: Folded
    language: str
    dates: tuple[DateSaid, ...]


def obligations(said: Said, opens: Opening | None, force: str) -> tuple[Obligation, ...]:
    """Return what a paragraph asks; `force` is that of the paragraph over it where it opens with no phrase itself."""
    found: list[Obligation] = []
    for clause in _clauses(said, opens, force):
        before = found[-1].addressees if found else _spoken_of(said, clause)
        if clause.force in BINDS:
            found.append(_obligation(said, clause, before))
    return tuple(found)


def handed_down(said: Said, over: Obligation) -> tuple[Obligation, ...]:
    """Return what a paragraph asks that opens with no phrase itself, of those whom the paragraph over it asks.

    “Requests the Secretary-General: (a) To report …”: all of it is the action, and whoever is named in it is not asked.
    """
    first, *others = _clauses(said, None, over.force)
    found = [_asking(said, first, over.addressees, first.start)]
    for clause in others:
        if clause.force in BINDS:
            found.append(_obligation(said, clause, found[-1].addressees))
    return tuple(found)


def _spoken_of(said: Said, clause: Clause) -> tuple[Addressee, ...]:
    """Return those of whom a paragraph speaks before it asks something of “them”."""
    return _people(
        said, [each for each in hits(said.searched.text, said.language, 0, clause.lead) if each.key != "meeting"]
    )


def _clauses(said: Said, opens: Opening | None, force: str) -> list[Clause]:
    begin = opens.end if opens else 0
    parts = [Clause(opens.force if opens else force, begin, 0)]
    parts += [
        Clause(each.force, each.end, each.lead, each.of_them, each.lead)
        for each in seconds(said.text, said.searched, said.language, begin)
    ]
    ends = [each.end for each in parts[1:]] + [len(said.searched.text)]
    return [replace(part, end=end) for part, end in zip(parts, ends, strict=True)]


def _obligation(said: Said, clause: Clause, before: Sequence[Addressee]) -> Obligation:
    text, language = said.searched.text, said.language
    people: tuple[Addressee, ...]
    if clause.force == "decides":
        start = _behind_that(text, clause, language)
        found, begin = subject(text, language, start, clause.end), start
        people = _people(said, found) or (Addressee("meeting", names()["meeting"], ""),)
    else:
        found, begin = asked(text, language, clause)
        people = tuple(before) if clause.of_them and before else _people(said, found) or _by_words(said, clause)
        begin = begin if people else clause.start
    return _asking(said, clause, people, begin)


def _asking(said: Said, clause: Clause, people: tuple[Addressee, ...], begin: int) -> Obligation:
    text, language = said.searched.text, said.language
    words = said.searched.said(said.text, begin, clause.end)
    return Obligation(
        force=clause.force,
        addressees=people,
        action=words.strip(_ENDS),
        due=_due(said, clause),
        conditions=_conditions(said, clause),
        references=references(text[clause.start : clause.end], language),
    )


def _people(said: Said, found: Sequence[Hit]) -> tuple[Addressee, ...]:
    return addressees(found, [said.searched.said(said.text, hit.start, hit.end) for hit in found])


def _by_words(said: Said, clause: Clause) -> tuple[Addressee, ...]:
    """Return who is asked in the words of the paper, where they are in no list of names: “the administering Power”."""
    if not clause.start:
        return ()
    name = _plain(said, clause) or _proper(said, clause)
    return (Addressee(OTHER, name, name),) if name else ()


def _proper(said: Said, clause: Clause) -> str:
    """Return a name of their own, behind “that” or before a comma: “Demands that the Russian Federation withdraw”."""
    found = _that(said.language).match(said.searched.text, clause.start, clause.end)
    behind = found.end() if found else clause.start
    by_that = bool(found and found[0].strip())
    named = _NAME.match(said.searched.said(said.text, behind, clause.end))
    return named["name"] if named and (by_that or named["apart"]) else ""


def _plain(said: Said, clause: Clause) -> str:
    """Return the words before those that lead to the action, or before the colon of what it is set out in."""
    text, language = said.searched.text, said.language
    most = min(clause.end, clause.start + _WORDS_MOST)
    lead = action_start(text, language, clause.force, clause.start, most)
    end = lead[0] if lead else text.find(":", clause.start, most)
    if end < 0:
        return ""
    stop = _STOP.search(text, clause.start, end)
    words = said.searched.said(said.text, clause.start, stop.start() if stop else end).strip(_ENDS)
    starts = _that(language).match(text, clause.start, end)
    is_name = any(each.isalpha() for each in words) and not (starts and starts[0].strip())
    return words if is_name else ""


@compiled
def _that(language: str) -> str:
    forms = [each for each in table(language)["grammar"]["that"] if each]
    that = rf"(?:{either(forms, language)}(?:\s+|(?=,)|(?<=')))" if forms else "(?!)"
    return rf"(?:[\s,]*{that}|,[^;.]{{0,160}}?,\s+{that}|)[\s,]*"


def _behind_that(text: str, clause: Clause, language: str) -> int:
    found = _that(language).match(text, clause.start, clause.end)
    return found.end() if found else clause.start


def _due(said: Said, clause: Clause) -> DateSaid | None:
    """Return the time of a clause: of those that it says itself the first that is no session, else the session.

    The day of something that is cited is none, nor the session that only tells one President from the next.
    """
    places = said.searched.places
    inside = [
        each
        for each in said.dates
        if places[clause.start] < each.end <= places[clause.end] and not each.cited and (each.earliest or each.latest)
    ]
    plain = [each for each in inside if not each.occasion]
    if plain:
        return replace(plain[0], occasion=_occasion(said, clause))
    named = hits(said.searched.text, said.language, clause.start, clause.end) if inside else []
    free = [each for each in inside if not any(_tells(each, places[hit.start], places[hit.end]) for hit in named)]
    return free[0] if free else _by_occasion(said, clause)


def _tells(session: DateSaid, start: int, end: int) -> bool:
    """Whether a session stands in or right behind a name at `start` to `end`: it tells which President is asked."""
    is_whole = session.earliest and session.latest and session.latest - session.earliest > _DEBATE
    return bool(is_whole) and start <= session.start <= end + _BESIDE


@compiled
def _occasions(language: str) -> str:
    words = table(language)["occasions"]
    lone = word(either([*words["debate"], *words["debate_week"]], language), language)
    return rf"{words['meeting']}|{lone}" if language == "zh" else rf"(?<!\w)(?:{words['meeting']})(?!\w)|{lone}"


@compiled
def _before(language: str) -> str:
    return either(table(language)["occasions"]["before_words"], language)


def _occasion(said: Said, clause: Clause) -> str:
    """Return the words that tie a clause to an event, if there are any: “prior to the high-level meeting”."""
    found = _occasions(said.language).search(said.searched.text, clause.start, clause.end)
    return said.searched.said(said.text, found.start(), found.end()) if found else ""


def _by_occasion(said: Said, clause: Clause) -> DateSaid | None:
    """Return a time that is known only by its event, where what is asked is to be done before it."""
    words = _occasion(said, clause)
    if not words or not _before(said.language).search(said.searched.text, clause.start, clause.end):
        return None
    start = said.text.find(words)
    return DateSaid(words, start, start + len(words), None, None, words)


@compiled
def _conditioned(language: str) -> str:
    words = table(language)["conditions"]
    fixed, open_ = either(words["fixed"], language), either(words["open"], language)
    return rf"(?P<fixed>{word(fixed, language)})|(?P<open>{word(open_, language)})"


def _conditions(said: Said, clause: Clause) -> tuple[str, ...]:
    """Return the words that say how a clause is to be done: “on a non-objection basis”, to the next comma."""
    text, found, at = said.searched.text, [], clause.start
    while match := _conditioned(said.language).search(text, at, clause.end):
        stop = _STOP.search(text, match.end(), min(clause.end, match.end() + _OPEN_MOST))
        end = match.end() if match["fixed"] else (stop.start() if stop else min(clause.end, match.end() + _OPEN_MOST))
        found.append(said.searched.said(said.text, match.start(), end).strip(_ENDS))
        at = max(end, match.end())
    return tuple(dict.fromkeys(found))
