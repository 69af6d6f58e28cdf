"""A paper typeset with pictures: where a mark stands in its words, the drawing stands instead."""

import json
from collections.abc import Mapping

from travaux.formats.document import Document
from travaux.formats.typeset import _HERE, _TEMPLATE, PLAIN, NoTypesetter, _data, _fonts, typst

# Marks are a number between two characters of the private use area, as `travaux.evidence.charts.placing` sets them.
_SHOWN = """#let pictures = json(bytes(sys.inputs.pictures))
#show regex("\\u{e000}\\d+\\u{e001}"): it => {
  let picture = pictures.at(it.text.replace(regex("\\D"), ""))
  box(width: 100%, image(bytes(picture.svg), format: "svg", alt: picture.title))
}
"""


def typeset(document: Document, pictures: Mapping[str, tuple[str, str]]) -> bytes:
    """Return a paper as a tagged PDF, with pictures (title and SVG) by their numbers.

    Raises NoTypesetter, and NoFont for Arabic or Chinese without one.
    """
    if typst is None:
        raise NoTypesetter
    data = _data(document, PLAIN, _fonts(document.about.language))
    drawings = {number: {"title": title, "svg": svg} for number, (title, svg) in pictures.items()}
    said = {"paper": json.dumps(data, ensure_ascii=False), "pictures": json.dumps(drawings, ensure_ascii=False)}
    made: bytes = typst.compile(_SHOWN.encode() + _TEMPLATE.read_bytes(), root=_HERE, sys_inputs=said, format="pdf")
    return made
