import pytest

from benchmarks.trust.papers import BOMBS
from travaux.formats.detect import Damaged, EmptyFile, Encrypted, Mislabelled, NotReadable, TwoFaced, detect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "filename", "media_type", "found"),
    [
        (b"%PDF-1.7", "a.pdf", "", "PDF"),
        (b"\n<!DOCTYPE html><p>a", "a.html", "", "HTML"),
        (b"<!-- a --> <!-- b --><html><p>a", "a", "text/html", "HTML"),
        (b"a <p>b</p>", "a.htm", "", "HTML"),
        (b"# Head", "a.txt", "text/plain", "Markdown"),
        (b"* starred [x](a) and **\n> 5", "a.txt", "", "plain text"),
        (b"* starred", "a", "", "Markdown"),
        (b"plain", "a.md", "", "Markdown"),
        (b"plain", "a", "text/plain; charset=utf-8", "plain text"),
        (b"plain", "a.xyz", "application/pdf", "plain text"),
        ("<p>é".encode("utf-16"), "a.html", "", "HTML"),
    ],
)
def test_a_file_is_known_by_its_content(content, filename, media_type, found):
    assert detect(content, filename, media_type).format == found


def test_a_packed_paper_is_known_by_its_parts(packed):
    assert detect(packed({"word/document.xml": "x"}), "a.docx").format == "Word"


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(EmptyFile, match=r"You handed in “a.txt”. The file is empty."):
        detect(content, "a.txt")


@pytest.mark.parametrize(
    ("content", "filename", "claimed", "found"),
    [
        (b"%PDF-1.7", "a.docx", "Word", "PDF"),
        (b"plain", "a.html", "HTML", "plain text"),
        (b"<html>", "a.txt", "plain text", "HTML"),
        (b"\x89PNG", "a.pdf", "PDF", "a PNG picture"),
        (b"a\x00b", "a.txt", "plain text", "a file of an unknown binary format"),
    ],
)
def test_a_file_whose_name_claims_another_format_is_refused_naming_both(content, filename, claimed, found):
    with pytest.raises(Mislabelled) as refused:
        detect(content, filename)
    assert refused.value.facts == {"filename": filename, "claimed": claimed, "found": found}


@pytest.mark.parametrize(
    ("content", "filename"), [(b"{\\rtf1", "a.rtf"), (OLE + b"x", "a.doc"), (b"GIF89a", "a.gif"), (b"\x1f\x8b", "a")]
)
def test_a_format_that_is_not_read_is_refused_with_those_that_are(content, filename):
    with pytest.raises(NotReadable, match=r"Papers are read from: \.docx, \.odt, \.pdf, \.html, \.md, \.txt, \.xml"):
        detect(content, filename)


@pytest.mark.parametrize(("name", "found"), [("ppt/presentation.xml", "PowerPoint"), ("x", "a zip archive")])
def test_another_packed_format_is_named(packed, name, found):
    with pytest.raises(NotReadable) as refused:
        detect(packed({name: "x"}), "a.bin")
    assert refused.value.facts["found"] == found


def test_a_word_document_locked_with_a_password_is_refused():
    with pytest.raises(Encrypted, match="an Office document"):
        detect(OLE + b"..." + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_a_locked_archive_is_refused(packed):
    content = bytearray(packed({"word/document.xml": "x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted, match="which is Word"):
        detect(bytes(content), "a.docx")


def test_an_archive_cut_short_is_refused_as_damaged(packed):
    with pytest.raises(Damaged, match="a packed file"):
        detect(packed({"word/document.xml": "x"})[:40], "a.docx")


def test_many_comments_and_open_tags_do_not_hold_up_the_reader():
    assert detect(b"<!-- a -->" * 20_000 + b"x", "a").format == "plain text"
    assert detect(b"<p " * 200_000, "a", "text/plain").format == "plain text"


@pytest.mark.parametrize("name", ["a PDF that is an archive", "an archive that is a PDF", "a page that is a PDF"])
def test_a_file_that_is_two_things_at_once_is_refused(name):
    filename, make = BOMBS[name]
    with pytest.raises(TwoFaced, match="at the same time"):
        detect(make(), filename)


def test_an_archive_of_more_parts_than_any_paper_is_not_opened():
    filename, make = BOMBS["an archive of 65,000 empty parts"]
    with pytest.raises(Damaged, match="more than 2000 parts"):
        detect(make(), filename)


@pytest.mark.parametrize("kind", ["document", "template"])
def test_a_document_of_word_is_known_whatever_its_main_part_is_called(packed, kind):
    whole = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    content = packed({"[Content_Types].xml": f'<Types><Override ContentType="{whole}"/></Types>', "a/main.xml": "<x/>"})
    assert detect(content, "a.docx" if kind == "document" else "a.dotx").format == "Word"
