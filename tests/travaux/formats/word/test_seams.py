from itertools import count

import pytest

from benchmarks.documents.made import docx, gone, marked, para, run, xml
from benchmarks.documents.made import ins as inserted
from travaux.formats.word import plain
from travaux.formats.word.names import P
from travaux.formats.word.package import open_package
from travaux.formats.word.read import read_revisions
from travaux.formats.word.resolve import accept, reject
from travaux.formats.word.seams import keep_apart
from travaux.formats.word.stamp import Stamp

NUMBERS = count(1)
TAB = "<w:r><w:tab/></w:r>"


def ins(words, author="ARL"):
    return inserted(words, next(NUMBERS)).replace("ARL", author)


def struck(words, author="ARL"):
    return gone(words, next(NUMBERS)).replace("ARL", author)


def settled(package, settle):
    copy = open_package(package.saved(), "a.docx")
    settle(copy)
    return plain.lines(copy)


def kept_apart(*paragraphs):
    """Return what is changed, by kind and words, after the two sides of the marks were kept apart."""
    package = open_package(docx("".join(paragraphs)), "a.docx")
    before = [settled(package, settle) for settle in (reject, accept)]
    keep_apart([*package.body.iter(P)], Stamp("", "", 900))
    assert [settled(package, settle) for settle in (reject, accept)] == before
    numbers = [each.id for each in read_revisions(package)]
    assert len({*numbers}) == len(numbers)
    return [f"{each.kind} {each.text}" for each in read_revisions(package)]


def test_the_word_behind_a_mark_is_written_again_with_what_is_new():
    assert kept_apart(para(run("agenda") + ins(" too")), para(ins("Also ") + run("global health"))) == [
        "ins  too",
        "del global",
        "ins Also global",
    ]


def test_what_was_deleted_beside_it_comes_to_stand_at_the_mark():
    assert kept_apart(para(run("a") + ins(" b")), para(ins("C ") + struck("D ") + run("e"))) == [
        "ins  b",
        "del D ",
        "ins C ",
    ]
    assert kept_apart(para(run("a") + struck(" x") + ins(" b")), para(ins("C ") + run("e"))) == [
        "ins  b",
        "del  x",
        "ins C ",
    ]


def test_where_no_words_follow_the_last_one_before_the_mark_is_written_again():
    assert kept_apart(para(run("one two ") + ins("b")), para(ins("C ") + TAB)) == ["ins two b", "del two ", "ins C "]
    assert kept_apart(para(run("a ") + struck(" x", "COR") + ins("b")), para(ins("C ") + TAB)) == [
        "del  x",
        "ins b",
        "ins C ",
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (para(run("a") + ins(" b")), para(ins("C ", "COR") + run("d"))),
        (marked("ins", run("a") + ins(" b"), 3), para(ins("C ") + run("d"))),
        (para(run("a") + ins(" b")), para(run("d"))),
        (para(run("a") + ins(" b")), para("")),
        (para(ins(" b")), "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    ],
)
def test_others_are_left_as_they_are(paragraphs):
    package = open_package(docx("".join(paragraphs)), "a.docx")
    before = xml(package.body)
    keep_apart([*package.body], Stamp("", "", 900))
    assert xml(package.body) == before


def test_spaces_alone_and_chinese_are_cut_as_they_stand():
    assert kept_apart(para(run("a") + ins("b")), para(ins("C") + run("  ")))[1:] == ["del   ", "ins C  "]
    assert kept_apart(para(run("甲") + ins("乙")), para(ins("丙") + run("移民")))[1:] == ["del 移", "ins 丙移"]
