import pytest

from travaux.formats.apart import open_apart
from travaux.formats.intake import read

COVER = """<coverPage><p><docNumber>A/RES/78/9</docNumber></p><p><docStatus>Distr.: General</docStatus></p></coverPage>
<preface><p><docNumber>78/9.</docNumber> <docTitle>Of the rivers of the region</docTitle></p></preface>"""
END = "<conclusions><p>53rd meeting<eol/>6 May 2024</p></conclusions>"


def told(content, name="a.xml"):
    reading = read(content, name)
    return [(str(block.kind), block.number, reading.text[block.start : block.end]) for block in reading.blocks]


def test_a_resolution_is_read_paragraph_by_paragraph_with_numbers_told_from_words(act):
    body = """<paragraph eId="p1"><num>1.</num><content><p>	<i>Decides</i> to  meet;</p></content></paragraph>
    <paragraph><num>2.</num><list><intro><p>Asks that:</p></intro>
    <point><num>(a)</num><content><p>the first go;</p></content></point></list></paragraph>
    <paragraph><content><p>(b) the second stay.</p></content></paragraph>"""
    preamble = """<formula name='e'><p>The Assembly,</p></formula>
    <container name='Recalling'><p>Recalling the past,</p></container>"""
    assert told(act(body, preamble, before=COVER, after=END)) == [
        ("furniture", "", "A/RES/78/9"),
        ("furniture", "", "Distr.: General"),
        ("heading", "", "78/9. Of the rivers of the region"),
        ("paragraph", "", "The Assembly,"),
        ("paragraph", "", "Recalling the past,"),
        ("paragraph", "1", "Decides to meet;"),
        ("paragraph", "2", "Asks that:"),
        ("item", "(a)", "the first go;"),
        ("item", "(b)", "the second stay."),
        ("furniture", "", "53rd meeting 6 May 2024"),
    ]


def test_what_a_resolution_is_about_stands_in_its_metadata_and_on_its_cover(act):
    about = read(
        act("<paragraph><content><p>to the end of the year and the next</p></content></paragraph>", before=COVER),
        "a.xml",
    ).about
    assert (about.language, about.symbol, about.date, about.title) == (
        ("en", "A/RES/78/9", "2024-05-06", "Of the rivers of the region")
    )


def test_without_a_cover_the_symbol_is_the_last_part_of_the_address(act):
    assert read(act("<p>x</p>"), "a.xml").about.symbol == "78-9"


def test_a_file_without_metadata_is_about_what_its_words_show():
    about = read(
        b"<akomaNtoso><doc><preface><p>Charter</p></preface><mainBody><p>x</p></mainBody></doc></akomaNtoso>", "a.xml"
    ).about
    assert (about.language, about.symbol, about.date, about.title) == ("", "", "", "Charter")


def test_a_language_that_is_not_that_of_the_words_is_told_and_not_believed(act):
    reading = read(act("<p>la décision et les pays dans le monde</p>", "<p>le</p>"), "a.xml")
    assert (reading.about.language, [remark.said for remark in reading.warnings]) == (
        ("fr", ["the file says its language is en, its words are fr"])
    )


def test_a_note_follows_the_paragraph_that_calls_it(act):
    inner = "<authorialNote><p> Inner.</p></authorialNote>"
    note = f'<authorialNote marker="7"><p>Resolution <b>1/1</b>.{inner}</p></authorialNote>'
    assert told(act(f"<paragraph><num>1.</num><content><p>Notes{note} it.</p></content></paragraph>"))[1:] == [
        ("paragraph", "1", "Notes it."),
        ("footnote", "7", "Resolution 1/1. Inner."),
    ]


def test_a_table_is_read_row_by_row_and_its_caption_is_a_heading(act):
    table = (
        "<container name='t'><table><caption>Dates</caption><tr><th colspan='2'><p>Day</p></th></tr>"
        "<tr><td colspan='x'><p>6</p><p>May</p></td><td>Meeting</td></tr></table><table/></container>"
    )
    assert told(act(table))[1:] == [
        ("heading", "", "Dates"),
        ("table", "", "Day"),
        ("table", "", "6 May | Meeting"),
    ]


def test_a_heading_takes_the_number_before_it_and_a_number_alone_is_a_paragraph(act):
    section = "<section><num>II.</num><crossHeading>Means</crossHeading><paragraph><num>3</num></paragraph></section>"
    assert told(act(section))[1:] == [("heading", "II", "Means"), ("paragraph", "", "3")]


def test_words_of_a_quoted_text_are_a_quotation(act):
    quoted = "<p>Says:<embeddedStructure><p>(a) no</p></embeddedStructure></p>"
    assert told(act(f"<paragraph><num>1.</num><content>{quoted}</content></paragraph>"))[1:] == [
        ("paragraph", "1", "Says:"),
        ("quotation", "", "(a) no"),
    ]


def test_comments_are_no_words(act):
    assert told(act("<p>one<!-- not --> two</p>"))[1:] == [("paragraph", "", "one two")]


def test_malformed_xml_is_read_as_far_as_it_goes_with_each_fault_and_its_line(act):
    broken = act("<p>Health & care&nbsp;for all</p>\n<p>and <b>rest</p>").replace(b"</akomaNtoso>", b"")
    reading = read(broken, "a.xml")
    assert ([reading.text[block.start : block.end] for block in reading.blocks][1:], reading.warnings[0].said[:23]) == (
        (["Health & care for all", "and rest"], "malformed XML, line 10:")
    )


def test_the_process_apart_gives_the_same_as_the_reader_and_knows_its_paragraphs(act):
    body = "<paragraph><content><p>One begins</p></content></paragraph><p>and two ends.</p>"
    opened = open_apart(act(body), "a.xml")
    assert (opened.reading, [passage.text for passage in opened.passages]) == (
        (read(act(body), "a.xml"), ["The Assembly,", "One begins", "and two ends."])
    )


@pytest.mark.parametrize(
    ("language", "code"),
    [("Arabic", "ar"), ("Chinese", "zh"), ("English", "en"), ("French", "fr"), ("Russian", "ru"), ("Spanish", "es")],
)
def test_a_real_resolution_has_the_same_numbers_in_every_language(real, language, code):
    reading = read(real(f"migration-chain/77-176/{language}.xml"), "a.xml")
    numbers = [int(block.number) for block in reading.blocks if block.number.isdecimal() and block.kind == "paragraph"]
    assert (reading.about.language, reading.about.symbol, reading.about.date, numbers) == (
        (code, "A/RES/77/176", "2022-12-14", list(range(1, 19)))
    )
