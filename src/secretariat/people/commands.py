"""Accounts on the command line."""

import sys
from typing import Any

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


SITE = click.option("--site", default="", help="Address of the site, which the link begins with; else TRAVAUX_ADDRESS.")


@people.command()
@click.argument("username")
@click.option("--name", required=True, help="Name of the person, as pages show it.")
@click.option("--email", default="", help="Where the link goes, and word of what is changed later.")
@click.option("--staff", is_flag=True, help="Mark the account as one of the secretariat's staff.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input; no link is handed out.")
@SITE
@as_json
def add(username: str, name: str, email: str, site: str, *, staff: bool, password_stdin: bool, json_: bool) -> None:
    """Open an account under USERNAME; a link sets its password once. A seat is given apart (`participation seat`)."""
    given: dict[str, Any] = {"name": name, "staff": staff, "email": email, "by": Actor(role=OFFICER), "at": clock.now()}
    if password_stdin:
        services.register_person(username, password=sys.stdin.readline().rstrip("\n"), **given)
        show({"username": username}, json_=json_)
    else:
        _show_link(username, services.open_account(username, site=_site(site), **given), json_=json_)


@people.command()
@click.argument("username")
@SITE
@as_json
def reset(username: str, site: str, *, json_: bool) -> None:
    """Reset the sign-in of USERNAME: no password, no second factor, no session; a link sets a new password once."""
    person = person_named(username)
    link = services.reset_sign_in(person, site=_site(site), by=Actor(role=OFFICER), at=clock.now())
    _show_link(username, link, json_=json_)


@people.command()
@click.argument("username")
@as_json
def close(username: str, *, json_: bool) -> None:
    """Close the account USERNAME: nobody signs in with it. What its person did stays, with the name."""
    services.close_account(person_named(username), by=Actor(role=OFFICER), at=clock.now())
    show({"username": username, "closed": True}, json_=json_)


@people.command()
@click.argument("username")
@SITE
@as_json
def reopen(username: str, site: str, *, json_: bool) -> None:
    """Open the closed account USERNAME again; a link sets a new password once."""
    person = person_named(username)
    link = services.reopen_account(person, site=_site(site), by=Actor(role=OFFICER), at=clock.now())
    _show_link(username, link, json_=json_)


@people.command()
@as_json
def reseal(*, json_: bool) -> None:
    """Seal the secrets of all second factors with the key of now, so that TRAVAUX_FACTOR_KEY_BEFORE can be dropped."""
    show({"sealed": services.reseal()}, json_=json_)


def _site(given: str) -> str:
    return given or settings.TRAVAUX_ADDRESS or next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://localhost:8000")


def _show_link(username: str, link: str, *, json_: bool) -> None:
    show({"username": username, "link": link or f"mailed to {person_named(username).email}"}, json_=json_)
