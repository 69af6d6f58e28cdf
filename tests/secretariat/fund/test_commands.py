import json

import pytest
from click.testing import CliRunner

from secretariat.fund.commands import NoSuchKey, trust_fund
from tests.secretariat.fund.conftest import TERMS
from travaux.participation.fund import NotAFund

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("process")]


def run(command, *args, status=0):
    done = CliRunner().invoke(
        trust_fund,
        [command, "--process", "gcm-2018", "--at", "2018-04-03", "--json", "--", *args]
        if not any(arg.startswith("--") for arg in args)
        else [command, "--process", "gcm-2018", "--at", "2018-04-03", "--json", *args],
    )
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return json.loads(done.stdout) if done.stdout and status < 2 else None


def test_the_fund_is_kept_from_the_command_line(tmp_path, arl):
    terms = tmp_path / "terms.toml"
    terms.write_bytes(b"\xff")
    with pytest.raises(NotAFund):
        run("open", str(terms))
    terms.write_text(TERMS)
    assert run("open", str(terms))["fund"] == "Fund for taking part"
    assert run("pledge", "Cordovia", "1000")["key"] == "C1"
    assert run("pledge", "Delmar", "100", "--currency", "CHF", "--rate", "1.1234")["currency"] == "CHF"
    run("receive", "C1", "800.50")
    run("receive", "C2", "100", "--rate", "1.2")
    for wrong in (
        ["pledge", "Elnath", "a"],
        ["pledge", "Elnath", "1", "--rate", "x"],
        ["pledge", "E", "1", "--rate", "0"],
    ):
        run(*wrong, status=2)
    trip = ["--entity", arl.entity, "--fact", "group=developing", "--fare", "300", "--days", "2", "--place", "Geneva"]
    assert run("apply", "Ana Ruiz", *trip) == {"key": "S1"}
    assert [(row["place"], row["estimate"]) for row in run("requests")] == [(1, "500.00")]
    assert run("award", "S1", "500")["granted"] == "500.00"
    assert run("pay", "S1", "450", "--what", "fare")["paid"] == "450.00"
    run("close", "S1")
    told = run("report")
    assert (told["surplus"], told["balanced"], told["faults"]) == ("470.50", True, [])
    for command in (["receive", "C9", "1"], ["award", "S9", "1"]):
        with pytest.raises(NoSuchKey):
            run(*command)


def test_what_does_not_fit_is_shown_and_ends_with_status_1(give):
    give("100", "200")
    assert run("report", status=1)["faults"] == ["C1: 100.00 USD more was paid than pledged"]


def test_what_was_entered_in_error_is_reversed_by_key_and_amount(give, ask, arl):
    give("1000", "800")
    ask(arl)
    wrong = ["--because", "Entered twice."]
    run("award", "S1", "500"), run("pay", "S1", "450")
    for key, amount, entry in (("S1", "450", "expense"), ("S1", "500", "award"), ("C1", "800", "payment")):
        assert run("reverse", key, amount, "--entry", entry, *wrong)["reversed"] == entry
    run("reverse", "C1", "1000", "--entry", "pledge", *wrong)
    assert set(run("report")["accounts"].values()) == {"0.00"}
    for key, entry in (("C1", "payment"), ("S1", "award"), ("S1", "expense"), ("C1", "pledge")):
        with pytest.raises(NoSuchKey):
            run("reverse", key, "1", "--entry", entry, *wrong)
