"""What a served installation asked of its disk, in order, read from a trace of its system calls.

The trace holds the bytes of every write. That a user was answered is in it too: it is the moment in which the site
begins to send the answer, and which write it answers is told by the Idempotency-Key of what came in on the same socket.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.trust.installation import DrillFailed

CALLS = (
    "pwrite64,pwritev,pwritev2,write,writev,fsync,fdatasync,sync_file_range,ftruncate,truncate,fallocate,openat,creat,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mmap,sendto,recvfrom,sendmsg,recvmsg,copy_file_range,sendfile"
)
LINE = re.compile(rb"(\d+) +(?:<\.\.\. (\w+) resumed>(.*)|(\w+)\((.*))$", re.DOTALL)
HANDLE = re.compile(rb"(\d+)<([^>]*)>")
QUOTED = re.compile(rb'"([^"]*)"(\.\.\.)?')
KEY = re.compile(rb"idempotency-key: *(\S+)", re.IGNORECASE)
ANSWER = re.compile(rb"HTTP/1\.[01] [23]\d\d ")
UNFINISHED = b" <unfinished ...>"


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes handed to the system for a place in a file."""

    name: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Length:
    """A file cut or stretched to a length."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """The system has said that what was asked of a file before `asked` (its number in the trace) is on the disk."""

    name: str
    asked: int


@dataclass(frozen=True, slots=True)
class Made:
    """A file has a name that was free."""

    name: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A name was given up."""

    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The site begins to tell a user that a write, known by its word, is done."""

    word: str


Event = Write | Length | Synced | Made | Removed | Answered
FOLDER = ""


def command(trace: Path) -> list[str]:
    """Return what stands before a command so that its calls are traced into a file, with all bytes of them."""
    quiet = ["strace", "--follow-forks", "--seccomp-bpf", "--quiet=all", "--decode-fds=path", "-xx", "-s", "99999999"]
    return [*quiet, "-o", str(trace), "-e", f"trace={CALLS}"]


def plain(hexed: bytes) -> bytes:
    """Read bytes that the trace writes in hexadecimal."""
    return bytes.fromhex(hexed.replace(b"\\x", b"").decode())


class Reader:
    """Reads a trace, line by line; a name is that of a file in `folder`, empty for the folder itself."""

    def __init__(self, folder: Path, there: set[str]) -> None:
        self.folder, self.there = str(folder), set(there)
        self.begun: dict[bytes, tuple[bytes, int]] = {}
        self.words: dict[bytes, str] = {}
        self.count = 0

    def events(self, trace: Path) -> Iterator[Event]:
        """Yield what happened. Raises DrillFailed for a way of writing that the reader does not know."""
        with trace.open("rb") as lines:
            for line in lines:
                for event in self._event(line.rstrip(b"\n")):
                    yield event
                    self.count += 1

    def _event(self, line: bytes) -> Iterator[Event]:
        found = LINE.match(line)
        if found is None:
            return
        process, resumed, rest, called, asked = found.groups()
        if resumed:
            before, number = self.begun.pop(process)
            yield from self._ended(resumed, before + rest, number)
        elif asked.endswith(UNFINISHED):
            begun = asked.removesuffix(UNFINISHED)
            self.begun[process] = begun, self.count
            yield from self._asked(called, begun)
        else:
            yield from self._asked(called, asked)
            yield from self._ended(called, asked, self.count)

    def _asked(self, call: bytes, words: bytes) -> Iterator[Event]:
        """Yield what may have an effect as soon as it is asked for."""
        begin: dict[bytes, Callable[[bytes], Iterator[Event]]] = {
            b"pwrite64": self._write,
            b"ftruncate": self._length,
            b"unlink": self._removed,
            b"sendto": self._answered,
        }
        if call in begin:
            yield from begin[call](words)
        elif call not in {b"fsync", b"fdatasync", b"openat", b"recvfrom"}:
            self._known(call, words)

    def _ended(self, call: bytes, words: bytes, number: int) -> Iterator[Event]:
        """Yield what has an effect only when the system says that it is done."""
        if call in {b"fsync", b"fdatasync"} and words.endswith(b"= 0"):
            name = self._name(words)
            if name is not None:
                yield Synced(name, number)
        elif call == b"openat":
            yield from self._opened(words)
        elif call == b"recvfrom":
            self._received(words)

    def _name(self, words: bytes) -> str | None:
        """Return the name of the file in the folder whose handle the call was given."""
        found = HANDLE.match(words)
        return self._inside(plain(found[2])) if found else None

    def _inside(self, path: bytes) -> str | None:
        folder, _, name = path.decode(errors="replace").rpartition("/")
        if f"{folder}/{name}" == self.folder:
            return FOLDER
        return name if folder == self.folder and not name.endswith("-shm") else None

    def _write(self, words: bytes) -> Iterator[Event]:
        name, quoted = self._name(words), QUOTED.search(words)
        if name and quoted:
            offset = int(words[quoted.end() :].split(b",")[2].split(b")")[0])
            yield Write(name, offset, plain(quoted[1]))

    def _length(self, words: bytes) -> Iterator[Event]:
        name = self._name(words)
        if name:
            yield Length(name, int(words.split(b",")[1].split(b")")[0]))

    def _removed(self, words: bytes) -> Iterator[Event]:
        quoted = QUOTED.search(words)
        name = self._inside(plain(quoted[1])) if quoted else None
        if name in self.there:
            self.there.discard(name)
            yield Removed(name)

    def _opened(self, words: bytes) -> Iterator[Event]:
        quoted = QUOTED.search(words)
        name = self._inside(plain(quoted[1])) if quoted and b"O_CREAT" in words and b"= -1" not in words else None
        if name and name not in self.there:
            self.there.add(name)
            yield Made(name)
        elif name and b"O_TRUNC" in words:
            yield Length(name, 0)

    def _received(self, words: bytes) -> None:
        quoted, key = QUOTED.search(words), None
        if quoted and (key := KEY.search(plain(quoted[1]))):
            self.words[words.split(b",")[0]] = key[1].decode()

    def _answered(self, words: bytes) -> Iterator[Event]:
        socket, quoted = words.split(b",")[0], QUOTED.search(words)
        if quoted and socket in self.words and ANSWER.match(plain(quoted[1])):
            yield Answered(self.words.pop(socket))

    def _known(self, call: bytes, words: bytes) -> None:
        """Raise DrillFailed where our files are written in a way that the images would not show."""
        shared = call == b"mmap" and (b"PROT_WRITE" not in words or b"MAP_SHARED" not in words)
        named = [self._inside(plain(path)) for _, path in HANDLE.findall(words)]
        named += [self._inside(plain(path)) for path, _ in QUOTED.findall(words) if call != b"write"]
        if not shared and any(name and name.startswith("travaux.sqlite3") for name in named):
            message = f"the database was written by {call.decode()}, of which the images know nothing"
            raise DrillFailed(message)
