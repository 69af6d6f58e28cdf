from hypothesis import given
from hypothesis import strategies as st

from travaux.formats.asked import asked
from travaux.formats.word.suggest import By, Does, Said, Suggestion
from travaux.text.proposal import Fate, Kind
from travaux.text.provision import Kind as What
from travaux.text.provision import Provision

ONE, TWO, THREE = "Publish one website.", "Set up desks for all.", "Inform migrants early."


def version(*wordings, **more):
    named = {f"p{rank}": wording for rank, wording in enumerate(wordings, start=1)} | more
    return [Provision(key, What.ACTION, wording) for key, wording in named.items() if wording]


BASE = version(ONE, TWO, THREE)


def replaced(key, wording, **more):
    return Suggestion(Does.REPLACE, key, wording, **more)


def test_other_words_are_asked_for_with_what_is_known_of_them():
    said = Said("p1", "A", "", "Why.")
    one = replaced("p1", "Publish one open website.", authors=("A",), date="2018", tracked=True, comments=(said,))
    (found,) = asked([one], BASE, BASE)
    assert (found.kind, found.provision, found.base, found.wording) == (
        Kind.INSERT,
        "p1",
        ONE,
        "Publish one open website.",
    )
    assert (found.authors, found.date, found.tracked, found.comments, found.fate) == (
        ("A",),
        "2018",
        True,
        (said,),
        Fate.CLEAN,
    )
    assert 0.8 < found.likeness < 1


def test_a_change_of_spaces_alone_asks_for_nothing():
    assert asked([replaced("p1", "Publish  one website. ")], BASE, BASE) == ()


def test_words_that_only_go_and_words_that_change_are_told_apart():
    found = asked([replaced("p1", "Publish website."), replaced("p2", "Open desks for all.")], BASE, BASE)
    assert [each.kind for each in found] == [Kind.DELETE, Kind.REPLACE]


def test_a_change_is_brought_over_to_the_words_of_now():
    now = version("Publish one website by May.", TWO, THREE)
    (found,) = asked([replaced("p1", "Publish one open website.")], BASE, now)
    assert (found.wording, found.fate) == ("Publish one open website by May.", Fate.CLEAN)


def test_a_change_inside_words_that_changed_around_it_is_adjusted():
    now = version("Publish one single website.", TWO, THREE)
    (found,) = asked([replaced("p1", "Print a leaflet.")], BASE, now)
    assert (found.fate, found.wording) == (Fate.ADJUSTED, "Print a leaflet.")


def test_a_change_whose_words_are_gone_keeps_those_of_the_document():
    now = version("Print a leaflet.", TWO, THREE)
    (found,) = asked([replaced("p1", "Publish one portal.")], BASE, now)
    assert (found.fate, found.wording) == (Fate.ORPHANED, "Publish one portal.")


def test_a_change_of_a_paragraph_that_is_gone_is_orphaned():
    (found,) = asked([replaced("p1", "Publish one portal.")], BASE, BASE[1:])
    assert (found.fate, found.base, found.wording) == (Fate.ORPHANED, "", "Publish one portal.")


def test_a_deletion_is_adjusted_where_the_words_changed_and_orphaned_where_the_paragraph_is_gone():
    gone = Suggestion(Does.DELETE, "p1", "")
    assert [asked([gone], BASE, now)[0].fate for now in (BASE, version("Other.", TWO, THREE), BASE[1:])] == [
        Fate.CLEAN,
        Fate.ADJUSTED,
        Fate.ORPHANED,
    ]


def test_a_new_paragraph_stands_behind_one_that_is_there_or_first_of_all():
    new, first = Suggestion(Does.INSERT, "", "New.", "p2"), Suggestion(Does.INSERT, "", "First.")
    assert [(each.kind, each.after, each.fate) for each in asked([first, new], BASE, BASE)] == [
        (Kind.NEW_PARAGRAPH, "", Fate.CLEAN),
        (Kind.NEW_PARAGRAPH, "p2", Fate.CLEAN),
    ]
    assert asked([new], BASE, [BASE[0]])[0].fate is Fate.ORPHANED


def test_a_move_with_other_words_is_two_proposals():
    moved = Suggestion(Does.MOVE, "p1", "Publish one open website.", "p3", By.ALIGNMENT)
    found = asked([moved], BASE, BASE)
    assert [(each.kind, each.after, each.wording) for each in found] == [
        (Kind.MOVE, "p3", ""),
        (Kind.INSERT, "", "Publish one open website."),
    ]
    assert {each.found_by for each in found} == {By.ALIGNMENT}


def test_a_move_alone_is_one_and_is_lost_with_its_place():
    moved = Suggestion(Does.MOVE, "p1", ONE, "p3")
    assert [each.kind for each in asked([moved], BASE, BASE)] == [Kind.MOVE]
    assert asked([moved], BASE, BASE[:2])[0].fate is Fate.ORPHANED


def test_a_paragraph_parted_in_two_is_a_split_by_all_who_parted_it():
    parts = [
        replaced("p2", "Set up desks", authors=("A",)),
        Suggestion(Does.INSERT, "", "for all.", "p2", authors=("B",)),
    ]
    (found,) = asked(parts, BASE, BASE)
    assert (found.kind, found.provision, found.wording, found.authors) == (
        Kind.SPLIT,
        "p2",
        "Set up desks\n\nfor all.",
        ("A", "B"),
    )
    assert asked(parts, BASE, version(ONE, "Other words.", THREE))[0].fate is Fate.ORPHANED


def test_a_changed_paragraph_with_a_new_one_behind_it_is_no_split():
    parts = [replaced("p2", "Set up desks"), Suggestion(Does.INSERT, "", "Train people.", "p2")]
    assert [each.kind for each in asked(parts, BASE, BASE)] == [Kind.DELETE, Kind.NEW_PARAGRAPH]


def test_a_paragraph_that_took_in_its_neighbour_is_a_merger():
    after = asked([replaced("p1", f"{ONE} {TWO}"), Suggestion(Does.DELETE, "p2", "")], BASE, BASE)
    before = asked([replaced("p2", f"{ONE} {TWO}"), Suggestion(Does.DELETE, "p1", "")], BASE, BASE)
    assert [(each.kind, each.provision, each.other) for each in (*after, *before)] == [
        (Kind.MERGE, "p1", "p2"),
        (Kind.MERGE, "p2", "p1"),
    ]


def test_a_paragraph_that_goes_beside_one_that_changes_is_no_merger():
    found = asked([replaced("p1", "Publish."), Suggestion(Does.DELETE, "p2", "")], BASE, BASE)
    assert [each.kind for each in found] == [Kind.DELETE, Kind.DELETE_PARAGRAPH]


WORDS = st.lists(st.sampled_from(["open", "one", "website", "desks", "for", "all"]), min_size=1, max_size=8).map(
    " ".join
)


@given(WORDS, WORDS)
def test_on_a_text_that_stands_still_the_words_asked_for_are_those_of_the_document(before, after):
    base = version(before)
    found = asked([replaced("p1", after)], base, base)
    assert [each.wording for each in found] == ([] if before == after else [after])


@given(WORDS, WORDS, WORDS)
def test_whatever_became_of_the_text_the_base_is_what_stands(before, after, now):
    for each in asked([replaced("p1", after)], version(before), version(now)):
        assert each.base == now
