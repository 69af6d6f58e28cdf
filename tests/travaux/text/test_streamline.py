from hypothesis import given
from hypothesis import strategies as st

from travaux.text.streamline import Asked, Same, streamlined

BASE = "We act."


def asked(proposal, reading, provision="5", scope="words", base=BASE):
    return Asked(proposal, provision, scope, base, reading)


def test_proposals_that_say_the_same_are_offered_for_merging():
    proposals = [
        asked("a", "We act at once."),
        asked("b", "We act  at once"),
        asked("c", "We never act."),
        asked("d", "We act at once.", provision="6"),
        asked("e", "We act at once.", scope="split"),
    ]
    assert streamlined(proposals) == [Same(("a", "b"), is_exact=True)]


def test_proposals_that_nearly_say_the_same_are_offered_in_pairs():
    proposals = [
        asked("a", "We act at once in all regions of the world."),
        asked("b", "We act at once in all the regions of the world."),
        asked("c", "We wait."),
        asked("d", BASE),
        asked("e", BASE, base=BASE, provision="7"),
        asked("f", "We Act.", base="We act!", provision="7"),
    ]
    assert streamlined(proposals) == [Same(("e", "f"), is_exact=True), Same(("a", "b"), is_exact=False)]


def test_proposals_that_change_nothing_that_counts_are_not_alike():
    assert streamlined([asked("a", "We act"), asked("b", "", base="")]) == []


@given(st.lists(st.sampled_from(["We act.", "we act", "We do.", "We all act at once."])))
def test_every_proposal_is_in_one_group_that_says_the_same_at_most(readings):
    proposals = [asked(str(i), reading) for i, reading in enumerate(readings)]
    named = [name for same in streamlined(proposals) if same.is_exact for name in same.proposals]
    assert len(named) == len(set(named))
