"""Properties as they were before a change, or as they are after it (ISO/IEC 29500-1, 17.13.5)."""

from lxml import etree

from travaux.formats.word.names import DEL, INS, MOVE_FROM, MOVE_TO, P_PR, R_PR, SECT_PR, w
from travaux.formats.word.tree import drop, parent

CHANGES = {
    w(f"{name}Change"): w(name) for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")
}
_KEPT = {
    P_PR: frozenset((R_PR, SECT_PR)),
    R_PR: frozenset((INS, DEL, MOVE_FROM, MOVE_TO)),
    SECT_PR: frozenset((w("headerReference"), w("footerReference"))),
    w("trPr"): frozenset((INS, DEL)),
}
"""What of the properties is not theirs, and so in no record of a change."""
_FIRST = frozenset((*_KEPT[R_PR], *_KEPT[SECT_PR]))
_CELL = (w("cellIns"), w("cellDel"), w("cellMerge"))
_MERGES = {"rest": "restart", "cont": "continue"}


def settle_properties(tree: etree._Element, *, accept: bool) -> None:
    """Forget every recorded change of properties, after bringing back what it recorded unless it is accepted."""
    _settle_merges(tree, accept=accept)
    for change in list(tree.iter(*CHANGES)):
        properties = change.getparent()
        if properties is None or properties.tag != CHANGES[change.tag]:
            continue
        drop(change)
        if not accept:
            _bring_back(properties, change.find(properties.tag))
    for each in list(tree.iter(w("numberingChange"), *_CELL)):
        drop(each)


def _bring_back(properties: etree._Element, old: etree._Element | None) -> None:
    kept = [child for child in properties if child.tag in _KEPT.get(properties.tag, ())]
    before = [child for child in kept if child.tag in _FIRST]
    after = [child for child in kept if child.tag not in _FIRST]
    properties[:] = [*before, *(() if old is None else old), *after]
    if not len(properties) and properties.tag == w("tblPrEx"):
        drop(properties)


def _settle_merges(tree: etree._Element, *, accept: bool) -> None:
    """Join or part the cells of a column as the change says; what was said before it may be on the change alone."""
    for change in list(tree.iter(w("cellMerge"))):
        properties = change.getparent()
        kind = change.get(w("vMerge" if accept else "vMergeOrig"))
        if properties is None or properties.tag != w("tcPr") or parent(properties).tag != w("tc"):
            continue
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        if kind in _MERGES:
            merge = properties.makeelement(w("vMerge"), {w("val"): _MERGES[kind]})
            change.addprevious(merge)
