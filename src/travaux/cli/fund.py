"""`travaux fund`: the accounts of a trust fund from its file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from travaux.participation.fund import NotAFund, read_fund
from travaux.participation.fund_report import Report, report

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def fund() -> None:
    """Keep the accounts of a trust fund that pays for taking part."""


@fund.command("report")
@click.argument("file", type=FILE)
@click.option("--json", "json_", is_flag=True, help="Print JSON instead of tables.")
def report_(*, file: Path, json_: bool) -> None:
    """Draw up the accounts and the outcome of the fund in FILE (TOML), reconciled to the cent.

    Ends with status 1 if something does not fit: it is shown, not mended.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise NotAFund(reason="it is not UTF-8") from None
    found = report(read_fund(text))
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=_plain) if json_ else _text(found))
    if found.faults or not found.balanced:
        raise click.exceptions.Exit(1)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _text(found: Report) -> str:
    lines = [f"{found.title} ({found.paragraph or 'no paragraph'}), in {found.currency}", "", "Contributions"]
    lines += [
        f"  {each.donor:<28} {each.currency} {each.pledged:>14} pledged {each.paid:>14} paid {each.outstanding:>14} due"
        f"{'  for ' + each.earmark if each.earmark else ''}"
        for each in found.donors
    ]
    lines += ["", "Money by purpose"]
    lines += [
        f"  {each.earmark or '(for all)':<28} {each.received:>14} received {each.granted:>14} kept for awards"
        f" {each.spent:>14} spent {each.free:>14} free"
        for each in found.purses
    ]
    lines += ["", "Accounts", *(f"  {name:<28} {amount:>14}" for name, amount in found.accounts.items())]
    lines += ["", "Applications in order", *map(_ranked, found.ranking)]
    lines += ["", f"Surplus {found.surplus}", *(f"  {donor:<28} {part:>14}" for donor, part in found.returned)]
    lines += [f"Balanced: {'yes' if found.balanced else 'NO'}", *(f"FAULT {fault}" for fault in found.faults)]
    return "\n".join(lines)


def _ranked(each: Any) -> str:
    place = "–" if each.place is None else each.place  # noqa: RUF001 - a dash for no place
    because = "; ".join(each.because)
    return f"  {place:>3} {each.application.key:<20} {each.points:>4} points {each.estimate:>12}  {because}"
