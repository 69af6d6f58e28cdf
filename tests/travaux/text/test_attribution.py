import pytest

from travaux.text.attribution import named_in


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("[EU: shall] act", ("EU",)),
        ("[G77, Norway / AOSIS: should] act [EU, G77: now]", ("G77", "Norway", "AOSIS", "EU")),
        ("[Delmar, Republic of Elnath and the EU: a]", ("Delmar", "Republic of Elnath", "EU")),
        ("\uff3bG-77\uff1a x\uff3d [\u0415\u0421 и \u0410\u0420Л: да]", ("G-77", "\u0415\u0421", "\u0410\u0420Л")),
        ("[EU: a [BRU, COR: b]]", ("EU", "BRU", "COR")),
    ],
)
def test_those_named_at_the_head_of_a_bracket_asked_for_it(words, names):
    assert named_in(words) == names


@pytest.mark.parametrize(
    "words",
    [
        "[Decides: to act]",
        "[Decides, in this regard: to act]",
        "[Option 1: a] [Alt. 2: b] [Option, Delmar: c]",
        "[OP3: a] [PP: b] [A: c] [2030: d] [Article 3: e]",
        "[决定\uff1a采取行动]",
        "EU: shall act",
        "[, : x]",
        "[EU shall: act]",
    ],
)
def test_verbs_options_and_numbers_are_nobody(words):
    assert named_in(words) == ()


def test_thousands_of_brackets_are_read_in_one_go():
    assert named_in("[" * 50_000 + "A" * 50_000 + "[EU: " * 10_000) == ("EU",)
