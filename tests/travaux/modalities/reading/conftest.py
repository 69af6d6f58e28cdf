from collections.abc import Callable
from datetime import date

import pytest

from travaux.modalities.reading import About, Block, Place, Resolution, read_resolution

ADOPTED = date(2017, 4, 6)
Reads = Callable[..., Resolution]


def blocks(*lines: str) -> list[Block]:
    """Return blocks from lines: “1 | words”, “1.(a) | words” (a sub-paragraph), “| words” without a number."""
    found = []
    for line in lines:
        number, _, words = line.partition("|")
        mark = number.strip()
        rank = 2 if mark.startswith("((") else int(mark.startswith("("))
        found.append(Block(words.strip(), Place.TEXT, mark.replace("((", "(").replace("))", ")"), rank))
    return found


@pytest.fixture
def reads() -> Reads:
    """Read lines as a resolution adopted on 6 April 2017."""

    def read(*lines: str, language: str = "en", adopted: date | None = ADOPTED) -> Resolution:
        return read_resolution(blocks(*lines), About(language, "A/RES/71/999", adopted, "Rivers"))

    return read
