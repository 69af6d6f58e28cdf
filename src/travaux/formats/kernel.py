"""What is asked of the kernel so that a process can do nothing but compute: seccomp, Landlock, limits; no file is read.

Numbers are those of Linux: `include/uapi/linux/{prctl,seccomp,audit,landlock}.h` and the tables of system calls.
"""

import ctypes
import struct
from collections.abc import Callable, Iterator, Mapping

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, PR_GET_SECCOMP = 1, 22, 38, 21
SECCOMP_MODE_FILTER = 2
LANDLOCK_CREATE, LANDLOCK_RESTRICT = 444, 446
LANDLOCK_VERSION = 1

# What a process needs that only computes, reads what it holds open, and answers; every other call fails with EPERM.
# No open, no socket, no fork, no exec, no ptrace, no kill of others (tgkill is how abort() ends itself), no new limits.
_X86_64 = {
    "read": 0,
    "write": 1,
    "close": 3,
    "fstat": 5,
    "lseek": 8,
    "mmap": 9,
    "mprotect": 10,
    "munmap": 11,
    "brk": 12,
    "rt_sigaction": 13,
    "rt_sigprocmask": 14,
    "rt_sigreturn": 15,
    "sched_yield": 24,
    "mremap": 25,
    "madvise": 28,
    "getpid": 39,
    "exit": 60,
    "gettimeofday": 96,
    "getrusage": 98,
    "sigaltstack": 131,
    "gettid": 186,
    "futex": 202,
    "restart_syscall": 219,
    "clock_gettime": 228,
    "clock_getres": 229,
    "exit_group": 231,
    "tgkill": 234,
    "getrandom": 318,
    "membarrier": 324,
    "rseq": 334,
}
_AARCH64 = {
    "close": 57,
    "lseek": 62,
    "read": 63,
    "write": 64,
    "fstat": 80,
    "exit": 93,
    "exit_group": 94,
    "futex": 98,
    "clock_gettime": 113,
    "clock_getres": 114,
    "sched_yield": 124,
    "restart_syscall": 128,
    "tgkill": 131,
    "sigaltstack": 132,
    "rt_sigaction": 134,
    "rt_sigprocmask": 135,
    "rt_sigreturn": 139,
    "getrusage": 165,
    "gettimeofday": 169,
    "getpid": 172,
    "gettid": 178,
    "brk": 214,
    "munmap": 215,
    "mremap": 216,
    "mmap": 222,
    "mprotect": 226,
    "madvise": 233,
    "getrandom": 278,
    "membarrier": 283,
    "rseq": 293,
}
MACHINES: Mapping[str, tuple[int, Mapping[str, int]]] = {
    "x86_64": (0xC000003E, _X86_64),
    "aarch64": (0xC00000B7, _AARCH64),
}
"""For each machine, what the kernel calls it (AUDIT_ARCH) and its numbers of the calls that are let through."""

_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _EPERM, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
_NUMBER_AT, _ARCH_AT = 0, 4

# All that Landlock can forbid, by the version of its interface: files (13 rights, then refer, truncate, ioctl),
# TCP (bind, connect), and reaching out to other processes (abstract sockets, signals).
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_SINCE, _NETWORK = 4, 0b11
_SCOPED_SINCE, _SCOPED = 6, 0b11

Call = Callable[..., int]


def entry(name: str, arguments: int) -> Call:
    """Return a door of the C library that takes so many whole numbers; where there is none, one that always fails."""
    found = getattr(ctypes.CDLL(None), name, None)
    if found is None:
        return lambda *_given: -1
    found.argtypes, found.restype = [ctypes.c_long] * arguments, ctypes.c_long
    return lambda *given: int(found(*given, *(0,) * (arguments - len(given))))


prctl, syscall = entry("prctl", 5), entry("syscall", 5)


def program(machine: str) -> bytes:
    """Return the filter in the kernel's own code: it kills on a foreign machine's calls, lets the known ones through.

    Each instruction is 8 bytes: operation (16 bits), two jumps (8 each), operand (32). Raises KeyError elsewhere.
    """
    architecture, calls = MACHINES[machine]
    return b"".join(struct.pack("=HBBI", *each) for each in _instructions(architecture, sorted(calls.values())))


def _instructions(architecture: int, calls: list[int]) -> Iterator[tuple[int, int, int, int]]:
    yield (_LOAD, 0, 0, _ARCH_AT)
    yield (_EQUAL, 1, 0, architecture)
    yield (_RETURN, 0, 0, _KILL)
    yield (_LOAD, 0, 0, _NUMBER_AT)
    for left, number in zip(range(len(calls), 0, -1), calls, strict=True):
        yield (_EQUAL, left, 0, number)
    yield (_RETURN, 0, 0, _EPERM)
    yield (_RETURN, 0, 0, _ALLOW)


def ruleset(version: int) -> bytes:
    """Return what Landlock of this version is asked to forbid, which is everything."""
    files = _FILES[max(known for known in _FILES if known <= version)]
    parts = [files]
    if version >= _NETWORK_SINCE:
        parts.append(_NETWORK)
    if version >= _SCOPED_SINCE:
        parts.append(_SCOPED)
    return struct.pack(f"={len(parts)}Q", *parts)


def landlock_version(call: Call = syscall) -> int:
    """Return the version of Landlock that the kernel has; below 1, it has none."""
    return call(LANDLOCK_CREATE, 0, 0, LANDLOCK_VERSION)


def landlocked(call: Call = syscall) -> bool:
    """Forbid this process every file and every address, for good; whether the kernel did."""
    version = landlock_version(call)
    if version < 1:
        return False
    asked = ctypes.create_string_buffer(ruleset(version))
    handle = call(LANDLOCK_CREATE, ctypes.addressof(asked), len(asked) - 1, 0)
    return handle >= 0 and call(LANDLOCK_RESTRICT, handle) == 0


class _Program(ctypes.Structure):
    """How the kernel takes a filter: the number of instructions, and where they stand."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def filtered(machine: str, control: Call = prctl) -> bool:
    """Forbid this process every call but those that it needs to compute, for good; whether the kernel did."""
    if machine not in MACHINES:
        return False
    code = program(machine)
    given = _Program(len(code) // 8, code)
    return control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(given)) == 0


def has_filter(control: Call = prctl) -> bool:
    """Whether the kernel can filter calls at all."""
    return control(PR_GET_SECCOMP) >= 0
