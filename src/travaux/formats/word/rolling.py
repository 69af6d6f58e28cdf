"""The rolling text as a Word document: each proposal a tracked change whose author is the delegations behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from travaux.formats.word.identity import closed
from travaux.formats.word.names import AUTHOR, DATE, DEL, ID, INS, WML, R, w
from travaux.formats.word.skeleton import finished, new_body, opening
from travaux.formats.word.stamp import Stamp, mark_paragraph, wrapped
from travaux.formats.word.writing import runs_of
from travaux.text.contest import ProvisionState, Scope
from travaux.text.provision import Provision
from travaux.text.rolling import Mark, Rolling, Segment, rolling

_TAGS = {Mark.REMOVED: DEL, Mark.ADDED: INS}


class Form(StrEnum):
    """How what is proposed is shown."""

    TRACKED = "tracked"
    """As tracked changes: rejected they give the wording, accepted what would be if all were."""
    BRACKETED = "bracketed"
    """As square brackets with the names of those who propose, nothing tracked."""
    CLEAN = "clean"
    """Not at all: the wording alone."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What is said on a proposal, a position or a reason: it becomes a comment of `author`."""

    proposal: str
    author: str
    words: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A provision to be shown, what is open on it, what is said on that, and when it was proposed."""

    provision: Provision
    state: ProvisionState
    voices: tuple[Voice, ...] = ()
    date: str = ""


@dataclass(slots=True)
class _Sheet:
    """A document under construction."""

    body: etree._Element
    language: str
    number: int
    comments: list[etree._Element]

    def take(self) -> int:
        """Return a number that is not used yet."""
        self.number += 1
        return self.number


def rolling_out(provisions: Sequence[Shown], language: str, checkpoint: str, form: Form = Form.TRACKED) -> bytes:
    """Return a .docx of a version with what is proposed on it, in the form chosen.

    Paragraphs carry the identities of their provisions, so that the document can be changed and read back in.
    """
    sheet = _Sheet(new_body(), language, 0, [])
    for shown in provisions:
        if form is Form.TRACKED:
            _tracked(shown, sheet)
        elif form is Form.BRACKETED or not _is_new(shown):
            _plain(shown, form, sheet)
    comments = ""
    if sheet.comments:
        root = etree.fromstring(f'<w:comments xmlns:w="{WML}"/>')
        root.extend(sheet.comments)
        comments = etree.tostring(root, encoding="unicode")
    return finished(sheet.body, language, checkpoint, comments=comments)


def _is_new(shown: Shown) -> bool:
    """Whether the whole paragraph is only proposed."""
    return any(tabled.scope is Scope.NEW_PARAGRAPH for tabled in shown.state.tabled)


def _plain(shown: Shown, form: Form, sheet: _Sheet) -> None:
    words = rolling(shown.state).plain if form is Form.BRACKETED else shown.state.wording
    number = sheet.take()
    paragraph = opening(shown.provision, sheet.body, sheet.language, number)
    paragraph.extend(runs_of(words, sheet.body))
    sheet.body.append(closed(paragraph, number))


def _tracked(shown: Shown, sheet: _Sheet) -> None:
    """Write a provision with its proposals as tracked changes, and what is said on them as comments."""
    found = rolling(shown.state)
    number = sheet.take()
    paragraph = opening(shown.provision, sheet.body, sheet.language, number)
    whole = _whole(shown, found)
    if whole is not None:
        _wrap([*paragraph.iter(R)], whole, shown, sheet)
    said: set[str] = set()
    for segment in found.segments:
        runs = runs_of(segment.words, sheet.body)
        paragraph.extend(runs)
        changes = _wrap(runs, segment, shown, sheet)
        for voice in shown.voices:
            if voice.proposal in segment.proposals and changes and voice.proposal not in said:
                _comment(voice, changes, sheet)
        said.update(segment.proposals)
    if whole is not None:
        stamp = _stamp(whole, shown, sheet)
        mark_paragraph(paragraph, _TAGS[whole.mark], stamp)
        sheet.number = stamp.next
    sheet.body.append(closed(paragraph, number))


def _whole(shown: Shown, found: Rolling) -> Segment | None:
    """Return a segment that stands for a paragraph added or struck as a whole, if this one is."""
    scopes = {tabled.scope for tabled in shown.state.tabled} - {Scope.WORDS}
    if not scopes:
        return None
    mark = Mark.REMOVED if Scope.DELETE_PARAGRAPH in scopes else Mark.ADDED
    return next((segment for segment in found.segments if segment.mark is mark), None)


def _wrap(runs: Sequence[etree._Element], segment: Segment, shown: Shown, sheet: _Sheet) -> list[etree._Element]:
    if segment.mark not in _TAGS:
        return []
    stamp = _stamp(segment, shown, sheet)
    changes = wrapped(runs, _TAGS[segment.mark], stamp)
    sheet.number = stamp.next
    return changes


def _stamp(segment: Segment, shown: Shown, sheet: _Sheet) -> Stamp:
    return Stamp(", ".join(segment.proponents), shown.date, sheet.number + 1)


def _comment(voice: Voice, changes: Sequence[etree._Element], sheet: _Sheet) -> None:
    """Put a comment on a change, from its beginning to its end."""
    number = str(len(sheet.comments))
    comment = changes[0].makeelement(w("comment"), {ID: number, AUTHOR: voice.author})
    if voice.date:
        comment.set(DATE, voice.date)
    words = etree.SubElement(comment, w("p"))
    words.extend(runs_of(voice.words, words))
    sheet.comments.append(comment)
    changes[0].addprevious(changes[0].makeelement(w("commentRangeStart"), {ID: number}))
    sign = changes[-1].makeelement(R)
    etree.SubElement(sign, w("commentReference"), {ID: number})
    changes[-1].addnext(sign)
    changes[-1].addnext(sign.makeelement(w("commentRangeEnd"), {ID: number}))
