# ruff: noqa: RUF001 - the words and marks of six languages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.contest import ProvisionState, Scope, Tabled
from travaux.text.proposal import edits_of
from travaux.text.rolling import Mark, Segment, rolling
from travaux.words.align import Edit

BASE = "We strengthen our efforts for all."


def tabled(proposal, proposed, *proponents, base=BASE):
    return Tabled(proposal, proponents, tuple(edits_of(base, proposed)))


ENHANCE = tabled("p1", "We further enhance our efforts for all.", "BRU", "G12")


def shown(*proposals, wording=BASE):
    return rolling(ProvisionState("key", wording, proposals))


def test_a_replacement_is_shown_as_a_deletion_and_an_addition_with_its_proponents():
    text = shown(ENHANCE)
    key = text.brackets[0].key
    assert text.segments == (
        Segment(Mark.PLAIN, "We "),
        Segment(Mark.REMOVED, "strengthen", ("BRU", "G12"), ("p1",), key),
        Segment(Mark.ADDED, "further enhance", ("BRU", "G12"), ("p1",), key),
        Segment(Mark.PLAIN, " our efforts for all."),
    )


def test_the_plain_text_bears_attributions():
    drop = tabled("p2", "We our efforts for all.", "DEL")
    joint = tabled("p3", "We strengthen our joint efforts for all.", "ELN")
    assert shown(ENHANCE, drop, joint).plain == (
        "We [strengthen – BRU, G12, DEL: delete][further enhance – BRU, G12] our [joint – ELN] efforts for all."
    )


def test_overlapping_deletions_are_cut_where_their_proponents_change():
    one = Tabled("p1", ("BRU",), (Edit(3, 17, ""),))
    two = Tabled("p2", ("COR",), (Edit(14, 25, ""),))
    assert shown(one, two).plain == (
        "We [strengthen – BRU: delete] [our – BRU, COR: delete] [efforts – COR: delete] for all."
    )
    assert len(shown(one, two).brackets) == 1


def test_the_same_added_words_are_shown_once_with_all_their_proponents():
    again = Tabled("p2", ("COR",), ENHANCE.edits)
    assert shown(ENHANCE, again).plain == (
        "We [strengthen – BRU, G12, COR: delete][further enhance – BRU, G12, COR] our efforts for all."
    )


def test_different_words_at_one_place_stand_side_by_side():
    one = tabled("p1", "We strengthen our joint efforts for all.", "BRU")
    two = tabled("p2", "We strengthen our common efforts for all.", "COR")
    assert shown(one, two).plain == "We strengthen our [joint – BRU] [common – COR] efforts for all."


def test_a_bracket_in_the_wording_stands_in_segments_of_its_own():
    text = shown(wording="We [shall] act.")
    key = text.brackets[0].key
    assert text.segments == (
        Segment(Mark.PLAIN, "We "),
        Segment(Mark.BRACKET, "[", bracket=key),
        Segment(Mark.PLAIN, "shall", bracket=key),
        Segment(Mark.BRACKET, "]", bracket=key),
        Segment(Mark.PLAIN, " act."),
    )
    assert text.plain == "We [shall] act."


@pytest.mark.parametrize(
    ("scope", "plain"), [(Scope.NEW_PARAGRAPH, f"[{BASE} – COR]"), (Scope.DELETE_PARAGRAPH, f"[{BASE} – COR: delete]")]
)
def test_a_whole_paragraph_is_shown_as_added_or_removed(scope, plain):
    assert shown(Tabled("w", ("COR",), scope=scope)).plain == plain


def test_spaces_around_added_words_stand_outside_the_brackets():
    segment = Segment(Mark.ADDED, " joint ", ("BRU",))
    assert (segment.lead, segment.core, segment.tail) == (" ", "joint", " ")
    assert (Segment(Mark.REMOVED, "  ").lead, Segment(Mark.REMOVED, "  ").tail) == ("  ", "")


def test_a_removed_space_is_left_out_of_the_plain_attributions():
    assert shown(Tabled("p", ("BRU",), (Edit(2, 3, ""),))).plain == BASE


WORDING = st.lists(st.sampled_from(["we", "shall", "act", "[x]", "for all"]), min_size=1, max_size=8).map(" ".join)


@given(WORDING, st.lists(WORDING, max_size=4))
def test_what_is_not_added_is_the_wording_and_nothing_else(base, proposals):
    all_tabled = tuple(Tabled(str(i), (str(i),), tuple(edits_of(base, f"{w}!"))) for i, w in enumerate(proposals))
    text = rolling(ProvisionState("key", base, all_tabled))
    assert "".join(s.words for s in text.segments if s.mark is not Mark.ADDED) == base
    keys = {bracket.key for bracket in text.brackets}
    assert {s.bracket for s in text.segments if s.mark is not Mark.PLAIN} <= keys
    assert {s.bracket for s in text.segments} - {""} == keys


def test_a_paragraph_on_which_every_delegation_speaks_is_shown_whole():
    words = [f"word{i}" for i in range(60)]
    base = " ".join(words)
    proposals = [
        tabled(f"p{i}", " ".join([*words[: i % 58], f"other{i}", *words[i % 58 + 2 :]]), f"D{i}", base=base)
        for i in range(193)
    ]
    text = shown(*proposals, wording=base)
    assert "".join(segment.words for segment in text.segments if segment.mark is not Mark.ADDED) == base
    assert len([segment for segment in text.segments if segment.mark is Mark.ADDED]) == 193
    assert len({name for segment in text.segments for name in segment.proponents}) == 193


def test_what_is_asked_about_the_place_of_a_paragraph_stands_behind_it():
    move = Tabled("m", ("ARL",), scope=Scope.MOVE, asks="\N{RIGHTWARDS ARROW} 12")
    here = shown(move)
    assert here.plain == f"{BASE} [\N{RIGHTWARDS ARROW} 12 \N{EN DASH} ARL]"
    assert here.segments[-1].mark is Mark.ASKED
    assert shown(Tabled("r", ("ARL",), scope=Scope.RETAIN)).plain == BASE


def test_a_text_without_names_shows_the_brackets_all_the_same():
    enhance = tabled("p1", "We further enhance our efforts for all.")
    assert shown(enhance).plain == "We [strengthen \N{EN DASH} delete][further enhance] our efforts for all."
