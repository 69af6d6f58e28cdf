"""The balance of a list, a panel or a delegation: who is on it, by what, against the rule in force.

Attributes are whatever the rows carry (regional group, gender as people describe it, status of the country, origin,
transit or destination, language, first time). Where nothing is said the count stands under `UNSAID`: silence is
nobody's gender. Attributes that are personal are protected: the caller hands in how (travaux.evidence.protect).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from travaux.refusal import Invalid

UNSAID = ""
LEAST = 5
Protect = Callable[[Sequence[Sequence[int]], int], Sequence[Sequence[int | None]]]
PERSONAL = frozenset({"gender", "first_time", "language", "age"})
"""Attributes of a person, whose small cells are not told; what is a State's or an organization's is no secret."""

WIDE, HIGH, LABEL = 640, 28, 200


class NoSuchAttribute(Invalid):
    """A balance is asked by something that no row has."""

    asked = "You asked for the balance by “{attribute}”."
    because = "No row has a column of that name; there are: {columns}."
    remedy = "Ask by one of these columns."


class NotAShare(Invalid):
    """A rule of balance names a share that is none."""

    asked = "You gave the rule that “{value}” shall have {share}."
    because = "A share lies between 0 and 1, as a decimal or a fraction."
    remedy = "Write for instance 0.5 or 1/3."


@dataclass(frozen=True, slots=True)
class Rule:
    """At least (or at most) a share of those who said; `value` `*` means every value that the list knows.

    `spread` instead asks that no two values differ by more than so many (geographical balance of a small panel).
    """

    attribute: str
    value: str = "*"
    least: Fraction | None = None
    most: Fraction | None = None
    spread: int | None = None
    values: tuple[str, ...] = ()
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A value and how many have it; `count` and `share` are None where a small number is not told."""

    value: str
    count: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule and whether the list meets it: None where the figures are not enough to say (nobody said)."""

    rule: Rule
    met: bool | None
    falls_short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One attribute of a list: its rows from the largest, how many are on it, and the rules that speak of it."""

    attribute: str
    total: int
    rows: tuple[Row, ...]
    judged: tuple[Judged, ...] = ()
    protected: bool = False


def share(words: str) -> Fraction:
    """Read a share, such as `0.5` or `1/3`; raises NotAShare."""
    try:
        found = Fraction(words.strip())
    except (ValueError, ZeroDivisionError):
        raise NotAShare(value="*", share=words) from None
    if not 0 <= found <= 1:
        raise NotAShare(value="*", share=words)
    return found


def balance(
    people: Sequence[Mapping[str, str]],
    attributes: Sequence[str],
    rules: Iterable[Rule] = (),
    *,
    protect: Protect,
    personal: Collection[str] = PERSONAL,
    least: int = LEAST,
) -> tuple[Table, ...]:
    """Count people by each attribute and hold the counts against the rules; raises NoSuchAttribute.

    Rules are judged on the true counts; what is shown of a personal attribute hides 1 to `least` - 1 and what would
    give these away. A list of nobody has tables of nothing.
    """
    columns = dict.fromkeys(column for person in people for column in person)
    for attribute in attributes:
        if people and attribute not in columns:
            raise NoSuchAttribute(attribute=attribute, columns=", ".join(columns))
    known = tuple(rules)
    return tuple(
        _table(
            attribute,
            Counter(str(person.get(attribute, "")).strip() for person in people),
            tuple(rule for rule in known if rule.attribute == attribute),
            (lambda counts: protect(counts, least)) if attribute in personal else None,
        )
        for attribute in attributes
    )


def _table(
    attribute: str,
    counts: Counter[str],
    rules: tuple[Rule, ...],
    hide: Callable[[Sequence[Sequence[int]]], Sequence[Sequence[int | None]]] | None,
) -> Table:
    total = counts.total()
    values = sorted(counts, key=lambda value: (value == UNSAID, -counts[value], value))
    true = [counts[value] for value in values]
    shown: Sequence[int | None] = hide([true])[0] if hide and true else true
    rows = tuple(
        Row(value, count, None if count is None else Fraction(count, total))
        for value, count in zip(values, shown, strict=True)
    )
    return Table(attribute, total, rows, tuple(_judge(rule, counts) for rule in rules), protected=hide is not None)


def _judge(rule: Rule, counts: Counter[str]) -> Judged:
    said = {value: count for value, count in counts.items() if value != UNSAID}
    total = sum(said.values())
    if not total:
        return Judged(rule, None)
    asked = tuple(dict.fromkeys([*rule.values, *sorted(said)])) if rule.value == "*" else (rule.value,)
    short = tuple(value for value in asked if _breaks(rule, Fraction(said.get(value, 0), total)))
    if rule.spread is not None:
        numbers = [said.get(value, 0) for value in asked]
        short += tuple(value for value in asked if max(numbers) - said.get(value, 0) > rule.spread)
    return Judged(rule, not short, tuple(dict.fromkeys(short)))


def _breaks(rule: Rule, part: Fraction) -> bool:
    return (rule.least is not None and part < rule.least) or (rule.most is not None and part > rule.most)


def picture(table: Table, *, title: str, unsaid: str = "not said", untold: str = "few") -> str:
    """Draw a table as bars: SVG with the classes of the house, each bar with its words; no number that is not told."""
    largest = max((row.count or 0 for row in table.rows), default=0) or 1
    high = HIGH * max(1, len(table.rows))
    bars = "".join(
        _bar(place, row.value or unsaid, untold if row.count is None else str(row.count), (row.count or 0) / largest)
        for place, row in enumerate(table.rows)
    )
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDE} {high}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title>{bars}</svg>"
    )


def _bar(place: int, label: str, number: str, part: float) -> str:
    top = place * HIGH
    wide = round(part * (WIDE - LABEL - 60))
    return (
        f'<text class="chart-label" x="{LABEL - 8}" y="{top + 19}" text-anchor="end">{escape(label)}</text>'
        f'<rect class="chart-bar" x="{LABEL}" y="{top + 4}" width="{wide}" height="{HIGH - 8}"/>'
        f'<text class="chart-label" x="{LABEL + wide + 6}" y="{top + 19}">{escape(number)}</text>'
    )
