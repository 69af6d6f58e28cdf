import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from travaux.formats import kernel
from travaux.formats.walls import Allowance, System, raise_walls, walls

TRY = """
import json, os, signal, socket, sys
sys.path[:] = sys.argv[1:]
from travaux.formats.walls import Allowance, raise_walls
held = open(os.devnull, "rb")
stand = raise_walls(Allowance(1.0, 64 * 1024 * 1024))
def tried(deed):
    try:
        deed()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(json.dumps([stand, [tried(deed) for deed in (
    lambda: open("/etc/passwd"),
    lambda: open("/tmp/written-behind-the-walls", "w"),
    lambda: socket.socket(),
    lambda: os.fork(),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.kill(os.getppid(), 0),
    lambda: bytearray(100 * 1024 * 1024),
    lambda: held.read(),
)]]))
sys.stdout.flush()
os._exit(0)
"""
SPIN = """
import sys
sys.path[:] = sys.argv[1:]
from travaux.formats.walls import Allowance, raise_walls
raise_walls(Allowance(0.05, 64 * 1024 * 1024))
while True:
    pass
"""


def run(program):
    return subprocess.run([sys.executable, "-c", program, *sys.path], check=False, capture_output=True, text=True)  # noqa: S603 - our own programs above


@pytest.fixture
def system(tmp_path):
    """A kernel with every wall, that only notes what is asked of it."""
    noted = []
    statm = tmp_path / "statm"
    statm.write_text("10 9 8 7 6 5 4\n")

    def note(name, answer):
        return lambda *given: noted.append((name, *given)) or answer

    def call(*given):
        noted.append(("call", *given))
        return 0 if given[0] == kernel.LANDLOCK_RESTRICT else 3

    made = System("x86_64", note("limit", None), note("alarm", None), note("control", 0), call, statm)
    return made, noted


def test_behind_the_walls_nothing_can_be_opened_reached_or_started():
    if not all(walls().values()):
        pytest.skip(f"this kernel has not every wall: {walls()}")
    answer = run(TRY)
    denied = ["PermissionError"] * 6
    assert answer.stdout.strip() == str([["limits", "Landlock", "seccomp"], [*denied, "MemoryError", "done"]]).replace(
        "'", '"'
    )
    assert Path("/tmp/written-behind-the-walls").exists() is False  # noqa: S108 - the file that must not be there


def test_one_who_computes_without_end_is_ended():
    assert -run(SPIN).returncode in (signal.SIGPROF, signal.SIGXCPU)


def test_every_limit_is_set_before_the_walls_are_counted(system):
    made, noted = system
    assert raise_walls(Allowance(1.5, 1000), made) == ("limits", "Landlock", "seccomp")
    limits = {given[1]: given[2] for given in noted if given[0] == "limit"}
    page = resource.getpagesize()
    assert limits[resource.RLIMIT_AS] == (10 * page + 1000, 10 * page + 1000)
    assert (limits[resource.RLIMIT_CPU], limits[resource.RLIMIT_FSIZE]) == ((3, 3), (0, 0))
    assert ("alarm", signal.ITIMER_PROF, 1.5) in noted


def test_a_system_that_does_not_say_what_is_taken_limits_the_whole(system, tmp_path):
    made, noted = system
    raise_walls(
        Allowance(1, 1000), System("riscv64", made.limit, made.alarm, made.control, made.call, tmp_path / "none")
    )
    assert ("limit", resource.RLIMIT_AS, (1000, 1000)) in noted


def test_the_walls_of_a_machine_are_told_without_raising_one(system):
    made, noted = system
    assert walls(made) == {"limits": True, "Landlock": True, "seccomp": True}
    assert [given[1] for given in noted] == [kernel.LANDLOCK_CREATE, kernel.PR_GET_SECCOMP]
