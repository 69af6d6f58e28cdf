import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from travaux.evidence.charts.drawing import Words, box, chart, plain, short, text, ticks


def test_a_chart_says_what_it_is_and_has_its_table_beside():
    words = Words("Bars & <more>", "What it shows", source="UN DESA")
    found = chart(
        "bars", (10, 20), words, [box(0, 0, 1, -1, "#000", "a < b")], (("", "x"), [("a & b", 1.5), ("c", None)])
    )
    root = etree.fromstring(found.svg)
    name = root.get("aria-labelledby").split()[0]
    assert (root.get("role"), root[0].get("id"), root[0].text) == ("img", name, "Bars & <more>")
    assert (root[1].text, root[-1].text) == ("What it shows", "UN DESA")
    assert found.csv == ",x\na & b,1.5\nc,\n"
    assert found.table == (
        '<table><thead><tr><th scope="col"></th><th scope="col">x</th></tr></thead><tbody><tr><td>a &amp; b</td>'
        '<td class="number">1.5</td></tr><tr><td>c</td><td></td></tr></tbody></table>'
    )


def test_a_chart_without_a_description_names_only_its_title():
    root = etree.fromstring(chart("bars", (10, 20), Words("T"), [], ((), [])).svg)
    assert (len(root), " " in root.get("aria-labelledby")) == (1, False)


def test_words_and_figures_are_written_short():
    assert (short("Bolivia (Plurinational State of)", 60), short("Peru", 60)) == ("Bolivia…", "Peru")
    assert [plain(value) for value in (1234567.8, 12.345, 12.0, 0.5)] == ["1,234,568", "12.3", "12", "0.5"]
    assert text(1, 2.05, "<", anchor="end", size=9, ink="#fff") == (
        '<text x="1" y="2" text-anchor="end" font-size="9" fill="#fff">&lt;</text>'
    )


@pytest.mark.parametrize(("most", "least", "marks"), [(10, 0, [0, 2, 4, 6, 8, 10]), (0, 0, [0, 1, 2, 3, 4, 5])])
def test_marks_are_round_numbers(most, least, marks):
    found = ticks(most, least)
    assert found[0] <= least
    assert (found[-1] >= most, len(found) <= len(marks)) == (True, True)


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_marks_cover_the_span(least, span):
    found = ticks(least + span, least)
    assert found[0] <= least + 1e-6 * abs(least) + 1e-9
    assert found[-1] >= least + span - 1e-6 * abs(least + span) - 1e-9
    assert len(found) <= 9
