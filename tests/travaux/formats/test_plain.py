import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.detect import Paper
from travaux.formats.plain import Undecodable, decoded, read_markdown, read_text
from travaux.passages.segment import gaps, segment

PAGE = """Vision
======

- 2. Cities ask
  1. for seats

  And funds

> We came.
> - and stayed

| a | b |
|---|---|
| c | d |

    indented

```
fenced
```

[ref]: https://example.org
<div>raw</div>
"""


def paper(content, media_type=""):
    return Paper(content, "a.md", "Markdown", media_type)


def test_the_text_is_the_file_itself():
    assert read_text(paper("\ufeffCities\r\nask.".encode())).text == "\ufeffCities\r\nask."
    assert read_markdown(paper(PAGE.encode())).text == PAGE


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_of_markdown_tell_the_kinds(newline):
    reading = read_markdown(paper(PAGE.replace("\n", newline).encode()))
    assert [(str(found.kind), found.number, found.text) for found in segment(reading.text, reading.blocks)] == [
        ("heading", "", "Vision"),
        ("paragraph", "2", "Cities ask"),
        ("paragraph", "1", "for seats"),
        ("paragraph", "", "And funds"),
        ("quotation", "", "We came."),
        ("quotation", "", "and stayed"),
        ("table", "", "a | b"),
        ("table", "", "c | d"),
        ("paragraph", "", "indented"),
        ("quotation", "", f"```{newline}fenced{newline}```"),
        ("paragraph", "", "[ref]: https://example.org"),
        ("paragraph", "", "<div>raw</div>"),
    ]


@given(st.text(alphabet=st.sampled_from("ab1#>*-|`[]()\n\r \t<.!:"), max_size=120))
def test_whatever_markdown_holds_no_word_is_lost(text):
    reading = read_markdown(paper(text.encode()))
    assert gaps(text, segment(reading.text, reading.blocks)) == ()


def test_pictures_are_counted():
    assert [remark.said for remark in read_markdown(paper(b"![map](a.png) ![b](c)")).warnings] == [
        "2 times: pictures, of which only the caption is read"
    ]


def test_the_encoding_is_that_of_the_first_bytes_or_the_one_declared():
    assert decoded(paper("é".encode("utf-16"))) == "é"
    assert decoded(paper("é".encode("latin-1"), "text/plain; charset=latin-1")) == "é"
    assert decoded(paper("é".encode("latin-1")), "latin-1") == "é"


@pytest.mark.parametrize(
    ("content", "media_type", "place", "encoding"),
    [
        (b"ab\xe9c", "", 3, "utf-8"),
        (b"ab", "text/plain; charset=klingon", 1, "klingon"),
        (b"a\x00b", "", 2, "utf-8"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(content, media_type, place, encoding):
    with pytest.raises(Undecodable) as refused:
        decoded(paper(content, media_type))
    assert refused.value.facts == {"filename": "a.md", "place": place, "encoding": encoding}


@pytest.mark.parametrize("name", ["utf-7", "punycode", "unicode_escape", "rot13"])
def test_an_encoding_that_hides_what_it_says_is_not_read(name):
    with pytest.raises(Undecodable, match=f"Byte 1 is not text in {name}"):
        decoded(Paper(b"+ADw-script+AD4-", "a.html", "HTML"), name)
