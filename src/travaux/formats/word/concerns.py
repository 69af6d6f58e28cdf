"""What a Word document carries that its author may not know of: hidden words, changes left in it, comments, macros."""

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from travaux.formats.reading import Concern, Flag, flag
from travaux.formats.word.names import DEL_TEXT, P_PR, R_PR, RUN_CHANGES, VAL, P, R, T, w
from travaux.formats.word.package import Package
from travaux.formats.word.tree import is_shadow

_OFF = ("0", "false", "off", "none")
_HIDDEN = w("vanish")


def flags(package: Package) -> tuple[Flag, ...]:
    """Say what a document carries unseen, in its body, notes and heads; before its changes are accepted."""
    trees = [package.tree(name) for name in package.stories()]
    comments = package.beside("comments")
    changes = [_words(each) for tree in trees for each in tree.iter(*RUN_CHANGES) if not is_shadow(each)]
    hiding = _hiding(package)
    found = (
        flag(Concern.HIDDEN, [words for tree in trees for words in _hidden(tree, hiding)]),
        flag(Concern.TRACKED, changes),
        flag(Concern.COMMENTS, map(_words, package.tree(comments).iterchildren(w("comment"))) if comments else ()),
        flag(Concern.MACROS, [""] * package.has_macros),
    )
    return tuple(each for each in found if each is not None)


def _words(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(T, DEL_TEXT))


def _hiding(package: Package) -> dict[str, bool]:
    """Return for each style that says so whether its words are hidden; one that says nothing does as its base does."""
    name = package.beside("styles")
    styles = list(package.tree(name).iterchildren(w("style"))) if name else []
    bases = {each.get(w("styleId"), ""): _named(each, "basedOn") for each in styles}
    own = {each.get(w("styleId"), ""): _says(each.find(R_PR)) for each in styles}
    found = {}
    for style in bases:
        base, seen = style, set()
        while own.get(base) is None and base in bases and base not in seen:
            seen.add(base)
            base = bases[base]
        found[style] = bool(own.get(base))
    return found


def _named(element: etree._Element | None, name: str) -> str:
    found = None if element is None else element.find(w(name))
    return "" if found is None else found.get(VAL, "")


def _says(properties: etree._Element | None) -> bool | None:
    """Return whether properties hide words, or None where they say nothing of it."""
    found = None if properties is None else properties.find(_HIDDEN)
    return None if found is None else found.get(VAL, "true") not in _OFF


def _hidden(tree: etree._Element, hiding: dict[str, bool]) -> Iterator[str]:
    """Go through the stretches of hidden words; runs that stand side by side are one."""
    if not any(hiding.values()) and next(tree.iter(_HIDDEN), None) is None:
        return
    for is_hidden, runs in groupby(tree.iter(R), lambda run: _is_hidden(run, hiding)):
        words = "".join(map(_words, runs)) if is_hidden else ""
        if words.strip():
            yield words


def _is_hidden(run: etree._Element, hiding: dict[str, bool]) -> bool:
    """Whether a run is hidden: by itself, else by its style, else by that of its paragraph."""
    own = _says(run.find(R_PR))
    if own is not None or is_shadow(run):
        return bool(own) and not is_shadow(run)
    style = _named(run.find(R_PR), "rStyle")
    if style in hiding:
        return hiding[style]
    paragraph = next(run.iterancestors(P), None)
    return hiding.get(_named(None if paragraph is None else paragraph.find(P_PR), "pStyle"), False)
