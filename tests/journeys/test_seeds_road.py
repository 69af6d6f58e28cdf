"""The road on real documents: papers in, coded, summed up, drafted, traced both ways; every citation exact."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from secretariat.inputs.commands import coding, submissions
from secretariat.participation.commands import participation
from secretariat.processes.commands import process
from secretariat.stocktaking.commands import coverage, summary
from travaux.cli.passages import passages as passages_command
from travaux.passages.segment import Passage, gaps

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
DAY = "2017-12-05"
SIX = ("human-rights", "irregular-migration", "governance", "diasporas", "drivers", "trafficking")
# Beginning of the file's name; code, name, kind and region of the one whose paper it is; what it is.
PAPERS = (
    ("000", "METRO", "Metropolis", "local", "global", "position_paper"),
    ("001", "DESA", "Department of Economic and Social Affairs", "agency", "global", "report"),
    ("002", "ECE", "Economic Commission for Europe", "agency", "western", "background_paper"),
    ("003", "NEWS", "United Nations News", "agency", "global", "news"),
    ("004", "SGC", "Secretary-General of the Conference", "secretariat", "global", "statement"),
)
ENDORSING = 13
TRAVAUX = Path(sys.executable).with_name("travaux")
LATER = "2018-01-15"
SENTENCE = "Cities offered to share what they tried."
WORDING = "We invite cities to take part in the planning of reception and inclusion."

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents (shared/seeds) are not beside this checkout"),
]


def run(command, *words):
    """Run a command of the site in the process, in the stocktaking phase, and return what it prints."""
    where = ("--process", "gcm-2018", "--at", DAY, "--json")
    return json.loads(CliRunner().invoke(command, [*map(str, words), *where], catch_exceptions=False).output)


@pytest.fixture
def sources():
    """The text of each paper, by the code of the one whose it is."""
    return {code: next(SEEDS.glob(f"{start}*.txt")).read_bytes().decode() for start, code, *_ in PAPERS}


@pytest.fixture
def filed():
    """The five papers, filed by the secretariat for those whose they are."""
    opening = ["open", "gcm-2018", "--at", "2017-04-10"]
    CliRunner().invoke(process, opening, catch_exceptions=False)
    found = {}
    for start, code, name, kind, region, sort in PAPERS:
        run(participation, "admit", code, name, "--kind", kind, "--region", region)
        paper = next(SEEDS.glob(f"{start}*.txt"))
        found[code] = run(submissions, "add", paper, "--entity", code, "--title", name, "--kind", sort)
    return found


@pytest.fixture
def coded(filed):
    """The codes of every paper: suggested by the codebook, then confirmed by a person."""
    found = []
    for paper in filed.values():
        suggested = run(coding, "suggest", paper["key"])
        confirmed = run(coding, "confirm", "--all-of", paper["key"])
        assert len(confirmed) == len(suggested)
        found += confirmed
    return found


def test_every_paper_is_read_whole_and_no_word_is_lost(filed, sources):
    assert {code: paper["not read"] for code, paper in filed.items()} == {code: [] for code in sources}
    for code, paper in filed.items():
        shown = run(submissions, "show", paper["key"])
        rows = [Passage(row["start"], row["end"], row["kind"], row["number"], row["text"]) for row in shown["passages"]]
        assert shown["text"] == sources[code]
        assert [row.text for row in rows] == [sources[code][row.start : row.end] for row in rows]
        assert gaps(sources[code], rows) == ()


def test_the_passages_are_the_same_without_a_site(filed, sources):
    for start, code, *_ in PAPERS:
        paper = str(next(SEEDS.glob(f"{start}*.txt")))
        result = CliRunner().invoke(passages_command, [paper, "--json"], catch_exceptions=False)
        units = json.loads(result.stdout)
        assert len(units) == filed[code]["passages"]
        assert [unit["text"] for unit in units] == [sources[code][unit["start"] : unit["end"]] for unit in units]
        assert result.stderr == ""


def test_each_paper_has_a_receipt_of_its_own(filed):
    assert len({paper["receipt"]["leaf"] for paper in filed.values()}) == len(PAPERS)


def test_the_cities_that_are_no_members_endorse_the_paper(filed, sources):
    (line,) = (line for line in sources["METRO"].splitlines() if line.count(",") == ENDORSING - 1)
    names = [name.strip(" .") for name in line.split(",")]
    options = [word for name in names for word in ("--name", name)]
    rows = run(submissions, "endorse", filed["METRO"]["key"], *options)
    assert [row["name"] for row in rows] == names
    assert len(names) == ENDORSING


def test_the_codebook_finds_all_six_themes_and_says_why(coded):
    assert {row["theme"] for row in coded} == set(SIX)
    assert [row for row in coded if not row["why"]] == []


def test_the_matrix_counts_entities_and_names_the_gaps(coded):
    found = run(coverage)
    counted = {row["theme"]: row for row in found["rows"]}
    assert tuple(counted) == SIX
    assert counted["governance"] == {"theme": "governance", "agency": 3, "local": 1, "secretariat": 1}
    silent = [row for row in found["rows"] if 0 in row.values()]
    assert len(found["gaps"]) == len(silent)
    assert {row["theme"] for row in coded} == {row["theme"] for row in found["rows"] if sum(list(row.values())[1:])}


@pytest.mark.usefixtures("coded")
def test_every_citation_of_the_outline_gives_the_exact_words_of_its_source(sources):
    rows = run(summary, "outline")
    assert {row["theme"] for row in rows} == set(SIX)
    assert [row["text"] for row in rows] == [sources[row["entity"]][row["start"] : row["end"]] for row in rows]


@pytest.mark.usefixtures("coded")
def test_a_summary_written_from_the_outline_is_issued_and_still_gives_the_exact_words(sources):
    key = run(summary, "open", "Summary of the preparatory meeting")["key"]
    for theme in SIX:
        rows = run(summary, "outline", "--theme", theme)
        cited = [word for row in rows for word in ("--cite", row["passage"])]
        run(summary, "write", key, f"Views were expressed on {theme}.", *cited, "--theme", theme)
    checked = run(summary, "check", key)
    assert (checked["sentences"], run(summary, "issue", key)["status"]) == (len(SIX), "issued")
    shown = run(summary, "show", key)["sentences"]
    places = [place for sentence in shown for place in sentence["rests on"]]
    assert len(places) == checked["citations"]
    assert [place["text"] for place in places] == [
        sources[place["entity"]][place["start"] : place["end"]] for place in places
    ]


class Desk:
    """A secretariat with nothing but a terminal: each call is a process of its own, on one embedded database."""

    def __init__(self, folder: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRAVAUX_", "DJANGO_"))}
        self.environment = {**kept, "TRAVAUX_DATA": str(folder)}

    def run(self, *words: object) -> str:
        done = subprocess.run(  # noqa: S603 - our own command, on words of this test
            [TRAVAUX, *map(str, words)], env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, *words: object, at: str = LATER):
        return json.loads(self.run(*words, "--process", "gcm-2018", "--at", at, "--json"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.run("process", "open", "gcm-2018", "--at", "2017-04-10")
    for start, code, name, kind, region, sort in PAPERS:
        desk.ask("participation", "admit", code, name, "--kind", kind, "--region", region)
        paper = next(SEEDS.glob(f"{start}*.txt"))
        filed = desk.ask("submissions", "add", paper, "--entity", code, "--title", name, "--kind", sort)
        assert filed["not read"] == []
        desk.ask("coding", "suggest", filed["key"])
        desk.ask("coding", "confirm", "--all-of", filed["key"])
    return desk


def test_a_passage_of_the_cities_paper_is_traced_into_the_draft_and_back_to_its_exact_words(desk, sources):
    (paper,) = (row for row in desk.ask("submissions", "list") if row["entity"] == "METRO")
    shown = desk.ask("submissions", "show", paper["key"])
    passage = next(row for row in shown["passages"] if "governance" in row["codes"] and "cities" in row["text"])

    summary = desk.ask("summary", "open", "Chair's summary")["key"]
    cited = ("--cite", passage["uuid"], "--theme", "governance")
    sentence = desk.ask("summary", "write", summary, SENTENCE, *cited)
    desk.ask("summary", "issue", summary)
    desk.ask("text", "open", "compact", "Draft compact")
    drafted = desk.ask("text", "draft", "operative", WORDING, "--from", sentence["sentence"])
    desk.ask("text", "present", at="2018-02-05")

    forward = json.loads(desk.run("trace", passage["uuid"], "--json"))
    stages = {row["stage"]: row for row in forward["things"]}
    assert stages["provision"]["words"] == WORDING
    assert stages["sentence"]["words"] == SENTENCE

    back = json.loads(desk.run("trace", drafted["uuid"], "--json"))
    rests = {row["stage"]: row for row in back["things"]}
    assert rests["submission"]["by"] == ["METRO"]
    assert rests["passage"]["words"] == sources["METRO"][passage["start"] : passage["end"]]


def test_the_matrix_and_the_outline_are_printed_and_every_citation_resolves(desk, sources):
    counted = desk.ask("coverage")
    assert len(counted["rows"]) == 6
    rows = desk.ask("summary", "outline")
    assert [row["text"] for row in rows] == [sources[row["entity"]][row["start"] : row["end"]] for row in rows]


def test_the_exported_record_of_the_road_is_verified_against_its_checkpoint(desk, tmp_path):
    record, kept = tmp_path / "record.jsonl", tmp_path / "checkpoint.txt"
    desk.run("record", "export", record)
    kept.write_text(desk.run("record", "checkpoint"))
    entries = sum(not line.startswith(('{"checkpoint":', '{"opening":')) for line in record.read_text().splitlines())
    assert f"vouches for the first {entries}." in desk.run("verify", record, "--checkpoint", kept)
