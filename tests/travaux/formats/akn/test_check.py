import pytest

from travaux.formats.akn.check import NotAkomaNtoso, checked


def test_a_valid_file_is_told_so_with_its_provisions(act):
    found = checked(act('<paragraph wId="a"><content><p>x</p></content></paragraph>'), "a.xml")
    assert (found.is_valid, found.provisions, found.named) == (True, 3, 1)


def test_faults_are_told_with_their_lines(act):
    found = checked(act("<p>a & b</p>\n<subheading>x</subheading>"), "a.xml")
    assert (found.is_valid, len(found.malformed), found.invalid[0].reason[:21]) == (False, 1, "Element 'subheading':")


def test_a_file_of_another_format_is_refused():
    with pytest.raises(NotAkomaNtoso, match="plain text"):
        checked(b"Words", "a.txt")
