from benchmarks.documents.made import docx, para, run
from travaux.formats.taken import taken
from travaux.formats.word import plain
from travaux.formats.word.package import open_package
from travaux.formats.word.read import read_revisions
from travaux.formats.word.redline import redlined
from travaux.formats.word.resolve import accept, reject


def definition(number, text):
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="A"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
    )


def num(number, abstract):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'


def item(words, number):
    return para(run(words), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def both(old, new):
    red = redlined(taken(old, "a.docx"), taken(new, "b.docx"), "ARL").content
    found = []
    for settle in (reject, accept):
        package = open_package(red, "r.docx")
        settle(package)
        found.append(plain.lines(package))
    return tuple(found)


NEW = docx(para(run("a")) + item("b", 1) + item("c", 1) + para(run("z")), numbering=definition(0, "(%1)") + num(1, 0))


def test_a_list_comes_along_into_a_document_without_lists():
    old = docx(para(run("a")) + para(run("z")))
    assert both(old, NEW) == (["a", "z"], ["a", "(a) b", "(b) c", "z"])


def test_a_list_comes_along_under_a_number_that_is_free():
    old = docx(para(run("a")) + item("y", 1) + para(run("z")), numbering=definition(0, "%1.") + num(1, 0))
    assert both(old, NEW) == (["a", "a. y", "z"], ["a", "(a) b", "(b) c", "z"])
    empty = docx(para(run("a")) + para(run("z")), numbering='<w:num w:numId="x"/>')
    assert both(empty, NEW)[1] == ["a", "(a) b", "(b) c", "z"]


def test_a_list_that_is_not_there_is_no_list():
    old = docx(para(run("a")) + para(run("z")))
    for numbering in ({}, {"numbering": definition(0, "%1.")}, {"numbering": num(1, 7)}):
        new = docx(para(run("a")) + item("b", 1) + para(run("z")), **numbering)
        assert both(old, new)[1] == ["a", "b", "z"]


def test_a_paragraph_that_looks_otherwise_now_says_so_where_its_style_is_known():
    styles = '<w:style w:styleId="S"/>'
    plainly, styled = docx(para(run("a")), styles=styles), docx(para(run("a"), '<w:pStyle w:val="S"/>'))
    for old, new, kinds in (
        (plainly, styled, ["format"]),
        (styled, plainly, ["format"]),
        (docx(para(run("a"))), styled, []),
    ):
        red = redlined(taken(old, "a.docx"), taken(new, "b.docx"), "ARL").content
        assert [each.kind for each in read_revisions(open_package(red, "r.docx"))] == kinds
