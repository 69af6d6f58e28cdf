"""The words of adopted paragraphs as they are kept: a few dozen together, compressed."""

import json
from collections.abc import Sequence
from zlib import compress, decompress

LEAF = 64
"""Paragraphs of a leaf: enough for their words to compress well, few enough to be opened for one of them."""


def pressed(texts: Sequence[str]) -> bytes:
    """Return a leaf of these texts."""
    return compress(json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def opened(leaf: bytes) -> list[str]:
    """Return the texts of a leaf."""
    texts: list[str] = json.loads(decompress(leaf).decode("utf-8", "surrogatepass"))
    return texts
