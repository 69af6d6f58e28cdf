from travaux.formats.pdf_layout import sheets
from travaux.formats.pdf_lines import DIVIDED, Page
from travaux.formats.pdf_paragraphs import assembled
from travaux.formats.pdf_signs import Line

FULL = 540.0


def line(text, left=60.0, base=700.0, *, right=FULL, size=10.0, bold=False, raised=()):
    return Line(text, left, right, base, size, base, bold, raised)


def page(*lines):
    return Page(lines, 595.0, 842.0)


def told(*pages):
    found = assembled(sheets(pages))
    return [(str(each.role), each.number, each.text) for each in found.paragraphs]


def words(*pages):
    return [text for _role, _number, text in told(*pages)]


def flow(*texts, left=60.0, top=700.0, step=12.0):
    return [line(text, left, top - step * rank) for rank, text in enumerate(texts)]


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_a_new_one_does_not():
    first = flow("Words that fill the page and that", "go on to its end without a", "stop until the")
    assert words(page(*first), page(*flow("next page ends them.", "Then more"))) == [
        "Words that fill the page and that go on to its end without a stop until the next page ends them. Then more"
    ]
    ended = [*first[:-1], line("stop.", base=676, right=100)]
    assert len(words(page(*ended), page(*flow("Next page begins anew", "with words")))) == 2
    assert len(words(page(*first), page(*flow("2. A number begins", "anew")))) == 2


def test_room_before_a_line_and_a_line_that_was_ended_part_paragraphs():
    lines = [*flow("One full line of words", "and another"), *flow("After a gap", "and so on", top=650)]
    assert words(page(*lines)) == ["One full line of words and another", "After a gap and so on"]
    lines = [line("Full line of words here", base=700), line("short.", base=688, right=90), line("Next one", base=676)]
    assert words(page(*lines)) == ["Full line of words here short.", "Next one"]
    lines = flow("One ends here with a stop.", "Another follows with a", "wider gap", step=12)
    lines[1:] = [line(each.text, base=each.base - 3) for each in lines[1:]]
    assert len(words(page(*lines))) == 2


def test_hanging_numbers_and_first_lines_further_in_part_paragraphs():
    hanging = [
        line("1. Decides to meet again and", 60, 700),
        line("to hear all of them and", 85, 688),
        line("to go", 85, 676, right=200),
        line("2. Asks for more of it and", 60, 664),
        line("for all of it", 85, 652),
    ]
    assert [number for _role, number, _text in told(page(*hanging))] == ["1.", "2."]
    indented = [
        line("Words with a first line in", 85, 700),
        line("and the next at the edge of", 60, 688),
        line("the page to its end and on", 60, 676),
        line("Another first line in here", 85, 664),
        line("and the next at the edge", 60, 652),
    ]
    assert len(words(page(*indented))) == 2


def test_a_number_in_the_midst_of_a_sentence_begins_nothing():
    lines = flow(
        "As said in paragraphs one and", "two of the text and in paragraph", "4. of the other, it is so", "and stays"
    )
    assert len(words(page(*lines))) == 1


def test_a_number_that_stands_apart_belongs_to_the_words_beside_it():
    lines = [line("12.", 60, 700, right=75), line("Decides so and", 85, 700), line("goes on", 85, 688)]
    assert told(page(*lines)) == [("operative", "12.", "Decides so and goes on")]
    beside = [
        line("A longer piece of words", 60, 700, right=200),
        line("and one beside it", 300, 700),
        line("and", 300, 688),
    ]
    assert len(words(page(*beside))) == 2


def test_headings_are_large_or_heavy_or_in_the_middle_and_no_sentences():
    lines = [
        line("A large title of the", 80, 760, right=520, size=14),
        line("whole paper", 200, 743, right=400, size=14),
        line("Words of the text that fill a line", 60, 700),
        line("and end here.", 60, 688, right=200),
        line("In the middle", 250, 660, right=350),
        line("More words of the text in a line", 60, 640),
        line("Heavy", 60, 610, right=100, bold=True),
        line("Still more words of the text here", 60, 590),
        line("Large, but it goes on:", 60, 560, size=12, right=200),
    ]
    assert [(role, text) for role, _number, text in told(page(*lines))] == [
        ("heading", "A large title of the whole paper"),
        ("paragraph", "Words of the text that fill a line and end here."),
        ("heading", "In the middle"),
        ("paragraph", "More words of the text in a line"),
        ("heading", "Heavy"),
        ("paragraph", "Still more words of the text here"),
        ("paragraph", "Large, but it goes on:"),
    ]


def test_a_divided_word_is_one_unless_the_paper_writes_it_with_a_hyphen():
    lines = flow(
        f"We negotiate deci{DIVIDED}",
        f"sions in well{DIVIDED}",
        "being and well-being of real-",
        "ity, and the decisions",
    )
    assert words(page(*lines)) == ["We negotiate decisions in well-being and well-being of real-ity, and the decisions"]


def test_chinese_lines_are_joined_without_a_space():
    assert words(page(*flow("大会决定在明年", "举行会议"))) == ["大会决定在明年举行会议"]


def test_notes_are_called_where_their_markers_stand_and_others_are_kept():
    body = [
        line("Words1 of the text2 and W/m3 of it", 60, 700, raised=((5, 6), (18, 19), (28, 29))),
        line("and more", 60, 688),
    ]
    notes = [
        line("1 The first", 60, 80, size=8),
        line("that goes on", 60, 70, size=8),
        line("2 Two", 60, 60, size=8),
        line("9 No one", 60, 50, size=8),
    ]
    found = assembled(sheets([page(*body, *notes)]))
    assert [(run.text, run.note) for run in found.paragraphs[0].runs] == [
        ("Words", None),
        ("", 0),
        (" of the text", None),
        ("", 1),
        (" and W/m3 of it and more", None),
    ]
    assert [note.runs[0].text for note in found.notes] == ["The first that goes on", "Two"]
    assert told(page(*body, *notes))[1:] == [("furniture", "", "9 No one")]


def test_lines_that_begin_anywhere_are_no_hanging_ones():
    lines = [line("words and more of them here and", 60 + 7 * rank, 700 - 12 * rank) for rank in range(10)]
    assert len(words(page(*lines))) == 1


def test_the_second_column_has_a_frame_of_its_own():
    first = [line(f"left {rank} of the column and", 60, 700 - 12 * rank, right=280) for rank in range(9)]
    second = [line(f"right {rank} of the column and", 310, 700 - 12 * rank, right=530) for rank in range(9)]
    assert len(words(page(*first, *second))) == 1


def test_a_paper_without_lines_has_no_paragraphs():
    assert told(page()) == []


def test_a_bullet_begins_a_paragraph_wherever_it_stands():
    lines = flow("What goes without a stop and", "goes on beside", "• one of them", "• another of them")
    assert words(page(*lines)) == ["What goes without a stop and goes on beside", "one of them", "another of them"]
    assert told(page(*lines))[1] == ("sub-paragraph", "•", "one of them")


def test_a_paragraph_goes_on_overleaf_where_the_margin_is_on_the_other_side():
    subs = flow("(a) Words of a paragraph that", left=120, top=688)
    over = [
        line("goes on to the next page", 155, 676, right=FULL),
        line("without an end and with", 155, 664, right=FULL),
    ]
    odd = [line("1. Decides of this page", 90, 700), *subs, *over]
    even = [line("words on the other side,", 135, 700), line("at last;", 135, 688, right=200)]
    even += [line("2. Asks for more of it and", 70, 676), line("more of it.", 70, 664, right=150)]
    filled = flow(*["A page of words"] * 3, left=90)
    facing = flow(*["Words of it all"] * 3, left=70)
    found = words(page(*filled), page(*facing), page(*odd), page(*even))
    assert [text for text in found if "other side" in text] == [
        "Words of a paragraph that goes on to the next page without an end and with words on the other side, at last;"
    ]


def test_lines_of_a_cover_that_stand_apart_and_short_sentences_of_a_small_page_are_paragraphs():
    cover = [line(text, 60, 700 - 16 * rank, right=160) for rank, text in enumerate(("Distr. general", "22 May 2024"))]
    body = [line("Words that fill the line and", 60, 650 - 13 * rank) for rank in range(8)]
    assert words(page(*cover, *body))[:2] == ["Distr. general", "22 May 2024"]
    lines = [line(f"{word} asks for it.", 60, 700 - 14 * rank, right=150) for rank, word in enumerate(("One", "Two"))]
    assert words(page(*lines)) == ["One asks for it.", "Two asks for it."]


def test_a_word_with_two_hyphens_tells_how_a_divided_one_is_written():
    lines = flow("The sixty-six-month term ended", f"and the sixty-six{DIVIDED}month term began")
    assert words(page(*lines)) == ["The sixty-six-month term ended and the sixty-six-month term began"]
