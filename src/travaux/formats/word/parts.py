"""New parts of a package: referred to, and said what they are."""

import posixpath

from lxml import etree

from travaux.formats.word.names import PACK, TYPES
from travaux.formats.word.package import Package, relations_of

_TYPES = "[Content_Types].xml"


def add_relation(package: Package, kind: str, target: str, *, external: bool = False) -> str:
    """Let the document refer to something; return the id under which it does."""
    rels = relations_of(package.main)
    if rels not in package.parts:
        package.parts[rels] = f'<Relationships xmlns="{PACK}"/>'.encode()
    tree = package.tree(rels)
    taken = {each.get("Id") for each in tree}
    own = next(each for rank in range(1, 100_000) if (each := f"rIdT{rank}") not in taken)
    added = etree.SubElement(tree, f"{{{PACK}}}Relationship", {"Id": own, "Type": kind, "Target": target})
    if external:
        added.set("TargetMode", "External")
    return own


def type_of(package: Package, name: str) -> str:
    """Return the type of a part, as its package says it."""
    tree = package.tree(_TYPES)
    own = next((each.get("ContentType", "") for each in tree if each.get("PartName") == f"/{name}"), "")
    suffix = posixpath.splitext(name)[1][1:].lower()
    return own or next(
        (each.get("ContentType", "") for each in tree if each.get("Extension", "").lower() == suffix),
        "application/octet-stream",
    )


def add_type(package: Package, name: str, kind: str) -> None:
    """Say what a new part is."""
    etree.SubElement(package.tree(_TYPES), f"{{{TYPES}}}Override", {"PartName": f"/{name}", "ContentType": kind})
