# ruff: noqa: RUF001 - the words and marks of six languages

import pytest

from benchmarks.documents.made import para, run
from travaux.formats.word.numbering import labels
from travaux.formats.word.numerals import numeral
from travaux.formats.word.plain import lines


def level(rank, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def definition(number, *levels):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number, abstract, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def item(list_id, rank=0, words="x"):
    return para(run(words), f'<w:numPr><w:ilvl w:val="{rank}"/><w:numId w:val="{list_id}"/></w:numPr>')


LEGAL = definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def printed(package, body, numbering, **others):
    return [line.removesuffix(" x") for line in lines(package(body, numbering=numbering, **others))]


def test_levels_count_within_the_one_above_and_begin_anew_after_it(package):
    body = "".join(item(1, rank) for rank in (0, 1, 1, 2, 2, 0, 1))
    assert printed(package, body, LEGAL + num(1, 0)) == ["1.", "(a)", "(b)", "(i)", "(ii)", "2.", "(a)"]


def test_a_list_that_starts_anew_does_so_once(package):
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item(1) + item(2) + item(2) + item(1)
    assert printed(package, body, LEGAL + num(1, 0) + num(2, 0, start)) == ["1.", "5.", "6.", "7."]


def test_a_list_may_write_a_level_in_its_own_way(package):
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1")}</w:lvlOverride>'
    assert printed(package, item(1) + item(2), LEGAL + num(1, 0) + num(2, 0, own)) == ["1.", "II"]


def test_a_level_may_show_those_above_it_and_count_on_through_them(package):
    levels = (
        level(0, "upperRoman", "%1"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "%3", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(item(1, rank) for rank in (1, 2, 0, 1, 2))
    assert printed(package, body, definition(0, *levels) + num(1, 0)) == ["1.1", "1", "II", "2.1", "2"]
    once = (
        level(0, "decimal", "%1"),
        level(1, "decimal", "%2"),
        level(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(item(1, rank) for rank in (0, 1, 2, 1, 2, 0, 2))
    assert printed(package, body, definition(0, *once) + num(1, 0)) == ["1", "1", "1", "2", "2", "2", "1"]


def test_styles_belong_to_lists_also_by_what_they_are_based_on(package):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="N" w:default="1"><w:basedOn w:val="N"/></w:style>'
    )

    def styled(name, more=""):
        return para(run("x"), f'<w:pStyle w:val="{name}"/>{more}')

    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("A") + styled("B") + styled("A", off) + styled("C") + para(run("x"))
    assert printed(package, body, LEGAL + num(1, 0), styles=styles) == ["1.", "(a)", "x", "x", "x"]


def test_a_level_may_be_tied_to_a_style(package):
    tied = definition(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="A"/>'))
    styles = '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert printed(package, para(run("x"), '<w:pStyle w:val="A"/>'), tied + num(1, 0), styles=styles) == ["(a)"]


def test_a_definition_may_point_to_the_list_of_a_style(package):
    link = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styles = '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert printed(package, item(2) + item(1), LEGAL + link + num(1, 0) + num(2, 9), styles=styles) == ["1.", "2."]
    loose = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="none"/></w:abstractNum>'
    assert printed(package, item(2), loose + num(2, 9)) == ["x"]


def test_bullets_print_no_number_and_unknown_lists_nothing(package):
    bullets = definition(0, level(0, "bullet", "\uf0b7")) + num(1, 0) + num(3, 77)
    opened = package(item(1) + item(2) + item(3) + item(1, "?"), numbering=bullets)
    places = [*labels(opened).values()]
    assert [(place.label, place.bullet) for place in places] == [("", True), ("", False), ("", True)]
    assert lines(package(item(1))) == ["x"]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("decimal", 4, "4"),
        ("decimalZero", 4, "04"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 0, "0"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerLetter", 0, "0"),
        ("ordinal", 21, "21st"),
        ("ordinal", 112, "112th"),
        ("ordinal", 4, "4th"),
        ("numberInDash", 2, "- 2 -"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 33, "33"),
        ("hindiNumbers", 12, "१२"),
        ("arabicAbjad", 2, "ب"),
        ("chineseCounting", 14, "十四"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCounting", 0, "〇"),
        ("ideographDigital", 20, "二〇"),
        ("bullet", 1, ""),
        ("newest", 7, "7"),
    ],
)
def test_numbers_are_written_as_the_standard_names_the_form(form, number, written):
    assert numeral(number, form) == written
