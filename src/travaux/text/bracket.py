"""Square brackets as they stand in a wording: nested, side by side, empty, or out of balance.

Nothing is refused and nothing is repaired: a bracket that is never closed, or never opened, is kept where it stands
and reported with its place. `render(parse(wording)) == wording` for every string.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from travaux.text.nature import LONGEST, Nature, alternatives, nature_of

OPENING, CLOSING = "[\uff3b", "]\uff3d"
"""The square brackets: those of the keyboard, and the wide ones of Chinese type."""
_PIECE = re.compile("[\\[\\]\uff3b\uff3d]|[^\\[\\]\uff3b\uff3d]+")
_TOUCHING = re.compile(r"\s*")
_OPTION = re.compile(
    r"(?<!\w)(?:Option|OPTION|Opción|Вариант|الخيار)\s*(?:\([A-Za-z0-9]+\)|(?:\d+(?:\.\d+)*|[IVX]+|[A-Za-z])\b)"
    r"|(?:备选案文|备选方案)\s*[(\uff08]?[0-9A-Za-z一二三四五六七八九十]"
)
_MENTION = re.compile(r"option|opción|opciones|вариант|خيار|备选案文|备选方案", re.IGNORECASE)


def is_opening(sign: str) -> bool:
    """Whether a character opens a square bracket."""
    return sign in OPENING


@dataclass(frozen=True, slots=True)
class Words:
    """Words outside or between brackets; also a closing bracket that nothing opened (`is_stray`)."""

    start: int
    end: int
    text: str
    is_stray: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """An opening bracket with what it holds; `closed` is false where the wording ends before it is closed.

    `end` is the place after the closing bracket.
    """

    start: int
    end: int
    inner: tuple["Words | Bracket", ...]
    closed: bool = True
    signs: str = "[]"

    @property
    def words(self) -> str:
        """What stands between the brackets, inner brackets included."""
        return render(self.inner)

    @property
    def nature(self) -> Nature:
        """What it is, by the words in it."""
        return nature_of(self.words) if self.end - self.start <= LONGEST else Nature.CONTESTED

    @property
    def is_placeholder(self) -> bool:
        """Whether it holds the place of words, a number or a date still to come."""
        return self.nature is Nature.PLACEHOLDER


Node = Words | Bracket


@dataclass(frozen=True, slots=True)
class Warned:
    """A bracket out of balance: the place of the character and what is wrong with it."""

    offset: int
    what: str


@dataclass(slots=True)
class _Open:
    start: int
    sign: str = ""
    inner: list[Node] = field(default_factory=list)


def parse(wording: str) -> tuple[Node, ...]:
    """Read the brackets of `wording` as a tree; places count characters of the wording."""
    stack = [_Open(0)]
    for found in _PIECE.finditer(wording):
        text, start, end = found.group(), found.start(), found.end()
        if text in OPENING:
            stack.append(_Open(start, text))
        elif text in CLOSING and len(stack) > 1:
            opened = stack.pop()
            stack[-1].inner.append(Bracket(opened.start, end, tuple(opened.inner), signs=opened.sign + text))
        else:
            stack[-1].inner.append(Words(start, end, text, is_stray=text in CLOSING))
    while len(stack) > 1:
        opened = stack.pop()
        stack[-1].inner.append(
            Bracket(opened.start, len(wording), tuple(opened.inner), closed=False, signs=opened.sign)
        )
    return tuple(stack[0].inner)


def render(nodes: Sequence[Node]) -> str:
    """Write the nodes as they were read."""
    parts: list[str] = []
    waiting: list[Node | str] = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Bracket):
            parts.append(node.signs[0])
            waiting += [node.signs[1:], *reversed(node.inner)]
        else:
            parts.append(node.text if isinstance(node, Words) else node)
    return "".join(parts)


def walk(nodes: Sequence[Node], depth: int = 0) -> Iterator[tuple[Node, int]]:
    """Yield every node with the number of brackets around it, in reading order."""
    waiting = [(node, depth) for node in reversed(nodes)]
    while waiting:
        node, level = waiting.pop()
        yield node, level
        if isinstance(node, Bracket):
            waiting += [(inner, level + 1) for inner in reversed(node.inner)]


def warnings(nodes: Sequence[Node]) -> list[Warned]:
    """Return the brackets that are out of balance, in reading order."""
    return [found for node, _ in walk(nodes) for found in _warned(node)]


def _warned(node: Node) -> list[Warned]:
    if isinstance(node, Bracket):
        return [] if node.closed else [Warned(node.start, "opened, never closed")]
    return [Warned(node.start, "closed, never opened")] if node.is_stray else []


def depth(nodes: Sequence[Node]) -> int:
    """Return how deep the brackets are nested; 0 without brackets."""
    return max((level + 1 for node, level in walk(nodes) if isinstance(node, Bracket)), default=0)


@dataclass(frozen=True, slots=True)
class Place:
    """One open place: a bracket, or several side by side that are alternatives to each other.

    `options` are the words between which the choice is: those of `[A][B]`, of `[A / B]`, or, of a bracket that stands
    alone, its words and nothing. A placeholder has no options. `nature` says what is to be settled.
    """

    start: int
    end: int
    options: tuple[str, ...]
    nature: Nature = Nature.CONTESTED


def places(wording: str) -> list[Place]:
    """Return the open places of `wording`: outermost brackets, with those that touch taken together."""
    groups: list[list[Bracket]] = []
    for node in parse(wording):
        if isinstance(node, Bracket):
            if groups and _touch(wording, groups[-1][-1].end, node.start):
                groups[-1].append(node)
            else:
                groups.append([node])
    strays = [Place(w.start, w.end, ("",)) for w in parse(wording) if isinstance(w, Words) and w.is_stray]
    return sorted([*map(_place, groups), *strays], key=lambda place: place.start)


def _touch(wording: str, end: int, start: int) -> bool:
    return _TOUCHING.fullmatch(wording, end, start) is not None


def _place(group: Sequence[Bracket]) -> Place:
    options = [words for bracket in group if not bracket.is_placeholder for words in _choices(bracket)]
    if len(options) == 1:
        options.append("")
    return Place(group[0].start, group[-1].end, tuple(dict.fromkeys(options)), _nature(group))


def _nature(group: Sequence[Bracket]) -> Nature:
    """Return what all brackets of a place are: numbers side by side are a number still, words are alternatives."""
    found = {bracket.nature for bracket in group if not bracket.is_placeholder}
    if len(found) == 1:
        only = found.pop()
        return Nature.ALTERNATIVES if only is Nature.CONTESTED and len(group) > 1 else only
    return Nature.ALTERNATIVES if found else Nature.PLACEHOLDER


def _choices(bracket: Bracket) -> list[str]:
    """Return the words between slashes of `[A / B]`; nested brackets are left whole."""
    if any(isinstance(node, Bracket) for node in bracket.inner):
        return [bracket.words]
    return alternatives(bracket.words)


def options_marked(wording: str) -> int:
    """Return how many options are announced in words (“Option 1:”, “Option (b)”, “Option II”), in the six languages."""
    return len(_OPTION.findall(wording))


def options_mentioned(wording: str) -> int:
    """Return how often the letters of “option” stand there, in any case and any word: the widest count there is.

    It is what a search finds, so that anybody can check it; “adoption” is in it. `options_marked` is the narrow one.
    """
    return len(_MENTION.findall(wording))
