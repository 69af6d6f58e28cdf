"""What can be done is documented: every command, every deed, every setting."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from docs import generate

SETTING = re.compile(r"\bTRAVAUX_[A-Z_]+\b")


@pytest.mark.parametrize(
    "name",
    [
        "reference/commands.md",
        "reference/deeds.md",
        "reference/policy.md",
        "assurance/asvs.md",
        "assurance/threats.md",
    ],
)
def test_the_generated_pages_are_current(name: str, root: Path) -> None:
    path = root / "docs" / name
    assert path.read_text(encoding="utf-8") == generate.pages()[path], "type: ./run docs"


def test_every_setting_is_documented_and_no_other(trees: list[tuple[Path, ast.Module]], root: Path) -> None:
    read = {
        node.value
        for _, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value)
    }
    documented = set(SETTING.findall((root / "docs/reference/settings.md").read_text()))
    assert documented == read | {"TRAVAUX_TEST_DATABASE"}


def test_every_deed_has_its_rule_and_every_rule_its_deed() -> None:
    generate.load_services()
    # No process file rules on these: an account belongs to no process, what is to be erased the law says, the
    # clock is the machine's, the rules of an earlier edition cannot know how they are renewed, and a paper under
    # embargo is filed by the hour that was named when it was handed in.
    of_the_house = {
        "register_person",
        "open_account",
        "close_account",
        "reopen_account",
        "reset_sign_in",
        "reset_colleague",
        "erase_personal_data",
        "trust_machine",
        "renew_modalities",
        "release_submission",
        "forget_people",
        "forget_travellers",
        "forget_applicants",
        "copy_process",
        "remind_of_obligations",
    }
    assert set(generate.rules()) == set(generate.DEEDS) - of_the_house


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected"
