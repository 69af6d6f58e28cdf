from travaux.text.alignment import Change, Link
from travaux.text.alignment_identity import lasting


def links(*pairs):
    return [Link((i,), (j,), Change.EDITED) for i, j in pairs]


def test_identities_that_agree_with_the_words_are_certain_even_where_words_are_silent():
    assert lasting(["a", "b", "c"], ["b", "a", "c"], links((0, 1), (1, 0))) == {(0, 1), (1, 0), (2, 2)}


def test_identities_that_only_count_are_left():
    assert lasting(["1", "2", "3"], ["1", "2", "3", "4"], links((0, 1), (1, 2), (2, 3))) == frozenset()


def test_an_identity_that_stands_twice_and_an_empty_one_tell_nothing():
    assert lasting(["a", "", "b", "b"], ["b", "", "a"], links((0, 2))) == {(0, 2)}


def test_without_identities_nothing_is_certain():
    assert lasting(["", ""], ["", ""], links((0, 0))) == frozenset()
