import pytest

from travaux.passages.coding import codebook
from travaux.passages.learning import Confirmed, Model, NotAModel, judged, learned, told, understood

BOOK = codebook({"rights": ["human rights", "child*"], "borders": ["border*", "visa"]})
CONFIRMED = [
    *(
        Confirmed(f"Consular officers visit those held in camp {number}.", frozenset({"rights"}))
        for number in range(20)
    ),
    *(Confirmed(f"Issue a visa to student {number} who asks.", frozenset({"rights"})) for number in range(20)),
    *(Confirmed(f"Control of border {number} is the task of States.", frozenset({"borders"})) for number in range(20)),
]


def themes(text, model):
    return [(one.theme, one.words) for one in judged(text, model).suggestions]


def test_before_anybody_has_coded_the_words_of_the_codebook_suggest():
    model = learned(BOOK, [])
    assert themes("The rights of children at borders", model) == [("rights", ("children",)), ("borders", ("borders",))]
    assert judged("children", model).suggestions[0].score == 0.8808


def test_a_passage_without_a_theme_is_marked_so_and_says_which_was_nearest():
    found = judged("Thank you, Chair.", learned(BOOK, []))
    assert (found.is_uncoded, found.suggestions, found.nearest.theme, found.nearest.score) == (
        True,
        (),
        "rights",
        0.1192,
    )
    assert judged("A child.", learned(BOOK, [])).is_uncoded is False


def test_words_that_coders_confirmed_weigh_afterwards():
    model = learned(BOOK, CONFIRMED)
    assert themes("Consular officers visit", model)[0][0] == "rights"
    assert "Consular" in " ".join(themes("Consular officers visit", model)[0][1])
    assert model.labels == 60


def test_a_term_that_coders_reject_for_its_theme_loses_its_weight_there():
    before, after = (dict(themes("a visa", model)) for model in (learned(BOOK, []), learned(BOOK, CONFIRMED)))
    assert ("borders" in before, "rights" in after) == (True, True)
    likely = {one.theme: one.score for one in judged("a visa", learned(BOOK, CONFIRMED), least=0.001).suggestions}
    assert likely["rights"] > likely["borders"]


def test_learning_the_same_twice_gives_the_same_model():
    assert told(learned(BOOK, CONFIRMED, seed=3)) == told(learned(BOOK, CONFIRMED, seed=3))


def test_a_code_of_a_theme_that_was_struck_is_left_out():
    assert learned(BOOK, [Confirmed("border", frozenset({"struck"}))]).bias != learned(BOOK, []).bias


def test_a_model_that_was_written_down_suggests_the_same():
    model = learned(BOOK, CONFIRMED)
    again = understood(told(model), BOOK)
    assert again == Model(BOOK, model.bias, model.weights, 60)


def test_a_theme_gained_since_begins_with_its_words_and_one_lost_is_left_out():
    wider = codebook({"borders": ["border*"], "cities": ["city", "visa"]})
    model = understood(told(learned(BOOK, CONFIRMED)), wider)
    assert [one.theme for one in judged("the city", model).suggestions] == ["cities"]
    assert model.bias[1] == -2.0


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{}",
        '{"form": "pickle"}',
        '{"form": "travaux coding model, 1", "bias": {}, "weights": [], "labels": 1}',
    ],
)
def test_what_is_no_model_is_refused(kept):
    with pytest.raises(NotAModel):
        understood(kept, BOOK)
