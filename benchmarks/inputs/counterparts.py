"""Counterparts across languages: Spanish paragraphs of resolutions, found among the English ones of other resolutions.

A lexicon is learned from one folder of resolutions in two languages and tried on the other, whose matters are others.
The pairs are those paragraphs that bear the same identity in both files. A resolution whose files do not run parallel
is left out, and counted: where more than a tenth of the identities stand in one of them only.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from benchmarks.figure import Figure
from travaux.passages.counterpart import Lexicon, counterparts, lexicon, outcome

REAL = Path(__file__).parents[2].parent / "shared" / "data"
RECALL, TEN, WORDS, ASTRAY = 0.9, 10, 8, 0.1
Pair = tuple[str, str, str]


def figures() -> Iterator[Figure]:
    folders = [REAL / name for name in ("modalities", "migration-chain")]
    if not all(folder.exists() for folder in folders):
        yield Figure("counterparts: the resolutions are not there", "none", met=False)
        return
    read = {folder.name: [_pairs(one) for one in sorted(folder.iterdir())] for folder in folders}
    apart = sum(not pairs for found in read.values() for pairs in found)
    material = {name: [pair for pairs in found for pair in pairs] for name, found in read.items()}
    for learned, tried in (("modalities", "migration-chain"), ("migration-chain", "modalities")):
        words = lexicon((spanish, english) for _, spanish, english in material[learned])
        ours, bare = _recall(material[tried], words), _recall(material[tried], {})
        yield Figure(
            f"counterparts of {len(material[tried])} Spanish paragraphs of {tried} among as many English: recall@10; "
            f"lexicon of {len(material[learned])} pairs of {learned}; {apart} resolutions not parallel",
            f"{ours:.3f}",
            f"{RECALL}",
            f"{bare:.3f}",
            "the same without a lexicon: figures, names and cognates alone",
            met=ours >= RECALL,
        )


def _recall(pairs: list[Pair], words: Lexicon) -> float:
    among = outcome({identity: english for identity, _, english in pairs})
    text = {identity: english for identity, _, english in pairs}
    found = sum(
        any(text[one.passage] == english for one in counterparts(spanish, among, words, most=TEN))
        for _, spanish, english in pairs
    )
    return found / len(pairs)


def _pairs(folder: Path) -> list[Pair]:
    """Return the paragraphs that both files have; none where the files do not run parallel."""
    if not all((folder / f"{language}.xml").exists() for language in ("Spanish", "English")):
        return []
    spanish, english = paragraphs(folder / "Spanish.xml"), paragraphs(folder / "English.xml")
    pairs = [
        (f"{folder.name} {identity}", spanish[identity], text)
        for identity, text in english.items()
        if len(text.split()) >= WORDS and len(spanish.get(identity, "").split()) >= WORDS
    ]
    return [] if len(set(spanish) ^ set(english)) > ASTRAY * len(english) else pairs


def paragraphs(path: Path) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for element in etree.parse(path).iter("{*}p"):
        holders = (holder.get("eId") for holder in (element, *element.iterancestors()))
        identity = next((identity for identity in holders if identity), None)
        if identity:
            found.setdefault(str(identity), []).append(" ".join("".join(map(str, element.itertext())).split()))
    return {identity: " ".join(words) for identity, words in found.items()}
