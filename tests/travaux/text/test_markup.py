import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.markup import marked_up
from travaux.text.survey import survey


def told(source):
    return [paragraph.words for paragraph in marked_up(source)]


def test_the_words_of_a_page_are_read_between_its_tags_and_not_what_no_reader_sees():
    source = (
        "<!DOCTYPE html><html><head><style>p[x]{}</style><script>a[0]</script></head>"
        '<body><!-- [no] --><p class="[no]">We [<i>shall</i>]</p><p>act&#91;now&#93; &amp; here</p></body></html>'
    )
    assert told(source) == ["We [shall]", "act[now] & here"]


def test_a_document_in_akoma_ntoso_falls_into_its_numbers_and_paragraphs():
    source = (
        '<akn:p xmlns:akn="x">One <akn:ref href="[">[two]</akn:ref></akn:p><num>(a)</num><p><![CDATA[a [b] < c]]></p>'
    )
    assert told(source) == ["One [two]", "(a)", "a [b] < c"]


def test_brackets_are_located_in_the_file():
    source = "<p>We <b>do</b>\n [act</p>\n<p>&#x5D; now &nonsuch; & more</p>"
    found = survey(source, marked_up(source))
    assert [(each.offset, each.line) for each in found.warnings] == [
        (source.index("["), 2),
        (source.index("&#x5D;"), 3),
    ]
    assert (found.opened, found.closed, found.spanning) == (1, 1, 1)


@pytest.mark.parametrize("source", ["<p", "<![CDATA[a", "<!-- a", "<!DOCTYPE [", "<script>a", "<?xml a", "&", "<"])
def test_what_is_cut_off_is_read_as_far_as_it_goes(source):
    assert [words.strip("<p!DOCTYPE [") for words in told(source)] in ([], ["a"], ["&"], [""])


@given(st.text(alphabet="<>[]&;!-ap \"'/"))
def test_every_character_told_stands_in_the_file(source):
    for paragraph in marked_up(source):
        for offset, sign in enumerate(paragraph.words):
            assert source[paragraph.place(offset)] in (sign, "&")
