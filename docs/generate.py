"""Write the pages of docs that are read off code or data (`./run docs`); a test says whether they are current."""

import importlib
import inspect
import json
import os
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from django.apps import apps

from secretariat.record.services import DEEDS, Deed
from travaux.cli import main
from travaux.modalities import USUAL, Rule, Sight, in_words, json_schema, library_file, load_modalities
from travaux.modalities.wants import ROLES

REFERENCE = Path(__file__).parent / "reference"
ASSURANCE = Path(__file__).parent / "assurance"
Item = Mapping[str, Any]
CHAPTERS = (
    "Encoding and sanitizing",
    "Validation and business rules",
    "Browser",
    "Web services",
    "Files",
    "Signing in",
    "Sessions",
    "Rights",
    "Self-contained tokens",
    "OAuth and OpenID Connect",
    "Cryptography",
    "Communication",
    "Configuration",
    "Protection of data",
    "Code and architecture",
    "Logs and errors",
    "WebRTC",
)
PROCESS = "gcm-2018"
FOOTNOTE = ("list_of_names", "objection_basis")


def contexts(command: click.Command, above: click.Context | None = None) -> Iterator[click.Context]:
    """Walk a command and all below it, in the order of the alphabet."""
    context = click.Context(
        command, info_name=command.name if above else "travaux", parent=above, max_content_width=100
    )
    context.terminal_width = 100
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from contexts(below, context)


def commands() -> str:
    """Return the page of commands: of each, what it prints when asked for help."""
    parts = [f"## {one.command_path}\n\n```text\n{one.get_help()}\n```" for one in contexts(main)]
    return "\n\n".join(
        ["# Commands", "What each command prints for `--help`. A refusal ends with status 2.", *parts, ""]
    )


def load_services() -> None:
    """Import every app's services, so that every deed is known."""
    for config in apps.get_app_configs():
        if config.name.startswith("secretariat.") and find_spec(f"{config.name}.services"):
            importlib.import_module(f"{config.name}.services")


def rules() -> dict[str, list[Rule]]:
    """Return the rules of each deed in the modalities of the Global Compact for Migration."""
    found = defaultdict(list)
    for rule in load_modalities(library_file(PROCESS)).rules:
        found[rule.deed].append(rule)
    return found


def entitled(rule: Rule) -> str:
    """Say who may do a deed, when, and by which paragraph."""
    phases = ", ".join(rule.phases) or "every phase"
    return f"- {', '.join(rule.roles)}, in {phases} (paragraph {rule.paragraph})"


def deed(one: Deed, ruled: Iterable[Rule]) -> str:
    """Return the paragraphs of one deed: what it does, who may do it and when, by which paragraph."""
    does = inspect.getdoc(one.service) or ""
    kept = f"In the record: *{one.words}*. Service: `{one.service.__module__}.{one.name}`."
    return "\n".join([f"## {one.name}", "", does, "", kept, "", *map(entitled, ruled)]).rstrip()


def deeds() -> str:
    """Return the page of deeds."""
    load_services()
    ruled = rules()
    head = f"What may be done: each is one service, one transaction, one entry in the record. Who may, in `{PROCESS}`:"
    return "\n\n".join(["# Deeds", head, *(deed(one, ruled[name]) for name, one in sorted(DEEDS.items())), ""])


def kept(name: str) -> dict[str, Item]:
    """Return the data of a page of docs/assurance: each item by its name."""
    return tomllib.loads((ASSURANCE / name).read_text(encoding="utf-8"))


def state(item: Item) -> str:
    """Say where an item of the standard stands; only what nothing is missing in is met."""
    if not item.get("applies", True):
        return "does not apply"
    return "open" if "open" in item else "met"


def is_tested(item: Item) -> bool:
    """Whether an item is met and a test shows it."""
    return state(item) == "met" and bool(item.get("tests"))


def shown(tests: Iterable[str]) -> str:
    """Return tests as links that read as what they are: sentences."""
    return "<br>".join(map(_shown, tests))


def _shown(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../../{path})" if name else f"`{test}`"


def row(*cells: object) -> str:
    """Return a row of a table in Markdown."""
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def counted(items: Iterable[Item]) -> tuple[int, ...]:
    """Count items: all, those that apply, those met, those met and tested, those open."""
    states = Counter((state(item), is_tested(item)) for item in items)
    of = {name: states[name, False] + states[name, True] for name in ("does not apply", "met", "open")}
    total = sum(of.values())
    return total, total - of["does not apply"], of["met"], states["met", True], of["open"]


def chapter(number: int) -> str:
    """Name a chapter of the standard, in our own words."""
    return f"V{number} {CHAPTERS[number - 1]}"


def asvs() -> str:
    """Return the page of the standard: figures by chapter, then every item."""
    chapters = defaultdict(dict)
    for name, item in kept("asvs-5.0.toml").items():
        chapters[int(name.removeprefix("v5.0.0-").partition(".")[0])][name] = item
    every = [item for items in chapters.values() for item in items.values()]
    figures = [row(chapter(number), *counted(items.values())) for number, items in chapters.items()]
    heads = ("chapter", "items", "that apply", "met", "met and tested", "open")
    head = f"{row(*heads)}\n{row(*['---'] * len(heads))}"
    parts = [f"## {chapter(number)}\n\n{_items(items)}" for number, items in chapters.items()]
    words = (
        "Items of OWASP ASVS 5.0.0, levels 1 and 2, in our own words; made of `docs/assurance/asvs-5.0.toml`. "
        "*Met* is an item in which nothing is missing; *open* counts as neither met nor tested."
    )
    sums = row("all", *counted(every))
    return "\n\n".join(["# ASVS 5.0, levels 1 and 2", words, "\n".join([head, *figures, sums]), *parts, ""])


def _items(items: Mapping[str, Item]) -> str:
    lines = [
        row(
            name.removeprefix("v5.0.0-"),
            item["level"],
            item["about"],
            state(item),
            " ".join(filter(None, [item.get("because", item.get("met", "")), _missing(item)])),
            shown(item.get("tests", ())),
        )
        for name, item in items.items()
    ]
    return "\n".join(
        ["| item | level | about | state | how | shown by |", "| --- | --- | --- | --- | --- | --- |", *lines]
    )


def _missing(item: Item) -> str:
    return f"**Missing:** {item['open']}" if "open" in item else ""


def threats() -> str:
    """Return the page of threats: who would do what, what stands against it, which test shows it, what remains."""
    items = kept("threats.toml")
    words = (
        "What could be done to a process, by whom, and why it does not come about, or what remains where it does. "
        "Made of `docs/assurance/threats.toml`."
    )
    lines = [
        row(
            number,
            f"**{name.replace('-', ' ').capitalize()}** ({item['kind']}): {item['who']} would {item['would']}",
            item["control"],
            shown(item.get("tests", ())),
            item["remains"],
        )
        for number, (name, item) in enumerate(items.items(), 1)
    ]
    head = "| | threat | control | shown by | what remains |\n| --- | --- | --- | --- | --- |"
    return "\n\n".join(["# Threats", words, "\n".join([head, *lines]), ""])


def sight(one: Sight) -> str:
    """Return a rule of sight as a row."""
    who = "everybody" if len(one.roles) == len(ROLES) else ", ".join(one.roles)
    given = " (given of one's own will)" if one.voluntary else ""
    states, relations = ", ".join(one.states) or "any", ", ".join(one.relations) or "any"
    when = ", ".join(one.phases) or "any"
    cells = (one.thing + given, states, relations, who, when, one.paragraph or "usual", one.because)
    return f"| {' | '.join(cells)} |"


def sights(rules: Iterable[Sight]) -> str:
    """Return a table of rules of sight."""
    columns = ("thing", "state", "relation", "who", "phase", "paragraph", "because")
    head = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    return "\n".join([*head, *map(sight, rules)])


WHO_KNOWS = """# Who may know of what

What no rule gives is told to nobody, nor that it is there: its address answers 404. What may be *done* stands on the
[page of deeds](deeds.md); how rules are written, in [the process file](process-file.md)."""
OF_THE_FOOTNOTE = """## Footnote 5 of A/RES/71/280

The lists of names are before Member States. Whoever objects to a name may tell the Office of the President on what
general basis, and need not. What the Office was told it shares with any Member State that asks. Nothing is promised to
anyone else, so nobody else has a row; the Office has one on what it draws up and keeps itself."""


def policy() -> str:
    """Return the page of who may know of what."""
    found = load_modalities(library_file(PROCESS)).sights
    usual = [f"## In `{PROCESS}`", sights(one for one in found if one.thing not in FOOTNOTE)]
    footnote = [OF_THE_FOOTNOTE, sights(one for one in found if one.thing in FOOTNOTE)]
    return "\n\n".join([WHO_KNOWS, *usual, *footnote, "## Where a process file says nothing", sights(USUAL), ""])


def keys() -> str:
    """Return the page of the keys that a process file may have."""
    words = "Made of the tables by which a file is read; how it is read stands in [the process file](process-file.md)."
    return f"# The keys of the process file\n\n{words}\n\n{in_words()}\n"


def pages() -> dict[Path, str]:
    """Return each generated page with the text that it should have."""
    return {
        REFERENCE / "commands.md": commands(),
        REFERENCE / "deeds.md": deeds(),
        REFERENCE / "policy.md": policy(),
        REFERENCE / "process-file-keys.md": keys(),
        REFERENCE / "process-file.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
        ASSURANCE / "asvs.md": asvs(),
        ASSURANCE / "threats.md": threats(),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
