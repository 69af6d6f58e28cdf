from lxml import etree

from travaux.formats.akn.mend import mended


def test_mending_ends_after_so_many_rounds_with_what_is_done_so_far(act):
    root = etree.fromstring(act("<subheading>x</subheading><p own='1'>y</p>"))
    assert [len(mended(root, rounds)[1]) for rounds in (0, 1, 9)] == [0, 1, 2]


def test_an_element_with_words_that_lacks_something_is_never_left_out(act):
    root = etree.fromstring(act("<blockList><listIntroduction>Words</listIntroduction></blockList>"))
    assert "".join(mended(root)[0].itertext()) == "".join(root.itertext())
