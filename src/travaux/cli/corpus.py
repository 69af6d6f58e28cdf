"""A corpus of adopted texts on its way into an index: files, folders and archives, read by several processes."""

import os
import tarfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self

from travaux.formats.adopted import SUFFIXES, adopted
from travaux.refusal import Refusal
from travaux.text.precedents.file import IndexFile
from travaux.text.precedents.leaves import Prepared, prepared

_ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2")
_FEW, _TOGETHER, _CHUNK = 24, 200, 10


@dataclass(frozen=True, slots=True)
class File:
    """A file of a corpus: where it was found, and the digest of its bytes."""

    path: str
    content: bytes
    sha256: str


@dataclass(slots=True)
class Tally:
    """What became of the files of a corpus; `unreadable` are those that could not be read, each with the reason."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    unreadable: list[dict[str, str]] = field(default_factory=list)


Tell = Callable[[str], None]


def taken_up(base: IndexFile, corpus: Iterable[Path], *, symbol: str, date: str, tell: Tell) -> Tally:
    """Take a corpus up into an index, and tell how far it is; what is there already is not read again."""
    tally = Tally()
    new = _new(base, _files(corpus, tally, tell), (symbol, date), tally)
    with _Readers() as readers:
        while some := list(islice(new, _TOGETHER)):
            for file, result in zip(some, readers.read(some, symbol, date), strict=True):
                _take(base, file, result, tally, tell)
            tell(f"{tally.added + tally.replaced} texts taken up, {base.size()} paragraphs …")
    base.settle()
    return tally


def _files(corpus: Iterable[Path], tally: Tally, tell: Tell) -> Iterator[File]:
    """Go through the files that are named, those in folders and those in archives, in the order of their names."""
    for place in corpus:
        inside = sorted(each for each in place.rglob("*") if each.suffix.lower() in SUFFIXES or _is_archive(each))
        for path in inside if place.is_dir() else [place]:
            try:
                yield from _opened(path)
            except (OSError, tarfile.TarError, EOFError) as error:
                _refuse(str(path), " ".join(str(error).split()), tally, tell)


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith(_ARCHIVES)


def _opened(path: Path) -> Iterator[File]:
    if not _is_archive(path):
        yield _file(str(path.resolve()), path.read_bytes())
        return
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None and PurePath(member.name).suffix.lower() in SUFFIXES:
                yield _file(f"{path.resolve()}!{member.name}", content.read())


def _file(path: str, content: bytes) -> File:
    return File(path, content, sha256(content).hexdigest())


def _new(base: IndexFile, files: Iterable[File], given: tuple[str, str], tally: Tally) -> Iterator[File]:
    seen: set[str] = set()
    for file in files:
        if file.sha256 in seen or base.holds(file.sha256, *given):
            tally.unchanged += 1
        else:
            seen.add(file.sha256)
            yield file


def _take(base: IndexFile, file: File, result: Prepared | str, tally: Tally, tell: Tell) -> None:
    if isinstance(result, str):
        _refuse(file.path, result, tally, tell)
    elif base.add(file.path, file.sha256, result):
        tally.replaced += 1
    else:
        tally.added += 1


def _refuse(path: str, reason: str, tally: Tally, tell: Tell) -> None:
    tally.unreadable.append({"file": path, "reason": reason})
    tell(f"{path}: {reason}")


class _Readers:
    """Those who read: this process, and for more than a few files as many others as there are processors."""

    def __init__(self) -> None:
        self._others: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._others:
            self._others.shutdown(cancel_futures=True)

    def read(self, files: Sequence[File], symbol: str, date: str) -> Iterable[Prepared | str]:
        work = partial(_read, symbol=symbol, date=date)
        if len(files) <= _FEW:
            return map(work, files)
        self._others = self._others or ProcessPoolExecutor(os.cpu_count(), get_context("spawn"))
        return self._others.map(work, files, chunksize=_CHUNK)


def _read(file: File, *, symbol: str, date: str) -> Prepared | str:
    """Read a file and prepare it for the index, or say why it cannot be read."""
    try:
        return prepared(adopted(file.content, file.path, symbol=symbol, date=date))
    except Refusal as refusal:
        return refusal.fill(refusal.because)
