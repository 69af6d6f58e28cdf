"""How a figure is worded: its rounding, its unit, and the words that say on which side of the truth it lies."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from math import isfinite

from travaux.refusal import Invalid

UNITS = {
    "": (1.0, ""),
    "thousand": (1e3, " thousand"),
    "million": (1e6, " million"),
    "billion": (1e9, " billion"),
    "per cent": (0.01, " per cent"),
    "points": (1.0, " per cent"),
}
HOW = ("plain", "exact", "rounded", "hedged", "one in")
CARDINALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NEARLY, MORE = "nearly", "more than"
FAR = 0.05
CLOSE = 0.005
MOST_IN = 1000


class BadWording(Invalid):
    """The rule of wording is not one that is known."""

    asked = "You asked for a figure to be worded as “{how}” in “{unit}” with {digits} digits."
    because = "Known are {hows}, in {units}, with 0 to 6 digits."
    remedy = "Choose among these."


class WordsTooFar(Invalid):
    """A figure cannot be worded that way without leaving the truth."""

    asked = "You asked for {value} to be worded as “{words}”."
    because = "The words lie {far} per cent from the figure, more than {most}."
    rule = "Words for a figure stay within five per cent of it."
    remedy = "Choose another unit, more digits, or another wording."


class NoFigure(Invalid):
    """There is no figure to word."""

    asked = "You asked for the figure “{name}”."
    because = "The query found {found} where one number should stand."
    remedy = "Look at the query: it should find one row with a number in the column “{name}”."


@dataclass(frozen=True, slots=True)
class Rule:
    """How one figure is worded.

    `how`: plain (the number, as years are written), exact (in `unit`, with commas), rounded (in `unit`, to `digits`
    places), hedged (rounded, with “nearly” or “more than” where the rounded figure lies above or below the exact one),
    or “one in” (a share, as “one in seven”, hedged too).
    """

    how: str = "rounded"
    unit: str = ""
    digits: int = 0

    def __post_init__(self) -> None:
        """Raise BadWording unless the rule is one that is known."""
        if self.how not in HOW or self.unit not in UNITS or not 0 <= self.digits <= 6:  # noqa: PLR2004 - more digits are no wording
            raise BadWording(
                how=self.how,
                unit=self.unit,
                digits=self.digits,
                hows=", ".join(HOW),
                units=", ".join(filter(None, UNITS)),
            )


def worded(value: float, rule: Rule) -> str:
    """Return a figure in words after its rule, for instance “nearly 281 million”. Raises WordsTooFar."""
    if rule.how == "one in":
        return _one_in(value)
    if rule.how == "plain":
        return f"{value:.15g}"
    size, name = UNITS[rule.unit]
    if rule.how == "exact":
        return f"{value / size:,.15g}{name}"
    scaled = Decimal(repr(value / size))
    rounded = scaled.quantize(Decimal(1).scaleb(-rule.digits), rounding=ROUND_HALF_EVEN)
    words = f"{rounded:,}{name}"
    if abs(float(rounded - scaled)) > FAR * abs(float(scaled)):
        raise _too_far(value, words, float(rounded) * size)
    return f"{_side(float(scaled), float(rounded))}{words}" if rule.how == "hedged" else words


def _too_far(value: float, words: str, said: float) -> WordsTooFar:
    far = abs(said - value) / abs(value) * 100
    return WordsTooFar(value=f"{value:,.6g}", words=words, far=f"{far:.1f}", most=f"{FAR * 100:.0f}")


def _side(exact: float, said: float) -> str:
    """Return on which side of the exact figure the said one lies; nothing where they are the same."""
    if said == exact:
        return ""
    return f"{NEARLY if said > exact else MORE} "


def _one_in(share: float) -> str:
    """Word a share as “one in seven”, with the side on which it lies unless it is within half a per cent."""
    if not 1 / MOST_IN <= share <= 1:
        raise WordsTooFar(value=f"{share:.6g}", words="one in …", far="100.0", most=f"{FAR * 100:.0f}")
    number = round(1 / share)
    words = f"one in {CARDINALS[number] if number < len(CARDINALS) else number}"
    said = 1 / number
    if abs(said - share) > FAR * share:
        raise _too_far(share, words, said)
    return words if abs(said - share) <= CLOSE * share else f"{_side(share, said)}{words}"


def figure(name: str, found: object) -> float:
    """Return a number that a query found, or raise NoFigure."""
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal) or not isfinite(float(found)):
        raise NoFigure(name=name, found="nothing" if found is None else f"“{found}”")
    return float(found)
