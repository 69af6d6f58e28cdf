from travaux.passages.counterpart import Counterpart, counterparts, lexicon, outcome

PAIRS = [
    ("los niños", "the children"),
    ("los niños migrantes", "the migrant children"),
    ("las escuelas", "the schools"),
    ("escuelas para niños", "schools for children"),
    ("las ciudades", "the cities"),
]
OUTCOME = outcome(
    {
        "p1": "Children go to school in 2030.",
        "p2": "Cities receive migration with care.",
        "p3": "Visas are issued at the border (A/RES/71/280).",
    }
)


def test_a_lexicon_is_learned_from_texts_that_say_the_same():
    words = lexicon(PAIRS)
    assert max(words["nin"], key=words["nin"].get) == "children"
    assert max(words["escuel"], key=words["escuel"].get) == "school"


def test_a_recommendation_is_found_in_another_language_with_the_words_that_met():
    (first, *_) = counterparts("Que los niños vayan a escuelas.", OUTCOME, lexicon(PAIRS))
    assert (first.passage, sorted(first.words)) == ("p1", [("escuel", "school"), ("nin", "children")])


def test_without_a_lexicon_cognates_symbols_and_figures_meet():
    assert [one.passage for one in counterparts("La migración", OUTCOME, {})] == ["p2"]
    assert [one.passage for one in counterparts("según A/RES/71/280", OUTCOME, {})] == ["p3"]
    assert counterparts("en 2030", OUTCOME, {}) == (Counterpart("p1", 0.4082, (("2030", "2030"),)),)


def test_the_likest_come_first_and_no_more_than_are_asked_for():
    both = "migration of children"
    assert [len(counterparts(both, OUTCOME, {}, most=most)) for most in (1, 5)] == [1, 2]


def test_what_meets_nothing_has_no_counterpart():
    assert counterparts("xyz", OUTCOME, lexicon(PAIRS)) == ()
    assert counterparts("", OUTCOME, {}) == ()
    assert counterparts("los", outcome({}), lexicon(PAIRS)) == ()
