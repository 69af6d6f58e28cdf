"""Convergence and divergence: what is asked for on a theme, by whom, and who asks for the contrary."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.words.phrases import phrases

RULE = (
    "Recommendations of one theme stand together where their words, rarer ones weighing more, are alike by two fifths "
    "(cosine). One is contrary where it holds a word that turns it round and most in its cluster do not, or the other "
    "way about. The quotation shown is the one most like all others of its side; of equals, the shorter, then the "
    "earlier."
)
"""The rule by which recommendations are brought together and one is quoted, to be shown beside them."""

_ALIKE = 0.4
_SHORT = 3
"""Words of at most so many letters say little of what is asked, in languages that are written in ASCII."""
_TURNS = phrases(
    (
        *("not", "oppose*", "opposition to", "object to", "objection*", "reject*", "refrain*", "against", "without"),
        *("no need", "cannot", "unnecessary", "premature", "delete", "instead of", "avoid*"),
        *("ne", "n", "s'oppose*", "oppos*", "rejett*", "s'abstenir", "inutile", "prématuré*", "supprimer"),
        *("no", "opone*", "oponemos", "rechaz*", "abstenerse", "en contra", "innecesari*", "suprimir"),
        *("не", "нет", "против", "возража*", "отверга*", "воздерж*", "преждевремен*", "исключить"),
        *("لا", "لن", "ليس", "عدم", "يعارض", "نعارض", "معارضة", "يرفض", "نرفض", "رفض", "الامتناع", "ضد"),
        *("不", "反对", "拒绝", "避免", "无需", "删除"),
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation: the id of its passage, the entity that makes it, its theme and its words."""

    passage: str
    entity: str
    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """Those who ask for one thing: the entities by their codes, their recommendations in order, and the one quoted.

    `turns` are the words by passage that were read as turning it round; for a person to judge.
    """

    entities: tuple[str, ...]
    asked: tuple[Asked, ...]
    quoted: Asked
    turns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Recommendations of one theme that stand together: those who ask, and those who ask for the contrary, if any."""

    theme: str
    asking: Side
    contrary: Side | None

    @property
    def is_divergent(self) -> bool:
        """Whether anybody asks for the contrary."""
        return self.contrary is not None


def clusters(asked: Iterable[Asked], *, alike: float = _ALIKE) -> tuple[Cluster, ...]:
    """Bring the recommendations of each theme together by RULE: themes as they come, largest clusters first."""
    by_theme: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_theme[one.theme].append(one)
    found = []
    for theme, members in by_theme.items():
        vectors = _weighed([one.text for one in members])
        groups = [
            _cluster(theme, [(members[place], vectors[place]) for place in group]) for group in _led(vectors, alike)
        ]
        found += sorted(groups, key=lambda cluster: -len(cluster.asking.entities))
    return tuple(found)


def turns(text: str) -> tuple[str, ...]:
    """Return the words of `text` that may turn a recommendation round."""
    return tuple(dict.fromkeys(text[found.start : found.end] for found in _TURNS.find(text)))


def _weighed(texts: Sequence[str]) -> list[dict[str, float]]:
    """Return each text as its stems with their weights, the rarer the heavier, of length 1 together."""
    stems = [{stem for stem in _TURNS.read(text).stems if len(stem) > _SHORT or not stem.isascii()} for text in texts]
    times = Counter(stem for found in stems for stem in found)
    rarity = {stem: math.log(1 + len(texts) / count) for stem, count in times.items()}
    lengths = [math.sqrt(sum(rarity[stem] ** 2 for stem in found)) for found in stems]
    return [
        {stem: rarity[stem] / length for stem in sorted(found)} for found, length in zip(stems, lengths, strict=True)
    ]


def _led(vectors: Sequence[Mapping[str, float]], alike: float) -> list[list[int]]:
    """Let each text follow the likest of those before it that lead, or lead itself."""
    groups: dict[int, list[int]] = {}
    leaders: defaultdict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        shared: defaultdict[int, float] = defaultdict(float)
        for stem, weight in vector.items():
            for leader in leaders[stem]:
                shared[leader] += weight * vectors[leader][stem]
        best = max(shared, key=lambda leader: (shared[leader], -leader), default=place)
        if shared.get(best, 0.0) >= alike:
            groups[best].append(place)
            continue
        groups[place] = [place]
        for stem in vector:
            leaders[stem].append(place)
    return list(groups.values())


def _cluster(theme: str, members: Sequence[tuple[Asked, Mapping[str, float]]]) -> Cluster:
    plain = [member for member in members if not turns(member[0].text)]
    turned = [member for member in members if turns(member[0].text)]
    more, fewer = (plain, turned) if len(plain) >= len(turned) else (turned, plain)
    return Cluster(theme, _side(more), _side(fewer) if fewer else None)


def _side(members: Sequence[tuple[Asked, Mapping[str, float]]]) -> Side:
    middle: Counter[str] = Counter()
    for _, vector in members:
        middle.update(vector)
    ranked = sorted(members, key=lambda one: (-_likeness(one[1], middle), len(one[0].text)))
    asked = tuple(one for one, _ in members)
    return Side(
        tuple(sorted({one.entity for one in asked})),
        asked,
        ranked[0][0],
        {one.passage: found for one in asked if (found := turns(one.text))},
    )


def _likeness(vector: Mapping[str, float], middle: Mapping[str, float]) -> float:
    return round(sum(weight * middle[stem] for stem, weight in vector.items()), 9)
