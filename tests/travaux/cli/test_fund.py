import json

from click.testing import CliRunner

from travaux.cli.fund import fund
from travaux.participation.fund import NotAFund

TEXT = """
[fund]
title = "Travel"
currency = "USD"
surplus = "pro_rata"
[[contributions]]
key = "a"
donor = "Arlandia"
on = 2017-05-02
pledged = "500.00"
earmark = "youth"
[[payments]]
contribution = "a"
on = 2017-06-01
amount = "500.00"
[[eligibility]]
column = "status"
values = ["LDC"]
[[applications]]
key = "p1"
entity = "COR"
fare = "120.00"
facts = { status = "LDC" }
[[applications]]
key = "p2"
entity = "DEL"
[[awards]]
application = "p1"
on = 2017-07-01
amount = "120.00"
earmark = "youth"
"""


def run(tmp_path, content, *options):
    file = tmp_path / "fund.toml"
    file.write_bytes(content)
    return CliRunner().invoke(fund, ["report", str(file), *options])


def test_the_accounts_are_told_and_balance(tmp_path):
    told = run(tmp_path, TEXT.encode())
    assert told.exit_code == 0
    assert "Travel (no paragraph), in USD" in told.stdout
    assert told.stdout.endswith("Balanced: yes\n")


def test_the_report_is_had_as_json_with_amounts_as_words(tmp_path):
    found = json.loads(run(tmp_path, TEXT.encode(), "--json").stdout)
    assert found["accounts"]["cash"] == "500.00"
    assert found["returned"] == [["Arlandia", "380.00"]]


def test_what_does_not_fit_ends_with_status_1(tmp_path):
    told = run(tmp_path, TEXT.replace('amount = "120.00"', 'amount = "620.00"').encode())
    assert told.exit_code == 1
    assert "FAULT earmark youth: overdrawn by 120.00" in told.stdout


def test_a_file_in_another_encoding_is_refused(tmp_path):
    assert isinstance(run(tmp_path, TEXT.replace("Travel", "Vóyage").encode("latin-1")).exception, NotAFund)
