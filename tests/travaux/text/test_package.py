import pytest

from travaux.text.package import Member, Package, PackageOpen, TooFewBound, agreed, check_bound, check_part

OPEN = Package("Finance", (Member("a", "5", is_agreed=True), Member("b", "6", is_agreed=False)))
WHOLE = Package("Reviews", (Member("c", "7", is_agreed=True), Member("d", "8", is_agreed=True)))


def test_in_a_package_nothing_is_agreed_until_all_is():
    assert (OPEN.holds, WHOLE.holds) == (False, True)
    assert [member.label for member in OPEN.waiting] == ["6"]
    assert agreed({"a", "c", "e"}, [OPEN, WHOLE]) == {"c", "e"}


def test_part_of_an_open_package_is_not_adopted():
    with pytest.raises(PackageOpen, match="“Finance” waits for: 6"):
        check_part({"a", "e"}, [WHOLE, OPEN])
    assert check_part({"c", "e"}, [WHOLE, OPEN]) is None


def test_a_package_binds_at_least_two_paragraphs():
    with pytest.raises(TooFewBound, match="A package of 1"):
        check_bound(["a", "a"])
    assert check_bound(["a", "b"]) is None
