"""The units of a Markdown text, without its marks: headings, items, rows of tables, paragraphs, footnotes."""

import re
from collections.abc import Iterator

from travaux.text.provision import Kind
from travaux.text.survey import HEAD_MATTER
from travaux.text.units import PARAGRAPH, TABLE, Unit, blocks_of, units

_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:")
_CALL = re.compile(r"\[\^[^\]\s]{1,20}\]|<sup>[\d\s,*†‡§]{0,20}</sup>|</?su[bp]>")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\((?:https?://|mailto:|[/#.])[^\s()]{0,2000}\)")
_HEADING = re.compile(r" {0,3}#{1,6}(?=\s)")
_CLOSING = re.compile(r"(?<=\s)#{1,6}$")
_BULLET = re.compile(r"\s*[-*+•](?=\s)")
_BEGINS = re.compile(
    r"\s*(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|[(\uff08](?:([^\W\d_])\1?|[ivxl]{1,6}|\d{1,3})[)\uff09]|\||\[\^[^\]\s]{1,20}\]:)"
)
_RULE = re.compile(r"[-*_=|:\s]+|\{:[^{}]{0,200}\}\s*| {0,3}\[(?!\^)[^\]\s]{1,80}\]:\s+\S+\s*")
"""Lines that are marks: rules, attributes ({:.toc}), where a link leads ([source]: https://…)."""
_QUOTED = re.compile(r"\s*>\s?")
_STARS = re.compile(r"\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_HIDDEN = re.compile("\ue000(\\d{1,3});")


def units_of_markdown(text: str) -> tuple[Unit, ...]:
    """Return the blocks of a Markdown text that blank lines set apart, cut where a line begins an item or a heading.

    The head of the file (between two lines of ---) is about the text and no part of it.
    """
    return units(_marked_off(part) for block in blocks_of(HEAD_MATTER.sub("", text)) for part in _cut(block))


def _cut(block: str) -> Iterator[str]:
    lines: list[str] = []
    for written in block.splitlines():
        if _RULE.fullmatch(written):
            continue
        quoted = _QUOTED.match(written)
        line = written[quoted.end() :] if quoted else written
        if lines and (_BEGINS.match(line) or _HEADING.match(lines[0])):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    if lines:
        yield "\n".join(lines)


def _marked_off(part: str) -> tuple[str, str, str, str]:
    """Return a part of a block as a unit is made of: identity (none), kind, number, words."""
    note = _NOTE.match(part)
    if note:
        return "", Kind.FOOTNOTE, note[1], _bare(part[note.end() :])
    heading = _HEADING.match(part)
    if heading:
        return "", Kind.HEADING, "", _bare(_CLOSING.sub("", part[heading.end() :].rstrip()))
    if part.lstrip().startswith("|"):
        return "", TABLE, "", _bare(part.strip().strip("|").replace("|", " | "))
    bullet = _BULLET.match(part)
    return ("", Kind.SUBPARAGRAPH, "", _bare(part[bullet.end() :])) if bullet else ("", PARAGRAPH, "", _bare(part))


def _bare(words: str) -> str:
    """Return words without emphasis, escapes and calls of notes; of a link what it says, not where it leads."""
    kept = _ESCAPED.sub(lambda sign: f"\ue000{ord(sign[1])};", _LINK.sub(r"\1", words))
    plain = _STARS.sub("", _CALL.sub("", kept))
    return _HIDDEN.sub(lambda sign: chr(int(sign[1])), plain)
