"""The lists of two documents: which are the same, and how one is brought from the one into the other."""

import posixpath
from copy import deepcopy

from lxml import etree

from travaux.formats.word.names import REL, VAL, W14, WML, w
from travaux.formats.word.package import Package
from travaux.formats.word.parts import add_relation, add_type

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_ABSTRACT, _NUM = w("abstractNum"), w("num")
_ABSTRACT_ID, _NUM_ID = w("abstractNumId"), w("numId")
_IDENTITIES = ("nsid", "tmpl", "styleLink", "numStyleLink")


def same_lists(old: Package, new: Package) -> set[str]:
    """Return the numbers of lists under which both documents know the same list."""
    ours, theirs = _lists(old), _lists(new)
    return {"0", *(number for number, form in theirs.items() if ours.get(number) == form)}


def _lists(package: Package) -> dict[str, bytes]:
    part = package.beside("numbering")
    if part is None:
        return {}
    tree = package.tree(part)
    forms = {each.get(w("abstractNumId")): _canonical(each) for each in tree.iterchildren(w("abstractNum"))}
    return {
        each.get(w("numId"), ""): forms.get(value.get(VAL), b"")
        if (value := each.find(w("abstractNumId"))) is not None
        else b""
        for each in tree.iterchildren(w("num"))
    }


def _canonical(definition: etree._Element) -> bytes:
    return b"".join(etree.tostring(level, method="c14n") for level in definition.iterchildren(w("lvl")))


def bring_list(old: Package, new: Package, number: str) -> str:
    """Copy list `number` of `new` and its definition into `old`; return its number there, empty if it has none."""
    source = new.beside("numbering")
    if source is None:
        return ""
    theirs = new.tree(source)
    num = next((each for each in theirs.iterchildren(_NUM) if each.get(_NUM_ID) == number), None)
    meant = "" if num is None else _defined(num)
    definition = next((each for each in theirs.iterchildren(_ABSTRACT) if each.get(_ABSTRACT_ID) == meant), None)
    if num is None or definition is None:
        return ""
    ours = old.tree(old.beside("numbering") or _numbering(old))
    return _added(ours, deepcopy(definition), deepcopy(num))


def _defined(num: etree._Element) -> str:
    return "".join(each.get(VAL, "") for each in num.iterchildren(_ABSTRACT_ID))


def _added(ours: etree._Element, definition: etree._Element, num: etree._Element) -> str:
    """Add a definition before all lists, and a list after them, under numbers that are free."""
    for name in _IDENTITIES:
        for each in definition.findall(w(name)):
            definition.remove(each)
    definition.set(_ABSTRACT_ID, _free(ours, _ABSTRACT, _ABSTRACT_ID))
    num.set(_NUM_ID, _free(ours, _NUM, _NUM_ID))
    for each in num.iterchildren(_ABSTRACT_ID):
        each.set(VAL, definition.get(_ABSTRACT_ID, ""))
    first = ours.find(_NUM)
    if first is None:
        ours.append(definition)
    else:
        first.addprevious(definition)
    last = [definition, *ours.iterchildren(_NUM)][-1]
    last.addnext(num)
    return num.get(_NUM_ID, "")


def _free(tree: etree._Element, tag: str, name: str) -> str:
    numbers = (each.get(name, "") for each in tree.iterchildren(tag))
    return str(max((int(number) for number in numbers if number.isdecimal()), default=0) + 1)


def _numbering(package: Package) -> str:
    """Make a part for lists in a document that had none."""
    name = f"{posixpath.dirname(package.main)}/numbering.xml"
    package.parts[name] = f'<w:numbering xmlns:w="{WML}" xmlns:w14="{W14}"/>'.encode()
    add_type(package, name, _KIND)
    add_relation(package, f"{REL}/numbering", "numbering.xml")
    return name
