import struct

import pytest

from travaux.formats import kernel


class Asked:
    """A kernel that notes what it is asked and answers as it is told."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, *given):
        self.asked.append(given)
        return self.answers.pop(0) if self.answers else 0


def decided(machine, architecture, number):
    """Run the filter as the kernel does, and return what it decides on a call."""
    steps = list(struct.iter_unpack("=HBBI", kernel.program(machine)))
    place, loaded = 0, 0
    while True:
        operation, is_so, is_not, operand = steps[place]
        place += 1
        if operation == 0x06:
            return operand
        if operation == 0x20:
            loaded = {0: number, 4: architecture}[operand]
        else:
            place += is_so if loaded == operand else is_not


@pytest.mark.parametrize(("machine", "read", "socket"), [("x86_64", 0, 41), ("aarch64", 63, 198)])
def test_the_filter_lets_reading_through_and_nothing_that_reaches_out(machine, read, socket):
    architecture = kernel.MACHINES[machine][0]
    assert decided(machine, architecture, read) == 0x7FFF0000
    assert decided(machine, architecture, socket) == 0x00050001
    assert decided(machine, architecture + 1, read) == 0x80000000


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_no_call_is_let_through_that_opens_forks_or_traces(machine):
    names = set(kernel.MACHINES[machine][1])
    assert (
        names & {"open", "openat", "openat2", "socket", "connect", "clone", "fork", "execve", "ptrace", "kill"} == set()
    )


@pytest.mark.parametrize(("version", "words"), [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (9, 3)])
def test_landlock_is_asked_to_forbid_all_that_its_version_knows(version, words):
    assert len(kernel.ruleset(version)) == 8 * words


def test_a_kernel_without_landlock_is_told_apart():
    assert kernel.landlocked(Asked(-1)) is False


@pytest.mark.parametrize(("answers", "stands"), [((7, 3, 0), True), ((7, -1), False), ((7, 3, -1), False)])
def test_landlock_stands_only_if_the_kernel_says_so(answers, stands):
    assert kernel.landlocked(Asked(*answers)) is stands


def test_on_a_machine_whose_numbers_are_not_known_there_is_no_filter():
    asked = Asked()
    assert (kernel.filtered("riscv64", asked), asked.asked) == (False, [])


@pytest.mark.parametrize(("answer", "stands"), [(0, True), (-1, False)])
def test_the_filter_stands_only_if_the_kernel_says_so(answer, stands):
    asked = Asked(answer)
    assert kernel.filtered("x86_64", asked) is stands
    assert asked.asked[0][:2] == (22, 2)


def test_a_door_that_the_library_has_not_always_fails():
    assert kernel.entry("no_such_door", 2)(1) == -1


def test_the_kernel_can_be_asked_without_raising_a_wall():
    assert kernel.has_filter(Asked(0)) is True
    assert kernel.has_filter(Asked(-1)) is False
    assert kernel.prctl(kernel.PR_GET_SECCOMP) in (-1, 0, 2)
