import pytest
from lxml import etree

from travaux.formats.detect import Paper
from travaux.formats.odt import document_of_odt
from travaux.formats.odt_lists import Lists, list_styles
from travaux.formats.reading import Limits

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
)
SPACES += ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'


def level(depth, form="1", kind="list-level-style-number", **given):
    names = {"before": "style:num-prefix", "behind": "style:num-suffix", "start": "text:start-value"}
    names |= {"shown": "text:display-levels", "pattern": "loext:num-list-format"}
    held = " ".join(f'{names[name]}="{value}"' for name, value in given.items())
    return f'<text:{kind} text:level="{depth}" style:num-format="{form}" {held}/>'


def style(*levels, name="L"):
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def items(*held, name="L", more=""):
    inside = "".join(f"<text:list-item>{each}</text:list-item>" for each in held)
    return f'<text:list text:style-name="{name}" {more}>{inside}</text:list>'


def p(words="w", more=""):
    return f"<text:p {more}>{words}</text:p>"


@pytest.fixture
def read(packed):
    def make(body, *styles, beside=""):
        content = (
            f"<office:document-content {SPACES}><office:automatic-styles>{''.join(styles)}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        own = {"styles.xml": f"<office:document-styles {SPACES}>{beside}</office:document-styles>"} if beside else {}
        paper = Paper(packed({"content.xml": content, **own}), "a.odt", "OpenDocument text")
        return [each.number for each in document_of_odt(paper, Limits()).paragraphs]

    return make


def test_items_are_numbered_by_level_as_their_style_says(read):
    levels = level(1, behind="."), level(2, "a", before="(", behind=")"), level(3, "i", shown=2, behind=".")
    deep = items(p() + items(p() + items(p(), p())), p() + items(p()))
    assert read(deep, style(*levels)) == ["1.", "(a)", "a.i.", "a.ii.", "2.", "(a)"]


def test_a_style_of_the_other_part_and_the_pattern_of_an_office_are_followed(read):
    levels = level(1, pattern="%1%)"), level(2, "A", pattern="%1%-%2%.")
    assert read(items(p() + items(p())), beside=style(*levels)) == ["1)", "1-A."]


def test_lists_begin_anew_go_on_and_start_where_they_are_told_to(read):
    one = style(level(1, behind=".", start="4"))
    goes_on = items(p(), more='text:continue-numbering="true"')
    by_name = items(p(), more='text:continue-list="x"')
    assert read(items(p(), more='xml:id="x"') + p() + goes_on + items(p()) + by_name, one) == [
        *("4.", "", "5.", "4.", "6."),
    ]
    item = f'<text:list-item text:start-value="9">{p()}</text:list-item>'
    told = f'<text:list text:style-name="L">{item}</text:list>'
    assert read(told + items(p(), more='text:continue-numbering="true"'), one) == ["9.", "10."]


def test_only_the_first_paragraph_of_an_item_bears_its_number_and_a_header_none(read):
    headed = "<text:list text:style-name='L'><text:list-header><text:p>w</text:p></text:list-header></text:list>"
    assert read(items(p() + p()) + headed, style(level(1, behind="."))) == ["1.", "", ""]


def test_bullets_unknown_styles_and_levels_without_numbers(read):
    dots = style(level(1, kind="list-level-style-bullet"), level(2, ""), name="B")
    assert read(items(p() + items(p()), name="B") + items(p(), name="?"), dots) == ["•", "", ""]


def test_an_empty_item_counts_and_what_is_no_whole_number_is_none(read):
    given = style(level(1, behind=".", start="x"))
    assert read(items(p(""), p()), given) == ["2."]


def test_a_level_above_that_prints_nothing_stands_in_no_number(read):
    assert read(items(p() + items(p())), style(level(1, ""), level(2, shown=2, behind="."))) == ["", "1."]


def test_headings_are_numbered_by_the_outline(read):
    kind = "outline-level-style"
    outline = f"<text:outline-style>{level(1, kind=kind)}{level(2, '', kind)}</text:outline-style>"
    heads = "".join(
        f'<text:h text:outline-level="{depth}" {more}>w</text:h>' for depth, more in ((1, ""), (2, ""), (1, ""))
    )
    header = '<text:h text:outline-level="1" text:is-list-header="true">w</text:h>'
    assert read(heads + header, beside=outline) == ["1", "", "2", ""]


def test_a_list_that_nobody_entered_numbers_nothing():
    assert Lists(list_styles()).number(etree.fromstring("<p/>")) == ("", 0)
