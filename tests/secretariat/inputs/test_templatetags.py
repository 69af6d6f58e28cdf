import pytest

from secretariat.inputs.templatetags.passages import as_read


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("91<sup>st</sup> **of** *all*", "91<sup>st</sup> <strong>of</strong> <em>all</em>"),
        ("[three days](#) at 2 * 3 * 4", "three days at 2 * 3 * 4"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<sup><b>x</b></sup>", "&lt;sup&gt;&lt;b&gt;x&lt;/b&gt;&lt;/sup&gt;"),
        ("[a](javascript:alert)", "a"),
    ],
)
def test_marks_of_markdown_are_shown_as_meant_and_nothing_else_is(words, shown):
    assert as_read(words, "Markdown") == shown


def test_other_papers_are_shown_as_they_stand():
    assert as_read("**a** & <b>", "Word") == "**a** &amp; &lt;b&gt;"
