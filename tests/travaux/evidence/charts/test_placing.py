import io
import zipfile

from lxml import etree

from travaux.evidence.charts.drawing import Words
from travaux.evidence.charts.figures import bars
from travaux.evidence.charts.placing import MARKED, Placed, in_page, in_word, without_marks
from travaux.evidence.charts.tiles import tiles
from travaux.formats.convert import WRITERS, converted
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About

PLACED = (
    Placed("Bars & “more”", bars(Words("Bars"), {"Arlandia": 1.0})),
    Placed("Tiles", tiles(Words("Tiles"), {"MEX": 1.0})),
)
PAPER = Document(
    About(title="Report", symbol="", date="", language="en"),
    (
        Paragraph(Role.HEADING, (Run("First"),)),
        Paragraph(Role.PARAGRAPH, (Run(MARKED.format(1)),)),
        Paragraph(Role.OPERATIVE, (Run("Words."),), "1."),
        Paragraph(Role.PARAGRAPH, (Run(MARKED.format(2)),)),
    ),
)
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_chart_stands_in_word_as_a_drawing_with_its_title_and_a_metafile_beside():
    parts = parts_of(in_word(WRITERS["docx"](PAPER), PLACED))
    root = etree.fromstring(parts["word/document.xml"])
    assert [node.get("descr") for node in root.iter(f"{DRAWN}docPr")] == ["Bars & “more”", "Tiles"]
    assert ["\ue000" in "".join(root.itertext()), len(list(root.iter(f"{DRAWN}inline")))] == [False, 2]
    wide = [int(node.get("cx")) for node in root.iter(f"{DRAWN}extent")]
    assert wide == [5760000, 5760000]
    targets = {node.get("Id"): node.get("Target") for node in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    drawings = {node.get(f"{{{REL}}}embed") for node in root.iter() if node.get(f"{{{REL}}}embed")}
    assert drawings == {"rIdC1", "rIdS1", "rIdC2", "rIdS2"}
    assert {f"word/{targets[name]}" for name in drawings} <= set(parts)
    kinds = {node.get("Extension") for node in etree.fromstring(parts["[Content_Types].xml"])}
    assert {"emf", "svg"} <= kinds
    assert parts["word/media/chart1.svg"].decode() == PLACED[0].chart.svg


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_the_words_of_the_paper_stay_as_they_were():
    content = in_word(WRITERS["docx"](PAPER), PLACED)
    assert converted(content, "a.docx", "a.txt").content.decode().split() == ["First", "1.", "Words."]
    assert in_word(WRITERS["docx"](PAPER), PLACED) == content


def test_a_chart_stands_in_a_page_where_its_mark_was():
    page = in_page(WRITERS["html"](PAPER), PLACED).decode()
    assert (page.count("<svg"), "\ue000" in page) == (2, False)
    assert page.index("First</h2>") < page.index("chart-bars") < page.index("Words.") < page.index("chart-tiles")


def test_a_text_has_no_marks():
    assert without_marks(f"a{MARKED.format(12)}b".encode(), ()) == b"ab"
