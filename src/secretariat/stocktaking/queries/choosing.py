"""Which passages a sentence of the summary could rest on, and what is asked for on a theme."""

from collections.abc import Callable
from dataclasses import dataclass

from secretariat.inputs.models import Code, Passage
from secretariat.inputs.queries import coded, held, stretches_of, themes
from secretariat.processes.models import Process, Theme
from travaux.summary import outline
from travaux.summary.convergence import Asked, Cluster, clusters
from travaux.words.search import search_terms

OFFERED = 60
"""So many passages of a theme are offered at once to rest a sentence on; words narrow them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A theme of the outline with its representative passages, and how much was said under it."""

    theme: Theme
    passages: tuple[Passage, ...]
    count: int
    entities: int


def outline_of(process: Process, *, theme: str = "", most: int = 3) -> list[Chosen]:
    """Choose the representative passages of each theme (or one) from the confirmed codes, by the engine's rule."""
    codes = list(coded(process, theme=theme))
    rows = {str(code.passage.uuid): code.passage for code in codes}
    wanted = [row for row in themes(process) if not theme or row.key == theme]
    found = outline.outline([_voice(code) for code in codes], [row.key for row in wanted], most=most)
    return [
        Chosen(row, tuple(rows[voice.passage] for voice in section.chosen), section.passages, section.entities)
        for row, section in zip(wanted, found, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Offered:
    """Passages on which a sentence can rest: those coded to `theme` that hold all of `words`, of `number` some."""

    theme: str
    words: str
    passages: list[Passage]
    number: int


def offered(process: Process, *, theme: str = "", words: str = "") -> Offered:
    """Return passages coded to a theme that hold all of `words`, at most OFFERED; what asks for something first."""
    rows = coded(process, theme=theme).values_list(
        "passage_id", "passage__submission_id", "passage__ordinal", "passage__asks"
    )
    places = _holding(process, words) if words else None
    found = {key: not asks for key, paper, place, asks in rows if places is None or places(paper, place)}
    keys = sorted(found, key=lambda key: found[key])[:OFFERED]
    there = Passage.objects.select_related("submission__entity").defer("submission__text").in_bulk(keys)
    return Offered(theme, words, [there[key] for key in keys], len(found))


def _holding(process: Process, words: str) -> Callable[[int, int], bool]:
    """Return what tells of a paper and an ordinal whether the passage there holds all of these words."""
    bits, where = held(process, search_terms(words)), stretches_of(process)
    kept = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    first = dict(zip(where.papers, where.firsts, strict=True))

    def holds(paper: int, ordinal: int) -> bool:
        place = first.get(paper, -ordinal) + ordinal  # no place is 0
        return place // 8 < len(kept) and bool(kept[place // 8] >> place % 8 & 1)

    return holds


def _voice(code: Code) -> outline.Voice:
    passage = code.passage
    entity = passage.submission.entity.code
    return outline.Voice(str(passage.uuid), entity, code.theme.key, passage.text, code.score)


def convergence_of(process: Process, theme: str, *, context: bool = False) -> list[tuple[Cluster, dict[str, Passage]]]:
    """Bring together what is asked for on a theme by the engine's rule: who asks, and who for the contrary.

    With `context` those passages too in which nothing was read as asking.
    """
    codes = coded(process, theme=theme)
    rows = {str(code.passage.uuid): code.passage for code in codes if context or code.passage.asks}
    asked = [Asked(key, row.submission.entity.code, theme, row.text) for key, row in rows.items()]
    return [(found, rows) for found in clusters(asked)]
