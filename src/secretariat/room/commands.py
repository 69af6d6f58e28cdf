"""The screen and the languages of the room on the command line, and what the site starts beside its pages."""

import click

from secretariat.frame.cli import show
from secretariat.negotiation.commands.base import Here, here
from secretariat.negotiation.queries import paragraphs, working, working_row
from secretariat.room import services
from secretariat.room.queries.languages import in_language, named
from secretariat.room.services.handing import before, beside

__all__ = ["before", "beside", "room"]

NUMBER = "NUMBER|UUID"


@click.group()
def room() -> None:
    """Say what is before the room, and keep a text in the languages of the room."""


@room.command("show")
@click.argument("number", metavar=NUMBER)
@here
def show_(here: Here, number: str, *, json_: bool) -> None:
    """Put a paragraph before the room."""
    row = working_row(here.provision(number))
    services.show_provision(row, **here.by)
    show({"number": row.number, "wording": row.wording}, json_=json_)


@room.command()
@here
def freeze(here: Here, *, json_: bool) -> None:
    """Let the screens of the room stand still."""
    show({"frozen": services.freeze_screen(here.text, **here.by).frozen_at}, json_=json_)


@room.command()
@here
def release(here: Here, *, json_: bool) -> None:
    """Let the screens of the room follow the text again."""
    show({"frozen": services.release_screen(here.text, **here.by).frozen_at}, json_=json_)


@room.command()
@click.argument("number", metavar=NUMBER)
@click.argument("language")
@click.argument("wording")
@here
def render(here: Here, number: str, language: str, wording: str, *, json_: bool) -> None:
    """Keep a paragraph in another LANGUAGE, bound to the wording that it renders now."""
    kept = services.render_provision(working_row(here.provision(number)), language=language, wording=wording, **here.by)
    show({"language": kept.language, "wording": kept.wording, "of_sha256": kept.of_sha256}, json_=json_)


@room.command()
@click.argument("language")
@here
def read(here: Here, language: str, *, json_: bool) -> None:
    """Print the text in another LANGUAGE, each paragraph with whether it keeps up with its original."""
    named(here.text, language)
    rows = [
        {"number": each.row.number, "keeps": each.keeps, "wording": each.written.wording if each.written else ""}
        for each in in_language(paragraphs(working(here.text)), here.text, language)
    ]
    show(rows, json_=json_)
