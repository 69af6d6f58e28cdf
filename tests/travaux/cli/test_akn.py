import json

from click.testing import CliRunner

from travaux.cli import main

VALID = "# T\n\n1. Decides.\n"


def validate(tmp_path, text, *options):
    (tmp_path / "a.xml").write_text(text)
    return CliRunner().invoke(main, ["akn", "validate", str(tmp_path / "a.xml"), *options])


def made(tmp_path):
    (tmp_path / "a.md").write_text(VALID)
    CliRunner().invoke(main, ["convert", str(tmp_path / "a.md"), str(tmp_path / "m.xml")])
    return (tmp_path / "m.xml").read_text()


def test_a_valid_file_is_told_so(tmp_path):
    run = validate(tmp_path, made(tmp_path))
    assert (run.exit_code, run.stdout) == (0, "a.xml: valid Akoma Ntoso 3.0; 2 provisions, 2 with wId\n")


def test_each_fault_is_told_with_its_line_and_the_status_is_one(tmp_path):
    run = validate(tmp_path, made(tmp_path).replace("Decides.", "Decides & <madeUp>x</madeUp>"))
    lines = run.stdout.splitlines()
    assert (run.exit_code, lines[0][:29], lines[1][:23], lines[-1][:16]) == (
        (1, "a.xml: malformed, line 2: xml", "a.xml: invalid, line 2:", "a.xml: not valid")
    )


def test_the_verdict_is_told_as_json(tmp_path):
    told = json.loads(validate(tmp_path, made(tmp_path), "--json").stdout)
    assert (told["is_valid"], told["provisions"], told["malformed"], told["invalid"]) == (True, 2, [], [])
