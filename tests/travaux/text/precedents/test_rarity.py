from travaux.text.precedents.rarity import Rarity


def test_words_found_once_are_rare_and_words_that_all_have_are_not():
    rarity = Rarity(100, {0: 1, 4: 100})
    assert (rarity.of(0, 8), rarity.of(4, 12), rarity.of(20, 28)) == (1.0, 0.0, 1.0)


def test_a_longer_run_is_as_rare_as_its_parts_are_on_the_whole():
    assert Rarity(10, {0: 10, 4: 1}).of(0, 9) == 0.5
    assert Rarity(10, {0: 10}).of(0, 5) == 0.0


def test_in_a_corpus_of_one_paragraph_all_is_rare():
    assert Rarity(1, {0: 1}).of(0, 8) == 1.0
