from datetime import date, timedelta
from itertools import combinations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from secretariat.frame.pictures import Band, Bar, Mark, Stage, bars, heatmap, level, road, timeline, wrapped

TODAY = date(2018, 4, 5)
PERCENT = 7.2 / 704 * 100
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
labels = st.text("abc ", min_size=1, max_size=30)


@st.composite
def bands(draw):
    opens = draw(days)
    return Band(draw(labels), opens, opens + timedelta(days=draw(st.integers(0, 900))))


def shapes(picture, form, kind=""):
    return [shape for shape in picture.shapes if shape.form == form and kind in shape.kind]


def reach(label):
    """Return from where to where a label reaches at the narrowest width."""
    length, shift = len(label.text) * PERCENT, label.shift / 704 * 100
    start = label.x + shift
    return (start - length, start) if "is-end" in label.kind else (start, start + length)


@given(st.lists(bands(), max_size=6), st.lists(st.builds(Mark, labels, days), max_size=8), days)
def test_labels_of_a_timeline_never_lie_on_each_other(some, marks, today):
    drawn = shapes(timeline(some, marks, today), "words", "chart-label")
    clashes = [
        (one, other)
        for one, other in combinations(drawn, 2)
        if one.y == other.y and reach(one)[0] < reach(other)[1] and reach(other)[0] < reach(one)[1]
    ]
    assert clashes == []


@given(st.lists(bands(), max_size=6), st.lists(st.builds(Mark, labels, days), max_size=8), days)
def test_everything_in_a_timeline_stands_inside_it(some, marks, today):
    picture = timeline(some, marks, today)
    assert [
        s for s in picture.shapes if not (s.x >= -0.01 and s.x + s.width <= 100.5 and 0 <= s.foot <= picture.height)
    ] == []


@given(st.lists(bands(), max_size=4), days)
def test_a_picture_turned_round_twice_is_the_picture(some, today):
    picture = timeline(some, [], today)
    back = picture.mirrored.mirrored
    assert [s.x for s in back.shapes] == pytest.approx([s.x for s in picture.shapes], abs=0.01)


def test_a_picture_turned_round_counts_from_the_other_side():
    drawn = shapes(bars([Bar("Arrival", [("agreed", 3), ("open", 1)])]).mirrored, "box")
    assert [(s.x, s.width) for s in drawn] == [(40, 60), (20, 20)]


def test_phases_are_past_present_and_ahead():
    some = [
        Band("Consultations", date(2017, 4, 1), date(2017, 11, 30)),
        Band("Negotiations", date(2018, 2, 1), TODAY),
        Band("Conference", date(2018, 12, 10), date(2018, 12, 11)),
    ]
    drawn = shapes(timeline(some, [], TODAY), "box")
    assert [s.kind for s in drawn] == ["chart-bar is-past", "chart-bar is-now", "chart-bar is-ahead"]


def test_a_timeline_says_which_day_it_is_in_the_readers_language():
    with override("fr"):
        (words,) = shapes(timeline([], [], TODAY), "words", "chart-today")
    assert words.text.endswith("5 avril 2018")


@pytest.mark.parametrize("years", [0, 1, 2, 5, 12, 40, 200])
def test_a_timeline_of_any_length_has_few_ticks(years):
    picture = timeline([Band("Long", TODAY, date(2018 + years, 12, 1))], [], TODAY)
    ticks = shapes(picture, "tick", "chart-axis")
    assert 1 <= len(ticks) <= 10


def test_each_mark_keeps_its_state():
    drawn = shapes(timeline([], [Mark("Hearing", TODAY, "done"), Mark("Paper", TODAY)], TODAY), "mark")
    assert [(s.kind, s.text) for s in drawn] == [("chart-mark done", "Hearing"), ("chart-mark", "Paper")]


def test_the_matrix_shows_each_figure_in_its_cell_and_outlines_gaps():
    picture = heatmap(["Arrival", "Return"], ["States", "Cities"], [[4, 0], [1, 2]])
    assert [s.text for s in shapes(picture, "words", "heat-text")] == ["4", "0", "1", "2"]
    assert [s.kind for s in shapes(picture, "box")] == ["heat-5", "heat-0", "heat-2", "heat-3"]
    assert [s.text for s in shapes(picture, "slant")] == ["States", "Cities"]


def test_a_matrix_of_nothing_can_be_drawn():
    assert heatmap([], [], []).shapes == ()


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 10_000))
def test_more_is_never_shown_as_less(one, other, most):
    few, many = sorted((min(one, most), min(other, most)))
    assert 0 <= level(few, most) <= level(many, most) <= 5
    assert (level(few, most) == 0) == (few == 0)


def test_bars_without_a_count_still_have_their_label_and_figure():
    picture = bars([Bar("Arrival", [("", 0)])])
    assert [s.text for s in shapes(picture, "words")] == ["Arrival", "0"]


@given(st.text("ab 移民 ", max_size=60), st.integers(2, 30))
def test_a_broken_line_loses_no_character_that_is_read(text, units):
    assert "".join("".join(wrapped(text, units)).split()) == "".join(text.split())


@given(st.lists(st.text("ab", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(6, 30))
def test_no_line_is_longer_than_it_may_be(words, units):
    assert [line for line in wrapped(" ".join(words), units) if len(line) > units] == []


def test_chinese_breaks_between_any_two_characters():
    assert wrapped("有尊严的返回", 4) == ["有尊", "严的", "返回"]


PAPERS = Stage("Inputs", [("a", "COR: Clinics should be open to every migrant whatever their papers say", "")])
PARAGRAPHS = Stage("Text", [("b", "7 (a)", "new"), ("c", "7 (b)", "")])
NOWHERE = Stage("Adopted text", [], "not there")


def test_a_road_links_what_belongs_together_from_edge_to_edge():
    picture = road([PAPERS, PARAGRAPHS, NOWHERE], [("a", "b"), ("c", "a"), ("a", "gone")])
    assert [(round(s.x, 2), round(s.end, 2)) for s in shapes(picture, "line")] == [(29.33, 33.33)] * 2
    assert [s.kind for s in shapes(picture, "box")] == [
        "chart-node",
        "chart-node new",
        "chart-node",
        "chart-node is-end",
    ]


def test_a_long_label_on_a_road_is_cut_after_three_lines():
    label = "Clinics and schools and shelters and offices should be open to every migrant whatever the papers say"
    words = [s.text for s in shapes(road([Stage("Inputs", [("a", label, "")])] * 3, []), "words", "chart-small")][:3]
    assert words == ["Clinics and schools and", "shelters and offices should be", "open to every migrant whateve…"]


def test_a_road_turned_round_still_links_the_same_edges():
    (line,) = shapes(road([PAPERS, PARAGRAPHS], [("a", "c")]).mirrored, "line")
    straight = shapes(road([PAPERS, PARAGRAPHS], [("a", "c")]), "line")[0]
    assert (line.x, line.end, line.y, line.foot) == (100 - straight.x, 100 - straight.end, straight.y, straight.foot)


def test_a_road_of_nothing_can_be_drawn():
    assert road([], []).shapes == ()
