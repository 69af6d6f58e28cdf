"""Making a file valid without touching a word: elements that the standard does not have there are called otherwise."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from travaux.formats.akn.identity import Facts
from travaux.formats.akn.load import AKN, Fault
from travaux.formats.akn.metadata import OWN, SPACES, metadata
from travaux.formats.akn.validity import Found, errors

_ROUNDS = 100
_ATTRIBUTE = re.compile(r"attribute '([^']+)'")
_REQUIRED = {"date": "0001-01-01", "name": "unknown", "language": "und", "value": "", "showAs": "", "marker": "*"}
_MISPLACED = "an element that we put there is not expected there either"
_OURS = re.compile(
    r"Element '(?:inline|block|container|hcontainer|content|intro|crossHeading|p)': This element is not expected"
)
_FLAT = {"inline", "block"}
_BLOCKS = {"p", "num", "content", "intro", "list", "point", "paragraph", "section", "container", "table", "formula"}
_PARTS = re.compile(r"Element '(?:preamble|mainBody|body|preface|coverPage|conclusions|attachments)':|.*\( meta \)")
_TEXT = "Character content other than whitespace"

Cure = Callable[[Any, str], None]


def in_place(root: etree._Element) -> etree._Element:
    """Return the root in the namespace of the standard, if the file uses a draft's or none; else the root itself."""
    old = etree.QName(root).namespace
    if old == AKN:
        return root
    spaces = SPACES | {prefix: space for prefix, space in root.nsmap.items() if prefix}
    moved = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=spaces)
    for name, value in root.attrib.items():
        moved.set(name, value)
    moved.text = root.text
    moved.extend(list(root))
    for element in moved.iter("*"):
        if etree.QName(element).namespace == old:
            element.tag = f"{{{AKN}}}{etree.QName(element).localname}"
    return moved


def mended(root: etree._Element, rounds: int = _ROUNDS) -> tuple[etree._Element, tuple[Fault, ...]]:
    """Return a file as valid as so many rounds make it, and for what it was changed; no word is lost or moves."""
    done: list[Fault] = []
    found = errors(root)
    for _ in range(rounds):
        reasons = dict.fromkeys(reason for _line, reason, _path in found)
        better = ((reason, _better(root, found, reason)) for reason in reasons)
        cured = next(((reason, tried) for reason, tried in better if tried), None)
        if cured is None:
            break
        done += [Fault(line, reason) for line, reason, _path in found if reason == cured[0]]
        root, found = cured[1]
    return root, tuple(done)


def _better(root: etree._Element, found: list[Found], reason: str) -> tuple[etree._Element, list[Found]] | None:
    """Return the file with an error cured, wherever that stands, by the cure that leaves fewest.

    The schema names only the first element that is out of place among its siblings, so the next may stand there after.
    """
    alike = [path for _line, each, path in found if each == reason]
    cured, words = {(reason, path) for path in alike} | {(_MISPLACED, path) for path in alike}, _words(root)
    better: tuple[etree._Element, list[Found]] | None = None
    for cure in _cures(reason):
        tried = deepcopy(root)
        for element in [each for path in alike for each in _at(tried, path)]:
            cure(element, reason)
        left = errors(tried)
        seen = {(_MISPLACED if _OURS.match(each) else each, path) for _line, each, path in left}
        if not cured & seen and _words(tried) == words and (better is None or len(left) < len(better[1])):
            better = tried, left
        if not left:
            break
    return better


def _at(root: etree._Element, path: str) -> list[etree._Element]:
    """Return the element at a path of the schema's: `*[5]` counts all elements, `un:x[2]` those of that name."""
    found = [root]
    for step in path.split("/")[2:]:
        name, _, rank = step.rstrip("]").partition("[")
        prefix, _, local = name.rpartition(":")
        inside = found[0].iterchildren("*")
        alike = [
            each
            for each in inside
            if name == "*" or (each.prefix or "", etree.QName(each).localname) == (prefix, local)
        ]
        found = alike[int(rank or 1) - 1 :][:1]
    return found


def _words(root: etree._Element) -> str:
    return "".join("".join(map(str, root.itertext())).split())


def _cures(reason: str) -> tuple[Cure, ...]:
    if "This element is not expected" in reason:
        if _PARTS.match(reason):
            return (_described, _joined, _moved_in)
        return (*map(_called, ("inline", "block", "container", "crossHeading")), _contained, _housed, _boxed)
    if "attribute" in reason:
        return (_kept_apart, _given, _dropped)
    if _TEXT in reason:
        return (_in_paragraphs,)
    return (_left_out,)


def _called(name: str) -> Cure:
    """Give an element, and those of its kind behind it, another name, and their own as the attribute `name`."""

    def cure(element: etree._Element, _reason: str) -> None:
        old = etree.QName(element).localname
        for each in (element, *list(element.itersiblings(element.tag))):
            if name in _FLAT and any(etree.QName(child).localname in _BLOCKS for child in each.iterchildren("*")):
                return
            each.tag = f"{{{AKN}}}{name}"
            each.set("name", each.get("name", old))

    return cure


def _wrapped(name: str) -> Cure:
    """Put an element, and those of its kind that follow it, into another."""

    def cure(element: etree._Element, _reason: str) -> None:
        tag, parent = element.tag, _parent(element)
        around = etree.Element(f"{{{AKN}}}{name}")
        parent.insert(parent.index(element), around)
        each: etree._Element | None = element
        while each is not None and each.tag == tag:
            following = each.getnext()
            around.append(each)
            each = following

    return cure


def _contained(element: etree._Element, reason: str) -> None:
    """Put bare paragraphs of a provision into its content, or its introduction where more follows."""
    more = any(each.tag != element.tag for each in element.itersiblings("*"))
    _wrapped("intro" if more else "content")(element, reason)


def _boxed(element: etree._Element, reason: str) -> None:
    """Put an element into a container that bears its name."""
    name = etree.QName(element).localname
    _wrapped("container")(element, reason)
    _parent(element).set("name", name)


def _housed(element: etree._Element, reason: str) -> None:
    """Put an element that is not first in its section into a provision of its own; a paragraph as its content."""
    name = etree.QName(element).localname
    if name == "p":
        _wrapped("content")(element, reason)
        element = _parent(element)
    _wrapped("hcontainer")(element, reason)
    _parent(element).set("name", name)


def _joined(element: etree._Element, _reason: str) -> None:
    """Add what stands in an element to the one of the same kind that came before it."""
    before = next(element.itersiblings(element.tag, preceding=True), None)
    if before is not None and not (element.text or "").strip():
        before.extend(list(element))
        _parent(element).remove(element)


def _moved_in(element: etree._Element, _reason: str) -> None:
    """Move an element, as a container, to the end of what stands before it: a second preamble into the body."""
    before = next(element.itersiblings(preceding=True), element)
    if before.tag != element.tag:
        before.append(element)
        _called("container")(element, "")


def _described(element: etree._Element, reason: str) -> None:
    """Put metadata that say nothing before the first element, where there are none."""
    if "( meta )" in reason:
        element.addprevious(metadata(Facts()))


def _kept_apart(element: etree._Element, reason: str) -> None:
    """Keep the value of an attribute that the standard does not have, or not so, in our own namespace."""
    for name in _ATTRIBUTE.findall(reason):
        if name in element.attrib:
            element.set(f"{{{OWN}}}{etree.QName(name).localname}", str(element.attrib.pop(name)))


def _dropped(element: etree._Element, reason: str) -> None:
    """Leave out an attribute that nothing like it may stand beside; that is told with the fault."""
    for name in _ATTRIBUTE.findall(reason):
        element.attrib.pop(name, "")


def _given(element: etree._Element, reason: str) -> None:
    """Give an attribute that must be there."""
    for name in _ATTRIBUTE.findall(reason):
        element.set(name, _REQUIRED.get(name, "#unknown"))


def _in_paragraphs(element: etree._Element, _reason: str) -> None:
    """Put words that stand bare between elements into paragraphs of their own."""
    if (element.text or "").strip():
        first = etree.Element(f"{{{AKN}}}p")
        first.text, element.text = element.text, None
        element.insert(0, first)
    for child in list(element):
        if (child.tail or "").strip():
            after = etree.Element(f"{{{AKN}}}p")
            after.text, child.tail = child.tail, None
            child.addnext(after)


def _left_out(element: etree._Element, _reason: str) -> None:
    """Leave out an element that has no words and lacks what it must have."""
    if not _words(element):
        _parent(element).remove(element)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent
