import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.modalities.speech import Speech, key_of, plural, term_in

CHAIRS = {"co-facilitator": "Co-Chair", "officer": "Desk officer", "stocktaking": "Global stocktake"}


def say(message, said=None, terms=CHAIRS, english=None):
    return Speech(terms, terms if english is None else english).say(message, message if said is None else said)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Focal point", "focal-point"),
        ("the text under negotiation\x04Text", "text"),
        ("stocktaking", ""),
        ("A" * 61, ""),
        ("", ""),
    ],
)
def test_a_label_is_known_by_its_words_in_english(label, key):
    assert key_of(label) == key


@pytest.mark.parametrize(
    ("sentence", "worded"),
    [
        ("Only the co-facilitators see it.", "Only the Co-Chairs see it."),
        ("Co-facilitators and a co-facilitator meet.", "Co-Chairs and a Co-Chair meet."),
        ("Cofacilitators meet after stocktaking.", "Cofacilitators meet after Global stocktake."),
        ("Ask the officer on duty, if there is one.", "Ask the officer on duty, if there is one."),
        ("Given by %(co-facilitator)s to a co-facilitator.", "Given by %(co-facilitator)s to a Co-Chair."),
        ("%(count)s co-facilitators", "%(count)s Co-Chairs"),
        ("Nothing of it stands here.", "Nothing of it stands here."),
    ],
)
def test_inside_a_sentence_those_who_take_part_are_called_as_the_body_calls_them(sentence, worded):
    assert say(sentence) == worded


@pytest.mark.parametrize(
    ("terms", "sentence", "worded"),
    [
        ({"delegate": "observer"}, "Delegates choose a delegate.", "Observers choose an observer."),
        ({"delegate": "Party"}, "An officer asks a delegate, or two delegates.", None),
        ({"secretariat": "Office"}, "A secretariat asks.", "An Office asks."),
        ({"focal-point": "contact of record"}, "Two focal points, one focal-point.", None),
        ({"co-facilitators": "Bureau"}, "A co-facilitator is of the co-facilitators.", None),
    ],
)
def test_an_article_and_the_plural_follow_the_word(terms, sentence, worded):
    expected = {
        "An officer asks a delegate, or two delegates.": "An officer asks a Party, or two Parties.",
        "Two focal points, one focal-point.": "Two contacts of record, one contact of record.",
        "A co-facilitator is of the co-facilitators.": "A co-facilitator is of the Bureau.",
    }
    assert say(sentence, terms=terms) == (worded or expected[sentence])


def test_a_sentence_that_the_site_says_in_another_language_is_left_as_it_is_and_its_labels_are_not():
    french = {"co-facilitator": "Coprésident"}
    assert say("Only the co-facilitators see it.", "Seuls les cofacilitateurs le voient.", french) == (
        "Seuls les cofacilitateurs le voient."
    )
    assert (
        say("Co-facilitator", "Cofacilitador", {"co-facilitator": ""}, {"co-facilitator": "Co-Chair"})
        == "Cofacilitador"
    )
    assert say("Co-facilitator", None, {"co-facilitator": ""}, {"co-facilitator": "Co-Chair"}) == "Co-Chair"
    assert say("Co-facilitator", "Cofacilitateur", french) == "Coprésident"
    assert say("The co-facilitators see it.", None, french, {"co-facilitator": "Co-Chair"}) == "The Co-Chairs see it."


@pytest.mark.parametrize(
    ("one", "several"), [("Party", "Parties"), ("day", "days"), ("Chair of the committee", "Chairs of the committee")]
)
def test_several_are_named_as_english_does(one, several):
    assert (plural(one), plural(several)) == (several, several)


def test_what_is_said_in_no_language_in_particular_holds_in_all():
    assert [term_in([("", "Chair"), ("fr", "Président")], each) for each in ("fr", "es")] == ["Président", "Chair"]
    assert term_in([("fr", "Président")], "es") == ""


def test_what_was_said_is_kept_and_not_without_end():
    speech = Speech(CHAIRS, CHAIRS)
    said = [speech.say(f"Co-facilitator {number}", f"Co-facilitator {number}") for number in range(5000)]
    assert speech.say("Co-facilitator 4999", "Co-facilitator 4999") == said[-1]
    assert (said[0], said[-1], speech.say("Co-facilitator 7", "Co-facilitator 7")) == (
        "Co-Chair 0",
        "Co-Chair 4999",
        "Co-Chair 7",
    )


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_where_the_body_has_no_word_nothing_changes(sentence):
    assert say(sentence, terms={}) == sentence
