"""What docs/assurance/practice.md and the guide for deploying say is what the code does."""

import ast
import configparser
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from secretariat.frame import limits, logs
from secretariat.frame.serving import LIMITS, THREADS

Trees = list[tuple[Path, ast.Module]]
GRADES = ["open", "undisclosed", "personal", "secret", "internal"]
EVENT = re.compile(r"[a-z]+(?:_[a-z]+)*")
TELLERS = {"tell", "logs.tell", "_tell"}
OF_EITHER_KIND = {"factor_added", "factor_used"}  # told by one call, which chooses between the two


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/assurance/practice.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs/guides/deploying.md").read_text(encoding="utf-8")


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    part = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    assert len(found) > 2, heading
    return found[2:]


def named(cells: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cells))


def events(trees: Trees) -> Iterator[str]:
    """Yield the events that the code tells: the first word of what tells one."""
    for path, tree in trees:
        if path.parts[1] != "secretariat":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) in TELLERS:
                yield from filter(EVENT.fullmatch, words(node.args[0]))


def words(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_event_of_the_log_is_on_the_page_and_no_other(trees: Trees, page: str) -> None:
    documented = {event for row in rows(page, "What is logged") for event in named(row[0])}
    of_libraries = {*logs.SUSPECT.values(), "suspicious", "fault", "said"}
    told = set(events(trees)) | of_libraries
    assert told - documented == set()
    assert documented - told == OF_EITHER_KIND
    assert OF_EITHER_KIND - {word for _path, tree in trees for word in words(tree)} == set()
    assert {"answered", "refused", "turned_away"} <= told


def test_an_event_is_found_however_it_is_told() -> None:
    sample = ast.parse("tell('a')\nlogs.tell('b', x=1)\n_tell('c' if x else 'd', r)\nlog.info('e')")
    assert sorted(events([(Path("src/secretariat/x.py"), sample)])) == ["a", "b", "c", "d"]


def keys(trees: Trees) -> Iterator[str]:
    """Yield what of digests, keys and randomness the code names."""
    for _path, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "hashlib":
                yield f"hashlib.{node.attr}"
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names if alias.name in {"hmac", "secrets"})
            elif isinstance(node, ast.ImportFrom):
                yield from of_a_library(node)


def of_a_library(node: ast.ImportFrom) -> Iterator[str]:
    module = (node.module or "").partition(".")[0]
    if module in {"hmac", "secrets"}:
        yield module
    elif module == "hashlib":
        yield from (f"hashlib.{alias.name}" for alias in node.names)
    elif module in {"cryptography", "argon2"}:
        yield from (alias.name for alias in node.names if alias.name[0].isupper())


def test_every_digest_and_key_is_on_the_page_and_no_other(trees: Trees, page: str) -> None:
    documented = {name for row in rows(page, "Keys and digests") for name in named(row[0])} - {"TRAVAUX_SECRET_KEY"}
    used = set(keys(trees))
    assert used - documented == set()
    assert documented - used == set()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import hashlib\nhashlib.md5(b'')", ["hashlib.md5"]),
        ("from hashlib import sha1", ["hashlib.sha1"]),
        ("import secrets", ["secrets"]),
        ("from cryptography.fernet import Fernet", ["Fernet"]),
    ],
)
def test_a_digest_or_key_is_found_however_it_is_named(code: str, found: list[str]) -> None:
    assert list(keys([(Path("x.py"), ast.parse(code))])) == found


@pytest.fixture(scope="module")
def graded(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "docs/assurance/data.toml").read_text(encoding="utf-8"))


def fields() -> Counter[str]:
    models = apps.get_models(include_auto_created=True)
    return Counter(f"{model._meta.label}.{field.name}" for model in models for field in model._meta.concrete_fields)


def listed(tables: dict[str, dict[str, list[str]]]) -> Counter[str]:
    return Counter(f"{table}.{name}" for table, parts in tables.items() for names in parts.values() for name in names)


def test_every_field_of_every_table_has_one_grade_and_no_other_field_has_any(graded: dict[str, Any]) -> None:
    now = listed(graded)
    assert sorted(set(fields()) - set(now)) == []
    assert sorted(set(now) - set(fields())) == []
    assert [name for name, times in now.items() if times > 1] == []


def test_every_grade_is_told_and_none_other_is_given(graded: dict[str, Any], page: str) -> None:
    told = [name for row in rows(page, "Grades of data") for name in named(row[0])]
    assert told == GRADES
    assert {grade for parts in graded.values() for grade in parts} == set(GRADES)


def test_whatever_a_password_is_kept_in_is_graded_as_a_secret(graded: dict[str, Any]) -> None:
    assert graded["people.Person"]["secret"] == ["password"]
    assert graded["sessions.Session"]["secret"] == ["session_key", "session_data"]


def test_the_figures_of_what_may_come_in_are_those_of_the_code(page: str) -> None:
    said = page.partition("## What may come in")[2].partition("## What is logged")[0]
    figures = {
        f"{LIMITS['limit_request_line']:,} bytes for its first line": True,
        f"{LIMITS['limit_request_fields']} fields of {LIMITS['limit_request_field_size']:,} bytes": True,
        f"of a visitor {limits.VISITORS // limits.MIB} MiB": True,
        f"signed in {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // limits.MIB} MiB": True,
        f"{limits.AROUND // limits.MIB} MiB around it": True,
        f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields": True,
        f"and {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files": True,
        f"{LIMITS['worker_connections']} connections": True,
        f"stuck for {LIMITS['timeout']} seconds": True,
    }
    assert {figure: figure in said for figure in figures} == figures
    assert ("eight in each process" in said, THREADS) == (True, 8)


def fenced(guide: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", guide, re.DOTALL)


def test_the_unit_has_no_rights_and_writes_in_its_data_alone(guide: str) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[method-assign,assignment] # the names have capital letters
    unit.read_string(fenced(guide, "ini")[0])
    service = dict(unit["Service"])
    wanted = {
        "User": "travaux",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ReadWritePaths": "/srv/travaux",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "UMask": "0077",
    }
    assert {name: service[name] for name in wanted} == wanted


def test_the_unit_sets_what_a_site_in_earnest_needs_and_opens_no_door(guide: str) -> None:
    given = dict(re.findall(r"^Environment=(TRAVAUX_\w+)=(.*)$", fenced(guide, "ini")[0], re.MULTILINE))
    assert {name: given[name] for name in ("TRAVAUX_HTTPS", "TRAVAUX_LOG_FORMAT")} == {
        "TRAVAUX_HTTPS": "1",
        "TRAVAUX_LOG_FORMAT": "json",
    }
    assert {"TRAVAUX_DEMO", "TRAVAUX_DEBUG", "TRAVAUX_SECRET_KEY"} & set(given) == set()


@pytest.mark.parametrize(("kind", "line"), [("nginx", "client_max_body_size {}m;"), ("caddy", "max_size {}MiB")])
def test_the_proxies_take_in_what_the_site_takes_in(guide: str, kind: str, line: str) -> None:
    (sample,) = fenced(guide, kind)
    assert line.format((settings.TRAVAUX_MAX_UPLOAD + limits.AROUND) // limits.MIB) in sample
    assert ("127.0.0.1:8000" in sample, sample.count("{") == sample.count("}")) == (True, True)


def test_the_proxy_speaks_no_old_tls_and_believes_nothing_that_the_sender_says(guide: str) -> None:
    (sample,) = fenced(guide, "nginx")
    given = dict(re.findall(r"^ *(ssl_protocols|proxy_set_header X-[\w-]+) (.*);$", sample, re.MULTILINE))
    assert given == {
        "ssl_protocols": "TLSv1.2 TLSv1.3",
        "proxy_set_header X-Forwarded-For": "$remote_addr",
        "proxy_set_header X-Forwarded-Proto": "$scheme",
    }


def test_another_machines_database_is_reached_by_tls_with_its_certificate_checked(guide: str, page: str) -> None:
    assert ("sslmode=verify-full&sslrootcert=" in guide, "sslmode=verify-full" in page) == (True, True)
