"""Accounts on the command line."""

import sys

import click
from django.conf import settings

from secretariat.frame import clock
from secretariat.frame.cli import as_json, show
from secretariat.people import services
from secretariat.people.access import OFFICER, Actor
from secretariat.people.queries import person_named


@click.group()
def people() -> None:
    """Open accounts for those who sign in."""


@people.command()
@click.argument("username")
@click.option("--name", required=True, help="Name of the person, as pages show it.")
@click.option("--email", default="", help="Address for setting a new password, and for word of what is changed.")
@click.option("--staff", is_flag=True, help="Mark the account as one of the secretariat's staff.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@as_json
def add(username: str, name: str, email: str, *, staff: bool, password_stdin: bool, json_: bool) -> None:
    """Open an account under USERNAME; a seat in a process is given apart (`travaux participation seat`)."""
    password = _password(password_stdin=password_stdin)
    person = services.register_person(
        username, name=name, password=password, staff=staff, email=email, by=Actor(role=OFFICER), at=clock.now()
    )
    show({"username": person.username, "uuid": str(person.uuid)}, json_=json_)


@people.command()
@click.argument("username")
@click.option("--site", default="", help="Address of the site, which the link begins with; else TRAVAUX_ADDRESS.")
@as_json
def reset(username: str, site: str, *, json_: bool) -> None:
    """Reset the sign-in of USERNAME: no password, no second factor, no session; a link sets a new password once."""
    site = site or settings.TRAVAUX_ADDRESS or next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://localhost:8000")
    person = person_named(username)
    link = services.reset_sign_in(person, site=site, by=Actor(role=OFFICER), at=clock.now())
    show({"username": username, "link": link or f"mailed to {person.email}"}, json_=json_)


def _password(*, password_stdin: bool) -> str:
    if password_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
