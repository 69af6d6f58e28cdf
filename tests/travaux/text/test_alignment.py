from hypothesis import given
from hypothesis import strategies as st

from travaux.text.alignment import Change, Link, align

OPENING = "The Assembly of the Twelve,"
FERRIES = "Recalling the ferries that carried families across the northern strait during the long winter,"
LEDGER = "Requests the secretariat to keep a public ledger of every pledge and to report on it each spring;"
LANTERNS = "Invites the harbour towns to light their lanterns whenever a vessel is expected after dark;"
ORCHARDS = "Decides to plant orchards along the canal, with saplings given by the botanical gardens;"
REMAIN = "Decides to remain seized of the matter."
TEXT = [OPENING, FERRIES, LEDGER, LANTERNS, ORCHARDS, REMAIN]


def changes(old, new, **options):
    return [(link.old, link.new, link.change) for link in align(old, new, **options)]


def test_equal_texts_are_unchanged():
    assert changes(TEXT, TEXT) == [((i,), (i,), Change.UNCHANGED) for i in range(6)]


def test_of_nothing_there_are_no_links():
    assert align([], []) == align(TEXT, []) == align([], TEXT) == []


def test_spaces_beside_chinese_characters_are_print_and_spaces_between_words_are_not():
    assert changes(["回顾2017年第35/17号决议"], ["回顾 2017 年第 35/17 号决议"]) == [((0,), (0,), Change.UNCHANGED)]
    assert changes(["回顾2017年第35/17号决议。"], ["回顾 2017 年第 35/17 号决议"]) == [((0,), (0,), Change.EDITED)]
    assert changes(["a ferry on the lake"], ["a ferry onthe lake"]) == [((0,), (0,), Change.EDITED)]


def test_an_edited_paragraph_is_found_and_one_of_other_words_is_new():
    new = [OPENING, FERRIES, LEDGER.replace("each spring", "every second autumn"), "A bell rings at noon.", REMAIN]
    assert changes(TEXT, new) == [
        ((0,), (0,), Change.UNCHANGED),
        ((1,), (1,), Change.UNCHANGED),
        ((2,), (2,), Change.EDITED),
        ((5,), (4,), Change.UNCHANGED),
    ]


def test_what_moved_is_told_so_that_the_fewest_words_moved():
    new = [OPENING, LEDGER, LANTERNS, FERRIES.replace("long winter", "short summer"), ORCHARDS, REMAIN]
    assert [link for link in align(TEXT, new) if link.moved] == [Link((1,), (3,), Change.MOVED_EDITED, moved=True)]
    assert [link.change for link in align(TEXT, [*TEXT[1:], OPENING])] == [Change.MOVED, *[Change.UNCHANGED] * 5]


def test_a_paragraph_cut_in_two_is_split():
    new = [
        OPENING,
        FERRIES,
        "Requests the secretariat to keep a public ledger of every pledge;",
        "Also requests it",
        LANTERNS,
    ]
    new[3] = "Also requests the secretariat to report on it each spring;"
    assert ((2,), (2, 3), Change.SPLIT) in changes(TEXT, new)


def test_a_paragraph_is_a_part_of_one_whole_only():
    bells, looms = f"{FERRIES} with bells and banners", f"{ORCHARDS} and with looms for the weavers"
    old = [OPENING, f"{LANTERNS} {bells}", f"{LANTERNS} {looms}", REMAIN]
    assert changes(old, [OPENING, bells, looms, LANTERNS, REMAIN]) == [
        ((0,), (0,), Change.UNCHANGED),
        ((1,), (1,), Change.EDITED),
        ((2,), (2, 3), Change.SPLIT),
        ((3,), (4,), Change.UNCHANGED),
    ]


def test_two_paragraphs_made_one_are_merged():
    new = [OPENING, FERRIES, f"{LEDGER} {LANTERNS}", ORCHARDS, REMAIN]
    assert ((2, 3), (2,), Change.MERGED) in changes(TEXT, new)


def test_a_near_duplicate_is_new_and_no_split():
    double = ORCHARDS.replace("orchards", "vineyards").replace("canal", "river")
    assert changes(TEXT, [OPENING, double, *TEXT[1:]]) == [
        ((0,), (0,), Change.UNCHANGED),
        *(((i,), (i + 1,), Change.UNCHANGED) for i in range(1, 6)),
    ]


def test_a_paragraph_written_anew_in_its_place_is_edited_and_elsewhere_new():
    anew = "Requests the secretariat to tell at every meeting which sums were received, spent and saved;"
    assert changes(TEXT, [OPENING, FERRIES, anew, *TEXT[3:]])[2] == ((2,), (2,), Change.EDITED)
    assert [link.old for link in align(TEXT, [anew, OPENING, FERRIES, *TEXT[3:]])] == [(0,), (1,), (3,), (4,), (5,)]


def test_alone_between_the_same_neighbours_a_paragraph_needs_few_of_its_words_to_be_the_same():
    anew = "Invites all who dwell on the shore to ring a bell when a vessel comes in, or when fog hides the mole;"
    new = [OPENING, FERRIES, LEDGER, anew, ORCHARDS, REMAIN]
    assert ((3,), (3,), Change.EDITED) in changes(TEXT, new)
    assert not [link for link in align(TEXT, [*new[:4], "Thanks the rowers;", *new[4:]]) if 3 in link.old]
    assert not [link for link in align(TEXT, [*new[:3], "Thanks the rowers;", *new[4:]]) if 3 in link.old]


def test_of_many_paragraphs_written_anew_in_one_place_none_is_guessed():
    anew = [
        f"Requests the secretariat to tell what was saved in the {name};" for name in ("east", "west", "south", "north")
    ]
    old = [OPENING, LEDGER, *(f"Notes the {name} with thanks;" for name in ("oak", "elm", "ash", "fir")), REMAIN]
    assert [link.old for link in align(old, [OPENING, *anew, REMAIN])] == [(0,), (6,)]


def test_repeated_paragraphs_are_paired_in_their_order():
    old = ["Annex", FERRIES, "\u2026", "\u2026", LEDGER, "\u2026", "Annex", LANTERNS]
    new = ["Annex", FERRIES, "\u2026", "\u2026", ORCHARDS, LEDGER, "\u2026", "Annex", LANTERNS]
    assert [(link.old, link.new) for link in align(old, new)] == [((i,), (i + (i > 3),)) for i in range(8)]
    assert not any(link.moved for link in align(old, new))


def test_a_paragraph_that_recurs_more_often_than_words_may_is_still_paired():
    old = [part for text in TEXT * 5 for part in (text, "Idem.")]
    assert [(link.old, link.new) for link in align(old, old)] == [((i,), (i,)) for i in range(60)]


def test_renumbering_spaces_and_shapes_of_dashes_are_no_edit():
    assert changes([f"{LEDGER} 2018-2030"], [f"{LEDGER}\u00a0 2018\u20132030"]) == [((0,), (0,), Change.UNCHANGED)]


def test_identities_that_last_hold_whatever_the_words_say():
    new = [OPENING, "Wholly other words.", LEDGER]
    assert changes([OPENING, FERRIES, ""], [*new, ""], certain={(1, 1), (2, 3)}) == [
        ((0,), (0,), Change.UNCHANGED),
        ((1,), (1,), Change.EDITED),
        ((2,), (3,), Change.UNCHANGED),
    ]


def test_a_paragraph_longer_than_any_is_compared_by_its_beginning():
    long = " ".join(f"word{number}" for number in range(10_050))
    assert changes([long], [f"{long} more"]) == [((0,), (0,), Change.EDITED)]


def test_texts_in_arabic_and_chinese_are_aligned():
    arabic = [
        "\u0625\u0646 \u0627\u0644\u062c\u0645\u0639\u064a\u0629 \u0627\u0644\u0639\u0627\u0645\u0629\u060c",
        "\u062a\u0642\u0631\u0631 \u0623\u0646 \u062a\u0639\u0642\u062f \u0627\u0644\u0645\u0624\u062a\u0645\u0631",
    ]
    later = f"{arabic[1]} \u0641\u064a \u062c\u0646\u064a\u0641"
    chinese = ["\u5927\u4f1a\uff0c", "\u51b3\u5b9a\u5728\u9a6c\u62c9\u5580\u4ec0\u53ec\u5f00\u4f1a\u8bae\uff1b"]
    assert changes(arabic, [arabic[0], later]) == [
        ((0,), (0,), Change.UNCHANGED),
        ((1,), (1,), Change.EDITED),
    ]
    assert changes(chinese, chinese[::-1]) == [((0,), (1,), Change.MOVED), ((1,), (0,), Change.UNCHANGED)]


PARAGRAPHS = st.lists(st.sampled_from([*TEXT, "", "\u2026", "Annex", f"{LEDGER} {LANTERNS}"]), max_size=9)


@given(PARAGRAPHS, PARAGRAPHS)
def test_no_paragraph_is_in_two_links_and_each_link_says_what_it_is(old, new):
    links = align(old, new)
    for side, text in (("old", old), ("new", new)):
        places = [place for link in links for place in getattr(link, side)]
        assert sorted(places) == sorted(set(places))
        assert set(places) <= set(range(len(text)))
    for link in links:
        assert (len(link.old) > 1) == (link.change is Change.MERGED)
        assert (len(link.new) > 1) == (link.change is Change.SPLIT)
        assert old[link.old[0]] == new[link.new[0]] or link.change not in (Change.UNCHANGED, Change.MOVED)
    assert align(old, new) == links
