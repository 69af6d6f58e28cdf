import hashlib

from hypothesis import given
from hypothesis import strategies as st

from travaux.record.tree import Frontier, frontier_of
from travaux.record.verifier import leaf_hash, node_hash

leaves = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def recursive_root(hashes):
    """The definition of RFC 6962, section 2.1, word by word."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return node_hash(recursive_root(hashes[:half]), recursive_root(hashes[half:]))


def test_the_root_of_an_empty_record_is_the_hash_of_nothing():
    assert Frontier().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_leaf_of_nothing_is_that_of_the_published_test_vector():
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_the_root_of_the_published_eight_leaves_is_the_published_one():
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    root = frontier_of(leaf_hash(bytes.fromhex(i)) for i in inputs).root()
    assert root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_extending_leaf_by_leaf_gives_the_root_of_the_definition(hashes):
    assert frontier_of(hashes).root() == recursive_root(hashes)


@given(leaves)
def test_a_frontier_put_away_and_taken_up_again_is_the_same(hashes):
    tree = frontier_of(hashes)
    assert Frontier.resume(tree.size, tree.stored()) == tree
