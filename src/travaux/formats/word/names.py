"""The names of WordprocessingML (ISO/IEC 29500-1, clause 17) that this house speaks."""

WML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = f"{{{MC}}}Fallback"

STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WML.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", REL.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The strict form of the standard has other names for the same things."""


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{WML}}}{name}"


def m(name: str) -> str:
    """Return the full name of an element of a formula."""
    return f"{{{MATH}}}{name}"


def r(name: str) -> str:
    """Return the full name of an attribute that points to another part."""
    return f"{{{REL}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
P_PR, R_PR, SECT_PR = w("pPr"), w("rPr"), w("sectPr")
SDT, SDT_CONTENT = w("sdt"), w("sdtContent")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
DEL_TEXT, INSTR, DEL_INSTR = w("delText"), w("instrText"), w("delInstrText")
ID, AUTHOR, DATE, VAL, NAME = w("id"), w("author"), w("date"), w("val"), w("name")
RUN_CHANGES = (INS, DEL, MOVE_FROM, MOVE_TO)
SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
"""What stands for one character of a text, beside the text itself; `w:softHyphen` prints nothing where no line ends."""
MARKERS = frozenset(w(f"{name}{end}") for name in ("bookmark", "commentRange", "perm") for end in ("Start", "End"))
"""What marks a place and is no content."""
MOVE_RANGES = frozenset(w(f"{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End"))
CONTROL_CHANGES = {
    w(f"customXml{kind}Range{end}") for kind in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")
}
HOLDERS = frozenset((w("body"), TC, w("txbxContent"), w("footnote"), w("endnote"), w("hdr"), w("ftr"), w("comment")))
"""What holds paragraphs and tables, and must hold a paragraph at its end."""
