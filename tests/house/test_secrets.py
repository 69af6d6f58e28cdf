"""No secret is in the repository: no private key, no token of a service, no password that opens something."""

import re
from pathlib import Path

import pytest

SECRET = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}"
    r"|\bxox[abpr]-[A-Za-z0-9-]{10,}"
    r"|\bPRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}"  # of a signed note
    r"|(?:SECRET_KEY|PASSWORD|TOKEN)\w*\s*[=:]\s*[\"'][^\"'{}\s]{16,}[\"']"
)
OF_THE_TESTS = {"tests/house/test_secrets.py"}  # holds the samples


def test_no_secret_is_in_the_repository(tracked: list[Path], root: Path) -> None:
    found = [
        (str(path.relative_to(root)), match.group()[:20])
        for path in tracked
        if str(path.relative_to(root)) not in OF_THE_TESTS
        for match in SECRET.finditer(path.read_text(errors="ignore"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "sample",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
        "AKIAABCDEFGHIJKLMNOP",
        "ghp_" + "a" * 36,
        'SECRET_KEY = "django-insecure-abcdefgh"',
        'PASSWORD: "correct-horse-battery"',
    ],
)
def test_a_secret_is_found(sample: str) -> None:
    assert SECRET.search(sample)


def test_no_file_of_an_installation_is_in_the_repository(tracked: list[Path]) -> None:
    kept = {"secret-key", ".env", "id_rsa", "id_ed25519"}
    assert [path for path in tracked if path.name in kept or path.suffix in {".sqlite3", ".pem", ".key", ".p12"}] == []
