"""What each paragraph of a resolution does, seen from its words: who speaks, the preamble, numbers, sub-paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.ranks import BULLET, Ranks, itemized, parted
from travaux.formats.reading import About
from travaux.formats.text_notes import called, defines
from travaux.formats.tongue import tongue

_COMMA = (",", "\u060c", "\uff0c", "\u3001")
_PAUSE = (*_COMMA, ";", "\u061b", "\uff1b")
_STOP = (".", ":", "\u3002", "\uff1a", "?", "!")
_SPEAKS = 60
_TITLE_LENGTH = 160
_EMPTY = re.compile(r"\n[ \t\r\f]*\n")
_OPENS = re.compile(
    r"\W{0,4}(?:"
    r"[A-Z][a-z]{2,14}ing\b|Having\b|(?:Aware|Conscious|Convinced|Mindful|Determined|Guided|Cognizant|Desirous|Resolved)\b|"
    r"(?:Deeply|Gravely|Seriously|Strongly|Profoundly|Greatly|Further|Also)\s|(?:Alarmed|Concerned|Disturbed|Inspired)\b|"
    r"(?:Se\s|S[\u2019'])?[A-ZÀ-Ý]?[a-zà-ÿ]{2,14}ant\b|(?:Consciente|Convaincue?|Préoccupée?|Guidée?|Résolue?|Alarmée?)\b|"
    r"(?:Profondément|Vivement|Gravement|Vivamente|Profundamente|Gravemente)\s|"
    r"[A-ZÁÉÍÓÚ][a-záéíóúñ]{2,14}(?:ndo|ndose|ndola)\b|(?:Convencid[ao]|Preocupad[ao]|Guiad[ao]|Alarmad[ao]|Resuelt[ao])\b|"
    r"[\u0430-\u044f\u0451]{3,16}(?:ая|яя|уя|ив|ев|ав|учи)\b|[\u0410-\u044f\u0451]{3,16}ясь\b|(?:глубоко|будучи)\s|"
    r"و?إذ\s|"
    r"(?:又|还|并|深为|严重)?(?:回顾|重申|认识到|注意到|强调|着重|欢迎|铭记|意识到|考虑到|深信|确认|关切|承认|表示|赞赏|审议|确信|谴责)"
    r")"
)
_SECTION = re.compile(r"((?:[IVXLC]{1,6}|[A-Z])\.)\s+(?=\S)")
_LABEL = re.compile(r"(?:PP|Pp)\s?\d")


def structured(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give each paragraph the role that its place and its words show, and part its number from its words."""
    ranks, found = Ranks(), [_titled(paragraphs, place) for place in range(len(paragraphs))]
    numbered = [_numbered(each, ranks) for each in found]
    first = next((place for place, each in enumerate(numbered) if each.role is Role.OPERATIVE), len(numbered))
    speaks = next((place for place in range(first) if _is_formula(numbered, place)), None)
    return tuple(
        replace(each, role=_before(each, place, speaks)) if place < first else each
        for place, each in enumerate(numbered)
    )


def _titled(paragraphs: Sequence[Paragraph], place: int) -> Paragraph:
    each = paragraphs[place]
    before = {other.role for other in paragraphs[:place]}
    return replace(each, role=Role.TITLE) if each.role is Role.HEADING and before <= {Role.FURNITURE} else each


def _numbered(paragraph: Paragraph, ranks: Ranks) -> Paragraph:
    """Part the number from the words; one that marks a paragraph of a preamble makes it no operative one."""
    if paragraph.role in (Role.HEADING, Role.TITLE) and not paragraph.number:
        return _sectioned(paragraph)
    if paragraph.role not in (Role.PARAGRAPH, Role.SUB, Role.OPERATIVE):
        return paragraph
    number, runs = (paragraph.number, paragraph.runs) if paragraph.number else parted(paragraph.runs)
    if not number:
        return replace(paragraph, role=Role.PARAGRAPH)
    if number == BULLET:
        return replace(paragraph, role=Role.SUB, number=number, runs=runs, rank=paragraph.rank + 1)
    if _LABEL.match(number):
        return replace(paragraph, role=Role.PREAMBULAR, number=number, runs=runs)
    rank = ranks.rank(number, paragraph.rank)
    return replace(paragraph, role=Role.SUB if rank else Role.OPERATIVE, number=number, runs=runs, rank=rank)


def _sectioned(paragraph: Paragraph) -> Paragraph:
    """Part the number of a section (II., A.) from its heading."""
    found = _SECTION.match(paragraph.text)
    if not found or not paragraph.runs[0].text.startswith(found[1]):
        return paragraph
    first = paragraph.runs[0]
    runs = (replace(first, text=first.text[len(found[1]) :].lstrip()), *paragraph.runs[1:])
    return replace(paragraph, number=found[1], runs=runs)


def _is_formula(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether a short line that is no sentence says who speaks: the next one then is of the preamble."""
    each, following = paragraphs[place], paragraphs[place + 1 : place + 2]
    text = each.text
    if each.role is not Role.PARAGRAPH or len(text) > _SPEAKS or text.endswith(_STOP) or _OPENS.match(text):
        return False
    pauses = text.endswith(_COMMA)
    return any(_OPENS.match(other.text) or (pauses and other.text.endswith(_PAUSE)) for other in following)


def _before(paragraph: Paragraph, place: int, speaks: int | None) -> Role:
    """Return the role of a paragraph that stands before the first numbered one."""
    if paragraph.role is not Role.PARAGRAPH:
        return paragraph.role
    if place == speaks:
        return Role.FORMULA
    behind = speaks is not None and place > speaks
    opens = _OPENS.match(paragraph.text) and paragraph.text.endswith(_PAUSE)
    return Role.PREAMBULAR if opens or (behind and paragraph.text.endswith(_PAUSE)) else Role.PARAGRAPH


def document_of_text(text: str) -> Document:
    """Return the paper that a plain text holds: paragraphs between empty lines, and from each line with a number on.

    Lines at its end that begin with the raised figures that are called in it are notes.
    """
    found: list[Paragraph] = []
    for block in _EMPTY.split(text):
        lines: list[str] = []
        for line in block.splitlines():
            if lines and (itemized(line)[0] or defines(line)):
                found.append(_of_lines(lines))
                lines = []
            lines.append(line)
        found += [_of_lines(lines)] if block.strip() else []
    paragraphs, notes = called(found)
    return Document(About(tongue(text)), structured(paragraphs), notes)


def _of_lines(lines: Sequence[str]) -> Paragraph:
    text = " ".join(" ".join(lines).split())
    is_heading = text.isupper() and len(text) <= _TITLE_LENGTH and any(map(str.isalpha, text))
    return Paragraph(Role.HEADING if is_heading else Role.PARAGRAPH, (Run(text),))
