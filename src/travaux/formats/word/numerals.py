"""Numbers as lists print them: 4, iv, (d), ٤, 四 (ISO/IEC 29500-1, 17.18.59)."""

from collections.abc import Callable

from travaux.text import numbering

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = "〇一二三四五六七八九"
_TENS = "十百千"
_MOST_LETTERS = 30
_FORMAL = 10_000


def roman(number: int) -> str:
    """Return a number in small Roman numerals; what they cannot write, in digits."""
    return numbering.roman(number) if 0 < number < _FORMAL // 2 else str(number)


def letters(alphabet: str) -> Callable[[int], str]:
    """Return how an alphabet counts: a to z, aa, bb."""

    def written(number: int) -> str:
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (times + 1) if number > 0 and times < _MOST_LETTERS else str(number)

    return written


def digits(signs: str) -> Callable[[int], str]:
    """Return how digits of another script write a number."""
    table = {ord(str(value)): sign for value, sign in enumerate(signs)}
    return lambda number: str(number).translate(table)


def chinese(number: int) -> str:
    """Return a number as Chinese counts it (四, 十, 十四, 一百零三)."""
    if not 0 < number < _FORMAL:
        return digits(_CHINESE)(number)
    written, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        value = number // 10**place % 10
        if value:
            written += ("零" if gap else "") + _CHINESE[value] + (_TENS[place - 1] if place else "")
        gap = not value
    return written[1:] if written.startswith("一十") else written


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _upper(written: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: written(number).upper()


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)  # noqa: PLR2004 - Unicode has these circles to 20


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerRoman": roman,
    "upperRoman": _upper(roman),
    "lowerLetter": letters(_LATIN),
    "upperLetter": _upper(letters(_LATIN)),
    "ordinal": _ordinal,
    "numberInDash": "- {} -".format,
    "decimalEnclosedParen": "({})".format,
    "decimalEnclosedFullstop": "{}.".format,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": digits("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19"),
    "hindiNumbers": digits("०१२३४५६७८९"),
    "arabicAlpha": letters(_ARABIC),
    "arabicAbjad": letters(_ABJAD),
    "russianLower": letters(_RUSSIAN),
    "russianUpper": _upper(letters(_RUSSIAN)),
    "ideographTraditional": letters(_HEAVENLY),
    "ideographDigital": digits(_CHINESE),
    "japaneseDigitalTenThousand": digits(_CHINESE),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"), chinese
    ),
    **dict.fromkeys(("japaneseCounting", "koreanCounting"), chinese),
    **dict.fromkeys(("bullet", "none"), lambda _number: ""),
}


def numeral(number: int, form: str) -> str:
    """Return a number in the form that the standard names `form`; in digits where that form is not known here."""
    return _FORMATS.get(form, str)(number)
