"""Where in the text of a process file something stands: the line that a refusal names."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^[ \t]*\[{1,2}[ \t]*(?P<name>[\w-]+)[ \t]*\]{1,2}")
_WHERE = re.compile(r"^\[\[(?P<name>\w+)\]\](?: no\. (?P<number>\d+))?(?: \((?P<key>[^)]*)\))?(?:, (?P<inner>\w+))?")
_FENCES = ('"""', "'''")

Block = tuple[str, int, int]
"""A table: its name, its first line and the line after its last, counted from 0."""


def line_of(text: str, where: str, key: str = "") -> int:
    """Return the line that `where` speaks of ("[[events]] no. 2 (round)"), or that of `key` in it; 0: unknown."""
    rows = text.split("\n")
    found = _WHERE.match(where)
    blocks = _blocks(rows)
    block = _block(rows, blocks, found) if found else blocks[0]
    if block is None:
        return 0
    _, first, last = block
    key = (found and found["inner"]) or key
    at = next((n for n in range(first, last) if key and _sets(rows[n], key)), None)
    return (first if at is None else at) + 1 if found or at is not None else 0


def _blocks(rows: Sequence[str]) -> list[Block]:
    heads, is_text = [("", 0)], False
    for number, row in enumerate(rows):
        header = None if is_text else _HEADER.match(row)
        if header:
            heads.append((header["name"], number))
        is_text ^= sum(row.count(fence) for fence in _FENCES) % 2 == 1
    ends = [*(first for _, first in heads[1:]), len(rows)]
    return [(name, first, end) for (name, first), end in zip(heads, ends, strict=True)]


def _block(rows: Sequence[str], blocks: Sequence[Block], found: re.Match[str]) -> Block | None:
    named = [block for block in blocks if block[0] == found["name"]]
    if found["number"]:
        return dict(enumerate(named, start=1)).get(int(found["number"]))
    wanted = f'"{found["key"]}"'
    return next((block for block in named if any(wanted in row for row in rows[block[1] : block[2]])), None)


def _sets(row: str, key: str) -> bool:
    name, is_set, _ = row.partition("=")
    return bool(is_set) and name.strip().strip("\"'") == key
