"""Which work, which expression of it, and since when: FRBR as Akoma Ntoso has it."""

from dataclasses import dataclass

from lxml import etree

from travaux.formats.document import Paragraph, Role
from travaux.formats.reading import About, Remark
from travaux.formats.tongue import CODES, tongue

_WHITE = " ."
_VOTERS = ("{*}organization", "{*}person", "{*}voter")


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way of a text: its day, what came of it, the document in which that stands, and who took it."""

    date: str
    outcome: str
    document: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many voted in one way (`inFavour`, `against`, `abstaining`), and who they were, by name or by code."""

    way: str
    number: str
    voters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote, or that there was none: its outcome and its counts."""

    outcome: str
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the metadata of a file says: FRBR addresses, dates by their names, language (three letters), its way."""

    work: str = ""
    expression: str = ""
    manifestation: str = ""
    language: str = ""
    country: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    votes: tuple[Vote, ...] = ()


def facts(root: etree._Element) -> Facts:
    """Return what the first identification in a file says."""
    first = root.find(".//{*}identification")
    if first is None:
        return Facts()
    return Facts(
        work=_value(first, "{*}FRBRWork/{*}FRBRuri"),
        expression=_value(first, "{*}FRBRExpression/{*}FRBRuri"),
        manifestation=_value(first, "{*}FRBRManifestation/{*}FRBRuri"),
        language=_value(first, ".//{*}FRBRlanguage", "language"),
        country=_value(first, ".//{*}FRBRcountry"),
        dates=tuple((each.get("name", ""), each.get("date", "")) for each in first.iterfind("{*}*/{*}FRBRdate")),
        steps=tuple(map(_step, root.iter("{*}step"))),
        votes=tuple(map(_vote, root.iter("{*}voting"))),
    )


def _step(element: etree._Element) -> Step:
    given = (element.get(name, "").strip() for name in ("date", "outcome", "as", "by"))
    return Step(*given)


def _vote(element: etree._Element) -> Vote:
    return Vote(element.get("outcome", ""), tuple(map(_count, element.iterfind("{*}count"))))


def _count(element: etree._Element) -> Count:
    return Count(_referred(element), element.get("value", ""), tuple(map(_voter, element.iter(*_VOTERS))))


def _voter(element: etree._Element) -> str:
    """Return who voted: the name that is written out, where what it refers to is only what kind of voter that is."""
    return " ".join("".join(map(str, element.itertext())).split()) or _referred(element)


def _referred(element: etree._Element) -> str:
    return element.get("refersTo", "").removeprefix("#")


def about(root: etree._Element, paragraphs: tuple[Paragraph, ...]) -> tuple[About, tuple[Remark, ...]]:
    """Return what a file is about; where the language that it claims is not that of its words, the words are right."""
    known = facts(root)
    claimed = CODES.get(known.language, known.language)
    seen = tongue(" ".join(each.text for each in paragraphs if each.role is not Role.FURNITURE)) or claimed
    remarks = []
    if claimed and seen != claimed:
        remarks.append(Remark(f"the file says its language is {claimed}, its words are {seen}"))
    dates = sorted(known.dates, key=lambda date: date[0] != "adoption")
    date = dates[0][1] if dates else ""
    return About(seen, _symbol(root, known), date, _title(paragraphs)), tuple(remarks)


def _title(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the title without the number of the resolution before it."""
    title = " ".join(each.text for each in paragraphs if each.role is Role.TITLE)
    number, _, rest = title.partition(" ")
    return rest.strip() if rest and any(map(str.isdigit, number)) else title


def _symbol(root: etree._Element, known: Facts) -> str:
    """Return the symbol that is printed on the cover, else the last part of the address of the work."""
    printed = [_words(each) for each in root.iter("{*}docNumber")]
    whole = next((each for each in printed if each.count("/") > 1), "")
    return whole or next((each for each in printed if each), "") or _last(known.work)


def _last(uri: str) -> str:
    return next((part for part in reversed(uri.split("/")) if part and not part.startswith("!")), "")


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split()).rstrip(_WHITE)


def _value(element: etree._Element, path: str, name: str = "value") -> str:
    found = element.find(path)
    return "" if found is None else found.get(name, "")
