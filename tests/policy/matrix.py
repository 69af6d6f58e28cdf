"""The matrix of rights: every address and command, by role, method, phase and state of the thing.

`matrix.toml` says what is expected in each cell; what is read off the site says which cells there are. A view, a role
or a phase that is not declared fails, and so does a declared one that is gone.
"""

import os
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
from click.testing import CliRunner, Result
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from secretariat.commands import DOORS
from secretariat.frame.refusals import status_of
from tests.policy.world import PHASES, ROLES, SEATS, World
from travaux.modalities import OutsidePhase
from travaux.refusal import Refusal

DECLARED = Path(__file__).with_name("matrix.toml")
COMMANDS = Path(__file__).with_name("commands.toml")
OF_THE_SAMPLE = ("demo",)  # addresses that only `travaux demo` has

# What may come of a request, one letter a cell; in the words of a person who reviews the file.
LETTERS: Mapping[str, str] = {
    "k": "is shown (200)",
    "i": "is told what is missing in what was sent (400, 422)",
    "c": "is told that the state of the thing does not allow it (409)",
    "d": "is done, and leads on (302, 303)",
    "s": "is led to the page of signing in",
    "r": "refused: the role may not do it (403)",
    "p": "refused: the role may do it in another phase (403)",
    "h": "hidden: it is not told that there is such a thing (404)",
    "m": "no such method at this address (405)",
    "o": "is told which methods there are (204)",
    "x": "a bug (500)",
}
STATUSES = {200: "k", 204: "o", 400: "i", 422: "i", 409: "c", 404: "h", 405: "m"}
MAIN, LAST = "negotiations", "followup"
LONG = os.environ.get("TRAVAUX_MATRIX") == "long"
NOWHERE = {"PUT": "m", "PATCH": "m", "DELETE": "m", "TRACE": "m", "OPTIONS": "o"}  # what comes of them at any address


@dataclass(frozen=True, slots=True)
class Case:
    """An address with a thing in one state: the view's name, the state's, and what the address is made of."""

    view: str
    state: str
    parts: Mapping[str, str]
    query: str
    post: Mapping[str, str]
    cells: Mapping[str, Any]
    deed: str = ""

    def address(self, world: World) -> str:
        parts = {name: world.things.get(thing, thing) for name, thing in self.parts.items()}
        parts |= {"process": world.process.key} if "process" in _needs(self.view) else {}
        return reverse(self.view, kwargs=parts) + self.query

    def sent(self, world: World) -> dict[str, str]:
        return {
            name: world.things.get(thing[1:], thing) if thing[:1] == "@" else thing for name, thing in self.post.items()
        }


@cache
def views() -> dict[str, URLPattern]:
    """Return every address of the site, by the name of its view."""
    return dict(_walk(get_resolver()))


def _walk(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = ":".join(filter(None, (space, each.namespace)))
            yield from _walk(each, inner)
        else:
            name = each.name or f"(without a name) {each.pattern}"
            yield (f"{space}:{name}" if space else name), each


@cache
def _needs(view: str) -> set[str]:
    return set(views()[view].pattern.regex.groupindex)


@cache
def cases() -> list[Case]:
    """Return what the file declares."""
    raw = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    found = []
    for view, states in raw["views"].items():
        for state, row in states.items():
            cells = {key: value for key, value in row.items() if key not in {"at", "query", "post", "deed"}}
            found.append(
                Case(
                    view,
                    state,
                    row.get("at", {}),
                    row.get("query", ""),
                    row.get("post", {}),
                    cells,
                    row.get("deed", ""),
                )
            )
    return found


def asked(world: World, case: Case, method: str, phase: str, role: str) -> str:
    """Make the request, take back whatever it did, and return the letter of what came of it."""
    client = world.clients[role]
    with patch.object(timezone, "now", lambda: PHASES[phase]), transaction.atomic():
        jar = client.cookies.copy()
        data = case.sent(world) if method == "POST" else None
        response = (
            client.generic(method, case.address(world)) if data is None else client.post(case.address(world), data)
        )
        transaction.set_rollback(True)
    client.cookies = jar
    return letter(response)


def letter(response: Any) -> str:
    """Return the letter of a response."""
    status = response.status_code
    if status in (301, 302, 303):
        return "s" if "/sign-in/" in response.headers["Location"] or "login" in response.headers["Location"] else "d"
    if status == 403:
        return "p" if b"That is open in" in response.content else "r"
    return STATUSES.get(status, "x")


def row(world: World, case: Case, method: str, phase: str, roles: tuple[str, ...] = ROLES) -> str:
    """Return the letters of roles, in their order."""
    return "".join(asked(world, case, method, phase, role) for role in roles)


def expected(case: Case, method: str, phase: str) -> str | None:
    """Return the declared letters; None where the cell is not declared."""
    given = case.cells.get(method)
    if isinstance(given, str):
        return given
    return next((letters for phases, letters in (given or {}).items() if phase in phases.split()), None)


def rows(case: Case, *, first: bool) -> Iterator[tuple[str, str]]:
    """Return which methods are tried in which phases.

    Every phase where a view is met first and does a deed, or is declared to differ by phase; else the main one and the
    last. Its other states are tried in the main phase. The long form (TRAVAUX_MATRIX=long) tries all in every phase.
    """
    by_phase = case.deed or not all(isinstance(cell, str) for cell in case.cells.values())
    few = (MAIN, LAST) if first and "process" in _needs(case.view) else (MAIN,)
    for phase in PHASES if LONG or (first and by_phase) else few:
        yield "GET", phase
        yield "POST", phase
    if first:
        yield "HEAD", MAIN


def observed(world: World, case: Case, *, first: bool) -> dict[str, dict[str, str]]:
    """Return what comes of each method in each phase that is tried."""
    found: dict[str, dict[str, str]] = {}
    for method, phase in rows(case, first=first):
        found.setdefault(method, {})[phase] = row(world, case, method, phase)
    return found


def ordered() -> Iterator[tuple[Case, bool]]:
    """Yield what is declared, and whether the view is met for the first time."""
    met: set[str] = set()
    for case in cases():
        yield case, case.view not in met
        met.add(case.view)


def told(case: Case, found: Mapping[str, Mapping[str, str]]) -> str:
    """Return the lines that would declare what was observed, to be looked through and put into the file."""
    lines = [f'[views."{case.view}"."{case.state}"]']
    lines += [f'deed = "{case.deed}"'] if case.deed else []
    lines += [f'query = "{case.query}"'] if case.query else []
    for name, given in (("at", case.parts), ("post", case.post)):
        pairs = ", ".join(f'{key} = "{value}"' for key, value in given.items())
        lines += [f"{name} = {{ {pairs} }}"] if given else []
    for method, by_phase in found.items():
        lines += _lines(method, by_phase)
    return "\n".join(lines)


def _lines(method: str, by_phase: Mapping[str, str]) -> list[str]:
    """Return the phases of a method, those together that have the same letters."""
    groups: dict[str, list[str]] = {}
    for phase, letters in by_phase.items():
        groups.setdefault(letters, []).append(phase)
    if len(groups) == 1:
        return [f'{method} = "{letters}"' for letters in groups]
    return [f'{method}."{" ".join(phases)}" = "{letters}"' for letters, phases in groups.items()]


def failures(
    world: World, *, only: Container[str] = (), main: bool = False, roles: tuple[str, ...] = ROLES
) -> Iterator[str]:
    """Yield each cell that is not as declared, in words; of some views or roles only, or in the main phase alone."""
    for case, first in ordered():
        if only and case.view not in only:
            continue
        for method, phase in rows(case, first=first and not main):
            yield from _differences(
                case, method, phase, dict(zip(roles, row(world, case, method, phase, roles), strict=True))
            )


def _differences(case: Case, method: str, phase: str, letters: Mapping[str, str]) -> list[str]:
    wanted, where = expected(case, method, phase), f"{case.view} ({case.state}) {method} in {phase}"
    if wanted is None or len(wanted) != len(ROLES):
        return [f"{where}: not declared for all roles ({' '.join(ROLES)}); observed {letters}"]
    return [
        f"{where} as {role}: expected “{LETTERS[want]}”, found “{LETTERS[letters[role]]}”"
        for role, want in zip(ROLES, wanted, strict=True)
        if role in letters and want != letters[role]
    ]


# Commands


def commands(group: click.Command | None = None, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command of the site, by the words that one types."""
    for each in DOORS if group is None else group.commands.values():
        name = f"{above} {each.name}".strip()
        if isinstance(each, click.Group):
            if each.invoke_without_command:
                yield name, each
            yield from commands(each, name)
        else:
            yield name, each


def declared_commands() -> dict[str, dict[str, Any]]:
    """Return what is declared of each command: its words, whether it is typed `--as` somebody, what comes of it."""
    return dict(tomllib.loads(COMMANDS.read_text(encoding="utf-8"))["commands"])


def invoked(world: World, name: str, words: list[str], role: str, phase: str) -> Result:
    """Type a command as `role` and take back what it did."""
    command = dict(commands())[name]
    options = {option for each in command.params for option in each.opts}
    args = [world.things.get(word[1:], word) if word[:1] == "@" else word for word in words]
    args += ["--process", world.process.key] if "--process" in options else []
    args += ["--at", f"{PHASES[phase]:%Y-%m-%dT%H:%M}"] if "--at" in options else []
    args += ["--as", SEATS[role][0]] if "--as" in options and SEATS[role] else []
    with patch.object(timezone, "now", lambda: PHASES[phase]), transaction.atomic():
        result = CliRunner().invoke(command, args, input=declared_commands()[name].get("typed"))
        transaction.set_rollback(True)
    return result


def typed(world: World, name: str, words: list[str], role: str, phase: str) -> str:
    """Return the letter of what comes of typing a command as `role`."""
    result = invoked(world, name, words, role, phase)
    if isinstance(result.exception, Refusal):
        status = status_of(result.exception)
        if status == 403:
            return "p" if isinstance(result.exception, OutsidePhase) else "r"
        return STATUSES[status]
    return "d" if result.exit_code == 0 else "x"
