"""Papers made by hand, part by part, so that each test says what stands in its file."""

import io
import zipfile

import pytest

SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def part(root, inside):
    return f"<?xml version='1.0' encoding='UTF-8'?><w:{root} {SPACE}>{inside}</w:{root}>".encode()


@pytest.fixture
def packed():
    """Pack parts by their names; parts of Word are given by what stands inside their root."""

    def pack(parts):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return whole.getvalue()

    return pack


@pytest.fixture
def word(packed):
    """Make a .docx from what stands in its body, and in its other parts by their names."""

    def make(body, **others):
        parts = {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
        return packed(parts | {f"word/{name}.xml": part(name, inside) for name, inside in others.items()})

    return make


@pytest.fixture
def pdf():
    """Make a PDF whose pages hold these lines, in the letters that every reader of PDF has."""

    def make(*pages):
        objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
        for lines in pages:
            words = "".join(f"({line}) Tj T* " for line in lines)
            stream = f"BT /F1 11 Tf 14 TL 72 720 Td {words}ET"
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents "
                f"{len(objects) + 2} 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
            )
            objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        kids = " ".join(f"{3 + 2 * page} 0 R" for page in range(len(pages)))
        objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"
        whole = "%PDF-1.4\n"
        places = []
        for number, content in enumerate(objects, start=1):
            places.append(len(whole))
            whole += f"{number} 0 obj{content}endobj\n"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(objects) + 1
        whole += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n"
        return f"{whole}{whole.index('xref')}\n%%EOF".encode("latin-1")

    return make
