"""Markdown, in and out: headings, numbers, italics, links, tables and footnotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from travaux.formats.document import Cell, Document, Note, Paragraph, Role, Run
from travaux.formats.ranks import BULLET
from travaux.formats.reading import About
from travaux.formats.structure import structured
from travaux.formats.tongue import tongue

_BLOCKS = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_FRONT = re.compile(r"---\n(?:(?!---\n).*\n){0,60}---\n")
_DEFINED = re.compile(r"\[\^([^\]\s]{1,20})\]:\s*")
_DEFINES = re.compile(r"^( {0,3})\[\^([^\]\s]{1,20})\]:", re.MULTILINE)
_CALLED = re.compile(r"\[\^([^\]\s]{1,20})\]")
_ESCAPED = re.compile(r"([\\`*_<~]|(?<=\])\(|\[(?=\^)|(?<=\]):)")
_BREAKS = re.compile(r"\s+")
_STARTS = re.compile(r"^([#>+=-]|\d{1,9}[.)](?=\s|$))")
_TAGS = {"sup": "raised", "sub": "lowered", "i": "italic", "em": "italic", "b": "bold", "strong": "bold"}
_TAG = re.compile(r"<(/?)(\w{1,10})[^<>]*>")
_COMMENT = re.compile(r"<!--(?:(?!-->|<!--).)*-->", re.DOTALL)
_STARRED = re.compile(r"(\*{1,2})([^*]+)\1")
_SPACE = re.compile(r"\s+")


def read(text: str) -> Document:
    """Return the paper that a Markdown text holds."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    tokens = _BLOCKS.parse(_DEFINES.sub(r"\1\\[^\2]:", body))  # or a note of one word would be taken for a link
    names = dict.fromkeys(defined[2] for defined in _DEFINES.finditer(body))
    markers = {name: rank for rank, name in enumerate(names)}
    notes: dict[int, Note] = {}
    found: list[Paragraph] = []
    for paragraph in _Reader(markers).read(tokens):
        defined = _DEFINED.match(paragraph.text)
        if defined and defined[1] in markers:
            notes[markers[defined[1]]] = Note(defined[1], _trimmed(_cut(paragraph.runs, defined.end())))
        else:
            found.append(paragraph)
    whole = tuple(notes.get(rank, Note(marker, ())) for marker, rank in markers.items())
    paragraphs = structured(found)
    title = next((each.text for each in paragraphs if each.role is Role.TITLE), "")
    return Document(About(tongue(text), title=title), paragraphs, whole)


_OPEN = {
    "heading_open": Role.HEADING,
    "paragraph_open": Role.PARAGRAPH,
    "table_open": Role.TABLE,
}
_LEAVES = ("fence", "code_block", "html_block")


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks; the number of an item of a list is printed before its first paragraph."""

    markers: dict[str, int]
    number: str = ""
    quoted: int = 0
    role: Role = Role.PARAGRAPH
    is_head: bool = False
    rows: list[list[Cell]] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> Iterator[Paragraph]:
        """Go through the paragraphs."""
        for token in tokens:
            self._stand(token)
            if token.type == "table_close":
                head = 0 if any(cell.runs for cell in self.rows[0]) else 1  # a table must have one, if of no words
                yield Paragraph(Role.TABLE, rows=tuple(map(tuple, self.rows[head:])))
                self.rows, self.role = [], Role.PARAGRAPH
            elif token.type == "inline" and self.role is Role.TABLE:
                self.rows[-1].append(Cell(_runs(token, self.markers), is_heading=self.is_head))
            elif token.type == "inline":
                yield from _split(Paragraph(self.role, _runs(token, self.markers), self._number()))
            elif token.type in _LEAVES and _bare(token.content):
                yield Paragraph(Role.QUOTATION, (Run(_bare(token.content)),), self._number())

    def _stand(self, token: Token) -> None:
        """Take note of where the reader stands."""
        self.quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "list_item_open":
            self.number = f"{token.info}{token.markup}" if token.info else BULLET
        elif token.type == "tr_open":
            self.rows.append([])
        elif token.type in ("thead_open", "tbody_open"):
            self.is_head = token.type == "thead_open"
        elif token.type in _OPEN:
            self.role = Role.QUOTATION if self.quoted else _OPEN[token.type]

    def _number(self) -> str:
        number, self.number = self.number, ""
        return number


def _bare(content: str) -> str:
    return " ".join(_TAG.sub(" ", _COMMENT.sub(" ", content)).split())


def _split(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Part notes that are defined on lines of one paragraph."""
    runs, current = [], list[Run]()
    for run in paragraph.runs:
        if current and _DEFINED.match(run.text):
            runs.append(tuple(current))
            current = []
        current.append(run)
    yield from (replace(paragraph, runs=tuple(each)) for each in (*runs, current) if each)


def _runs(token: Token, markers: dict[str, int]) -> tuple[Run, ...]:
    found: list[Run] = []
    dress = Run("")
    for child in token.children or ():
        dress = _dressed(dress, child)
        if child.type in ("text", "code_inline"):
            found += _called(replace(dress, text=child.content), markers)
        elif child.type in ("softbreak", "hardbreak") or (child.type == "html_inline" and "<br" in child.content):
            found.append(replace(dress, text="\n"))
        elif child.type == "image":
            found.append(replace(dress, text=child.content))
    return tuple(_merged(found))


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Join runs in the same dress, white space as one space; a line that defines a note stays a run of its own."""
    before: Run | None = None
    for run in runs:
        same = before and before.note is None and run.note is None and replace(before, text="") == replace(run, text="")
        if before and same and not (before.text.endswith("\n") and _DEFINED.match(run.text)):
            before = replace(before, text=before.text + run.text)
            continue
        if before:
            yield replace(before, text=_SPACE.sub(" ", before.text))
        before = run
    if before:
        yield replace(before, text=_SPACE.sub(" ", before.text))


def _dressed(dress: Run, token: Token) -> Run:
    if token.type in ("em_open", "em_close"):
        return replace(dress, italic=token.type == "em_open")
    if token.type in ("strong_open", "strong_close"):
        return replace(dress, bold=token.type == "strong_open")
    if token.type in ("link_open", "link_close"):
        return replace(dress, href=str(token.attrGet("href") or "") if token.type == "link_open" else "")
    if token.type in ("s_open", "s_close"):
        return replace(dress, change="del" if token.type == "s_open" else "")
    return _tagged(dress, token.content) if token.type == "html_inline" else dress


def _tagged(dress: Run, content: str) -> Run:
    found = _TAG.fullmatch(content)
    if found is None:
        return dress
    is_open, name = not found[1], found[2].lower()
    if name in ("ins", "del"):
        return replace(dress, change=name if is_open else "")
    return Run(
        dress.text,
        italic=is_open if _TAGS.get(name) == "italic" else dress.italic,
        bold=is_open if _TAGS.get(name) == "bold" else dress.bold,
        raised=is_open if name == "sup" else dress.raised,
        lowered=is_open if name == "sub" else dress.lowered,
        href=dress.href,
        change=dress.change,
    )


def _called(run: Run, markers: dict[str, int]) -> Iterator[Run]:
    """Part the calls of notes from words; where a note is defined its marker stays for who looks for it."""
    place = 0
    for call in _CALLED.finditer(run.text):
        if call[1] not in markers or run.text[call.end() : call.end() + 1] == ":":
            continue
        if run.text[place : call.start()]:
            yield replace(run, text=run.text[place : call.start()])
        yield Run("", note=markers[call[1]])
        place = call.end()
    if run.text[place:]:
        yield replace(run, text=run.text[place:])


def _cut(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """Leave out the first characters of runs."""
    found, left = [], count
    for run in runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:] or run.note is not None:
            found.append(replace(run, text=run.text[cut:]))
    return tuple(found)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip())) if runs else runs


def written(document: Document) -> str:
    """Return a paper as Markdown; footnotes stand at its end."""
    names = _names(document.notes)
    blocks = [_block(paragraph, names) for paragraph in document.paragraphs]
    blocks += [f"[^{name}]: {_said(note.runs, names)}" for name, note in zip(names, document.notes, strict=True)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _names(notes: Sequence[Note]) -> list[str]:
    """Return a marker for each note, none twice."""
    found: list[str] = []
    for rank, note in enumerate(notes, start=1):
        marker = "".join(note.marker.split()) or str(rank)
        marker = marker.replace("]", "")
        found.append(marker if marker not in found else f"{marker}-{rank}")
    return found


def _block(paragraph: Paragraph, names: Sequence[str]) -> str:
    if paragraph.rows:
        return _table(paragraph.rows, names)
    said = _said(paragraph.runs, names)
    marks = {Role.TITLE: "# ", Role.HEADING: "## ", Role.QUOTATION: "> ", Role.SUB: "   "}.get(paragraph.role, "")
    if paragraph.number == BULLET:
        return f"{'  ' * (paragraph.rank - 1)}- {said}"
    if paragraph.number:
        return f"{marks}{paragraph.number} {said}".rstrip()
    return f"{marks}{_STARTS.sub(_with_slash, said)}" if said else ""


def _with_slash(found: re.Match[str]) -> str:
    mark = found.group()
    return f"{mark[:-1]}\\{mark[-1]}"


def _table(rows: Sequence[Sequence[Cell]], names: Sequence[str]) -> str:
    width = max(map(len, rows))
    lines = [[_said(cell.runs, names).replace("|", "\\|") for cell in row] for row in rows]
    lines = [[*line, *[""] * (width - len(line))] for line in lines]
    head = lines[0] if any(cell.is_heading for cell in rows[0]) else [""] * width
    body = lines[1:] if head is lines[0] else lines
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * width, *body))


def _said(runs: Iterable[Run], names: Sequence[str]) -> str:
    known = [_run(run, names) for run in runs]
    edges = zip(["", *known], known, [*known[1:], ""], strict=False)
    return "".join(_closed_off(before, said, behind) for before, said, behind in edges).strip()


def _closed_off(before: str, said: str, behind: str) -> str:
    """Write words between stars as tags where stars would be taken for signs: at a full stop in the midst of words."""
    stars = _STARRED.fullmatch(said)
    if stars is None:
        return said
    opens = stars[2][0].isalnum() or not before or before[-1].isspace()
    closes = stars[2][-1].isalnum() or not behind or behind[0].isspace()
    tag = {"*": "i", "**": "b"}.get(stars[1])
    return said if tag is None or (opens and closes) else f"<{tag}>{stars[2]}</{tag}>"


def _run(run: Run, names: Sequence[str]) -> str:
    if run.note is not None:
        return f"[^{names[run.note]}]"
    text = _ESCAPED.sub(r"\\\1", _BREAKS.sub(" ", run.text))
    core = text.strip()
    if not core:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    for is_worn, before, behind in (
        (run.raised, "<sup>", "</sup>"),
        (run.lowered, "<sub>", "</sub>"),
        (run.italic, "*", "*"),
        (run.bold, "**", "**"),
        (bool(run.href), "[", f"]({_address(run.href)})"),
        (run.change in ("ins", "del"), f"<{run.change}{_by(run)}>", f"</{run.change}>"),
    ):
        core = f"{before}{core}{behind}" if is_worn else core
    return f"{lead}{core}{tail}"


def _by(run: Run) -> str:
    return f' title="{escape(", ".join(run.by))}"' if run.by else ""


def _address(href: str) -> str:
    return href.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
