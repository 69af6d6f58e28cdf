import json
from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner

from secretariat.frame.cli import acting, show


@click.command()
@acting
def act(process, username, at, *, json_):
    show({"process": process, "username": username, "at": at.isoformat()}, json_=json_)


@click.command()
@click.option("--none", is_flag=True)
def list_(*, none):
    show([] if none else [{"code": "ARL", "papers": 12}, {"code": "G12", "papers": 3}], json_=False)


def test_a_command_acts_at_the_time_that_it_is_given():
    done = CliRunner().invoke(act, ["--process", "p", "--as", "ada", "--at", "2018-04-05T09:30", "--json"])
    assert json.loads(done.output) == {"process": "p", "username": "ada", "at": "2018-04-05T09:30:00+00:00"}


def test_a_bare_day_is_its_noon():
    done = CliRunner().invoke(act, ["--process", "p", "--at", "2018-12-10", "--json"])
    assert json.loads(done.output)["at"] == "2018-12-10T12:00:00+00:00"


def test_a_command_without_a_time_acts_now():
    before = datetime.now(UTC).replace(microsecond=0)
    done = CliRunner().invoke(act, ["--process", "p"])
    lines = dict(line.split(": ", 1) for line in done.output.splitlines())
    assert (lines["process"], lines["username"]) == ("p", "")
    assert before <= datetime.fromisoformat(lines["at"]) <= datetime.now(UTC)


@pytest.mark.parametrize(("options", "printed"), [([], "code  papers\nARL   12\nG12   3\n"), (["--none"], "")])
def test_rows_are_printed_in_columns(options, printed):
    assert CliRunner().invoke(list_, options).output == printed
