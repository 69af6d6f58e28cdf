import hashlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.proof import consistency_roots
from travaux.record.tiles import WIDTH, Tiles, crossed, width_of
from travaux.record.tree import frontier_of
from travaux.record.verifier import BrokenError, inclusion_root, leaf_hash

LARGE = 70_000  # the tree that the specification of tiles takes as its example
LEAVES = [hashlib.sha256(str(i).encode()).digest() for i in range(LARGE)]
sizes = st.one_of(st.integers(1, 70), st.sampled_from([255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, LARGE]))


@cache
def root_of(size):
    return frontier_of(LEAVES[:size]).root()


@pytest.fixture(scope="module")
def nodes():
    """The roots of full tiles, as they come while the tree grows from nothing."""
    kept = {}
    for level, number in crossed(0, LARGE):
        kept[level, number] = frontier_of(hashes(kept, level - 1, number, WIDTH)).root()
    return kept


def hashes(nodes, level, number, width):
    first = number * WIDTH
    if level == 0:
        return LEAVES[first : first + width]
    return [nodes[level, number] for number in range(first, first + width)]


@pytest.fixture(scope="module")
def tree(nodes):
    return lambda size: Tiles(size, lambda *which: hashes(nodes, *which))


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts():
    assert [width_of(0, 272, LARGE), width_of(0, 273, LARGE), width_of(0, 274, LARGE)] == [256, 112, 0]
    assert [width_of(1, 0, LARGE), width_of(1, 1, LARGE), width_of(2, 0, LARGE), width_of(3, 0, LARGE)] == [
        256,
        17,
        1,
        0,
    ]
    assert [width_of(0, 0, 256), width_of(1, 0, 256)] == [256, 1]


def test_a_growing_tree_gets_the_root_of_each_tile_once_and_in_time():
    steps = [crossed(size, size + 7) for size in range(0, LARGE, 7)]
    assert [each for step in steps for each in step] == [
        *((1, number) for number in range(256)),
        (2, 0),
        *((1, number) for number in range(256, LARGE // 256)),
    ]


@given(sizes)
def test_the_root_read_from_tiles_is_that_of_the_leaves(tree, size):
    assert tree(size).root(0, size) == root_of(size)


@given(sizes, st.data())
def test_every_leaf_is_proved_by_its_path_and_no_other_leaf_is(tree, size, data):
    index = data.draw(st.integers(0, size - 1))
    path, root = tree(size).inclusion(index), root_of(size)
    assert inclusion_root(LEAVES[index], index, size, path) == root
    assert inclusion_root(leaf_hash(b"another"), index, size, path) != root


@given(sizes, st.data())
def test_a_larger_tree_is_proved_to_continue_a_smaller_one(tree, size, data):
    old = data.draw(sizes.filter(lambda old: old <= size))
    before, after = root_of(old), root_of(size)
    path = tree(size).consistency(old)
    assert consistency_roots(old, size, path, before) == (before, after)
    rewritten = leaf_hash(before)
    assert consistency_roots(old, size, path, rewritten) != (rewritten, after)


@pytest.mark.parametrize(("index", "size", "cut"), [(2, 7, 1), (2, 7, -1), (7, 7, 0), (-1, 7, 0), (0, 0, 0)])
def test_a_path_that_does_not_fit_its_place_proves_nothing(tree, index, size, cut):
    path = tree(7).inclusion(2)
    path = (*path, path[0]) if cut < 0 else path[cut:]
    with pytest.raises(BrokenError, match="length"):
        inclusion_root(LEAVES[2], index, size, path)


@pytest.mark.parametrize(
    ("old", "size", "spoilt"), [(3, 7, "short"), (3, 7, "long"), (0, 7, ""), (7, 3, ""), (7, 7, "long")]
)
def test_a_proof_of_consistency_that_does_not_fit_proves_nothing(tree, old, size, spoilt):
    path = tree(7).consistency(3)
    path = path[1:] if spoilt == "short" else (*path, path[0])
    with pytest.raises(BrokenError, match="length"):
        consistency_roots(old, size, path, LEAVES[0])


def test_of_a_large_tree_a_proof_reads_few_tiles(nodes):
    read = []
    tiles = Tiles(LARGE, lambda *which: read.append(which) or hashes(nodes, *which))
    tiles.inclusion(40_000)
    assert len(read) == len(set(read)) <= 6
