"""Canary words: planted in every confidential field, looked for in all that the site gives to each role.

`canaries.toml` says of every field that can hold words which words stand there, or why none does; and of every word
what it belongs to. Who may find it follows from the process file as it is shipped.
"""

import io
import json
import re
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin

from click.testing import CliRunner
from django.apps import apps
from django.core import mail
from django.db import models, transaction
from django.utils import timezone

from secretariat.commands import DOORS, KEEPING
from secretariat.jobs.models import Job
from secretariat.jobs.services.mail import KIND
from tests.policy import matrix
from tests.policy.world import PHASES, ROLES, SEATS, World, kana, title
from travaux.modalities import library_file, load_modalities, may_see

DECLARED = tomllib.loads(Path(__file__).with_name("canaries.toml").read_text(encoding="utf-8"))
SHIPPED = load_modalities(library_file("gcm-2018"))
WORDS = re.compile(r"kana[a-z]+")
LINK = re.compile(r'href="((?:/|\?page=)[^"#]*)')
IDENTITIES = ("draft_provision", "prepared", "prepared_new", "dropped", "bridge", "salt", "returned", "suggested")
WORDY = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
NOT_FOLLOWED = ("/static/", "/sign-out/", "/sign-in/")
SEES_PERSONS = {"officer"}
# In which relations those who ask stand to the things of the world.
RELATIONS = {
    "owner": ["own", "shared", "member_state", "objecting_state"],
    "other": ["member_state"],
    "administrator": ["member_state"],
    "officer": ["office"],
}

Found = dict[str, set[str]]


def fields() -> set[str]:
    """Return every field of the registers that can hold words."""
    return {
        f"{model._meta.label}.{field.name}"  # noqa: SLF001 - how models tell of themselves
        for config in apps.get_app_configs()
        if config.name.startswith("secretariat.")
        for model in config.get_models()
        for field in model._meta.concrete_fields  # noqa: SLF001 - as above
        if isinstance(field, WORDY)
    }


def stored() -> dict[str, str]:
    """Return all that stands in each of these fields, as text."""
    found = {}
    for name in fields():
        label, _, field = name.rpartition(".")
        rows = apps.get_model(label)._base_manager.values_list(field, flat=True)  # noqa: SLF001 - whatever there is
        found[name] = "\n".join(map(_as_text, rows))
    return found


def _as_text(value: Any) -> str:
    return written(bytes(value)) if isinstance(value, bytes | memoryview) else str(value)


def words() -> dict[str, set[str]]:
    """Return each word with the roles that may find it, by the process file as it is shipped."""
    named = {kana(name): set(_seers(row)) for name, row in DECLARED["words"].items()}
    named |= {f"identity of {name}": set(_seers(DECLARED["identities"][name])) for name in IDENTITIES}
    return named | {title(name): set(_seers(row)) for name, row in DECLARED["titles"].items()}


def nowhere() -> set[str]:
    """Return the words that no page shows even to those who may know of them."""
    return {kana(name) for name, row in DECLARED["words"].items() if "nowhere" in row}


def _seers(row: Mapping[str, Any]) -> Iterator[str]:
    if "account" in row:
        yield from _who_know(row["account"], address="address" in row)
    elif "nobody" in row:
        return
    else:
        yield from ROLES if "public" in row else {*_see(row), *row.get("also", ())}


def _who_know(account: str, *, address: bool) -> set[str]:
    """Return who may find a person's name: the person, those who seat people, and who looks after the entity's people.

    The address to which mail is sent is the person's alone.
    """
    held = {role: seat for role, seat in SEATS.items() if seat and seat[0] == account}
    own, entities = set(held), {seat[2] for seat in held.values() if seat[2]}
    if address:
        return own
    seated = any(seat[1] for seat in held.values())
    return (
        own
        | (SEES_PERSONS if seated else set())
        | ({"administrator"} if entities & {SEATS["administrator"][2]} else set())
    )


def _see(row: Mapping[str, Any]) -> Iterator[str]:
    for role in ROLES:
        held = SEATS[role][1] or "visitor" if SEATS[role] else "visitor"
        relations = RELATIONS.get(role, [])
        asked = (each.split() for each in row["of"])
        if all(may_see(SHIPPED, thing, role=held, state=state, relations=relations) for thing, state in asked):
            yield role


def pages(
    world: World,
    *,
    only: Container[str] = (),
    links: bool = True,
    roles: Iterable[str] = ROLES,
    found: Found | None = None,
) -> Found:
    """Return which words roles find on the pages: at every declared address, sent to it, and along every link."""
    found = defaultdict(set) if found is None else found
    for role in roles:
        met: set[str] = set()
        waiting: list[str] = []
        for case in matrix.cases():
            if only and case.view not in only:
                continue
            waiting += _at(world, found, role, case)
            met.add(case.address(world))
        while waiting and links and not only:
            address = waiting.pop()
            if address not in met and not address.startswith(NOT_FOLLOWED):
                met.add(address)
                text = got(world, role, address)
                _note(world, found, role, text, address)
                waiting += _links(address, text)
    return found


def _at(world: World, found: Found, role: str, case: matrix.Case) -> Iterator[str]:
    """Note what stands at an address and what comes of sending something there; return the links."""
    address, sent = case.address(world), case.sent(world)
    text = got(world, role, address)
    _note(world, found, role, text, address)
    _note_titles(found, role, case.view, text)
    if set(str(case.cells.get("POST"))) != {"m"}:
        _note(world, found, role, got(world, role, address, sent), f"{address} {sent}")
    return _links(address, text)


def _links(address: str, text: str) -> Iterator[str]:
    return (urljoin(address, unescape(link)) for link in LINK.findall(text))


def _note_titles(found: Found, role: str, view: str, text: str) -> None:
    for name, row in DECLARED["titles"].items():
        if view in row["views"] and row.get("text", title(name)) in text:
            found[title(name)].add(role)


def got(world: World, role: str, address: str, sent: Mapping[str, str] | None = None) -> str:
    """Return all that a request is answered with, headers too; what it did is taken back."""
    client = world.clients[role]
    with patch.object(timezone, "now", lambda: PHASES[matrix.MAIN]), transaction.atomic():
        jar = client.cookies.copy()
        response = client.get(address) if sent is None else client.post(address, sent)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    client.cookies = jar
    return f"{response.headers} {written(content)}"


def written(content: bytes) -> str:
    """Return what stands in an answer, also in one that is packed: a Word document, a spreadsheet."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return " ".join(f"{name} {packed.read(name).decode(errors='replace')}" for name in packed.namelist())


def typed(world: World, role: str, found: Found) -> None:
    """Note what every command that may be typed as `role` prints, and how it refuses."""
    for name, row in matrix.declared_commands().items():
        if row["as"] and SEATS[role]:
            result = matrix.invoked(world, name, row["args"], role, matrix.MAIN)
            given = " ".join(world.things.get(word[1:], word) for word in row["args"])
            _note(world, found, role, f"{result.output} {result.exception}", given)


def exported() -> str:
    """Return the record as outsiders get it."""
    return CliRunner().invoke(dict(matrix.commands())["record export"], []).output


def printed(*words: str) -> str:
    """Return what the operator reads who types a command."""
    known = {each.name: each for each in (*DOORS, *KEEPING)}
    return CliRunner().invoke(known[words[0]], list(words[1:])).output


def put_down() -> Iterator[tuple[str, str]]:
    """Yield what mails say that wait as jobs, with the role of the one whom each is to be sent to."""
    for job in Job.objects.filter(kind=KIND):
        yield _role_at(job.payload["address"]), json.dumps(job.payload, ensure_ascii=False)


def mailed() -> Iterator[tuple[str, str]]:
    """Yield what was sent by mail, with the role of the one whom it was sent to."""
    for message in mail.outbox:
        for address in message.recipients():
            yield _role_at(address), str(message.message())


def _role_at(address: str) -> str:
    if address == f"{kana('applicationemail')}@example.org":
        return "applicant"
    if address == f"{kana('writtento')}@example.org":
        return "officer"  # who writes there, and releases it: what was written to somebody is no secret from them
    accounts = {f"{kana(seat[0])}@example.org": role for role, seat in SEATS.items() if seat}
    return accounts.get(address, "visitor")


def _note(world: World, found: Found, role: str, text: str, asked: str = "") -> None:
    """Note the words in `text`, but not those that whoever asked gave in asking."""
    given = _words(world, asked)
    for word in _words(world, text) - given:
        found[word].add(role)


def _words(world: World, text: str) -> set[str]:
    """Return the canary words in a text; the identity of a confidential thing is one too."""
    met = {f"identity of {name}" for name in IDENTITIES if world.things[name] in text}
    # Only words that are planted: a random token holds “kana” and a letter once in a few thousand pages.
    return met | {word for word in WORDS.findall(text) if word.removeprefix("kana") in DECLARED["words"]}


def noted(world: World, texts: Iterable[tuple[str, str]], found: Found | None = None) -> Found:
    """Return which words stand in texts, each given with the role that was given it; add them to `found`."""
    found = defaultdict(set) if found is None else found
    for role, text in texts:
        _note(world, found, role, text)
    return found


def leaks(found: Found) -> list[str]:
    """Return in words what somebody found who may not know of it."""
    known = words()
    return [
        f"“{word}” was found by {', '.join(sorted(by - known.get(word, set())))}"
        for word, by in sorted(found.items())
        if by - known.get(word, set())
    ]


def blind(found: Found, roles: Container[str] = ROLES) -> list[str]:
    """Return in words what somebody who may know of it found nowhere: a canary that would prove nothing."""
    missed = {
        word: [role for role in ROLES if role in by - found.get(word, set()) and role in roles]
        for word, by in sorted(words().items())
        if word not in nowhere()
    }
    apart = {kana(name): row["but"] for name, row in DECLARED["words"].items() if "but" in row}
    missed = {word: [role for role in by if role not in apart.get(word, ())] for word, by in missed.items()}
    return [f"“{word}” was not found by {', '.join(by)}" for word, by in missed.items() if by]
