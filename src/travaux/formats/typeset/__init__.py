"""A paper typeset as an official document: tagged PDF with numbers of lines, notes and the checkpoint of the record."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.tongue import RIGHT_TO_LEFT, runs_from_left
from travaux.refusal import Invalid

typst: Any = import_module("typst") if find_spec("typst") else None
"""The library that typesets, an extra (`travaux[typeset]`); None where it is not installed."""

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "paper.typ"
_PICTURES = rb"""#let pictures = json(bytes(sys.inputs.pictures))
#show regex("\u{e000}\d+\u{e001}"): it => {
  let picture = pictures.at(it.text.replace(regex("\D"), ""))
  box(width: 100%, image(bytes(picture.svg), format: "svg", alt: picture.title))
}
"""
_LATIN = ("Noto Serif", "Libertinus Serif")
_FONTS = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "Scheherazade New"),
    "zh": ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Noto Sans CJK SC"),
}
_PACKAGES = {"ar": "fonts-noto-core", "zh": "fonts-noto-cjk"}
_LINKS = ("http://", "https://", "mailto:")
_ORIGINAL = {
    "en": "Original: ",
    "fr": "Original : ",
    "es": "Original: ",
    "ru": "Язык оригинала: ",
    "ar": "الأصل: ",
    "zh": "原文\uff1a",
}
_NAMES = {
    "en": {"ar": "Arabic", "zh": "Chinese", "en": "English", "fr": "French", "ru": "Russian", "es": "Spanish"},
    "fr": {"ar": "arabe", "zh": "chinois", "en": "anglais", "fr": "français", "ru": "russe", "es": "espagnol"},
    "es": {"ar": "árabe", "zh": "chino", "en": "inglés", "fr": "francés", "ru": "ruso", "es": "español"},
    "ru": {
        "ar": "арабский",
        "zh": "китайский",
        "en": "английский",
        "fr": "французский",
        "ru": "русский",
        "es": "испанский",
    },
    "ar": {
        "ar": "بالعربية",
        "zh": "بالصينية",
        "en": "بالإنكليزية",
        "fr": "بالفرنسية",
        "ru": "بالروسية",
        "es": "بالإسبانية",
    },
    "zh": {"ar": "阿拉伯文", "zh": "中文", "en": "英文", "fr": "法文", "ru": "俄文", "es": "西班牙文"},
}


class NoTypesetter(Invalid):
    """The library that typesets is not installed."""

    asked = "You asked for a PDF."
    because = "This installation has no typesetter."
    rule = "PDF is written by an extra of the software."
    remedy = "Install travaux[typeset], or write .html and print it from a browser: it brings its own layout for paper."


class NoFont(Invalid):
    """No font on this machine has the letters of the language."""

    asked = "You asked for a PDF in the language {language}."
    because = "No font for it is installed on this machine; the letters would come out as empty boxes."
    rule = "One of these fonts is needed: {fonts}."
    remedy = "Install the package {package}, or write .html and print it from a browser."


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the text; `original` and `languages` are codes (en, ar), `checkpoint` that of the record."""

    body: str = ""
    distribution: str = ""
    date: str = ""
    original: str = ""
    languages: tuple[str, ...] = ()
    checkpoint: str = ""
    has_line_numbers: bool = True


PLAIN = Layout()


def typeset(
    document: Document, layout: Layout = PLAIN, pictures: Mapping[str, tuple[str, str]] = MappingProxyType({})
) -> bytes:
    """Return a paper as a tagged PDF of A4 pages. Raises NoTypesetter, and NoFont for Arabic or Chinese without one.

    `pictures` are titles and SVG by numbers: each stands where its number stands between U+E000 and U+E001.
    """
    if typst is None:
        raise NoTypesetter
    data = _data(document, layout, _fonts(document.about.language))
    drawn = {number: {"title": title, "svg": svg} for number, (title, svg) in pictures.items()}
    said = {"paper": json.dumps(data, ensure_ascii=False), "pictures": json.dumps(drawn, ensure_ascii=False)}
    template = (_PICTURES if drawn else b"") + _TEMPLATE.read_bytes()
    made: bytes = typst.compile(template, root=_HERE, sys_inputs=said, format="pdf")
    return made


def _fonts(language: str) -> tuple[str, ...]:
    wanted = _FONTS.get(language, ())
    families = _families()
    found = tuple(name for name in wanted if name in families)
    if wanted and not found:
        raise NoFont(language=language, fonts=", ".join(wanted), package=_PACKAGES[language])
    return (*(name for name in _LATIN if name in families), *found) if language != "ar" else (*found, *_LATIN)


@cache
def _families() -> frozenset[str]:
    return frozenset(typst.Fonts().families())


def _data(document: Document, layout: Layout, fonts: Iterable[str]) -> dict[str, Any]:
    about = document.about
    names = _NAMES.get(about.language, _NAMES["en"])
    original = names.get(layout.original, layout.original)
    symbol = about.symbol
    has_cover = document.paragraphs[:1] != () and document.paragraphs[0].role is Role.FURNITURE
    return {
        "language": about.language or "en",
        "rtl": about.language in RIGHT_TO_LEFT,
        "fonts": list(fonts),
        "title": about.title or symbol or "Document",
        "symbol": symbol,
        "masthead": layout != PLAIN or (bool(symbol) and not has_cover),
        "body": layout.body,
        "distribution": layout.distribution,
        "date": layout.date or about.date,
        "original": _ORIGINAL.get(about.language, _ORIGINAL["en"]) + original if original else "",
        "languages": " / ".join(names.get(each, each) for each in layout.languages),
        "checkpoint": layout.checkpoint,
        "lines": layout.has_line_numbers,
        "notes": [{"marker": note.marker, "runs": _plain(note.runs)} for note in document.notes],
        "blocks": [_block(paragraph) for paragraph in document.paragraphs],
    }


def _block(paragraph: Paragraph) -> dict[str, Any]:
    rows = [
        [{"runs": _runs(cell.runs), "head": cell.is_heading, "across": cell.across, "down": cell.down} for cell in row]
        for row in paragraph.rows
    ]
    runs = _runs(paragraph.runs)
    return {
        "role": paragraph.role.value,
        "number": paragraph.number,
        "rank": paragraph.rank,
        "runs": runs,
        "rows": rows,
        "foreign": runs_from_left(f"{paragraph.number} {paragraph.text}"),
    }


def _plain(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Return the runs of a note, which calls no notes itself."""
    return _runs(run for run in runs if run.note is None)


def _runs(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Return runs as data; only addresses of the Web and of mail are links."""
    return [
        asdict(run) | {"href": run.href if run.href.lower().startswith(_LINKS) else "", "by": list(run.by)}
        for run in runs
    ]
