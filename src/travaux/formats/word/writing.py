"""A new Word document from paragraphs: no more in it than it needs, correct for Arabic and Chinese."""

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import quoteattr

from lxml import etree

from travaux.formats.tongue import RIGHT_TO_LEFT
from travaux.formats.word.names import P_PR, PACK, R_PR, REL, SPACE, TYPES, VAL, WML, P, R, T, w

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RIGHT = ("R", "AL")
_STRONG = ("L", *_RIGHT)
_HAN = "CJK"
_HEADINGS = 6
_RPR = "<w:rFonts w:ascii='Times New Roman' w:hAnsi='Times New Roman' w:eastAsia='SimSun' w:cs='Times New Roman'/>"


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph of a plain text: its words, and how deep a heading it is (0: none)."""

    words: str
    heading: int = 0


def is_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction goes to the left (Unicode, rule P2)."""
    return next((unicodedata.bidirectional(sign) in _RIGHT for sign in words if _strong(sign)), False)


def _strong(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in _STRONG


def runs_of(words: str, like: etree._Element, properties: etree._Element | None = None) -> list[etree._Element]:
    """Return the runs of a stretch of text: those that go to the left apart, tabs and line ends as Word has them."""
    runs = []
    for is_right, stretch in _stretches(words):
        run = like.makeelement(R)
        own = like.makeelement(R_PR)
        for each in () if properties is None else properties:
            if each.tag != w("rtl"):
                own.append(etree.fromstring(etree.tostring(each)))
        _scripted(own, stretch, is_right=is_right)
        if len(own):
            run.append(own)
        _filled(run, stretch)
        runs.append(run)
    return runs


def _scripted(properties: etree._Element, words: str, *, is_right: bool) -> None:
    """Say of a run that it goes to the left, or is Chinese, in the place that the order of properties gives it."""
    if is_right:
        later = next((each for each in properties if each.tag in _AFTER_RTL), None)
        mark = properties.makeelement(w("rtl"))
        if later is None:
            properties.append(mark)
        else:
            later.addprevious(mark)
    if any(unicodedata.name(sign, "").startswith(_HAN) for sign in words) and properties.find(w("rFonts")) is None:
        place = int(properties.find(w("rStyle")) is not None)
        properties.insert(place, properties.makeelement(w("rFonts"), {w("hint"): "eastAsia"}))


_AFTER_RTL = frozenset(map(w, ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")))


def _stretches(words: str) -> Iterable[tuple[bool, str]]:
    """Cut a text where its direction changes; spaces and signs go with what stands before them."""
    right = is_right_to_left(words)
    signs = []
    for sign in words:
        if _strong(sign):
            right = unicodedata.bidirectional(sign) in _RIGHT
        signs.append((right, sign))
    return ((key, "".join(sign for _, sign in group)) for key, group in groupby(signs, key=lambda each: each[0]))


def _filled(run: etree._Element, words: str) -> None:
    for kind, group in groupby(words, key=lambda sign: sign if sign in _ELEMENTS else ""):
        stretch = "".join(group)
        if kind:
            run.extend([run.makeelement(_ELEMENTS[kind]) for _ in stretch])
        elif clean := "".join(sign for sign in stretch if is_writable(sign)):
            text = run.makeelement(T)
            text.text = clean
            text.set(SPACE, "preserve")
            run.append(text)


_ELEMENTS = {"\t": w("tab"), "\n": w("br")}


def is_writable(sign: str) -> bool:
    """Whether XML can hold a character."""
    return sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"


def paragraph_of(plain: Plain, like: etree._Element) -> etree._Element:
    """Return a paragraph that says the words of a plain one."""
    paragraph = like.makeelement(P)
    properties = like.makeelement(P_PR)
    if plain.heading:
        properties.append(like.makeelement(w("pStyle"), {VAL: f"Heading{min(plain.heading, _HEADINGS)}"}))
    if is_right_to_left(plain.words):
        properties.append(like.makeelement(w("bidi")))
    if len(properties):
        paragraph.append(properties)
    paragraph.extend(runs_of(plain.words, like))
    return paragraph


def document(paragraphs: Sequence[Plain]) -> bytes:
    """Return a Word document of these paragraphs."""
    root = etree.fromstring(f'<w:document xmlns:w="{WML}" xmlns:r="{REL}"><w:body/></w:document>'.encode())
    body = root[0]
    body.extend([paragraph_of(each, body) for each in paragraphs] or [body.makeelement(P)])
    body.append(etree.fromstring(SECTION))
    return packed({"word/document.xml": etree.tostring(root, encoding="unicode")})


def packed(parts: dict[str, str], settings: str = "", language: str = "", links: Sequence[str] = ()) -> bytes:
    """Return a file of these parts of a document, with the styles and settings that belong to it.

    Parts beside the document are named `word/KIND.xml` and are referred to as what they are called. `language` is that
    of the words (a BCP 47 tag), by which spelling is checked and lines are broken; `links` are addresses that the
    document refers to as rIdL1 and so on.
    """
    kinds = [name.removeprefix("word/").removesuffix(".xml") for name in parts if name != "word/document.xml"]
    kinds = [*kinds, "styles", "settings"]
    whole = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _HEAD + _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _HEAD
        + _relations([(kind.rstrip("0123456789"), f"{kind}.xml") for kind in kinds], links),
        **{name: _HEAD + part for name, part in parts.items()},
        "word/styles.xml": _HEAD + _styles(language),
        "word/settings.xml": f'{_HEAD}<w:settings xmlns:w="{WML}">{settings}{_COMPATIBILITY}</w:settings>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in whole.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), part.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _types(kinds: Sequence[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_MAIN}.{kind.rstrip("0123456789")}+xml"/>'
        for kind in kinds
    )
    return (
        f'{_HEAD}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]], links: Sequence[str] = ()) -> str:
    rows = (
        f'<Relationship Id="rId{rank}" Type="{REL}/{kind}" Target="{target}"/>'
        for rank, (kind, target) in enumerate(targets, start=1)
    )
    outside = (
        f'<Relationship Id="rIdL{rank}" Type="{REL}/hyperlink" Target={quoteattr(link)} TargetMode="External"/>'
        for rank, link in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{PACK}">{"".join((*rows, *outside))}</Relationships>'


def _tongues(language: str) -> str:
    """Return the languages of a document: of words in Latin and Cyrillic, in Chinese, in those that go to the left."""
    short = language.partition("-")[0].lower()
    kind = "bidi" if short in RIGHT_TO_LEFT else "eastAsia" if short == "zh" else "val"
    own = language if "-" in language else _PLACES.get(short, language)
    tongues = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"} | ({kind: own} if own else {})
    return f"<w:lang {' '.join(f'w:{name}={quoteattr(tag)}' for name, tag in tongues.items())}/>"


_PLACES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
"""Programs know languages with a country: what is said of one without it."""


def _styles(language: str) -> str:
    headings = "".join(
        f"<w:style w:type='paragraph' w:styleId='Heading{depth}'><w:name w:val='heading {depth}'/>"
        f"<w:basedOn w:val='Normal'/><w:next w:val='Normal'/><w:qFormat/>"
        f"<w:pPr><w:keepNext/><w:spacing w:before='240'/>"
        f"<w:outlineLvl w:val='{depth - 1}'/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val='{34 - 2 * depth}'/>"
        f"<w:szCs w:val='{34 - 2 * depth}'/></w:rPr></w:style>"
        for depth in range(1, _HEADINGS + 1)
    )
    return (
        f'<w:styles xmlns:w="{WML}"><w:docDefaults><w:rPrDefault><w:rPr>{_RPR}<w:sz w:val="22"/><w:szCs w:val="24"/>'
        f"{_tongues(language)}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        "<w:spacing w:after='120' w:line='264' w:lineRule='auto'/></w:pPr></w:pPrDefault></w:docDefaults>"
        "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:qFormat/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Quote'><w:name w:val='Quote'/><w:basedOn w:val='Normal'/>"
        "<w:pPr><w:ind w:left='720' w:right='720'/></w:pPr></w:style>"
        f"{headings}</w:styles>"
    )


SECTION = (
    f'<w:sectPr xmlns:w="{WML}"><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
_COMPATIBILITY = (
    "<w:compat><w:compatSetting w:name='compatibilityMode' w:uri='http://schemas.microsoft.com/office/word' "
    "w:val='15'/></w:compat>"
)
