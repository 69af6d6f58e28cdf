from pathlib import Path

import pytest

from travaux.formats import pdf_lines
from travaux.formats.detect import Damaged, Encrypted, Paper
from travaux.formats.document import Document, Note, Paragraph, Role, Run
from travaux.formats.guard import Bomb
from travaux.formats.pdf import NoPdfReader, Scanned, document_of_pdf, read_pdf
from travaux.formats.reading import About, Limits, Overlong
from travaux.formats.typeset import typeset

DATA = Path(__file__).parents[3].parent / "shared" / "data"
LONG = "Cities ask for a seat wherever cooperation on migration is planned and"


def read(content):
    return read_pdf(Paper(content, "a.pdf", "PDF"), Limits())


def blocks(reading):
    return [reading.text[block.start : block.end] for block in reading.blocks]


def test_lines_are_joined_to_paragraphs(pdf):
    reading = read(pdf([LONG, "paid for.", LONG, "1. One seat", "goes on", "- two"], ["next page"]))
    assert blocks(reading) == [f"{LONG} paid for.", LONG, "One seat goes on", "- two", "next page"]
    assert reading.warnings == ()


def test_running_heads_and_feet_are_left_out_and_counted(pdf):
    pages = [
        ["A/CONF.1/2", f"Words of page {word} stand here", "a", f"and {word}.", f"{page}"]
        for page, word in enumerate("xyz")
    ]
    reading = read(pdf(*pages))
    assert blocks(reading) == [f"Words of page {word} stand here a and {word}." for word in "xyz"]
    assert [remark.said for remark in reading.warnings] == ["6 times: running heads and feet, left out"]


def test_a_running_head_of_many_lines_ends_at_the_first_line_that_does_not_repeat(pdf):
    head = ["GROUP ON PAPER", "AND ON INK", "A/CONF.1/2"]
    reading = read(
        pdf(
            *(
                [*head, f"Page {n} of 9", f"Words of {word}", "AND ON INK", f"end {word}."]
                for n, word in enumerate("abc")
            )
        )
    )
    assert blocks(reading) == [f"Words of {word} AND ON INK end {word}." for word in "abc"]
    assert [remark.said for remark in reading.warnings] == ["12 times: running heads and feet, left out"]


def test_a_line_of_the_text_that_recurs_under_the_head_on_few_pages_is_kept(pdf):
    said = [
        "Option 2: No text." if place in (1, 4, 7) else f"Words {word}." for place, word in enumerate("abcdefghijkl")
    ]
    pages = ([f"GROUP {place}", "PAPER", words, "Q " * (place + 15) + "Q!"] for place, words in enumerate(said))
    assert [block for block in blocks(read(pdf(*pages))) if "." in block] == said


def test_lines_that_were_broken_on_purpose_end_a_paragraph(pdf):
    full = f"Recalling that {LONG.lower()}"
    page = ["Article 1", full, "the money,", "Pp2 [Noting all,", full, "for W/m2", "; mixed, as", "G20 States said,"]
    more = [f"{full} and all,", "Pp12bis Also noting that these", "[rest]", "134bis. Agrees"]
    assert blocks(read(pdf([*page, *more]))) == [
        "Article 1",
        f"{full} the money,",
        "[Noting all,",
        f"{full} for W/m2 ; mixed, as",
        "G20 States said,",
        f"{full} and all,",
        "Also noting that these [rest]",
        "Agrees",
    ]


def test_a_label_behind_words_that_run_on_begins_no_paragraph(pdf):
    lines = [f"{LONG} of the", "G20 States and all the others that have signed and that have ratified it"]
    assert blocks(read(pdf(lines))) == [" ".join(lines)]


def test_a_divided_word_put_together_again_does_not_make_the_other_lines_short(pdf):
    lines = [f"The {LONG.lower()} {letter}" for letter in "abcdefghijkl"]
    assert len(blocks(read(pdf([*lines, f"{lines[0]} {lines[1]}", *lines])))) == 1


def test_pages_without_words_are_counted(pdf):
    assert [remark.said for remark in read(pdf([LONG], [])).warnings] == ["pages without words (pictures?)"]


def test_pages_that_cannot_be_opened_are_counted_and_the_rest_is_read(pdf):
    broken = pdf([LONG], ["second"]).replace(b"3 0 R 5 0 R", b"3 0 R 9 0 R")
    assert [remark.said for remark in read(broken).warnings] == ["pages that could not be opened"]
    with pytest.raises(Damaged, match="none of its pages can be read"):
        read(pdf([LONG]).replace(b"Kids[3 0 R", b"Kids[9 0 R"))


def test_a_scan_is_recognized_and_refused_with_advice(pdf):
    with pytest.raises(Scanned, match=r"pictures \(2 in all\).*\(OCR\)"):
        read(pdf([], ["1"]))


def test_letters_of_a_table_are_words_and_an_empty_page_is_no_picture(pdf):
    assert blocks(read(pdf(["a"]))) == ["a"]
    assert read(pdf([])).text == ""


def test_letters_beside_pictures_are_a_scan(pdf):
    picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"
    with pytest.raises(Scanned):
        read(pdf([f") Tj ET q 300 0 0 300 72 300 cm {picture} Q BT /F1 11 Tf 72 700 Td (a"]))


def test_a_call_of_a_note_behind_a_year_is_read_from_a_paper_that_was_typeset():
    pytest.importorskip("typst", reason="PDF is written by an extra of the software")
    words = (Run("Recalling the year 2013"), Run("", note=0), Run(" and what followed from it,"))
    paper = Document(About("en"), (Paragraph(Role.PARAGRAPH, words),), (Note("17", (Run("See there."),)),))
    found = document_of_pdf(Paper(typeset(paper), "a.pdf", "PDF"), Limits())
    assert (found.paragraphs[0].runs, found.notes) == (words, paper.notes)


def test_a_damaged_pdf_is_refused():
    with pytest.raises(Damaged, match="which is PDF"):
        read(b"%PDF-1.4 and nothing more")


def test_a_locked_pdf_is_refused(pdf):
    lock = (
        "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
        f"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{'11' * 32}>/U<{'22' * 32}>>>"
    )
    with pytest.raises(Encrypted, match="locked with a password"):
        read(pdf([LONG]).replace(b"trailer<<", f"trailer<<{lock}".encode()))


def test_without_the_library_a_pdf_is_refused_with_what_to_install(monkeypatch, pdf):
    monkeypatch.setattr(pdf_lines, "pdfium", None)
    with pytest.raises(NoPdfReader, match=r"Install travaux\[pdf\]"):
        read(pdf([LONG]))


@pytest.mark.skipif(not DATA.is_dir(), reason="the real documents (shared/data) are not beside this checkout")
def test_a_real_negotiating_text_is_read():
    paper = DATA / "paris-2015" / "23-oct-2015" / "11infnot.pdf"
    reading = read(paper.read_bytes())
    assert [remark.said for remark in reading.warnings] == ["216 times: running heads and feet, left out"]
    said = blocks(reading)
    labels = [block.number for block in reading.blocks if block.number.startswith("Pp")]
    assert [words for words in said if words.startswith("ADP.2015.11")] == []
    assert labels[:15] == [f"Pp{number}" for number in range(1, 16)]
    notes = [block.number for block in reading.blocks if block.kind == "footnote" and block.number != "*"]
    assert notes == [str(marker) for marker in range(1, 18) if marker != 4]  # its mark is as large as the words


def test_a_pdf_of_more_pages_than_any_paper_is_refused(pdf):
    with pytest.raises(Bomb, match="It claims 2 pages"):
        read_pdf(Paper(pdf(["Words"], ["Words"]), "a.pdf", "PDF"), Limits(pages=1))


def test_a_pdf_of_more_words_than_any_paper_is_refused(pdf):
    with pytest.raises(Overlong):
        read_pdf(Paper(pdf(["Some words"], ["Some words"]), "a.pdf", "PDF"), Limits(text=12))
