from travaux.text.collision import Side, collisions
from travaux.text.contest import ProvisionState, Tabled
from travaux.text.proposal import edits_of
from travaux.words.align import Run

BASE = "We strengthen our efforts."


def tabled(proposal, proposed, *proponents):
    return Tabled(proposal, proponents, tuple(edits_of(BASE, proposed)))


def test_proposals_that_cannot_both_have_their_way_are_set_side_by_side():
    enhance = tabled("p1", "We enhance our efforts.", "ARL")
    same = tabled("p2", "We enhance our efforts.", "BRU")
    drop = tabled("p3", "We our efforts.", "COR")
    [found] = collisions(ProvisionState("key", BASE, (enhance, same, drop)))
    assert [(side.words, side.proponents) for side in found.sides] == [
        ("strengthen ", ()),
        ("enhance ", ("ARL", "BRU")),
        ("", ("COR",)),
    ]
    assert found.base == "strengthen "
    assert found.sides[2] == Side("", ("COR",), ("p3",), (Run("removed", "strengthen "),))


def test_one_proposal_collides_with_nothing():
    enhance = tabled("p1", "We enhance our efforts.", "ARL")
    assert collisions(ProvisionState("key", BASE, (enhance,))) == []
