import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.summary.citation import Citation, Misquoted, NoSuchSource, Sentence, Uncited, check, resolve, uncited

SOURCES = {"S-1": "Cities receive first."}
WHOLE = Citation("S-1", 0, 6, "Cities")


def test_a_sentence_without_passages_is_refused_and_listed():
    with pytest.raises(Uncited) as refused:
        check(
            [
                Sentence("Cities ask.", (WHOLE,)),
                Sentence("All agree."),
                Sentence("I thank you.", own=True),
                Sentence("Few spoke."),
            ]
        )
    assert refused.value.facts == {"count": 2, "sentences": "“All agree.”; “Few spoke.”"}


def test_cited_sentences_and_the_chairs_own_pass():
    assert uncited([Sentence("Cities ask.", (WHOLE,)), Sentence("I thank you.", own=True)]) == ()
    check([Sentence("Cities ask.", (WHOLE,))])


def test_a_citation_resolves_to_the_exact_words():
    assert resolve(WHOLE, SOURCES) == "Cities"


def test_a_citation_of_an_unknown_source_is_refused():
    with pytest.raises(NoSuchSource, match="S-9"):
        resolve(Citation("S-9", 0, 1, "C"), SOURCES)


def test_words_that_are_not_those_of_the_source_are_refused():
    with pytest.raises(Misquoted, match="reads “Cities” at the cited place, where “States” was quoted"):
        resolve(Citation("S-1", 0, 6, "States"), SOURCES)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_whatever_stretch_is_cited_comes_back_whole(text, start, end):
    assert resolve(Citation("S", start, end, text[start:end]), {"S": text}) == text[start:end]
