from travaux.text.provision import Kind
from travaux.text.units import Note, Unit
from travaux.text.units_markdown import units_of_markdown

TEXT = """\
# Draft *declaration* #

*Recalling* its resolution,[^1] and snake_case \\*,

1. We **act**
and wait:
- on land
- at sea
(a) and under it

> Quoted words
> go on

Heading
=======

| who | what |
|-----|------|
| we  | act  |

---

[^1]: Resolution of the *Twelve*.
"""


def test_marks_are_no_words_and_items_are_units():
    assert units_of_markdown(TEXT) == (
        Unit("1", "", Kind.HEADING, "Draft declaration"),
        Unit("2", "", Kind.PREAMBULAR, "Recalling its resolution, and snake_case *,"),
        Unit("3", "1", Kind.OPERATIVE, "We act and wait:"),
        Unit("4", "", Kind.SUBPARAGRAPH, "on land"),
        Unit("5", "", Kind.SUBPARAGRAPH, "at sea"),
        Unit("6", "(a)", Kind.SUBPARAGRAPH, "and under it"),
        Unit("7", "", "paragraph", "Quoted words go on"),
        Unit("8", "", "paragraph", "Heading"),
        Unit("9", "", "table", "who | what"),
        Unit("10", "", "table", "we | act", (Note("1", "Resolution of the Twelve."),)),
    )


def test_the_head_of_a_file_and_lines_that_are_marks_are_no_paragraphs():
    text = "---\ntitle: Draft\n---\n\n## Scope\n{:.no_toc}\n\n1. [Decides] to act\n\n[source]: https://example.org/a\n"
    assert [(unit.number, unit.text) for unit in units_of_markdown(text)] == [("", "Scope"), ("1", "[Decides] to act")]


def test_a_rule_in_the_middle_begins_no_head():
    text = "1. Decides\n\n---\n\n2. Requests\n\n---\n"
    assert [unit.text for unit in units_of_markdown(text)] == ["Decides", "Requests"]


def test_a_link_is_read_as_what_it_says():
    words = "1. Recalls [its resolution 70/1](https://example.org/70/1), [and] [States](of origin)"
    assert [unit.text for unit in units_of_markdown(words)] == [
        "Recalls its resolution 70/1, [and] [States](of origin)"
    ]


def test_raised_figures_are_calls_and_raised_letters_are_words():
    assert units_of_markdown("Le 1<sup>er</sup> juin,<sup>3, 4</sup> H<sub>2</sub>O")[0].text == "Le 1er juin, H2O"
