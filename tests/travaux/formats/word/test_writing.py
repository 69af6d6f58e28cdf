from lxml import etree

from benchmarks.documents.made import xml
from travaux.formats.word.names import R_PR, P, w
from travaux.formats.word.package import open_package
from travaux.formats.word.plain import lines, markdown
from travaux.formats.word.writing import Plain, document, is_right_to_left, runs_of


def test_what_is_written_is_read_again():
    words = ["Vision", "a\tb\nc", "  two  spaces ", ""]
    assert lines(open_package(document([Plain(each) for each in words]), "a.docx")) == words
    assert markdown(open_package(document([Plain("Vision", 2), Plain("a")]), "a.docx")) == "## Vision\n\na\n"
    assert lines(open_package(document([]), "a.docx")) == [""]


def test_signs_that_xml_cannot_hold_are_left_out():
    assert lines(open_package(document([Plain("a\x0bb\ufffe"), Plain("\x0b")]), "a.docx")) == ["ab", ""]


def test_what_goes_to_the_left_says_so_and_words_of_other_scripts_in_it_do_not():
    written = xml(open_package(document([Plain("ميثاق GCM عالمي")]), "a.docx").body)
    assert "<w:pPr><w:bidi/></w:pPr>" in written
    assert (
        '<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">ميثاق </w:t>'
        '</w:r><w:r><w:t xml:space="preserve">GCM </w:t></w:r>'
    ) in written
    assert (is_right_to_left("1. سلام"), is_right_to_left("12"), is_right_to_left("GCM سلام")) == (True, False, False)


def test_chinese_is_marked_as_such():
    assert '<w:rFonts w:hint="eastAsia"/>' in xml(open_package(document([Plain("移民")]), "a.docx").body)


def test_the_direction_of_a_run_is_that_of_its_words_not_of_the_run_before():
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, R_PR)
    for name in ("rtl", "b"):
        etree.SubElement(properties, w(name))
    runs = [[each.tag for each in run.find(R_PR)] for run in runs_of("abc", paragraph, properties)]
    assert (any(w("rtl") in tags for tags in runs), all(w("b") in tags for tags in runs)) == (False, True)
