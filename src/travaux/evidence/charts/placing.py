"""Charts put into papers: where a mark stands in a Word document or a page, the drawing stands instead."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from travaux.evidence.charts.drawing import Chart
from travaux.evidence.charts.metafile import metafile

MARKED = "\ue000{}\ue001"
"""What stands in a paper where a chart is to come: its number between two characters of the private use area."""
MARK = re.compile("\ue000(\\d{1,6})\ue001")
IN_PAGE = re.compile('<p class="paragraph" id="([^"]{0,200})">\ue000(\\d{1,6})\ue001</p>')
PARAGRAPH = re.compile(r"<w:r>(?:(?!<w:r>).){0,400}?\ue000(\d{1,6})\ue001</w:t></w:r>")
SIZE = re.compile(r'width="(\d{1,5})" height="(\d{1,5})"')
MOST_WIDE, EMU = 5_760_000, 9525
"""English Metric Units: sixteen centimetres, and one unit of the SVG."""
EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
OFFICE = "http://schemas.openxmlformats.org"
LATER = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
IMAGE = f"{OFFICE}/officeDocument/2006/relationships/image"


@dataclass(frozen=True, slots=True)
class Placed:
    """A chart in a paper, and its title: what is read out where the drawing is not seen."""

    title: str
    chart: Chart

    @property
    def size(self) -> tuple[int, int]:
        """How wide and high it stands in a Word document."""
        width, height = (int(found) for found in SIZE.findall(self.chart.svg)[0])
        shrunk = min(1.0, MOST_WIDE / (width * EMU))
        return int(width * EMU * shrunk), int(height * EMU * shrunk)


def in_word(content: bytes, placed: Sequence[Placed]) -> bytes:
    """Put charts into a .docx that has marks for them: as SVG, and as a metafile for programs that draw none."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            if change := _CHANGES.get(item.filename):
                part = change(part.decode(), placed).encode()
            new.writestr(zipfile.ZipInfo(item.filename, item.date_time), part, zipfile.ZIP_DEFLATED)
        for number, each in enumerate(placed, 1):
            for suffix, drawing in (("svg", each.chart.svg.encode()), ("emf", metafile(each.chart.svg))):
                name = zipfile.ZipInfo(f"word/media/chart{number}.{suffix}", (1980, 1, 1, 0, 0, 0))
                new.writestr(name, drawing, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _body(part: str, placed: Sequence[Placed]) -> str:
    return PARAGRAPH.sub(lambda found: _drawing(int(found[1]), placed[int(found[1]) - 1]), part)


def _drawing(number: int, placed: Placed) -> str:
    wide, high = placed.size
    name, told = f'name="Chart {number}"', quoteattr(placed.title)
    shape = (
        f'<a:graphic xmlns:a="{OFFICE}/drawingml/2006/main">'
        f'<a:graphicData uri="{OFFICE}/drawingml/2006/picture"><pic:pic xmlns:pic="{OFFICE}/drawingml/2006/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" {name} descr={told}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdC{number}"><a:extLst><a:ext uri="{EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{LATER}" r:embed="rIdS{number}"/></a:ext></a:extLst></a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" {name} descr={told}/>{shape}</wp:inline></w:drawing></w:r>'
    )


def _relations(part: str, placed: Sequence[Placed]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{letter}{number}" Type="{IMAGE}" Target="media/chart{number}.{suffix}"/>'
        for number in range(1, len(placed) + 1)
        for letter, suffix in (("C", "emf"), ("S", "svg"))
    )
    return part.replace("</Relationships>", f"{rows}</Relationships>")


def _types(part: str, _placed: Sequence[Placed]) -> str:
    kinds = '<Default Extension="emf" ContentType="image/x-emf"/><Default Extension="svg" ContentType="image/svg+xml"/>'
    return part.replace("<Default ", f"{kinds}<Default ", 1)


_CHANGES = {"word/document.xml": _body, "word/_rels/document.xml.rels": _relations, "[Content_Types].xml": _types}


def in_page(content: bytes, placed: Sequence[Placed]) -> bytes:
    """Put charts into a page that has marks for them; where there is less room, a chart scrolls as tables do."""

    def drawing(found: re.Match[str]) -> str:
        chart = placed[int(found[2]) - 1].chart
        return f'<div class="table" id="{found[1]}" tabindex="0">{chart.svg}</div>'

    return IN_PAGE.sub(drawing, content.decode()).encode()


def without_marks(content: bytes, _placed: Sequence[Placed]) -> bytes:
    """Return a text from which the marks of charts are gone: it has the tables behind them."""
    return MARK.sub("", content.decode()).encode()
