from click.testing import CliRunner

from travaux.cli import main


def test_a_file_is_written_in_the_format_of_its_suffix_and_what_was_mended_is_told(tmp_path):
    source = tmp_path / "a.xml"
    source.write_text("<akomaNtoso><doc><mainBody><p>a & b</p></mainBody></doc></akomaNtoso>")
    run = CliRunner().invoke(main, ["convert", str(source), str(tmp_path / "b.md")])
    assert (run.exit_code, (tmp_path / "b.md").read_text(), run.stderr.splitlines()[0]) == (
        (0, "a & b\n", "a.xml: malformed XML, line 1: xmlParseEntityRef: no name")
    )


def test_a_format_that_is_not_written_leaves_no_file(tmp_path):
    (tmp_path / "a.txt").write_text("words")
    run = CliRunner().invoke(main, ["convert", str(tmp_path / "a.txt"), str(tmp_path / "b.exe")])
    assert (run.exit_code, (tmp_path / "b.exe").exists()) == (2, False)
