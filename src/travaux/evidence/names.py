"""Areas by the names that offices print, where a table gives no code."""

import unicodedata

from travaux.evidence.areas import ISO
from travaux.evidence.loading import Refused

ALSO = {
    "BES": ("caribbean netherlands", "bonaire sint eustatius saba"),
    "BIH": ("bosnia herzegovina",),
    "BOL": ("bolivia",),
    "BRN": ("brunei",),
    "CIV": ("ivory coast",),
    "COD": ("dr congo", "congo dem rep", "democratic republic of congo"),
    "COG": ("congo rep", "republic of the congo", "congo republic"),
    "CPV": ("cape verde",),
    "CZE": ("czech republic",),
    "EGY": ("egypt arab rep",),
    "FLK": ("falkland islands",),
    "FSM": ("micronesia", "micronesia fed states of", "fs micronesia", "micronesia fed sts"),
    "GBR": ("united kingdom",),
    "GMB": ("gambia the", "the gambia"),
    "BHS": ("bahamas the", "the bahamas"),
    "HKG": ("china hong kong sar", "hong kong sar china", "hong kong", "hong kong sar"),
    "IRN": ("iran", "iran islamic rep"),
    "KGZ": ("kyrgyz republic",),
    "KNA": ("st kitts and nevis",),
    "KOR": ("south korea", "korea rep", "korea republic of"),
    "LAO": ("lao pdr", "laos"),
    "LCA": ("st lucia",),
    "MAC": ("china macao sar", "macao sar china", "macao sar", "macao"),
    "MAF": ("saint martin", "st martin french part"),
    "MDA": ("moldova",),
    "MKD": ("macedonia", "tfyr macedonia", "the former yugoslav republic of macedonia", "macedonia fyr"),
    "PRK": ("north korea", "korea dem peoples rep", "dem peoples republic of korea"),
    "PSE": ("palestine", "west bank and gaza"),
    "RUS": ("russia",),
    "SHN": ("st helena",),
    "SPM": ("st pierre and miquelon",),
    "SVK": ("slovak republic",),
    "SWZ": ("swaziland",),
    "SXM": ("sint maarten",),
    "SYR": ("syria",),
    "TUR": ("turkey",),
    "TWN": ("china taiwan province of china", "taiwan china"),
    "TZA": ("tanzania",),
    "USA": ("united states",),
    "VAT": ("vatican city",),
    "VCT": ("st vincent and the grenadines", "st vincent and grenadines"),
    "VEN": ("venezuela", "venezuela rb"),
    "VIR": ("us virgin islands", "virgin islands us"),
    "VNM": ("vietnam",),
    "WLF": ("wallis and futuna",),
    "XKX": ("kosovo", "kosovo under unsc res 1244"),
    "YEM": ("yemen rep",),
}


def plain(name: str) -> str:
    """Return a name without accents, marks of footnotes and punctuation, in small letters."""
    apart = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", "").replace("’", ""))  # noqa: RUF001 - as offices print it
    letters = (mark.lower() if mark.isalpha() else " " for mark in apart if not unicodedata.combining(mark))
    return " ".join("".join(letters).split())


KNOWN = {plain(area.name): area.iso3 for area in ISO.values()} | {
    name: iso3 for iso3, names in ALSO.items() for name in names
}


def by_name(name: str) -> str:
    """Return the ISO code of the area that is printed as `name`; a row or column with any other name is refused."""
    found = KNOWN.get(plain(name))
    if found is None:
        message = f"no area of M49 is named “{name.strip()}”"
        raise Refused(message)
    return found
