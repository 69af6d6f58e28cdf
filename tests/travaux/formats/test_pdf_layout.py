from travaux.formats.pdf_layout import body_size, sheets
from travaux.formats.pdf_lines import Page
from travaux.formats.pdf_signs import Line


def line(text, left=60.0, base=700.0, *, right=None, size=10.0, raised=()):
    return Line(text, left, right or left + 5.0 * len(text), base, size, base, raised=raised)


def page(*lines):
    return Page(lines, 595.0, 842.0)


def told(*pages):
    return [[each.text for each in sheet.lines] for sheet in sheets(pages)]


def test_two_columns_are_read_one_after_the_other_between_the_lines_across():
    left = [line(f"left {n} of the column here", 60, 700 - 12 * n, right=280) for n in range(8)]
    right = [line(f"right {n} of the column too", 310, 700 - 12 * n, right=530) for n in range(8)]
    across = [line("A title across both", 60, 730, right=530), line("An end across both", 60, 500, right=530)]
    mixed = [each for pair in zip(left, right, strict=True) for each in pair]
    assert told(page(across[0], *mixed, across[1])) == [
        ["A title across both", *(each.text for each in left), *(each.text for each in right), "An end across both"]
    ]


def test_a_page_with_a_few_short_lines_has_no_columns():
    lines = [line(f"words {n}", 60 if n % 2 else 300, 700 - 12 * n) for n in range(18)]
    assert told(page(*lines)) == [[each.text for each in lines]]


def test_pieces_on_one_height_are_read_from_left_to_right():
    assert told(page(line("second", 200, 701), line("first", 60, 700), line("third", 60, 680))) == [
        ["first", "second", "third"]
    ]


def test_numbers_of_lines_in_the_margin_are_left_out():
    words = [line(f"words {n}", 60, 700 - 12 * n, right=500) for n in range(6)]
    numbers = [line(str(5 * n), 30, 700 - 12 * n, right=40) for n in range(1, 6)]
    (sheet,) = sheets([page(*words, *numbers)])
    assert ([each.text for each in sheet.lines], sheet.counted) == ([each.text for each in words], 5)


def test_figures_that_stand_in_the_text_are_kept():
    words = [line("words", 60, 700 - 12 * n, right=500) for n in range(6)]
    inside = [line(str(n), 100, 694 - 12 * n, right=110) for n in range(5)]
    wild = [line(text, 20, 694 - 12 * n, right=30) for n, text in enumerate(("7", "99", "3", "250", "1"))]
    assert len(told(page(*words, *inside))[0]) == 11
    assert len(told(page(*words, *wild))[0]) == 11


def test_numbers_at_the_head_of_lines_that_count_on_are_taken_off():
    lines = [line(f"{n} words of line", 60, 700 - 12 * n, raised=((12, 13),)) for n in range(1, 7)]
    (sheet,) = sheets([page(*lines, line("no number", 60, 500))])
    assert [each.text for each in sheet.lines] == ["words of line"] * 6 + ["no number"]
    assert sheet.lines[0].raised == ((10, 11),)
    assert sheet.lines[0].left > 60


def test_the_numbers_of_few_lines_are_left_out_where_each_stands_beside_one():
    words = [line("words", base=700), line("and more", base=686)]
    counts = [line(str(n), 40, base, size=7) for n, base in ((1, 700), (2, 687))]
    (sheet,) = sheets([page(*words, *counts)])
    assert ([each.text for each in sheet.lines], sheet.counted) == (["words", "and more"], 2)
    assert told(page(*words, line("1", 300, 650, size=7), line("end", base=600))) == [["words", "and more", "1", "end"]]


def test_a_heading_that_recurs_in_the_midst_of_pages_is_no_running_head():
    def numbered(word):
        return [line(f"{word} {n}", base=600 - 12 * n) for n in range(9)]

    pages = [page(line("Actions", base=700), *numbered(word), line("Actions", base=400)) for word in "abc"]
    assert [texts[0] for texts in told(*pages, *(page(*numbered(word)) for word in "defghi"))][:3] == ["Actions"] * 3


def test_a_number_of_a_page_alone_at_the_edge_is_left_out_on_a_single_page_too():
    body = [line("Words of the text", base=700), line("and more of them", base=688)]
    assert told(page(*body, line("- 3 -", 290, 40))) == [[each.text for each in body]]
    assert told(page(*body, line("log abc 1/1", 60, 40))) == [[each.text for each in body]]
    assert len(told(page(*body, line("in 1/7", 60, 40)))[0]) == 3
    assert told(page(line("7", 60, 40))) == [["7"]]


def test_footnotes_are_told_from_the_text_by_their_size_and_marker():
    body = line("Words of the text that go on for a while, and for longer than all notes together do", base=700)
    notes = [
        line("1 The first note,", base=80, size=8, raised=((17, 18),)),
        line("which goes on", base=70, size=8),
        line("* The second", base=60, size=8),
    ]
    (sheet,) = sheets([page(body, line("2 words in small", base=600, size=8), line("Large again", base=590), *notes)])
    assert (
        [each.text for each in sheet.lines],
        [(note.marker, [each.text for each in note.lines]) for note in sheet.notes],
    ) == (
        (
            [body.text, "2 words in small", "Large again"],
            [("1", ["The first note,", "which goes on"]), ("*", ["The second"])],
        )
    )
    assert sheet.notes[0].lines[0].raised == ((15, 16),)


def test_small_lines_without_a_marker_are_of_the_text():
    (sheet,) = sheets([page(line("Words of the text", base=700), line("small words", base=60, size=8))])
    assert ([each.text for each in sheet.lines], sheet.notes) == (["Words of the text", "small words"], ())


def test_the_size_of_the_text_is_that_of_most_words():
    assert (body_size([page(line("Words words", size=11), line("x", size=14))]), body_size([])) == (11.0, 0.0)
