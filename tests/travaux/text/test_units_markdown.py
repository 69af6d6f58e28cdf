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
