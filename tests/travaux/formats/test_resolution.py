from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from travaux.formats.convert import WRITERS, document_of
from travaux.formats.detect import detect
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About, Limits
from travaux.formats.resolution import resolution_of
from travaux.modalities.reading import Resolution

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "modalities"
TEXT = """A/RES/71/999

Resolution adopted by the General Assembly on 6 April 2017

71/999. Rivers

The General Assembly,

Recalling its resolution 70/1 of 25 September 2015,

1. Decides that the Conference shall be held from 10 to 11 December 2018;

2. Requests the Secretary-General to report:

(a) On rivers;

(b) On lakes, by May 2018;

3. Invites States to come.

101st plenary meeting
6 April 2017
"""


def read(content: bytes, name: str) -> Resolution:
    return resolution_of(document_of(detect(content, name), Limits()))


def test_a_plain_text_is_read_with_its_symbol_day_and_title() -> None:
    found = read(TEXT.encode(), "rivers.txt")
    assert (found.about.symbol, found.about.adopted, found.about.title) == ("A/RES/71/999", date(2017, 4, 6), "Rivers")
    assert [each.number for each in found.operative] == ["1", "2", "2 (a)", "2 (b)", "3"]


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt", "xml", "odt"])
def test_every_format_says_the_same(suffix: str) -> None:
    paper = document_of(detect(TEXT.encode(), "rivers.txt"), Limits())
    again = read(WRITERS[suffix](paper), f"rivers.{suffix}")
    assert again.operative == read(TEXT.encode(), "rivers.txt").operative


def test_italics_say_what_an_unknown_verb_opens() -> None:
    runs = (Run(" "), Run("Enjoins", italic=True), Run(" States to come;"))
    paragraphs = (
        Paragraph(Role.TITLE, (Run("Rivers"),)),
        Paragraph(Role.OPERATIVE, runs, "1."),
        Paragraph(Role.OPERATIVE, (Run("Decides to meet;"),), "2."),
    )
    found = resolution_of(Document(About("en", "", "2017-04-06"), paragraphs))
    assert [each.opening for each in found.operative] == ["Enjoins", "Decides"]
    assert (found.about.title, found.about.symbol, found.about.adopted) == ("Rivers", "", date(2017, 4, 6))


def test_a_title_with_its_number_gives_the_symbol() -> None:
    paragraphs = (
        Paragraph(Role.TITLE, (Run("71/999. Rivers"),)),
        Paragraph(Role.OPERATIVE, (Run("Decides to meet;"),), "1."),
        Paragraph(Role.SUB, (Run("In May;"),), "\u3220", 1),
    )
    found = resolution_of(Document(About("en"), paragraphs))
    assert found.about.symbol == "A/RES/71/999"
    assert [each.number for each in found.operative] == ["1", "1 (i)"]


def test_a_title_whose_number_stands_close_by_gives_the_symbol_though_the_file_has_only_its_slug() -> None:
    paragraphs = (
        Paragraph(Role.TITLE, (Run("71/999Rivers"),)),
        Paragraph(Role.OPERATIVE, (Run("Decides to meet;"),), "1."),
        Paragraph(Role.HEADING, (Run("A/RES/71/999"),)),
    )
    found = resolution_of(Document(About("en", "a-res-71-999"), paragraphs))
    assert (found.about.symbol, found.about.title) == ("A/RES/71/999", "Rivers")
    assert resolution_of(Document(About("en", "river-note"), paragraphs[1:2])).about.symbol == "river-note"


def told(found: Resolution) -> tuple[object, ...]:
    """Return what must be the same in every format: white space is a matter of the page."""
    asks = [
        (
            each.number,
            [one.key for one in ask.addressees],
            close(ask.action),
            ask.due and (ask.due.earliest, ask.due.latest),
        )
        for each in found.operative
        for ask in each.obligations
    ]
    openings = [(str(each.kind), each.number, close(each.opening)) for each in found.paragraphs]
    return found.about.symbol, found.about.adopted, openings, asks


def close(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize(
    ("language", "suffixes"),
    [
        ("English", ("docx", "html", "md", "odt", "txt", "xml", "pdf")),
        ("French", ("txt", "pdf")),
        ("Spanish", ("docx", "txt")),
        ("Russian", ("txt", "docx")),
        ("Arabic", ("docx", "pdf")),
        ("Chinese", ("txt", "pdf")),
    ],
)
def test_a_real_resolution_says_the_same_in_every_format(language: str, suffixes: tuple[str, ...]) -> None:
    if not SHARED.is_dir():
        pytest.skip("the real resolutions are not beside this checkout")
    paper = document_of(detect((SHARED / "79-279" / f"{language}.xml").read_bytes(), "x.xml"), Limits())
    for suffix in suffixes:
        if suffix == "pdf" and find_spec("typst") is None:
            pytest.skip("no typesetter is installed")
        assert told(read(WRITERS[suffix](paper), f"x.{suffix}")) == told(resolution_of(paper)), suffix


@pytest.mark.parametrize("name", ["75-283", "76-251", "79-288"])
@pytest.mark.parametrize("language", ["English", "French", "Spanish", "Russian", "Arabic", "Chinese"])
def test_a_real_resolution_has_the_same_paragraphs_in_every_language(name: str, language: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("the real resolutions are not beside this checkout")
    numbers = {
        each: [one.number for one in read((SHARED / name / f"{each}.xml").read_bytes(), "x.xml").operative]
        for each in ("English", language)
    }
    assert numbers[language] == numbers["English"]
