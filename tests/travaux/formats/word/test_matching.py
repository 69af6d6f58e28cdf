from travaux.formats.word import matching
from travaux.formats.word.matching import paired


def test_equal_paragraphs_are_paired_first_and_then_the_likest():
    old = ["pOne", "pStates shall promote it", "pThree", "pGone entirely"]
    new = ["pOne", "pNew one", "pStates may promote it", "pThree"]
    assert paired(old, new) == [(0, 0), (None, 1), (1, 2), (2, 3), (3, None)]


def test_a_paragraph_is_never_paired_with_a_table():
    assert paired(["pabc"], ["tabc"]) == [(0, None), (None, 0)]


def test_where_there_are_too_many_to_look_at_none_are_paired(monkeypatch):
    monkeypatch.setattr(matching, "_MOST", 1)
    assert paired(["pab", "pcd"], ["pax", "pcx"]) == [(0, None), (1, None), (None, 0), (None, 1)]
