"""What a delegation's Word document would change in which provision: suggested, for a person to confirm.

Paragraphs are known by the identity that they carry; where it was lost, by likeness in order. What is compared is the
wording of the provision with the words of the document after all its changes: so words that were changed with tracking
switched off are found too, and said to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lxml import etree

from travaux.formats.ranks import split
from travaux.formats.reading import Remark
from travaux.formats.word.identity import UNSEEN, identities, is_instruction
from travaux.formats.word.names import R_PR, P, R, w
from travaux.formats.word.package import Package
from travaux.formats.word.plain import said
from travaux.formats.word.read import read_revisions, remarks_on
from travaux.formats.word.resolve import accept
from travaux.formats.word.revision import Revision, What
from travaux.formats.word.skeleton import CHECKPOINT
from travaux.formats.word.stamp import Stamp, first_free, wrapped
from travaux.formats.word.tree import is_shadow
from travaux.text.alignment import align
from travaux.text.alignment_order import in_place
from travaux.text.provision import Provision

_NUMBER = 12
_SHOWN, _TRACES = 300, 200
_SPACES = " \t\n\u00a0"
_CHANGES = frozenset((What.INS, What.DEL, What.MOVE_FROM, What.MOVE_TO, What.PARA_INS, What.PARA_DEL))


class Does(StrEnum):
    """What a suggestion would do."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"
    MOVE = "move"


class By(StrEnum):
    """How the provision was found."""

    IDENTITY = "identity"
    ALIGNMENT = "alignment"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment: who says what, when, about which words; `provision` is empty where it stands beside none."""

    provision: str
    author: str
    date: str
    words: str
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A tracked change from which a suggestion was made: its number in the file, what it is, who made it and when."""

    id: str
    kind: str
    author: str = ""
    date: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change of one provision as the document would have it.

    `wording` is the new one, empty for a deletion; `provision` is empty for a new paragraph, which stands `after` one
    (empty: first). `traces` are the tracked changes that it comes from, `authors` and the last `date` theirs; `tracked`
    is false where there are none.
    """

    does: Does
    provision: str
    wording: str
    after: str = ""
    found_by: By = By.IDENTITY
    authors: tuple[str, ...] = ()
    date: str = ""
    tracked: bool = True
    comments: tuple[Said, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something that a document changes or says where no provision stands: in a note, a table, an unknown paragraph."""

    what: str
    where: str
    words: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that a document suggests; `checkpoint` is the one in its footer, empty if it has none.

    `formatting` are changes of looks, by provision: reported, never proposed. `comments` stand beside provisions that
    are not changed. `remarks` say what is not as it should be.
    """

    suggestions: tuple[Suggestion, ...]
    formatting: tuple[Unplaced, ...]
    comments: tuple[Said, ...]
    unplaced: tuple[Unplaced, ...]
    checkpoint: str
    remarks: tuple[Remark, ...]


@dataclass(slots=True)
class _Reading:
    """A document being read against its provisions."""

    provisions: dict[str, Provision]
    paragraphs: list[etree._Element]
    keys: dict[etree._Element, str]
    revisions: tuple[Revision, ...]
    claims: dict[str, tuple[etree._Element, By]] = field(default_factory=dict)
    gone: dict[int, list[Revision]] = field(default_factory=dict)

    def ranks(self, paragraph: etree._Element) -> set[int]:
        """Return the numbers of a paragraph and of those before it that ran into it or were taken out."""
        rank = last = self.paragraphs.index(paragraph)
        while rank > 0 and not self._is_apart(self.paragraphs[rank - 1]):
            rank -= 1
        return set(range(rank, last + 1))

    def _is_apart(self, paragraph: etree._Element) -> bool:
        return paragraph in self.keys or _stands(paragraph)


def suggestions(package: Package, provisions: Sequence[Provision], checkpoint: str = "") -> Suggestions:
    """Return what a document suggests for `provisions`, a version in its order; the package is used up by it.

    A document with the `checkpoint` of another version is read all the same, with a remark: its changes are then those
    against the version of now.
    """
    remarks = [*_struck_by_hand(package), *remarks_on(package, read_revisions(package))]
    paragraphs = [each for each in package.body.iter(P) if not is_shadow(each)]
    keys = identities(paragraphs, (provision.key for provision in provisions))
    known = {provision.key: provision for provision in provisions}
    reading = _Reading(known, paragraphs, keys, read_revisions(package))
    accept(package)
    left = [each for each in paragraphs if _stands(each)]
    notes = [each for each in left if is_instruction(each)]
    left = [each for each in left if each not in notes]
    reading.gone = _gone(reading)
    found, unplaced = _found(reading, left, _claimed(reading, left))
    unplaced += [Unplaced("changed instructions", "document", said(each)) for each in notes if _changes(reading, each)]
    made_from = _checkpoint(package)
    if checkpoint and made_from and made_from != checkpoint:
        remarks.append(Remark("made from another version than the one that it is compared with"))
    return _gathered(reading, found, unplaced, made_from, tuple(remarks))


def _stands(paragraph: etree._Element) -> bool:
    """Whether a paragraph is still in its document."""
    return next(paragraph.iterancestors(w("body")), None) is not None


def _gone(reading: _Reading) -> dict[int, list[Revision]]:
    """Return the changes of paragraphs of which no word is left, by the number of each."""
    empty = {rank for rank, each in enumerate(reading.paragraphs) if not (_stands(each) and said(each).strip())}
    found: dict[int, list[Revision]] = {}
    for each in reading.revisions:
        if each.part == "document" and each.paragraph in empty and each.kind in _CHANGES:
            found.setdefault(each.paragraph, []).append(each)
    return found


def _struck_by_hand(package: Package) -> list[Remark]:
    """Read words that were struck through by hand as deleted, in a document without a tracked change."""
    if any(revision.kind in _CHANGES for revision in read_revisions(package)):
        return []
    struck = [run for run in package.body.iter(R) if _is_struck(run)]
    stamp = Stamp("", next=first_free(package))
    for run in struck:
        wrapped([run], w("del"), stamp)
    return [Remark("words struck through by hand, read as deleted", len(struck))] if struck else []


def _is_struck(run: etree._Element) -> bool:
    marks = [
        mark for properties in run.iterchildren(R_PR) for mark in properties.iterchildren(w("strike"), w("dstrike"))
    ]
    return any(mark.get(w("val"), "1") not in ("0", "false", "off") for mark in marks)


def _checkpoint(package: Package) -> str:
    """Return the checkpoint that stands in the footer."""
    feet = (name for _, kind, name in package.relations(package.main) if kind == "footer" and name in package.parts)
    lines = (said(paragraph) for name in feet for paragraph in package.tree(name).iter(P))
    return next((line.partition(": ")[2].strip() for line in lines if line.startswith(CHECKPOINT)), "")


def _claimed(reading: _Reading, left: Sequence[etree._Element]) -> list[etree._Element]:
    """Say which paragraph is which provision, by identity and then by likeness; return those that are none."""
    for paragraph in left:
        key = reading.keys.get(paragraph, "")
        if key and key not in reading.claims:
            reading.claims[key] = (paragraph, By.IDENTITY)
    taken = {paragraph for paragraph, _ in reading.claims.values()}
    rest = [paragraph for paragraph in left if paragraph not in taken and said(paragraph).strip()]
    gone = set(reading.keys.values())
    free = [key for key in reading.provisions if key not in reading.claims and key not in gone]
    words = [_wording(said(each), None) for each in rest]
    matched = {}
    for link in align([reading.provisions[key].wording for key in free], words):
        matched[link.new[0]] = free[link.old[0]]
    for rank, key in matched.items():
        reading.claims[key] = (rest[rank], By.ALIGNMENT)
    return [paragraph for rank, paragraph in enumerate(rest) if rank not in matched]


def _is_numbered(words: str, provision: Provision) -> bool:
    """Whether the number of its provision is printed before the words of a paragraph."""
    return bool(provision.number) and words.removeprefix(UNSEEN).startswith(provision.number)


def _wording(words: str, provision: Provision | None) -> str:
    """Return the words of a paragraph without the number printed before them."""
    words = words.removeprefix(UNSEEN)
    number = provision.number if provision else ""
    if number and words.startswith(number):
        words = words[len(number) :]
    elif provision is None and "\t" in words[:_NUMBER]:
        words = words.partition("\t")[2]
    elif provision is None:
        words = split(words)[1]
    return words.strip()


def _found(
    reading: _Reading, left: Sequence[etree._Element], new: Sequence[etree._Element]
) -> tuple[list[Suggestion], list[Unplaced]]:
    """Return the suggestions in the order of the document, and the paragraphs that could not be placed."""
    owners = {paragraph: key for key, (paragraph, _) in reading.claims.items()}
    found: list[Suggestion] = []
    unplaced: list[Unplaced] = []
    after = ""
    moved = _out_of_order(reading, [owners[paragraph] for paragraph in left if paragraph in owners])
    for paragraph in left:
        if paragraph in owners:
            found += _replaced(reading, owners[paragraph], after, is_moved=owners[paragraph] in moved)
            after = owners[paragraph]
        elif paragraph in new and (reading.keys or _changes(reading, paragraph)):
            found.append(_new(reading, paragraph, after))
        elif paragraph in new:
            unplaced.append(Unplaced("a paragraph that is like no provision", "document", said(paragraph)))
    missing = [key for key in reading.provisions if key not in reading.claims]
    found += [_missing(reading, key) for key in missing if reading.claims or reading.keys]
    return _moves(reading, found), unplaced


def _out_of_order(reading: _Reading, keys: Sequence[str]) -> set[str]:
    """Return the fewest provisions that must have moved for the others to stand as in the version."""
    ranks = {key: rank for rank, key in enumerate(reading.provisions)}
    stayed = in_place([ranks[key] for key in keys], [1] * len(keys))
    return {key for place, key in enumerate(keys) if place not in stayed}


def _replaced(reading: _Reading, key: str, after: str, *, is_moved: bool) -> list[Suggestion]:
    paragraph, by = reading.claims[key]
    provision = reading.provisions[key]
    wording = _wording(said(paragraph), provision)
    if by is By.ALIGNMENT and not _is_numbered(said(paragraph), provision) and wording != provision.wording.strip():
        wording = _wording(said(paragraph), None)
    if wording == provision.wording.strip() and not is_moved:
        return []
    does = Does.MOVE if is_moved and wording else Does.REPLACE if wording else Does.DELETE
    suggestion = Suggestion(does, key, wording, after if does is Does.MOVE else "", by)
    return [_signed(suggestion, _changes(reading, paragraph))]


def _new(reading: _Reading, paragraph: etree._Element, after: str) -> Suggestion:
    return _signed(
        Suggestion(Does.INSERT, "", _wording(said(paragraph).strip(UNSEEN + _SPACES), None), after),
        _changes(reading, paragraph),
    )


def _missing(reading: _Reading, key: str) -> Suggestion:
    own = next((each for each, name in reading.keys.items() if name == key), None)
    changes = _struck(reading, key) if own is None else _at(reading, {reading.paragraphs.index(own)})
    by = By.ALIGNMENT if own is None else By.IDENTITY
    return _signed(Suggestion(Does.DELETE, key, "", found_by=by), changes)


def _struck(reading: _Reading, key: str) -> list[Revision]:
    """Return the changes that took out a provision whose identity was lost: those of the words that it had."""
    provision = reading.provisions[key]
    for rank, changes in reading.gone.items():
        words = "".join(each.text for each in changes if each.kind in (What.DEL, What.MOVE_FROM) and not each.parent)
        if provision.wording.strip() in (_wording(words, provision), _wording(words, None)):
            return reading.gone.pop(rank)
    return []


def _changes(reading: _Reading, paragraph: etree._Element) -> list[Revision]:
    return _at(reading, reading.ranks(paragraph))


def _at(reading: _Reading, ranks: set[int]) -> list[Revision]:
    return [
        each
        for each in reading.revisions
        if each.part == "document" and each.paragraph in ranks and each.kind in _CHANGES
    ]


def _signed(suggestion: Suggestion, changes: Sequence[Revision]) -> Suggestion:
    authors = tuple(dict.fromkeys(each.author for each in changes if each.author))
    date = max((each.date for each in changes), default="")
    traces = tuple(Trace(each.id, each.kind, each.author, each.date, each.text[:_SHOWN]) for each in changes)
    return replace(suggestion, authors=authors, date=date, tracked=bool(changes), traces=traces[:_TRACES])


def _moves(reading: _Reading, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Take a deletion and an insertion of the same words as one move."""
    deleted = {reading.provisions[each.provision].wording.strip(): each for each in found if each.does is Does.DELETE}
    moved: list[Suggestion] = []
    for each in found:
        words = _wording(each.wording, None)
        if each.does is Does.INSERT and words in deleted:
            source = deleted.pop(words)
            moved.append(replace(each, does=Does.MOVE, provision=source.provision, wording=words))
        else:
            moved.append(each)
    sources = {each.provision for each in moved if each.does is Does.MOVE}
    return [each for each in moved if each.does is not Does.DELETE or each.provision not in sources]


def _gathered(
    reading: _Reading,
    found: Sequence[Suggestion],
    unplaced: Sequence[Unplaced],
    checkpoint: str,
    remarks: tuple[Remark, ...],
) -> Suggestions:
    owners = _owners(reading)
    spoken = [_spoken(each, owners) for each in reading.revisions if each.kind is What.COMMENT]
    changed = {each.provision for each in found if each.provision}
    elsewhere = [
        Unplaced(f"a tracked change ({each.kind})", each.part, each.text, each.author, each.date)
        for each in reading.revisions
        if each.part != "document" and each.kind is not What.COMMENT
    ]
    looks = [
        Unplaced(each.element, owners.get(each.paragraph, each.part), each.text, each.author, each.date)
        for each in reading.revisions
        if each.kind is What.FORMAT and each.part == "document"
    ]
    return Suggestions(
        suggestions=tuple(
            replace(each, comments=tuple(one for one in spoken if one.provision and one.provision == each.provision))
            for each in found
        ),
        formatting=tuple(looks),
        comments=tuple(one for one in spoken if one.provision not in changed),
        unplaced=(*unplaced, *elsewhere),
        checkpoint=checkpoint,
        remarks=remarks,
    )


def _owners(reading: _Reading) -> dict[int, str]:
    """Return the provisions of the paragraphs as they were numbered, those that were taken out too."""
    ranks = {paragraph: rank for rank, paragraph in enumerate(reading.paragraphs)}
    claimed = {ranks[paragraph]: key for key, (paragraph, _) in reading.claims.items()}
    return {ranks[paragraph]: key for paragraph, key in reading.keys.items()} | claimed


def _spoken(comment: Revision, owners: dict[int, str]) -> Said:
    return Said(owners.get(comment.paragraph, ""), comment.author, comment.date, comment.text, comment.quoted)
