"""Which provision a paragraph of a Word document is: carried along unseen, twice, so that it outlives other programs.

A content control around the number printed before a paragraph (its tag) and a bookmark around the paragraph both bear a
name made from the identity of the provision. Word keeps both; a program that flattens controls keeps the bookmark. The
control is not put around the words: programs write broken files where a change meets the end of a control.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from lxml import etree

from travaux.formats.word.names import ID, NAME, R_PR, SDT, SDT_CONTENT, VAL, R, T, w

_LENGTH = 32
_TRAVELS = re.compile(rf"p_[0-9a-f]{{{_LENGTH}}}")
_INSTRUCTION = "instruction_"
UNSEEN = "\u2060"
"""What holds the place of a number where there is none: a sign that is no word and has no width."""


def name_of(key: str) -> str:
    """Return the name under which a provision travels; bookmarks may have at most 40 letters, digits and lines."""
    return f"p_{sha256(key.encode()).hexdigest()[:_LENGTH]}"


def identified(paragraph: etree._Element, key: str, number: int) -> etree._Element:
    """Let a paragraph, which holds no more than its number yet, say which provision it is; return it.

    Words that are added to it stand in its bookmark; `number` is used once in a document.
    """
    lead = paragraph.findall(R) or [_unseen(paragraph)]
    control = paragraph.makeelement(SDT)
    properties = etree.SubElement(control, w("sdtPr"))
    etree.SubElement(properties, w("tag"), {VAL: name_of(key)})
    etree.SubElement(properties, ID, {VAL: str(number)})
    etree.SubElement(control, SDT_CONTENT).extend(lead)
    paragraph.append(paragraph.makeelement(w("bookmarkStart"), {ID: str(number), NAME: name_of(key)}))
    paragraph.append(control)
    return paragraph


def instructed(paragraph: etree._Element, number: int) -> etree._Element:
    """Let a paragraph say that it is none of the text, but tells how to change it."""
    mark = paragraph.makeelement(w("bookmarkStart"), {ID: str(number), NAME: f"{_INSTRUCTION}{number}"})
    paragraph.append(mark)
    return closed(paragraph, number)


def is_instruction(paragraph: etree._Element) -> bool:
    """Whether a paragraph says that it is none of the text."""
    return any(name.startswith(_INSTRUCTION) for name in _marked(paragraph))


def closed(paragraph: etree._Element, number: int) -> etree._Element:
    """End the bookmark of a paragraph to which all its words have been added; return the paragraph."""
    paragraph.append(paragraph.makeelement(w("bookmarkEnd"), {ID: str(number)}))
    return paragraph


def _unseen(paragraph: etree._Element) -> etree._Element:
    """Return a run that shows nothing, for a paragraph that has no number."""
    run = paragraph.makeelement(R)
    etree.SubElement(etree.SubElement(run, R_PR), w("vanish"))
    etree.SubElement(run, T).text = UNSEEN
    return run


def identities(paragraphs: Iterable[etree._Element], keys: Iterable[str]) -> dict[etree._Element, str]:
    """Return which paragraphs say that they are which of the provisions `keys`."""
    known = {name_of(key): key for key in keys}
    found = {}
    for paragraph in paragraphs:
        names = [*_marked(paragraph), *_controlled(paragraph)]
        key = next((known[name] for name in names if name in known), None)
        if key is not None:
            found[paragraph] = key
    return found


def carried(element: etree._Element) -> str:
    """Return the name under which a provision travels in a paragraph, empty if it carries none."""
    return next((name for name in (*_marked(element), *_controlled(element)) if _TRAVELS.fullmatch(name)), "")


def _marked(paragraph: etree._Element) -> Iterable[str]:
    return (mark.get(NAME, "") for mark in paragraph.iter(w("bookmarkStart")))


def _controlled(paragraph: etree._Element) -> Iterable[str]:
    controls = (*paragraph.iter(SDT), *paragraph.iterancestors(SDT))
    known = (properties for control in controls for properties in control.iterchildren(w("sdtPr")))
    return (tag.get(VAL, "") for properties in known for tag in properties.iterchildren(w("tag")))
