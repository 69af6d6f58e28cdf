"""Every cell of the matrix is declared, and is as declared. What to do about a failure stands in its message."""

import pytest
from django.test import Client

from secretariat.commands import KEEPING
from secretariat.processes.access import modalities_of
from secretariat.record.services import DEEDS
from tests.policy import matrix
from tests.policy.world import PHASES, ROLES, SEATS, made
from travaux.modalities.wants import ROLES as KNOWN

NEW_VIEW = """These addresses are not in tests/policy/matrix.toml. For each state of the thing write
[views."NAME"."STATE"] with at = { the parts of the address, by things of tests/policy/world.py }, and
post = { what a form sends } where there is one; then type: pytest tests/policy/declare.py,
which writes what the site does now to matrix.new; look through every line of it and put it into matrix.toml."""

# No process file rules on accounts, which belong to no process, nor on how it is itself renewed.
OF_NO_RULE = {
    *("open_account", "close_account", "reopen_account", "reset_sign_in", "reset_colleague"),
    "renew_modalities",
    "copy_process",
}


def test_every_address_is_declared_and_no_other():
    there = {name for name in matrix.views() if not name.startswith(matrix.OF_THE_SAMPLE)}
    declared = {case.view for case in matrix.cases()}
    assert (sorted(there - declared), sorted(declared - there)) == ([], []), NEW_VIEW


def test_every_command_is_declared_and_no_other():
    there, declared = {name for name, _ in matrix.commands()}, set(matrix.declared_commands())
    assert (sorted(there - declared), sorted(declared - there)) == ([], []), "write them in tests/policy/commands.toml"


def test_the_commands_that_look_after_the_installation_are_the_operators_and_are_tried_on_one():
    """They are no part of the matrix: they need an installation of their own, and ask for nobody's rights."""
    tried = {"backup", "doctor", "move", "restore"}  # tests/secretariat/keeping
    assert {each.name for each in KEEPING} == tried
    assert not [each for each in KEEPING for given in each.params if "--as" in given.opts]


def test_every_role_that_a_process_knows_is_among_those_who_ask():
    held = {seat[1] or "visitor" if seat else "visitor" for seat in SEATS.values()}
    assert held == set(KNOWN), "add who holds the new role to SEATS in tests/policy/world.py"


def test_every_deed_of_a_process_is_done_at_some_address():
    at_no_address = {
        "register_person",
        "open_process",
        "erase_personal_data",
        "trust_machine",
        "code_passage",
        "reject_code",
        "release_submission",
        "forget_people",
        "forget_travellers",
        "forget_applicants",
        "remind_of_obligations",
        "import_judgements",
        "revise_codebook",
    }
    assert {case.deed for case in matrix.cases() if case.deed} == set(DEEDS) - at_no_address


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_address_gives_each_role_what_is_declared_in_every_phase_and_state(role):
    wrong = list(matrix.failures(made(), roles=(role,)))
    assert wrong == [], "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("method", matrix.NOWHERE)
def test_no_address_takes_a_method_that_the_matrix_does_not_name(method):
    world = made()
    found = {
        (case.view, role): matrix.asked(world, case, method, matrix.MAIN, role)
        for case, first in matrix.ordered()
        for role in ("visitor", "officer")
        if first
    }
    assert [where for where, letter in found.items() if letter != matrix.NOWHERE[method]] == []


@pytest.mark.django_db
def test_every_command_gives_each_role_what_is_declared():
    world = made()
    wrong = []
    for name, row in matrix.declared_commands().items():
        roles = ROLES if row["as"] else ROLES[:1]
        got = "".join(matrix.typed(world, name, row["args"], role, matrix.MAIN) for role in roles)
        wrong += [f"{name}: declared {row['cells']}, found {got}"] if got != row["cells"] else []
    assert wrong == []


def test_nothing_is_declared_as_done_that_the_process_file_does_not_let_that_role_do(process):
    """The second opinion: what was reviewed by people is held against the rules themselves."""
    modalities = modalities_of(process)
    wrong = []
    for case, first in matrix.ordered():
        for phase in PHASES if first else (matrix.MAIN,):
            letters = matrix.expected(case, "POST", phase) if case.deed and case.deed not in OF_NO_RULE else ""
            for role, letter in zip(ROLES, letters or "", strict=False):
                held = (SEATS[role] or ("", "", ""))[1] or "visitor"
                if letter == "d" and not modalities.allows(case.deed, role=held, at=PHASES[phase]):
                    wrong.append(f"{case.view} ({case.state}) in {phase} as {role}")
    assert wrong == []


@pytest.mark.django_db
def test_no_form_is_taken_without_the_mark_that_our_own_page_gave_it():
    world = made()
    taken = []
    for case, first in matrix.ordered():
        if first and "d" in str(case.cells.get("POST")):
            client = Client(enforce_csrf_checks=True)
            client.cookies = world.clients["officer"].cookies
            response = client.post(case.address(world), case.sent(world))
            taken += [case.view] if response.status_code != 403 else []
    assert taken == []
