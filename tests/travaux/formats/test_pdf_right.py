"""Signs are laid out as they stand on a page, from the left, and read as a reader does."""

import pytest

from travaux.formats.detect import Paper
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.pdf import document_of_pdf
from travaux.formats.pdf_right import among_others, lines, stands
from travaux.formats.pdf_signs import Char
from travaux.formats.reading import About, Limits
from travaux.formats.typeset import typeset

SIZE = 10.0
ALEF = "\u0627"


class Laid:
    """A page with these signs: each with its left edge, its width, its height on the page and its size."""

    def __init__(self, *signs):
        self.signs = signs

    def sign(self, index):
        return self.signs[index][0]

    def at(self, index):
        _sign, left, width, height, _size = self.signs[index]
        return Char(left, left + width, height, left)

    def size(self, index):
        return self.signs[index][4]

    def is_bold(self, index):
        return self.signs[index][0] == "#"

    def is_slanted(self, index):
        return self.signs[index][0] == "ش"


def laid(seen, start=100.0, *, height=700.0, width=5.0, size=SIZE):
    """Lay out what is seen from the left; a space has its own room."""
    return [(sign, start + rank * width, width, height, size) for rank, sign in enumerate(seen)]


def read(*signs, is_declared=True):
    return lines(Laid(*signs), len(signs), is_declared=is_declared)


def said(seen):
    """Return what is read of a line of which this is seen from the left; brackets stand as the library gives them."""
    return [line.text for line in read(*reversed(laid(seen)))]


@pytest.mark.parametrize(
    ("seen", "whole"),
    [
        ("لودلا", "الدول"),
        ("2018 ماع", "عام 2018"),
        ("2018/19 ماع", "عام 2018/19"),
        ("19-18 ماع", "عام 18-19"),
        ("A/RES/71/280 رارقلا", "القرار A/RES/71/280"),
        ("3rd ةرود", "دورة 3rd"),
        ("UN Women عم", "مع UN Women"),
        ("a (b) c عم", "مع a (b) c"),
        ("22 December 2023", "22 December 2023"),
        (".24 No", "No 24."),
        ("- 1", "1 -"),
    ],
)
def test_figures_and_foreign_words_run_from_the_left_in_a_line_that_is_read_from_the_right(seen, whole):
    assert said(seen) == [whole]


@pytest.mark.parametrize("seen", [") ب ( دنب", "( ب ) دنب"])
def test_brackets_face_each_other_whether_the_file_names_their_looks_or_their_sense(seen):
    assert said(seen) == ["بند ( ب )"]


def test_a_bracket_behind_a_foreign_word_is_not_mirrored_by_the_library():
    assert [line.text for line in read(*reversed(laid(")A) [ب] دنب")), is_declared=False)] == ["بند [ب] (A)"]


def test_lines_of_foreign_words_alone_stay_as_they_are():
    assert [line.text for line in read(*laid("Treaty (9)"), is_declared=False)] == ["Treaty (9)"]


def test_a_ligature_is_read_in_its_order_whichever_way_the_library_turned_it():
    one = [(ALEF, 100.0, 6.0, 700.0, SIZE), ("ل", 100.0, 6.0, 700.0, SIZE)]
    parted = [("ل", 103.0, 3.0, 700.0, SIZE), (ALEF, 100.0, 3.0, 700.0, SIZE)]
    third = [("ل", 100.0, 6.0, 700.0, SIZE), ("م", 100.0, 6.0, 700.0, SIZE)]
    assert [read(*signs)[0].text for signs in (one, one[::-1], parted, third)] == ["لا", "لا", "لا", "مل"]


def test_marks_stand_on_the_letter_below_them_however_the_file_orders_them():
    base = laid("بتك")
    shadda, damma = ("\u0651", 111.0, 2.0, 702.0, SIZE), ("\u064f", 111.0, 2.0, 703.0, SIZE)
    assert read(damma, *base, shadda, shadda)[0].text == "ك\u0651\u064fتب"


def test_a_letter_whose_parts_are_each_named_as_the_whole_is_taken_once():
    mark = [("\u0651", 106.0, 1.0, 702.0, SIZE), ("ت", 106.0, 1.0, 702.0, SIZE)]
    whole = [("ت", 105.0, 5.0, 700.0, SIZE), ("\u0651", 105.0, 5.0, 700.0, SIZE)]
    signs = [*laid("ب"), *mark, *whole, *laid("ك", 110.0)]
    assert [read(*each)[0].text for each in (signs, signs[::-1])] == ["كت\u0651ب", "كت\u0651ب"]


def test_a_page_without_signs_and_marks_without_a_letter_are_no_line():
    assert read() == []
    assert read(("\u0651", 100.0, 5.0, 700.0, SIZE)) == []


@pytest.mark.parametrize(
    ("signs", "whole"),
    [
        ([*laid("با"), *laid("دي", 114.0)], "يد اب"),
        ([*laid("با"), *laid("دي", 112.0)], "يداب"),
        ([*laid("1"), *laid("2", 109.0)], "12"),
        ([*laid("1"), *laid("2", 111.5)], "1 2"),
        ([*laid("با"), (" ", 110.0, 0.0, 700.0, 1.0), *laid("دي", 112.0)], "يد اب"),
        ([*laid("با"), (" ", 110.0, 0.0, 700.0, 1.0), *laid("دي", 111.0)], "يداب"),
        ([*laid("با"), (" ", 110.0, 1.0, 700.0, 1.0), *laid(" ", 110.0, width=0.0), *laid("دي", 111.0)], "يد اب"),
        ([*laid("،با"), *laid(" ", 98.0)], "اب،"),
        ([*laid("،"), *laid(" با", 105.0)], "اب،"),
        ([*laid("."), *laid(" با", 105.0)], "اب."),
    ],
)
def test_a_space_stands_where_there_is_room_for_one(signs, whole):
    assert [line.text for line in read(*signs)] == [whole]


def test_what_stands_far_apart_is_two_lines_but_for_the_number_of_a_paragraph():
    text, number, count = laid("اب"), laid("- 1", 140.0), laid("7", 180.0)
    assert [line.text for line in read(*text, *number, *count)] == ["1 - با", "7"]


def test_a_raised_figure_belongs_to_its_line_and_calls_a_note():
    call = laid("(21)", 84.0, height=703.0, width=4.0, size=6.0)
    found = read(*call, *laid("باب"), *laid("باب", height=680.0))
    assert [(line.text, line.base, line.raised) for line in found] == [
        ("باب(21)", 700.0, ((4, 6),)),
        ("باب", 680.0, ()),
    ]


def test_an_asterisk_calls_a_note_and_a_figure_of_the_same_size_does_not():
    assert read(*laid("* 7 باب"))[0].raised == ((6, 7),)


def test_a_line_is_heavy_from_end_to_end_or_not_at_all():
    assert [line.is_bold for line in read(*laid("#ب#"), *laid("#ب", height=600.0))] == [True, False]


def test_signs_that_stand_for_nothing_are_left_out_and_lines_of_the_library_end_at_its_marks():
    signs = [*laid("اب"), ("\r", 0, 0, 0, 1.0), ("\x02", 0, 0, 0, 1.0), *laid("دي", 110.0)]
    assert [line.text for line in read(*signs)] == ["يدبا"]


@pytest.mark.parametrize(("words", "upright"), [("12 ب", True), ("ش", False), ("12", True)])
def test_signs_that_lean_are_not_put_together_by_their_places(words, upright):
    assert stands(Laid(*laid(words)), words) == upright


def test_what_is_typeset_in_arabic_is_read_again_as_it_was():
    paragraphs = (
        ("", "تشير إلى قرارها 71/280 المؤرخ 6 نيسان/أبريل 2017 (A/RES/71/280)، وإلى أحكامه؛"),
        ("1.", "تشجّع الدول الأعضاء أيضاً على المشاركة [مشاركةً كاملة] بصفة مراقب (انظر الفقرة 3) والأمم المتحدة؛"),
        ("2.", "ترحب بالجهود التي تبذلها الدول في هذا الصدد، وتدعو إلى مواصلتها (المرفق الثاني)؛"),
        ("3.", "تُعرب عن تقديرها لعمل UNHCR و IOM في الفترة 2016 إلى 2018 «بلا استثناء»."),
    )
    roles = (Role.PREAMBULAR, *[Role.OPERATIVE] * 3)
    paper = Document(
        About("ar"),
        tuple(Paragraph(role, (Run(words),), number) for role, (number, words) in zip(roles, paragraphs, strict=True)),
    )
    again = document_of_pdf(Paper(typeset(paper), "a.pdf", "PDF"), Limits())
    assert tuple((each.number, each.text) for each in again.paragraphs) == paragraphs


def test_a_word_of_arabic_in_an_english_line_is_read_in_its_order():
    words = "The name الأمم المتحدة والدول is that of the United Nations; \U0001d44e is a sign that few fonts have."
    paper = Document(About("en"), (Paragraph(Role.PARAGRAPH, (Run(words),)),))
    again = document_of_pdf(Paper(typeset(paper), "a.pdf", "PDF"), Limits())
    assert "The name الأمم المتحدة والدول is that" in again.paragraphs[0].text


def test_lam_and_alef_of_one_ligature_are_put_in_their_order_there_too_and_others_left():
    signs = [*laid("a "), (ALEF, 120.0, 6.0, 700.0, SIZE), ("ل", 120.0, 6.0, 700.0, SIZE), *laid(f"{ALEF}ل", 110.0)]
    text = "".join(sign for sign, *_where in signs)
    assert among_others(Laid(*signs), text, 0) == f"a ل{ALEF}{ALEF}ل"
