from hypothesis import given
from hypothesis import strategies as st

from travaux.passages.coding import Suggestion, codebook, suggest

BOOK = codebook(
    {
        "rights": ["human rights", "child*", "discrimination", "cities"],
        "governance": [
            "border management",
            "cities",
            "return",
            "free choice of work",
            "readmit* agree*",
            "الحدود",
            "边境",
        ],
        "empty": ["—"],
    }
)


def test_a_suggestion_says_which_words_weighed():
    assert suggest("The Human Rights of children, whose human rights count.", BOOK) == (
        Suggestion("rights", 0.75, ("Human Rights", "children", "human rights")),
    )


def test_words_match_whole_and_in_their_light_forms():
    assert suggest("Returns and returned, returning", BOOK)[0].words == ("Returns", "returned", "returning")
    assert suggest("The saturnine upturn", BOOK) == ()


def test_a_word_of_two_themes_is_shared_between_them():
    assert suggest("cities", BOOK) == ()
    assert [(found.theme, found.score) for found in suggest("city", BOOK, least=0.5)] == [
        ("rights", 1 / 3),
        ("governance", 1 / 3),
    ]


def test_themes_come_heaviest_first():
    assert [found.theme for found in suggest("discrimination; border management", BOOK)] == ["governance", "rights"]


def test_a_phrase_may_be_open_at_its_end():
    assert [found.words for found in suggest("the border agreements", codebook({"a": ["border agree*"]}))] == [
        ("border agreements",)
    ]


def test_a_phrase_is_not_found_in_part():
    assert suggest("human", BOOK) == ()
    assert suggest("human beings; border", BOOK) == ()
    assert suggest("border control management; free schools of work", BOOK) == ()


def test_arabic_is_found_with_and_without_its_article_and_chinese_without_spaces():
    assert suggest("إدارة حدود الدول", BOOK)[0].theme == "governance"
    assert suggest("加强边境管理", BOOK)[0].words == ("边境",)


def test_a_term_inside_a_longer_one_of_another_theme_is_not_meant():
    book = codebook({"schools": ["education", "schools"], "awareness": ["human rights education", "education*"]})
    found = suggest("human rights education in schools", book, least=0.5)
    assert [(one.theme, one.words) for one in found] == [
        ("awareness", ("human rights education", "education")),
        ("schools", ("schools",)),
    ]


@given(st.text(max_size=200))
def test_scores_stay_below_one_and_words_stand_in_the_text(text):
    for found in suggest(text, BOOK, least=0):
        assert 0 <= found.score < 1
        assert all(words in text for words in found.words)
