"""The walls that a process puts around itself before it touches a paper: from then on it can only compute."""

import platform
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from travaux.formats import kernel
from travaux.formats.kernel import Call

_STATM = Path("/proc/self/statm")
_PAGE = resource.getpagesize()
_NONE = (
    resource.RLIMIT_CORE,  # no dump of what a delegation wrote
    resource.RLIMIT_FSIZE,  # no byte into any file
    resource.RLIMIT_NPROC,  # no process or thread beside it (a superuser's is bound by the filter only)
    resource.RLIMIT_NOFILE,  # no file, pipe or socket beyond those that are open
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the reading of one paper may take: seconds of the processor, bytes of memory beyond what the start took."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class System:
    """The ways in which a process asks its kernel for walls."""

    machine: str = platform.machine()
    limit: Callable[[int, tuple[int, int]], None] = resource.setrlimit
    alarm: Callable[[int, float], object] = signal.setitimer
    control: Call = kernel.prctl
    call: Call = kernel.syscall
    statm: Path = _STATM


def raise_walls(allowance: Allowance, system: System | None = None) -> tuple[str, ...]:
    """Put every wall around this process that the kernel has, for good; return the names of those that stand."""
    system = system or System()
    system.control(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    whole = int(allowance.seconds) + 2
    system.limit(resource.RLIMIT_CPU, (whole, whole))
    system.limit(resource.RLIMIT_AS, (_taken(system.statm) + allowance.memory,) * 2)
    system.alarm(signal.ITIMER_PROF, allowance.seconds)  # a finer limit than whole seconds; its signal ends the process
    system.control(kernel.PR_SET_NO_NEW_PRIVS, 1)
    is_landlocked = kernel.landlocked(system.call)  # before no file may be opened: the kernel hands it out as one
    for kind in _NONE:
        system.limit(kind, (0, 0))
    stand = (("Landlock", is_landlocked), ("seccomp", kernel.filtered(system.machine, system.control)))
    return ("limits", *(name for name, stands in stand if stands))


def walls(system: System | None = None) -> dict[str, bool]:
    """Say which walls this machine has, without raising one: for those who look after an installation."""
    system = system or System()
    return {
        "limits": True,
        "Landlock": kernel.landlock_version(system.call) >= 1,
        "seccomp": system.machine in kernel.MACHINES and kernel.has_filter(system.control),
    }


def _taken(statm: Path) -> int:
    """Return the bytes of address space that this process has taken; where the system does not say, none."""
    return int(statm.read_text().split()[0]) * _PAGE if statm.exists() else 0
