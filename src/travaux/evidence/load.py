"""A file of figures, read in the layout that its head shows, or in the one that is named."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from travaux.evidence.layouts import bank, desa, jsonstat, plain, sdg, sdmx, wpp
from travaux.evidence.loading import Intake, Line, Loaded
from travaux.evidence.sheets import grids, unpacked
from travaux.refusal import Invalid

LAYOUTS = (desa.NAME, wpp.NAME, bank.NAME, sdg.NAME, sdmx.NAME, jsonstat.NAME, plain.NAME)
"""The names of the layouts."""


class NothingInIt(Invalid):
    """The file holds no table."""

    asked = "You gave the file “{file}”."
    because = "It holds no row under a line with names."
    remedy = "Look whether it is the right file, and whole."


class OtherLayout(Invalid):
    """The file is not in the layout that was named."""

    asked = "You gave the file “{file}” in the layout “{layout}”."
    because = "Its head is not that of this layout: the columns were changed, or it is another file."
    rule = "Columns are found by their names; what is missing is not guessed from its place."
    remedy = "Give the file as it was published, or choose another layout: {known}."


def load(content: bytes, file: str, layout: str | None = None) -> Loaded:
    """Load a file: every row is taken or listed with the reason. Raises NothingInIt, OtherLayout, and as readers do."""
    content = unpacked(content, file)
    first = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if first == b"<" and layout in {None, sdmx.NAME}:
        return sdmx.load_xml(content, file)
    if first == b"{" and layout in {None, jsonstat.NAME}:
        return jsonstat.load(content, file)
    sheets = [(name, lines) for name, lines in grids(content, file) if len(lines) > 1]
    if not sheets:
        raise NothingInIt(file=file)
    if layout == plain.NAME:
        return plain.load(sheets[0][1], file)
    found = _official(sheets, file, layout)
    if found is not None:
        return found
    if layout is not None:
        raise OtherLayout(file=file, layout=layout, known=", ".join(LAYOUTS))
    return plain.load(sheets[0][1], file)


def _official(sheets: Sequence[tuple[str, Sequence[Line]]], file: str, layout: str | None) -> Loaded | None:
    stem = PurePath(file).name.partition(".")[0]
    loaders: tuple[
        tuple[str, tuple[str, ...], Callable[..., bool], Callable[[str, Sequence[Line], Intake], None]], ...
    ] = (
        (desa.NAME, desa.COLUMNS, desa.claims, lambda name, lines, intake: desa.load(lines, intake, name)),
        (wpp.NAME, wpp.COLUMNS, wpp.claims, lambda _, lines, intake: wpp.load(lines, intake, stem)),
        (bank.NAME, bank.COLUMNS, bank.claims, lambda _, lines, intake: bank.load(lines, intake)),
        (sdg.NAME, sdg.COLUMNS, sdg.claims, lambda _, lines, intake: sdg.load(lines, intake)),
    )
    for name, columns, claims, read in loaders:
        claimed = [sheet for sheet in sheets if claims(sheet[1])]
        if claimed and layout in {None, name}:
            intake = Intake(name, columns)
            for title, lines in sheets:
                if claims(lines):
                    read(title, lines, intake)
                else:
                    intake.reject(0, [title], f"a sheet in another layout: its {len(lines)} lines were not read")
            return intake.done()
    if layout in {None, sdmx.NAME} and sdmx.claims(sheets[0][1]):
        return sdmx.load(sheets[0][1], file)
    return None
