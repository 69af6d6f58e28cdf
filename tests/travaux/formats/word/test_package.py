import zipfile
from io import BytesIO

import pytest

from benchmarks.documents.made import docx, ins, packed, para, part, run
from travaux.formats.detect import Damaged, Encrypted, Mislabelled
from travaux.formats.guard import Bomb
from travaux.formats.reading import Limits
from travaux.formats.word.names import PACK, REL, WML
from travaux.formats.word.package import open_package, resolved
from travaux.formats.word.plain import lines
from travaux.formats.word.read import read_revisions

BODY = para(run("a"))


def test_a_document_is_written_as_it_was_read_with_its_pictures(package):
    opened = package(BODY, more={"word/media/p.png": b"\x89PNG"})
    opened.body.append(opened.body.makeelement("x"))
    once = opened.saved()
    with zipfile.ZipFile(BytesIO(once)) as archive:
        assert archive.read("word/media/p.png") == b"\x89PNG"
        assert b"<x/>" in archive.read("word/document.xml")
    assert once == opened.saved()


def test_a_package_that_names_what_is_not_in_it_has_its_usual_main_part():
    parts = numbered()
    parts["word/document.xml"] = parts.pop("word/document2.xml")
    assert open_package(packed(parts), "a.docx").main == "word/document.xml"


def test_macros_are_neither_kept_nor_referred_to():
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
        '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    link = '<Relationship Id="m" Type="x/vbaProject" Target="vbaProject.bin"/>'
    more = {"word/vbaProject.bin": b"x", "word/_rels/vbaProject.bin.rels": "<a/>", "[Content_Types].xml": types}
    opened = open_package(docx(BODY, more=more, links=link), "a.docm")
    assert opened.has_macros
    with zipfile.ZipFile(BytesIO(opened.saved())) as archive:
        assert [name for name in archive.namelist() if "vba" in name] == []
        whole = archive.read("[Content_Types].xml") + archive.read("word/_rels/document.xml.rels")
    assert b"vba" not in whole
    assert b"macro" not in whole


def test_the_document_is_the_part_that_the_package_names(package):
    more = {
        "_rels/.rels": f'<Relationships xmlns="{PACK}"><Relationship Type="x/other" Target="a"/>'
        f'<Relationship Type="{REL}/officeDocument" Target="word/document2.xml"/></Relationships>',
        "word/document2.xml": part("w:document", f"<w:body>{para(run('b'))}</w:body>"),
    }
    assert lines(package(BODY, more=more)) == ["b"]
    more["_rels/.rels"] = (
        f'<Relationships xmlns="{PACK}"><Relationship Type="{REL}/officeDocument" Target="no"/></Relationships>'
    )
    assert lines(package(BODY, more=more)) == ["a"]


def test_without_relations_parts_are_found_by_their_usual_names():
    content = packed(
        {
            "word/document.xml": part("w:document", f"<w:body>{BODY}</w:body>"),
            "word/footnotes.xml": part("w:footnotes", ""),
        }
    )
    opened = open_package(content, "a.docx")
    assert (opened.beside("footnotes"), opened.beside("endnotes")) == ("word/footnotes.xml", None)
    assert [*opened.changing()] == ["word/document.xml", "word/footnotes.xml"]


def test_the_strict_form_of_the_standard_is_read_as_the_usual_one(package):
    strict = part("w:document", f"<w:body>{BODY}</w:body>").replace(
        WML, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert lines(package("", more={"word/document.xml": strict})) == ["a"]


def test_references_to_elsewhere_are_no_parts(package):
    opened = package(BODY, links='<Relationship Id="e" Type="x/hyperlink" Target="u" TargetMode="External"/>')
    assert [*opened.relations(opened.main)] == []
    assert [resolved("word/document.xml", target) for target in ("a.xml", "/b.xml", "../c.xml")] == [
        "word/a.xml",
        "b.xml",
        "c.xml",
    ]


def test_what_is_no_word_document_or_broken_is_refused(package):
    with pytest.raises(Mislabelled):
        open_package(b"words", "a.txt")
    with pytest.raises(Damaged, match="no body"):
        _ = package(BODY, more={"word/document.xml": part("w:document", "")}).body
    with pytest.raises(Damaged):
        open_package(docx(BODY)[:-30], "a.docx")
    with pytest.raises(Damaged):
        _ = package("<w:p>").body
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Encrypted):
        open_package(locked, "a.docx")


def test_pictures_that_unpack_without_end_or_badly_are_refused():
    bomb = docx(BODY, more={"word/media/p.png": b"\0" * 3_000_000})
    with pytest.raises(Bomb, match="pictures"):
        open_package(bomb, "a.docx", Limits(unpacked=1_000_000))
    whole = docx(BODY, more={"word/media/p.png": b"unpacked"})
    place = whole.rindex(b"word/media/p.png", 0, whole.index(b"PK\x01\x02")) + len("word/media/p.png")
    with pytest.raises(Damaged):
        open_package(whole[:place] + b"\xff" + whole[place + 1 :], "a.docx")


def numbered():
    """Return a document whose main part bears a number, as some programs write it."""
    with zipfile.ZipFile(BytesIO(docx(para(run("a") + ins("b"))))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moved = {name.replace("document.xml", "document2.xml"): part for name, part in parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        moved[name] = moved[name].replace(b"document.xml", b"document2.xml")
    return moved


def test_the_main_part_is_the_one_that_the_package_names():
    package = open_package(packed(numbered()), "a.docx")
    assert (package.main, lines(package)) == ("word/document2.xml", ["ab"])
    assert [(each.part, each.text) for each in read_revisions(package)] == [("document", "b")]


def test_a_package_without_a_main_part_is_damaged():
    parts = numbered()
    del parts["word/document2.xml"]
    with pytest.raises(Damaged, match="no main part"):
        open_package(packed(parts), "a.docx")
