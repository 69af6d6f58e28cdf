from lxml import etree

from travaux.formats.word.tree import child_of, drop, parent


def test_what_stands_nowhere_is_not_taken_out_of_anything():
    tree = etree.fromstring("<a><b/></a>")
    drop(tree)
    drop(tree[0])
    assert etree.tostring(tree) == b"<a/>"


def test_a_child_is_made_first_or_last_where_there_is_none():
    tree = etree.fromstring("<a><b/></a>")
    child_of(tree, "c")
    child_of(tree, "d", first=False)
    assert (etree.tostring(tree), parent(child_of(tree, "b"))) == (b"<a><c/><b/><d/></a>", tree)
