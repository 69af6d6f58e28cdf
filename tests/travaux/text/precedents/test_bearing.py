import pytest

from travaux.text.precedents.bearing import Stretch, Verdict, bearing, stretches
from travaux.text.precedents.search import find

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"
OTHER = "Deeply concerned at the large and growing number of migrants who lose their lives"
OWN = "Something that nobody ever said in any of the texts that they adopted"


@pytest.mark.parametrize(
    ("before", "after", "verdict", "gained", "lost"),
    [
        (AGREED.replace("positive", "useful"), AGREED, Verdict.RETURNS, [12], []),
        (AGREED, AGREED.replace("inclusive", "green"), Verdict.LEAVES, [], [12]),
        (AGREED, OTHER, Verdict.EXCHANGES, [14], [12]),
        (AGREED, f"{AGREED} {OWN}", Verdict.KEEPS, [], []),
        (f"{AGREED} {OTHER}", AGREED, Verdict.LEAVES, [], [14]),
        (OWN, OWN.replace("nobody", "none"), Verdict.NONE, [], []),
        ("", AGREED, Verdict.RETURNS, [12], []),
    ],
)
def test_a_change_returns_to_agreed_language_or_leaves_it(corpus, before, after, verdict, gained, lost):
    found = bearing(corpus(("A/1", "", AGREED, OTHER)), before, after)
    assert (found.verdict, [run.words for run in found.gained], [run.words for run in found.lost]) == (
        *(verdict, gained, lost),
    )


def test_a_text_is_cut_where_runs_begin_and_end(corpus):
    text = "5. one two three four five six seven eight nine."
    base = corpus(("A/1", "", "one two three four five six seven eight", "two three four five six seven eight nine"))
    cut = stretches(text, find(base, text).runs)
    assert cut == (
        Stretch("5. ", ()),
        Stretch("one ", (0,)),
        Stretch("two three four five six seven eight", (0, 1)),
        Stretch(" nine", (1,)),
        Stretch(".", ()),
    )
    assert "".join(each.text for each in cut) == text
