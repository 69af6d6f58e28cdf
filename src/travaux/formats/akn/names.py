"""The names of provisions: `eId` in this text, `wId` for good, by the naming convention of Akoma Ntoso."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

_SHORT = {
    "paragraph": "para",
    "subparagraph": "subpara",
    "section": "sec",
    "subsection": "subsec",
    "chapter": "chp",
    "article": "art",
    "attachment": "att",
    "clause": "cl",
    "subclause": "subcl",
    "component": "cmp",
    "citation": "cit",
    "recital": "rec",
    "alinea": "al",
    "division": "dvs",
}
_PROVISIONS = {
    *("paragraph", "subparagraph", "section", "subsection", "chapter", "article", "part", "title", "book", "clause"),
    *("point", "indent", "item", "list", "sublist", "alinea", "hcontainer", "container", "formula", "citation"),
    *("recital", "blockList", "division", "rule", "subrule", "subclause", "tome", "crossHeading", "authorialNote"),
    *("content", "intro", "wrapUp", "attachment", "listIntroduction", "heading", "subheading", "table", "tblock"),
}
_ALONE = {"content", "intro", "wrapUp", "heading", "subheading"}
_BARE = {"preamble", "mainBody", "body", "section", "paragraph"}
_LIMITS = {"doc", "statement", "act", "bill", "debate", "documentCollection", "akomaNtoso"}
_SIGN = re.compile(r"[^\w-]+")


def name_provisions(root: etree._Element) -> int:
    """Give every provision an `eId` and a `wId`; those it has are kept, unless another bears them. Return how many.

    What a file calls its provisions stays, since others cite it; the `wId` of a provision that had none is its `eId`.
    """
    taken = Counter(each.get("eId") for each in root.iter() if each.get("eId"))
    borne: set[str] = set()
    count = 0
    for element in _provisions(root):
        count += 1
        kept = _SIGN_OF_SPACE.sub("_", element.get("eId", "").strip())
        name = kept or _computed(element)
        if name in borne or (not kept and taken[name]):
            name = next(other for rank in range(2, len(taken) + count + 2) if (other := f"{name}-{rank}") not in taken)
        taken[name] += 1
        borne.add(name)
        element.set("eId", name)
        element.set("wId", _SIGN_OF_SPACE.sub("_", element.get("wId", "").strip()) or name)
    return count


_SIGN_OF_SPACE = re.compile(r"\s+")


def named(root: etree._Element) -> tuple[int, int]:
    """Return how many provisions a file has, and how many of them bear a `wId`."""
    found = list(_provisions(root))
    return len(found), sum(bool(each.get("wId")) for each in found)


def _provisions(root: etree._Element) -> Iterator[etree._Element]:
    """Go through the elements outside the metadata that are provisions or bear a name."""
    for element in root.iterchildren("*"):
        if _tag(element) == "meta":
            continue
        own = _tag(element) in _PROVISIONS or (_tag(element) == "p" and _tag(element.getparent()) in _BARE)
        if (own and _space(element) == _space(root)) or element.get("eId"):
            yield element
        yield from _provisions(element)


def _computed(element: etree._Element) -> str:
    """Return the name by the convention: that of the provision around it, `__`, its kind and its number or rank."""
    tag = _tag(element)
    above = next((each for each in element.iterancestors() if each.get("eId") or _tag(each) in _LIMITS), None)
    prefix = f"{above.get('eId')}__" if above is not None and above.get("eId") else ""
    if tag in _ALONE:
        return f"{prefix}{tag}"
    number = element.find("{*}num")
    printed = (
        _SIGN.sub("-", "".join(map(str, number.itertext())).strip()).strip("-").lower() if number is not None else ""
    )
    rank = sum(1 for each in element.itersiblings(element.tag, preceding=True)) + 1
    return f"{prefix}{_SHORT.get(tag, tag)}_{printed or rank}"


def _tag(element: etree._Element | None) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]


def _space(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[0]
