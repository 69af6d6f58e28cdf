"""The World Bank: Remittance Prices Worldwide, by corridor or by service, and World Development Indicators."""

from collections.abc import Sequence

from travaux.evidence.loading import Cell, Intake, Line, Refused, area_of, measured

NAME = "world-bank"
COLUMNS = ("origin", "destination", "series", "period", "value")
KEYS = 4
SENDING, RECEIVING = "sending countries code", "receiving countries code"
COUNTRY = "country code"
SERIES = ("series code", "indicator code")
OWN = {"ADO": "AND", "IMY": "IMN", "KSV": "XKX", "ROM": "ROU", "TMP": "TLS", "WBG": "PSE", "ZAR": "COD"}
"""Codes of the Bank's own for areas that have another in ISO 3166."""
SERVICE = ("source_code", "destination_code", "period", "firm")


def claims(lines: Sequence[Line]) -> bool:
    """Whether one of the first lines is the head of such a table."""
    return _head(lines) is not None


def load(lines: Sequence[Line], intake: Intake) -> None:
    """Read a file; lines above the head and below the table (dates, sources) hold no data and are passed by."""
    head = _head(lines)
    if head is None:
        return
    names = [_plain(cell) for cell in lines[head][1]]
    (_services if set(names) >= set(SERVICE) else _wide)(names, lines[head + 1 :], intake)


def _wide(names: list[str], body: Sequence[Line], intake: Intake) -> None:
    """Read a row for each series of a corridor or country, and a column for each period."""
    series = next(rank for rank, name in enumerate(names) if name in SERIES)
    places = (names.index(SENDING), names.index(RECEIVING)) if SENDING in names else (names.index(COUNTRY), None)
    periods = [(rank, _period(name)) for rank, name in enumerate(names) if name[:4].isdecimal()]
    for line, row in body:
        if sum(map(bool, row)) <= 1:  # "Data from database: …", "Last Updated: …"
            continue
        try:
            pair = _area(row[places[0]]), "" if places[1] is None else _area(row[places[1]])
            rows: list[tuple[Cell, ...]] = [
                (*pair, row[series].strip(), period, measured(row[rank])) for rank, period in periods
            ]
        except (Refused, IndexError) as reason:
            intake.reject(line, row, "it is shorter than the head" if isinstance(reason, IndexError) else str(reason))
        else:
            intake.take(line, row, rows, KEYS)


def _head(lines: Sequence[Line]) -> int | None:
    for place, (_, row) in enumerate(lines[:10]):
        names = {_plain(cell) for cell in row}
        wide = (names >= {SENDING, RECEIVING} or COUNTRY in names) and names & set(SERIES)
        if wide or names >= set(SERVICE):
            return place
    return None


def _area(code: str) -> str:
    return area_of(OWN.get(code.strip().upper(), code))


def _plain(cell: str) -> str:
    return " ".join(cell.lower().split())


def _period(name: str) -> str:
    """Return 2011Q1 for “2011Q1 [YR2011Q1]”."""
    return name.partition(" ")[0].upper()


def _quarter(period: str) -> str:
    """Return 2023Q1 for “2023_1Q”."""
    words = period.strip().upper().replace("_", "")
    return f"{words[:-2]}Q{words[-2]}" if words.endswith("Q") else words


COSTS = ("cc1 total cost %", "cc2 total cost %", "cc1 fx margin", "cc2 fx margin", "cc1 lcu fee", "cc2 lcu fee")


def _services(names: list[str], body: Sequence[Line], intake: Intake) -> None:
    """Read the data set of services: one row for each firm, product and quarter of a corridor."""
    place = {name: rank for rank, name in enumerate(names)}
    apart = [
        name
        for name in ("firm", "id", "payment instrument", "access point", "sending network coverage")
        if name in place
    ]
    for line, row in body:
        try:
            pair = _area(row[place["source_code"]]), _area(row[place["destination_code"]])
            service = " / ".join(row[place[name]].strip() for name in apart)
            period = _quarter(row[place["period"]])
            rows: list[tuple[Cell, ...]] = [
                (*pair, f"{cost} | {service}", period, measured(row[place[cost]])) for cost in COSTS if cost in place
            ]
        except (Refused, IndexError) as reason:
            intake.reject(line, row, "it is shorter than the head" if isinstance(reason, IndexError) else str(reason))
        else:
            intake.take(line, row, rows, KEYS)
