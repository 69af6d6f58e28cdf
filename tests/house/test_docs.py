"""What README and docs say can be typed, pressed open or set is there: commands, verbs of `run`, links, settings."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docs.generate import contexts
from travaux.cli import main

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
SPOKEN = re.compile(r"`((?:[\w./]*/)?travaux [^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
VERB = re.compile(r"\./run (\w+)")
VERBS = re.compile(r"^    ([\w |-]+)\) ", re.MULTILINE)
SETTING = re.compile(r"\bTRAVAUX_[A-Z_]+\b")
OPTION = re.compile(r"--?[a-z][a-z-]*")
ENDS = re.compile(r"&&|\|\|?|;|>")


@pytest.fixture(scope="session")
def pages(root: Path) -> dict[str, str]:
    """Return the text of every page that readers are given, by its path."""
    found = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in found}


def typed(text: str) -> Iterator[list[str]]:
    """Yield the words of each command of ours on a page: those in fences of sh, and those between backquotes."""
    fenced = [body.replace("\\\n", " ") for kind, body in FENCE.findall(text) if kind == "sh"]
    for line in [*"\n".join(fenced).splitlines(), *SPOKEN.findall(FENCE.sub("", text))]:
        for words in parts(line):
            if words and Path(words[0]).name == "travaux":
                yield words[1:]


def parts(line: str) -> Iterator[list[str]]:
    """Yield the words of each command on a line; what is between quotation marks stays one word."""
    words: list[str] = []
    for word in shlex.split(line.replace("…", "").replace("|", " | "), comments=True):
        if ENDS.fullmatch(word):
            yield words
            words = []
        else:
            words.append(word)
    yield words


def wrong(words: list[str]) -> str:
    """Return the first word that is no command or no option of ours; nothing where all are."""
    command: click.Command = main
    above = click.Context(command, info_name="travaux")
    waiting = iter(words)
    for word in waiting:
        options = {name: each for each in command.get_params(above) for name in each.opts}
        if OPTION.fullmatch(word):
            if word not in options:
                return f"{above.command_path} {word}"
            if not getattr(options[word], "is_flag", False):
                next(waiting, None)
        elif isinstance(command, click.Group):
            below = command.get_command(above, word)
            if below is None:
                return f"{above.command_path} {word}"
            command, above = below, click.Context(below, info_name=word, parent=above)
    return ""


def anchors(text: str) -> set[str]:
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in HEADING.findall(text)}


def test_every_command_named_is_one_of_ours_with_its_options(pages: dict[str, str]) -> None:
    found = {(page, said) for page, text in pages.items() for words in typed(text) if (said := wrong(words))}
    assert found == set()


def test_the_check_of_commands_finds_what_is_wrong() -> None:
    page = "```sh\nx=1 # no\ntravaux text lift 3 '--so' && travaux nowhere\n```\nSee `travaux check --jsn`."
    assert [wrong(words) for words in typed(page)] == [
        "travaux text lift --so",
        "travaux nowhere",
        "travaux check --jsn",
    ]


def test_every_command_is_in_a_guide_or_among_the_first_steps(pages: dict[str, str]) -> None:
    read = {name: text for name, text in pages.items() if not name.startswith("docs/reference/commands")}
    said = [" ".join(["travaux", *words]) for text in read.values() for words in typed(text)]
    ends = [one.command_path for one in contexts(main) if not isinstance(one.command, click.Group)]
    assert [end for end in ends if not any(f"{line} ".startswith(f"{end} ") for line in said)] == []


def test_every_verb_of_run_that_is_named_is_there(pages: dict[str, str], root: Path) -> None:
    cases = VERBS.findall((root / "run").read_text().partition("case $verb in")[2])
    verbs = {verb.strip() for case in cases for verb in case.split("|")}
    named = {(page, verb) for page, text in pages.items() for verb in VERB.findall(text)}
    assert {each for each in named if each[1] not in verbs} == set()


def test_every_link_leads_to_a_file_and_its_heading(pages: dict[str, str], root: Path) -> None:
    for page, text in pages.items():
        for target in LINK.findall(FENCE.sub("", text)):
            path, _, anchor = target.partition("#")
            if not re.match(r"\w+:", target):
                led = (root / page).parent / path if path else root / page
                assert led.exists(), f"{page}: {target}"
                assert not anchor or anchor in anchors(led.read_text(encoding="utf-8")), f"{page}: {target}"


def test_every_setting_that_is_named_is_on_the_page_of_settings(pages: dict[str, str]) -> None:
    known = set(SETTING.findall(pages["docs/reference/settings.md"]))
    assert {
        (page, name) for page, text in pages.items() for name in SETTING.findall(text) if name not in known
    } == set()
