"""The rolling text as a Word document: each proposal a tracked change whose author is the delegations behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from travaux.formats.word.identity import closed
from travaux.formats.word.marks import settle_marks
from travaux.formats.word.names import AUTHOR, DATE, DEL, ID, INS, P_PR, WML, R, w
from travaux.formats.word.skeleton import TRACKED, finished, new_body, opening
from travaux.formats.word.stamp import Stamp, mark_paragraph, wrapped
from travaux.formats.word.writing import runs_of
from travaux.text.contest import ADDS, ProvisionState, Scope
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
    """A provision to be shown, what is open on it, what is said on that, and when each proposal was made.

    Dates are as in ISO 8601 (2026-01-01T00:00:00Z), by the key of the proposal.
    """

    provision: Provision
    state: ProvisionState
    voices: tuple[Voice, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """A document under construction: its body, its comments, and the paragraphs that come or go as a whole."""

    body: etree._Element
    language: str
    stamp: Stamp = field(default_factory=lambda: Stamp(""))
    comments: list[etree._Element] = field(default_factory=list)
    written: list[tuple[str, etree._Element]] = field(default_factory=list)

    def stamped(self, segment: Segment, shown: Shown) -> Stamp:
        """Let what is written next be by those who propose a segment, at the time of the latest of its proposals."""
        self.stamp.author = ", ".join(segment.proponents)
        self.stamp.date = max((shown.dates.get(proposal, "") for proposal in segment.proposals), default="")
        return self.stamp


def rolling_out(provisions: Sequence[Shown], language: str, checkpoint: str, form: Form = Form.TRACKED) -> bytes:
    """Return a .docx of a version with what is proposed on it, in the form chosen.

    Paragraphs carry the identities of their provisions, so that the document can be changed and read back in. What is
    said, and where a paragraph is asked to stand, begin or end, are comments: words that are no part of the text.
    """
    sheet = _Sheet(new_body(), language)
    for shown in provisions:
        if form is Form.TRACKED:
            _tracked(shown, sheet)
        elif form is Form.BRACKETED or not _is_new(shown):
            _plain(shown, form, sheet)
    settle_marks(sheet.written, sheet.stamp)
    comments = ""
    if sheet.comments:
        root = etree.fromstring(f'<w:comments xmlns:w="{WML}"/>')
        root.extend(sheet.comments)
        comments = etree.tostring(root, encoding="unicode")
    settings = TRACKED if form is Form.TRACKED else ""
    return finished(sheet.body, language, checkpoint, settings=settings, comments=comments)


def _is_new(shown: Shown) -> bool:
    """Whether the whole paragraph is only proposed."""
    return any(tabled.scope in ADDS for tabled in shown.state.tabled)


def _plain(shown: Shown, form: Form, sheet: _Sheet) -> None:
    words = rolling(shown.state).plain if form is Form.BRACKETED else shown.state.wording
    number = int(sheet.stamp.number())
    paragraph = opening(shown.provision, sheet.body, sheet.language, number)
    paragraph.extend(runs_of(words, sheet.body))
    sheet.body.append(closed(paragraph, number))


def _tracked(shown: Shown, sheet: _Sheet) -> None:
    """Write a provision with its proposals as tracked changes, and what is said on them as comments."""
    found = rolling(shown.state)
    number = int(sheet.stamp.number())
    paragraph = opening(shown.provision, sheet.body, sheet.language, number)
    whole = _whole(shown, found)
    if whole is not None:
        wrapped([*paragraph.iter(R)], _TAGS[whole.mark], sheet.stamped(whole, shown))
    left = [*shown.voices, *(voice for segment in found.segments for voice in _asked(segment))]
    for segment in found.segments:
        if segment.mark is not Mark.ASKED:
            nodes = runs_of(segment.words, sheet.body)
            paragraph.extend(nodes)
            if segment.mark in _TAGS:
                nodes = wrapped(nodes, _TAGS[segment.mark], sheet.stamped(segment, shown))
            left = _commented(left, segment, nodes, sheet)
    closed(paragraph, number)
    for voice in left:
        _comment(voice, [each for each in paragraph if each.tag != P_PR], sheet)
    if whole is not None:
        mark_paragraph(paragraph, _TAGS[whole.mark], sheet.stamped(whole, shown))
    sheet.written.append(("" if whole is None else _TAGS[whole.mark], paragraph))
    sheet.body.append(paragraph)


def _whole(shown: Shown, found: Rolling) -> Segment | None:
    """Return a segment that stands for a paragraph added or struck as a whole, if this one is."""
    scopes = {tabled.scope for tabled in shown.state.tabled}
    if Scope.DELETE_PARAGRAPH not in scopes and not scopes & ADDS:
        return None
    mark = Mark.REMOVED if Scope.DELETE_PARAGRAPH in scopes else Mark.ADDED
    return next((segment for segment in found.segments if segment.mark is mark), None)


def _asked(segment: Segment) -> Iterator[Voice]:
    """Say as a comment what is asked about the place, the beginning or the end of the paragraph."""
    if segment.mark is Mark.ASKED:
        yield Voice("", ", ".join(segment.proponents), segment.core)


def _commented(
    voices: Sequence[Voice], segment: Segment, nodes: Sequence[etree._Element], sheet: _Sheet
) -> list[Voice]:
    """Put what is said on the proposals of a segment beside it; return what is left to be said elsewhere."""
    here = [voice for voice in voices if nodes and voice.proposal in segment.proposals]
    for voice in here:
        _comment(voice, nodes, sheet)
    return [voice for voice in voices if voice not in here]


def _comment(voice: Voice, nodes: Sequence[etree._Element], sheet: _Sheet) -> None:
    """Put a comment on what stands side by side, from its beginning to its end."""
    number = str(len(sheet.comments))
    comment = sheet.body.makeelement(w("comment"), {ID: number, AUTHOR: voice.author})
    if voice.date:
        comment.set(DATE, voice.date)
    words = etree.SubElement(comment, w("p"))
    words.extend(runs_of(voice.words, words))
    sheet.comments.append(comment)
    nodes[0].addprevious(comment.makeelement(w("commentRangeStart"), {ID: number}))
    sign = comment.makeelement(R)
    etree.SubElement(sign, w("commentReference"), {ID: number})
    nodes[-1].addnext(sign)
    nodes[-1].addnext(sign.makeelement(w("commentRangeEnd"), {ID: number}))
