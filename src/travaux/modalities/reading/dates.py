"""Times in words: “no later than April 2018”, “its seventy-second session”."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from travaux.modalities.reading import calendar
from travaux.modalities.reading.calendar import Span
from travaux.modalities.reading.fold import Folded
from travaux.modalities.reading.numbers import han
from travaux.modalities.reading.quotes import Quotes
from travaux.modalities.reading.shapes import DateSaid
from travaux.modalities.reading.tongue import compiled, each_compiled, either, form, table

_YEAR = r"(?:19|20)\d{2}(?!\d|[/-]\d)"
_HAN_DATE = re.compile(
    r"(?:(?P<y1>(?:19|20)\d{2})\u5e74(?!\u53ef\u6301\u7eed))?"
    r"(?:(?P<m1>1?\d)\u6708(?:(?P<d1>[123]?\d)(?:\u65e5)?(?!\d|\u6708))?"
    r"(?:(?:,?\u661f\u671f.)?(?:\u81f3|\u548c|\u5230|-|\u2013|\u3001|\u53ca)"
    r"(?:(?P<y2>(?:19|20)\d{2})\u5e74)?(?:(?P<m2>1?\d)\u6708)?(?:(?P<d2>[123]?\d)\u65e5)?(?!\d)"
    r"(?<!\u3001)(?<!\u548c)(?<!\u81f3)"
    r"(?<!\u53ca)(?<!\u5230)(?<!-))?)?"
    r"(?P<half>\u4e0a\u534a\u5e74|\u4e0b\u534a\u5e74|\u7b2c[\u4e00\u4e8c\u4e09\u56db1-4]\u5b63\u5ea6)?"
)
_HAN_NUMERALS = "[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\\d]{1,6}"
_BEFORE_MOST, _BEHIND_MOST, _CITED_MOST = 60, 18, 60
_YEARS = re.compile(r"(?<![\d/])(?:19|20)\d{2}(?![\d/])")
_AHEAD, _MOST_NAMES = 8, 4
_DIGITS = re.compile(r"\d+")
_FIRST_SESSION = 50
_DEBATE_BEFORE, _DEBATE_BEHIND = 90, 20
_DECEMBER = 12
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date without a year is read by: the day of adoption and the year that the resolution speaks of."""

    adopted: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    span: Span
    occasion: str = ""
    is_range: bool = False


@each_compiled
def _patterns(language: str) -> Mapping[str, str]:
    words = table(language)["dates"]
    month = "|".join(f"(?P<m{{0}}_{place}>{form_}(?!\\w))" for place, form_ in enumerate(_months(language), 1))
    day, of, to = words["day"], words["of"], words["to"]
    weekday = rf"(?:(?:the|le|el|во?)\s+)?(?:{either(words['weekdays'], language)},?\s+)?(?:(?:the|le|el)\s+)?"
    sep = rf"(?:,?\s+{of}|,\s*)"
    behind = words.get("year_after", "")
    behind = f"(?:{behind})?" if behind else ""
    first, second = month.replace("{0}", "1"), month.replace("{0}", "2")
    days = (
        rf"(?<![\w:.,/])(?<!\d\s)(?P<d1>{day})(?:\s+{of}(?:{first})(?:{sep}(?P<y1>{_YEAR}))?)?"
        rf"(?:,?\s*{to}\s*{weekday}(?:{to}\s+)?"
        rf"(?P<d2>{day})\s+{of}(?:{second})(?:{sep}(?P<y2>{_YEAR}))?)?{behind}(?!\w)"
    )
    third, fourth = month.replace("{0}", "1"), month.replace("{0}", "2")
    of_months = (
        rf"(?<!\w)(?P<said>{words['month_said']}\s?{of})?(?:{third})(?:{sep}(?P<y1>{_YEAR}))?"
        rf"(?:\s+{to}\s+{of}(?:{fourth})(?:{sep}(?P<y2>{_YEAR})))?{behind}(?!\w)"
    )
    quarters = "|".join(f"(?P<q{n}>{form(each, language)})" for n, each in enumerate(words["quarters"], 1))
    halves = "|".join(f"(?P<h{n}>{form(each, language)})" for n, each in enumerate(words["halves"], 1))
    quarter = rf"(?<!\w)(?:{quarters}|{halves})\s+(?:\S+\s+){{0,2}}(?P<y1>{_YEAR})"
    year = rf"(?<!\w)(?:{words['year']})\s+(?:l'annee\s+|el\s+ano\s+|year\s+)?(?P<y1>{_YEAR}){behind}(?![\w/-])"
    return {"days": days, "quarter": quarter, "months": of_months, "year": year}


def _months(language: str) -> list[str]:
    return [form(each, language) for each in table(language)["dates"]["months"]]


def dates_said(text: str, searched: Folded, language: str, context: Context) -> tuple[DateSaid, ...]:
    """Return the times that a text says, in the order in which they stand; those of its citations are marked."""
    context = _near(searched.text, context)
    found = _apart(_all(searched.text, language, context))
    quotes = Quotes.of(searched.text)
    return tuple(_said(each, text, searched, language, context, quotes) for each in found)


def _apart(every: Iterator[_Found]) -> list[_Found]:
    """Return the times in the order in which they stand, without those that overlap one that came before them."""
    found: list[_Found] = []
    starts: list[int] = []
    for each in every:
        at = bisect_left(starts, each.end)  # those before it begin before the end of this one
        if not at or found[at - 1].end <= each.start:
            found.insert(at, each)
            starts.insert(at, each.start)
    return found


def _near(text: str, context: Context) -> Context:
    """Return the context with the year that the paragraph itself says, if it says one that is still to come."""
    first = context.adopted.year if context.adopted else 0
    years = (int(each) for each in _YEARS.findall(text))
    said = next((year for year in years if first <= year <= first + _AHEAD), None) if first else None
    return replace(context, year=said) if said else context


def _all(text: str, language: str, context: Context) -> Iterator[_Found]:
    """Yield every time found, the more exact ones first; those that overlap them are not asked for."""
    if language == "zh":
        yield from _in_chinese(text, context)
    else:
        for kind, pattern in _patterns(language).items():
            for found in pattern.finditer(text):
                span = _READ[kind](found, context)
                if span:
                    yield _Found(*_place(found, kind), span, is_range=_is_range(found))
    yield from _sessions(text, language)


def _is_range(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    return bool(groups.get("d2") or (found.re.groupindex.get("m2_1") and _number(found, 2)))


def _place(found: re.Match[str], kind: str) -> tuple[int, int]:
    """Return where the time itself stands: the word before a lone month or year is read with what stands before it."""
    if kind == "year":
        return found.start("y1"), found.end()
    if kind == "months" and found["said"]:
        return found.end("said"), found.end()
    return found.span()


def _number(found: re.Match[str], which: int) -> int | None:
    return next((n for n in range(1, 13) if found[f"m{which}_{n}"]), None)


def _of_days(found: re.Match[str], context: Context) -> Span | None:
    first, second = _number(found, 1), _number(found, 2)
    if first is None and second is None:
        return None
    begin = _DIGITS.match(found["d1"])
    end = _DIGITS.match(found["d2"] or "")
    last = second or first
    year = _year(found["y2"] or found["y1"], last or 1, context)
    if year is None:
        return None
    early = int(found["y1"]) if found["y1"] else (year - 1 if first and second and first > second else year)
    start = calendar.day(early, first or last or 1, int(begin[0]) if begin else 0)
    close = calendar.day(year, last or 1, int(end[0])) if end else start
    return Span(start, close) if start and close and start <= close else None


def _year(said: str | None, month: int, context: Context) -> int | None:
    """Return the year that is said, or that of the next such month after the day of adoption; None if none is known."""
    if said:
        return int(said)
    adopted = context.adopted
    if context.year:
        is_past = adopted and (context.year, month) < (adopted.year, adopted.month)
        return context.year + bool(is_past)
    return adopted.year + (month < adopted.month) if adopted else None


def _of_months(found: re.Match[str], context: Context) -> Span | None:
    first, second = _number(found, 1), _number(found, 2)
    if not found["y1"] and not found["y2"] and not found["said"]:
        return None
    year = _year(found["y2"] or found["y1"], first or 1, context)
    if year is None:
        return None
    last = second or first or 1
    early = int(found["y1"]) if found["y1"] else year
    return Span(calendar.month(early, first or 1).first, calendar.month(year, last).last)


def _of_quarter(found: re.Match[str], _context: Context) -> Span:
    year = int(found["y1"])
    quarter = next((n for n in range(1, 6) if found.groupdict().get(f"q{n}")), 0)
    if quarter:
        quarter = min(quarter, 4)
        return calendar.months(year, quarter * 3 - 2, quarter * 3)
    return calendar.months(year, 1, 6) if found["h1"] else calendar.months(year, 7, 12)


def _of_year(found: re.Match[str], _context: Context) -> Span:
    return calendar.months(int(found["y1"]), 1, 12)


_READ = {"days": _of_days, "quarter": _of_quarter, "months": _of_months, "year": _of_year}


def _in_chinese(text: str, context: Context) -> Iterator[_Found]:
    for found in _HAN_DATE.finditer(text):
        span = _of_han(found, context) if found[0] else None
        if span:
            yield _Found(found.start(), found.end(), span, is_range=bool(found["d2"] or found["m2"]))


def _of_han(found: re.Match[str], context: Context) -> Span | None:
    number = {key: int(value) for key, value in found.groupdict().items() if value and value.isdecimal()}
    if "m1" not in number:
        return _of_han_year(number.get("y1"), found["half"])
    first, last = number["m1"], number.get("m2", number["m1"])
    if not (1 <= first <= _DECEMBER and 1 <= last <= _DECEMBER):
        return None
    early = _year(found["y1"], first, context)
    if early is None:
        return None
    year = number.get("y2", early + (last < first))
    if "d1" not in number:
        return Span(calendar.month(early, first).first, calendar.month(year, last).last)
    start = calendar.day(early, first, number["d1"])
    close = calendar.day(year, last, number["d2"]) if "d2" in number else start
    return Span(start, close) if start and close and start <= close else None


def _of_han_year(year: int | None, half: str | None) -> Span | None:
    if year is None:
        return None
    if not half:
        return calendar.months(year, 1, 12)
    if half.startswith("\u7b2c"):
        quarter = min(max(han(half[1]), 1), 4)
        return calendar.months(year, quarter * 3 - 2, quarter * 3)
    return calendar.months(year, 1, 6) if half.startswith("\u4e0a") else calendar.months(year, 7, 12)


@compiled
def _session(language: str) -> str:
    words = table(language)["sessions"]
    said, its = either(words["words"], language), either(words["its"], language)
    if language == "zh":
        return rf"\u7b2c(?P<number>{_HAN_NUMERALS})(?:{said})"
    unit = "|".join(f"(?P<u{n}>{form(each, language)})" for n, each in enumerate(words["units"]))
    ten = "|".join(f"(?P<t{n}>{form(each, language)})" for n, each in enumerate(words["tens"]))
    digits = r"(?P<digits>\d{2})(?:st|nd|rd|th|e|eme|o|a|-\u044f|-\u0438|-\u0435)?"
    if language == "ar":
        return rf"(?<!\w)\w{{0,2}}{said}\s+(?:(?:{unit})(?:\s+(?:{ten}))?)(?!\w)"
    return rf"(?<!\w)(?:{its}\s+)?(?:(?:{ten})?(?:{unit})|{digits})\s+{said}(?!\w)"


def _sessions(text: str, language: str) -> Iterator[_Found]:
    """Yield the sessions of the General Assembly that a text names; those of other bodies have other numbers."""
    words = table(language)["sessions"]
    units, tens = tuple(words["units"].values()), tuple(words["tens"].values())
    for found in _session(language).finditer(text):
        number = _session_number(found, units, tens)
        span = calendar.session(number)
        if span and number >= _FIRST_SESSION:
            around = text[max(0, found.start() - _DEBATE_BEFORE) : found.end() + _DEBATE_BEHIND]
            yield _Found(found.start(), found.end(), _debated(around, language, number) or span, "session")


def _debates(language: str) -> str:
    return either(table(language)["occasions"]["debate"], language)


_debate = compiled(_debates)


@compiled
def _debate_day(language: str) -> str:
    words = table(language)["occasions"]
    ordinals = "|".join(f"(?P<n{n}>{form(each, language)})" for n, each in enumerate(words["day"]))
    led = words["day_words"].replace("{n}", f"(?:{ordinals})")
    return rf"{_debates(language)}{led}" if language == "zh" else rf"{led}{_debates(language)}"


def _debated(around: str, language: str, number: int) -> Span | None:
    """Return the days of the general debate of a session, or the one of its days that is named; None without one."""
    ordinals = tuple(table(language)["occasions"]["day"].values())
    span = calendar.debate(number) if _debate(language).search(around) else None
    day = _debate_day(language).search(around)
    if span is None or span.first is None or day is None:
        return span
    first = span.first + timedelta(days=ordinals[int((day.lastgroup or "n0")[1:])] - 1)
    return Span(first, first)


def _session_number(found: re.Match[str], units: tuple[int, ...], tens: tuple[int, ...]) -> int:
    groups = found.groupdict()
    if groups.get("number"):
        return han(groups["number"])
    if groups.get("digits"):
        return int(groups["digits"])
    unit = next((value for n, value in enumerate(units) if groups.get(f"u{n}")), 0)
    return unit + next((value for n, value in enumerate(tens) if groups.get(f"t{n}")), 0)


def _said(found: _Found, text: str, searched: Folded, language: str, context: Context, quotes: Quotes) -> DateSaid:
    """Read what stands before and behind a time: by, before, early, the end of; and whether it is one of a citation."""
    start, end, span = _qualified(found, searched.text, language)
    before = searched.text[max(0, start - _CITED_MOST) : start]
    cited = _is_cited(before, language) or _is_past(span, context) or quotes.hold(start, end)
    words = searched.said(text, start, end)
    said = DateSaid(words, searched.places[start], searched.places[end], span.first, span.last, "", cited)
    return replace(said, occasion=words) if found.occasion else said


def _is_past(span: Span, context: Context) -> bool:
    """Whether a time was over when the resolution was adopted, or had begun and is open: “since 1 July 2016”."""
    end = span.last or span.first
    return bool(context.adopted and end and end < context.adopted)


@each_compiled
def _in_front(language: str) -> Mapping[str, str]:
    """Return what may stand before a time, as patterns that end where it begins."""
    glued = "|" if language in ("zh", "ar") else ""
    words = table(language)["dates"]["before"].items()
    return {name: rf"(?:^|(?<=\W){glued}){either(forms, language)}[\s,]*$" for name, forms in words if forms}


@each_compiled
def _behind(language: str) -> Mapping[str, str]:
    words = table(language)["dates"]["behind"].items()
    return {name: rf"\s*{either(forms, language)}" for name, forms in words if forms}


def _qualified(found: _Found, text: str, language: str) -> tuple[int, int, Span]:
    """Return where a time begins and ends with the words that change it, and the days that it then may be."""
    names, end = _names_behind(text, found.end, language)
    before, start = _names_before(text, found.start, language)
    span, every = found.span, (*names, *before)
    for name in every:
        span = span if name == "from" and found.is_range else _changed(span, name, every)
    return start, end, span


def _names_behind(text: str, end: int, language: str) -> tuple[list[str], int]:
    names: list[str] = []
    for name, each in [*_behind(language).items()] * 2:
        found = each.match(text, end)
        if found and found.end() - end <= _BEHIND_MOST and name not in names:
            names.append(name)
            end = found.end()
    return names, end


def _names_before(text: str, start: int, language: str) -> tuple[list[str], int]:
    names: list[str] = []
    while len(names) < _MOST_NAMES:
        window = text[max(0, start - _BEFORE_MOST) : start]
        hits = [
            (name, found)
            for name, each in _in_front(language).items()
            if (found := each.search(window)) and found[0].strip()
        ]
        if not hits:
            break
        name, longest = max(hits, key=lambda pair: pair[1].end() - pair[1].start())
        names.append(name)
        start += longest.start() - len(window)
    return names, start


def _changed(span: Span, name: str, names: tuple[str, ...]) -> Span:
    """Return a span as a word before or behind it changes it."""
    if name in ("early", "mid", "late", "end"):
        return calendar.part(span, name)
    if name == "before" and "end" not in names:  # before the end of June: June is still in time
        return Span(None, span.first - _ONE if span.first else None)
    if name in ("by", "before"):
        return Span(None, span.last)
    if name == "after" and span.last:
        return Span(span.last + _ONE, None)
    return Span(span.first, None) if name == "from" else span


@compiled
def _citing(language: str) -> str:
    return rf"(?:{either(table(language)['dates']['cited'], language)})[\s,]*$"


def _is_cited(before: str, language: str) -> bool:
    """Whether the words before a time say that it is the day of something that is cited."""
    return bool(_citing(language).search(before))
