"""Balance: who is quoted in a summary, and who spoke and is not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

RULE = (
    "A group is out of balance where it spoke and is not quoted at all, or where its share of the quotations is less "
    "than half, or more than twice, its share of those who spoke."
)
"""The rule by which a group is said to be out of balance, to be shown beside the table."""
_LESS, _MORE = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Share:
    """A group (a region, a kind): who of it spoke and is quoted, who spoke and is not, and how many quotations it has.

    `spoke_share` and `quoted_share` are its shares of all who spoke and of all quotations, from 0 to 1.
    """

    group: str
    quoted: tuple[str, ...]
    unquoted: tuple[str, ...]
    quotations: int
    spoke_share: float
    quoted_share: float

    @property
    def is_balanced(self) -> bool:
        """Whether the group is in balance by RULE."""
        return self.quotations > 0 and _LESS * self.spoke_share <= self.quoted_share <= _MORE * self.spoke_share


@dataclass(frozen=True, slots=True)
class Balance:
    """The shares of all groups that spoke, in the order of their names, and who is quoted that never spoke."""

    shares: tuple[Share, ...]
    strangers: tuple[str, ...]


def balance(spoke: Mapping[str, str], quoted: Iterable[str]) -> Balance:
    """Weigh the quotations of a summary against those who spoke.

    `spoke` gives for each entity that spoke its group; `quoted` names an entity once for each quotation of it.
    """
    times = Counter(quoted)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for entity, group in sorted(spoke.items()):
        members[group].append(entity)
    total = sum(times[entity] for entity in spoke)
    shares = tuple(_share(group, entities, times, len(spoke), total) for group, entities in sorted(members.items()))
    return Balance(shares, tuple(sorted(entity for entity in times if entity not in spoke)))


def _share(group: str, entities: list[str], times: Mapping[str, int], spoke: int, total: int) -> Share:
    quotations = sum(times[entity] for entity in entities)
    return Share(
        group,
        tuple(entity for entity in entities if times[entity]),
        tuple(entity for entity in entities if not times[entity]),
        quotations,
        len(entities) / spoke,
        quotations / total if total else 0.0,
    )
