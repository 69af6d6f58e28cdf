"""How rare the words of a draft are in a corpus."""

from dataclasses import dataclass, field
from math import log

from travaux.text.precedents.postings import SHORTEST, STEP


@dataclass(slots=True)
class Rarity:
    """How rare the words of a draft are: from the number of paragraphs that hold each run of eight of them.

    `counts` tells how many fingerprints of the corpus there are of the run of five words that begins at each word. Four
    runs of five begin in a run of eight, and a paragraph that holds it has exactly one of them on the shelves.
    """

    size: int
    counts: dict[int, int] = field(default_factory=dict)
    _known: dict[int, float] = field(default_factory=dict)

    def of(self, first: int, last: int) -> float:
        """Return the mean rarity of the runs of eight words in these: 1 for words found once, 0 where all have them."""
        places = range(first, max(first + 1, last - SHORTEST + 1))
        return round(sum(map(self._at, places)) / len(places), 4)

    def _at(self, place: int) -> float:
        if place not in self._known:
            times = max(1, sum(self.counts.get(place + step, 0) for step in range(STEP)))
            self._known[place] = max(0.0, 1 - log(times) / log(max(2, self.size)))
        return self._known[place]
