import pytest

from travaux.passages.recommending import Asking, asking, told_apart
from travaux.passages.segment import Block, Kind, segment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("States should protect children.", ("should",)),
        ("Ensure that every child goes to school.", ("Ensure",)),
        ("To present inputs from the regions;", ("present",)),
        ("Further strengthen, and fund, the fund.", ("strengthen",)),
        ("The Group urges all States to sign.", ("urges",)),
        ("One speaker stressed the importance of data.", ("importance of",)),
        ("Les États devraient signer.", ("devraient",)),
        ("Los Estados deberían firmar.", ("deberían",)),
        ("Государства должны подписать.", ("должны",)),
        ("ينبغي للدول أن توقع", ("ينبغي",)),
        ("各国应确保儿童入学", ("应确保",)),
    ],
)
def test_a_passage_that_asks_for_something_recommends_and_says_by_which_words(text, words):
    assert asking(text) == Asking(is_recommendation=True, words=words)


@pytest.mark.parametrize(
    "text",
    [
        "The meeting was held in June.",
        "Recalling that States should protect children,",
        "отмечая, что государства должны подписать,",
        "Recommendations of the Chair",
        "Ensure",
        "Further to the letter of May, the note gives an update.",
        "",
    ],
)
def test_a_passage_that_does_not_gives_the_context(text):
    assert asking(text) == Asking(is_recommendation=False, words=())


def kinds(*given):
    text = "\n".join(words for _, words in given)
    place, blocks = 0, []
    for kind, words in given:
        blocks.append(Block(place, place + len(words), kind))
        place += len(words) + 1
    return [one.words for one in told_apart(segment(text, blocks, whole=True))]


def test_an_item_recommends_as_the_words_that_open_its_list_do():
    given = [
        (Kind.PARAGRAPH, "All States should:"),
        (Kind.ITEM, "never detain a child;"),
        (Kind.ITEM, "must pay for school."),
        (Kind.PARAGRAPH, "It was noted."),
        (Kind.ITEM, "a date"),
    ]
    assert kinds(*given) == [("should",), ("should",), ("must",), (), ()]


def test_an_item_under_words_that_only_announce_it_stands_alone():
    assert kinds((Kind.PARAGRAPH, "States should discuss the following topics:"), (Kind.ITEM, "Children")) == [
        ("should",),
        (),
    ]


def test_headings_and_footnotes_never_recommend():
    assert kinds((Kind.HEADING, "What States should do"), (Kind.FOOTNOTE, "This should be read again.")) == [(), ()]
