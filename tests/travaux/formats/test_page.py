import pytest

from travaux.formats.detect import Damaged, Paper
from travaux.formats.page import read_page
from travaux.formats.reading import Concern, Flag, Limits


def read(content, media_type=""):
    content = content if isinstance(content, bytes) else content.encode()
    return read_page(Paper(content, "a.html", "HTML", media_type), Limits())


def blocks(content):
    reading = read(content)
    return [(str(block.kind), reading.text[block.start : block.end]) for block in reading.blocks]


def test_a_page_is_read_block_by_block_without_its_scripts_and_styles():
    page = """<?xml version="1.0"?><!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body>
    <h1>Cities <b>first</b></h1><script>alert(1)</script><!-- aside -->
    <p>They   receive<br>first.</p>Loose words
    <ul><li><p>one</p><ul><li>inner</li></ul></li></ul>
    <blockquote><p>We came.</p></blockquote>
    <table><tr><td><p>a</p></td><td>b</td></tr></table><div>end</div></body></html>"""
    assert blocks(page) == [
        ("heading", "Cities first"),
        ("paragraph", "They receive first."),
        ("paragraph", "Loose words"),
        ("item", "one"),
        ("item", "inner"),
        ("quotation", "We came."),
        ("table", "a b"),
        ("paragraph", "end"),
    ]


def test_a_table_within_a_table_keeps_its_rows():
    page = "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>"
    assert blocks(page) == [("table", "a"), ("table", "b"), ("table", "c")]


def test_pictures_and_films_are_counted():
    reading = read("<p>a<img src=x><img src=y><iframe src=z>no</iframe></p>")
    assert reading.text == "a"
    assert [remark.said for remark in reading.warnings] == ["2 times: pictures, left out", "embedded pages, left out"]


def test_the_encoding_that_the_page_declares_is_followed():
    assert read('<meta charset="latin-1"><p>é'.encode("latin-1")).text == "é"
    assert read("<p>é".encode("latin-1"), "text/html; charset=iso-8859-1").text == "é"
    assert read("\ufeff<p>é").text == "é"


def test_a_page_without_words_has_no_blocks():
    assert blocks("<!-- nothing -->") == []


def test_a_page_nested_without_end_is_refused():
    with pytest.raises(Damaged, match="depth"):
        read("<div>" * 5000 + "words")


def test_words_that_are_not_shown_and_changes_left_in_a_page_are_flagged():
    page = """<p hidden>one</p><p style="color: red; Display : none">two</p><p hidden> </p><script hidden>x</script>
    <p style="color: red">We <del>may</del><ins>shall</ins></p>"""
    assert read(page).flags == (Flag(Concern.HIDDEN, 2, "one"), Flag(Concern.TRACKED, 2, "may"))
