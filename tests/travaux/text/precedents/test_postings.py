from travaux.text.precedents.postings import Postings, found, grams, marks, merged, opened, renumbered
from travaux.text.precedents.tally import codes

WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen"


def shelved(first, *paragraphs):
    postings = Postings()
    postings.add(first, *marks([codes(words) for words in paragraphs]))
    return postings


def test_every_fourth_run_of_five_words_is_kept():
    assert shelved(1, WORDS).count == 3
    assert shelved(1, "one two three four five six seven").count == 0
    assert shelved(1, "one two three four five six seven eight").count == 1


def test_a_run_leads_to_the_paragraphs_that_have_it_and_go_on_alike():
    shelves = dict(shelved(7, WORDS, f"zero {WORDS}", WORDS.replace("six seven", "6 7")).drain())
    gram = grams(codes(WORDS))[0]
    alike, count = found(opened(shelves[gram.shelf]), gram)
    assert (sorted(alike), count) == ([7, 9], 2)


def test_a_run_that_goes_on_otherwise_on_both_sides_is_counted_and_passed_over():
    shelves = dict(shelved(1, "a b c d e f g h i").drain())
    gram = grams(codes("x x e f g h i"))[2]
    assert found(opened(shelves[gram.shelf]), gram) == ([1], 1)
    other = grams(codes("x x a b c d e x x"))[2]
    assert found(opened(shelves[other.shelf]), other) == ([], 1)


def test_shelves_are_forgotten_when_they_are_given_and_in_order():
    postings = shelved(1, WORDS)
    first = [shelf for shelf, _ in postings.drain()]
    assert first == sorted(first)
    assert (list(postings.drain()), postings.count) == ([], 0)


def test_batches_are_put_together():
    one, two = (dict(shelved(first, WORDS).drain()) for first in (2, 1))
    gram = grams(codes(WORDS))[4]
    assert found(opened(merged([one[gram.shelf], two[gram.shelf]])), gram) == ([1, 2], 2)


def test_entries_follow_their_paragraphs_to_the_numbers_that_these_are_given():
    shelves, entries = marks([codes(WORDS), codes(f"zero {WORDS}")])
    postings = Postings()
    postings.add(0, shelves, renumbered(entries, [70, 90]))
    gram = grams(codes(WORDS))[0]
    assert found(opened(dict(postings.drain())[gram.shelf]), gram) == ([70], 1)
