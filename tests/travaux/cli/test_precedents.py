import io
import json
import tarfile

import pytest
from click.testing import CliRunner

from travaux.cli.precedents import NoText, precedents
from travaux.formats.plain import Undecodable
from travaux.text.precedents.file import NoIndex
from travaux.text.precedents.search import TooShort

AGREED = "Recognizing the positive contribution of migrants for inclusive growth and sustainable development"
STOCK = "at the national, regional and global levels, as appropriate"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "deeper").mkdir(parents=True)
    (folder / "A_RES_70_1.txt").write_text(f"1. {AGREED} in every country;\n\n2. {STOCK};")
    (folder / "deeper" / "2016-09-19.txt").write_text(f"4. {AGREED};\n\n7. {STOCK} again")
    return folder


@pytest.fixture
def run(tmp_path):
    def call(*words, given=None):
        index = ["--index", str(tmp_path / "x.index")]
        return CliRunner().invoke(precedents, [*map(str, words), *index], given)

    return call


def built(run, *words):
    return json.loads(run("build", *words, "--json").stdout)


def test_a_corpus_is_taken_up_once(run, folder):
    assert built(run, folder) == {"added": 2, "replaced": 0, "unchanged": 0, "unreadable": [], "paragraphs": 4}
    assert built(run, folder, folder / "A_RES_70_1.txt")["unchanged"] == 3


def test_a_file_that_has_changed_is_replaced_and_a_new_one_added(run, folder):
    built(run, folder)
    (folder / "A_RES_70_1.txt").write_text(f"1. {STOCK}")
    (folder / "new.txt").write_text("3. Something new")
    assert built(run, folder) == {"added": 1, "replaced": 1, "unchanged": 1, "unreadable": [], "paragraphs": 4}
    rows = json.loads(run("find", AGREED, "--json").stdout)
    assert [row["symbol"] for row in rows] == ["2016-09-19"]


def test_what_cannot_be_read_is_named_with_the_reason_and_the_rest_goes_on(run, folder):
    (folder / "broken.xml").write_text("no XML")
    (folder / "empty.txt").write_text("")
    (folder / "bad.tar.xz").write_bytes(b"no archive")
    result = run("build", folder)
    assert result.exit_code == 0
    assert "could not be read: 3" in result.stdout
    assert "paragraphs in the index: 4" in result.stdout
    assert [line.split(": ")[0].rpartition("/")[2] for line in result.stderr.splitlines() if ": " in line] == [
        *("bad.tar.xz", "broken.xml", "empty.txt")
    ]


def test_an_archive_is_read_as_a_folder(run, tmp_path):
    archive = tmp_path / "resolutions.tar.xz"
    with tarfile.open(archive, "w:xz") as packed:
        for name, content in (("a/A_RES_1_1.txt", AGREED), ("a/note.bin", "x"), ("a", None)):
            member = tarfile.TarInfo(name)
            member.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE
            member.size = len(content or "")
            packed.addfile(member, io.BytesIO((content or "").encode()))
    assert built(run, archive)["added"] == 1
    assert built(run, archive)["unchanged"] == 1


def test_many_files_are_read_by_several_processes(run, folder):
    for number in range(30):
        (folder / f"A_RES_80_{number}.txt").write_text(f"{number}. {AGREED} {number}")
    assert built(run, folder)["added"] == 32


def test_a_text_gets_the_symbol_and_the_date_that_are_given(run, folder):
    built(run, folder)
    again = (folder / "A_RES_70_1.txt", "--symbol", "A/RES/70/1 A", "--date", "2015-09-25")
    assert built(run, *again)["replaced"] == 1
    assert built(run, *again)["unchanged"] == 1
    rows = json.loads(run("find", AGREED, "--json").stdout)
    assert ("A/RES/70/1 A", "2015-09-25") in {(row["symbol"], row["date"]) for row in rows}


def test_runs_are_told_as_the_contract_has_it(run, folder, tmp_path):
    built(run, folder)
    draft = tmp_path / "draft.txt"
    draft.write_text(f"5. {AGREED} for all")
    rows = json.loads(run("find", draft, "--json").stdout)
    assert rows[0] == {
        "start": 3,
        "end": 3 + len(AGREED),
        "words": 12,
        "text": AGREED,
        "symbol": "2016-09-19",
        "paragraph": "4",
        "date": "2016-09-19",
        "exact": True,
        "rarity": 0.5,
        "occurrences": 2,
    }
    assert [(row["symbol"], row["paragraph"], row["date"]) for row in rows[1:]] == [("A/RES/70/1", "1", "")]


def test_a_variant_is_told_with_what_differs(run, folder):
    built(run, folder)
    changed = AGREED.replace("positive", "negative")
    rows = json.loads(run("find", "-", "--json", given=changed).stdout)
    near = [row for row in rows if not row["exact"]]
    assert near[0]["differences"] == [{"start": 16, "end": 24, "text": "negative", "adopted": "positive"}]


def test_the_weightiest_run_comes_first_in_what_people_read(run, folder):
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"{STOCK} {number}")
    built(run, folder)
    changed = AGREED.replace("positive", "negative")
    lines = run("find", f"{STOCK} {AGREED} in every Country of").stdout.splitlines()
    assert lines[0].startswith("60 to ")
    assert "15 words, rarity" in lines[0]
    assert lines[1] == "    A/RES/70/1, 1"
    assert any(line.startswith("    … 7 paragraphs in all") for line in lines)
    assert "    “negative” is “positive” there" in run("find", changed).stdout.splitlines()


def test_a_paper_of_another_format_is_read_first(run, folder, tmp_path):
    built(run, folder)
    page = tmp_path / "draft.html"
    page.write_text(f"<html><body><p>{AGREED}</p></body></html>")
    assert json.loads(run("find", page, "--json").stdout)[0]["words"] == 12


def test_places_count_the_characters_of_the_file_as_it_stands(run, folder, tmp_path):
    built(run, folder)
    file = tmp_path / "draft.txt"
    for text, encoding in ((f"\ufeff1. {AGREED}\r\n\r\n2. {AGREED}\r\n", "utf-8"), (f"1. {AGREED}\n", "utf-16")):
        file.write_bytes(text.encode(encoding))
        found = json.loads(run("find", file, "--json").stdout)
        assert [text[each["start"] : each["end"]] for each in found] == [each["text"] for each in found] != []


def test_what_is_no_text_is_refused(run, folder, tmp_path):
    built(run, folder)
    file = tmp_path / "draft.txt"
    file.write_bytes(b"\x00\xff\x01")
    assert isinstance(run("find", file).exception, Undecodable)


def test_words_that_are_nowhere_are_said_to_be(run, folder):
    built(run, folder)
    assert run("find", "these words were never agreed upon by anybody anywhere").stdout == "nothing of it was found\n"


@pytest.mark.parametrize("text", ["draft.txt", "no \x00 file", "x" * 5000])
def test_what_is_no_file_and_too_short_is_refused(run, folder, text):
    built(run, folder)
    assert isinstance(run("find", text).exception, NoText)


def test_shorter_runs_and_an_index_that_is_not_there_are_refused(run, folder):
    assert isinstance(run("find", AGREED).exception, NoIndex)
    built(run, folder)
    assert isinstance(run("find", AGREED, "--min-words", "5").exception, TooShort)


def test_all_sources_are_named_if_asked_for(run, folder):
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"{AGREED} {number}")
    built(run, folder)
    count = len(json.loads(run("find", AGREED, "--json").stdout))
    everything = len(json.loads(run("find", AGREED, "--json", "--sources", "0").stdout))
    assert (count, everything) == (50, 62)
