from hypothesis import given
from hypothesis import strategies as st

from travaux.passages.coverage import Gap, Voice, gaps, matrix

THEMES, GROUPS = ("rights", "drivers"), ("state", "local")
VOICES = st.lists(
    st.builds(Voice, st.sampled_from("ABC"), st.sampled_from((*GROUPS, "x")), st.sampled_from((*THEMES, "x")))
)


def test_an_entity_that_spoke_ten_times_counts_once():
    found = matrix(
        [Voice("ARL", "state", "rights")] * 10 + [Voice("BRU", "state", "rights")], themes=THEMES, groups=GROUPS
    )
    assert found.count("rights", "state") == 2
    assert found.cells["rights", "state"] == ("ARL", "BRU")
    assert found.most == 2


def test_themes_and_groups_not_asked_for_are_left_out():
    found = matrix([Voice("ARL", "state", "x"), Voice("ARL", "x", "rights")], themes=THEMES, groups=GROUPS)
    assert found.cells == {}
    assert found.most == 0


def test_a_gap_names_the_groups_that_kept_silent():
    found = gaps(
        matrix([Voice("ARL", "state", "rights"), Voice("HCN", "local", "drivers")], themes=THEMES, groups=GROUPS)
    )
    assert found == (Gap("rights", ("local",)), Gap("drivers", ("state",)))


@given(VOICES)
def test_a_cell_is_a_gap_or_has_a_voice(voices):
    found = matrix(voices, themes=THEMES, groups=GROUPS)
    assert sum(len(gap.groups) for gap in gaps(found)) + len(found.cells) == len(THEMES) * len(GROUPS)
