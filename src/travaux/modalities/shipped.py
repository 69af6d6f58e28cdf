"""The process files that come with the package."""

from importlib.resources import files
from pathlib import PurePath

from travaux.refusal import Unknown

_FOLDER = files("travaux.modalities") / "library"


class NoSuchFile(Unknown):
    """The library has no process file of that key."""

    asked = "You asked for the process file “{key}”."
    because = "The library has: {known}."
    remedy = "Choose one of those, or give a file of your own."


def library() -> tuple[str, ...]:
    """Return the keys of the process files that come with the package, in the order of the alphabet."""
    names = (PurePath(file.name) for file in _FOLDER.iterdir())
    return tuple(sorted(name.stem for name in names if name.suffix == ".toml"))


def library_file(key: str) -> str:
    """Return the text of the process file with `key`, or raise NoSuchFile."""
    if key not in library():
        raise NoSuchFile(key=key, known=", ".join(library()))
    return (_FOLDER / f"{key}.toml").read_text(encoding="utf-8")
