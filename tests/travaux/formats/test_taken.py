from travaux.formats.taken import taken
from travaux.formats.word.plain import lines


def read(content, name):
    found = taken(content.encode(), name)
    assert found.plain
    return lines(found.package)


def test_every_line_of_a_plain_text_is_a_paragraph():
    assert read("\ufeffOne\r\n\r\ntwo\rthree\n", "a.txt") == ["One", "", "two", "three"]


def test_markdown_falls_into_its_blocks_and_headings_and_items_stand_alone():
    text = "# Vision\ntext goes\non\n\n- one\n- two\n1. three\n   more\n## End\n"
    assert read(text, "a.md") == ["Vision", "text goes on", "- one", "- two", "1. three more", "End"]
    assert read("words\n", "a.md") == ["words"]


def test_pages_give_their_blocks():
    assert read("<html><body><h1>Vision</h1><p>One</p><ul><li>two</li></ul></body></html>", "a.html") == [
        "Vision",
        "One",
        "two",
    ]


def test_akoma_ntoso_gives_its_paragraphs_with_their_numbers():
    text = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc><mainBody>'
        "<paragraph><num>1.</num><content><p>Decides <i>this</i></p></content></paragraph>"
        "<paragraph><num>(a)</num><content><p>one</p></content></paragraph></mainBody></doc></akomaNtoso>"
    )
    assert read(text, "a.xml") == ["1.\tDecides this", "(a)\tone"]
