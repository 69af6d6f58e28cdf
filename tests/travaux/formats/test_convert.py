import pytest
from lxml import etree

from travaux.formats.akn.validity import invalid
from travaux.formats.convert import NotWritable, converted
from travaux.formats.detect import EmptyFile, Mislabelled
from travaux.formats.intake import NoWords

TEXT = """OF RIVERS

The General Assembly,

Recalling the past,

1. Decides to meet:
(a) the first;
"""
NOTE = b"<authorialNote marker='7'><p>n</p></authorialNote>"
AKN = b"<akomaNtoso><doc><mainBody><p>Words" + NOTE + b"</p></mainBody></doc></akomaNtoso>"
SPACES = " ".join(f'xmlns:{name[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))


@pytest.mark.parametrize("suffix", ["md", "txt", "html"])
def test_a_text_goes_to_another_format_and_back(suffix):
    there = converted(TEXT.encode(), "a.txt", f"b.{suffix}").content
    back = converted(there, f"b.{suffix}", "c.txt").content.decode()
    assert back.upper() == TEXT.replace(":\n(a)", ":\n\n    (a)").upper()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_becomes_valid_akoma_ntoso(name):
    made = converted(TEXT.encode(), name, "b.xml").content
    assert invalid(etree.fromstring(made)) == ()


def test_akoma_ntoso_to_akoma_ntoso_is_import_and_export_with_what_was_mended():
    made = converted(AKN, "a.xml", "b.akn")
    assert (invalid(etree.fromstring(made.content)), len(made.said) > 0) == ((), True)


def test_notes_stand_at_the_end_of_a_plain_text():
    assert converted(AKN, "a.xml", "b.txt").content.decode() == "Words⁷\n\n⁷ n\n"


def test_a_table_is_written_row_by_row():
    made = converted(b"| a | b |\n| - | - |\n| 1 | 2 |\n", "a.md", "b.txt").content.decode()
    assert made == "a | b\n1 | 2\n"


@pytest.mark.parametrize(("out", "suffix"), [("b.exe", r"“\.exe”"), ("b", "“a file without a suffix”")])
def test_a_format_that_is_not_written_is_refused_with_those_that_are(out, suffix):
    with pytest.raises(NotWritable, match=rf"{suffix}.*\.docx, \.odt, \.md, \.txt, \.html, \.pdf, \.xml"):
        converted(b"x", "a.txt", out)


def test_a_file_that_ends_before_its_first_word_is_refused():
    with pytest.raises(NoWords):
        converted(b"<akomaNtoso><doc><meta/>", "a.xml", "b.md")


def test_bad_files_have_their_own_answers():
    with pytest.raises(EmptyFile):
        converted(b" ", "a.xml", "b.md")
    with pytest.raises(Mislabelled, match="XML of another kind"):
        converted(b"<law>x</law>", "a.xml", "b.md")
    with pytest.raises(Mislabelled, match="PDF"):
        converted(b"%PDF-1.4", "a.xml", "b.md")


def test_the_other_formats_are_read_through_their_own_doors(pdf, packed):
    odt = packed({"content.xml": f"<o:d {SPACES}><o:text><t:p>Words</t:p></o:text></o:d>"})
    pages = pdf(["Words"])
    html = b"<html><body><p>Words</p></body></html>"
    made = [
        converted(each, name, "b.txt").content for each, name in ((odt, "a.odt"), (pages, "a.pdf"), (html, "a.html"))
    ]
    assert made == [b"Words\n"] * 3


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_a_text_becomes_a_document_of_a_word_processor_and_a_text_again(suffix):
    there = converted(TEXT.encode(), "a.txt", f"b.{suffix}").content
    back = converted(there, f"b.{suffix}", "c.txt").content.decode()
    assert back.split() == TEXT.split()


def test_a_pdf_is_written():
    pytest.importorskip("typst", reason="PDF is written by an extra of the software")
    assert converted(TEXT.encode(), "a.txt", "b.pdf").content.startswith(b"%PDF-")


def test_what_a_paper_carries_unseen_is_said(word):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Our line.</w:t></w:r>"
    given = converted(word(f"<w:p><w:r><w:t>Seats.</w:t></w:r>{hidden}</w:p>"), "a.docx", "a.txt")
    assert given.said == ("hidden words, read as part of the text",)
