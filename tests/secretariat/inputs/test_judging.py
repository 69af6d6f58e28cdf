"""Two coders, each unseen by the other, a third who settles, and the codebook that they go by."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from secretariat.inputs import queries, services
from secretariat.inputs.models import Code, Judgement
from secretariat.inputs.services.books import Entry, entries_of
from secretariat.people.access import COFACILITATOR, DELEGATE, OFFICER
from tests.secretariat.inputs.conftest import AT, OPERATOR
from tests.secretariat.inputs.test_calls import refused
from travaux.cli import main

URL = "/processes/gcm-2018/inputs/"


@pytest.fixture
def passages(submission):
    """The two passages of the cities' paper that ask for something."""
    return list(queries.passages_of(submission, OPERATOR).filter(kind__in=queries.CODED))


def standing(passage):
    rows = Code.objects.unscoped("the test").filter(passage=passage).order_by("theme__key")
    return [(row.theme.key, row.status) for row in rows]


def test_what_two_coders_say_alike_counts_and_where_they_differ_a_third_settles(process, actors, passages):
    one, other, third = actors[OFFICER], actors[COFACILITATOR], OPERATOR
    alike, apart = passages
    assert refused(lambda: services.judge_passage(alike, themes=[], by=third, at=AT)) == "NoCoder"
    services.judge_passage(alike, themes=["governance"], by=one, at=AT)
    assert (standing(alike), list(queries.judgements(process, one))) == ([], [])
    assert refused(lambda: services.settle_passage(alike, themes=[], by=third, at=AT)) == "NotJudgedTwice"
    services.judge_passage(alike, themes=["governance"], by=other, at=AT)
    assert standing(alike) == [("governance", "confirmed")]
    assert refused(lambda: services.judge_passage(alike, themes=[], by=other, at=AT)) == "AlreadySettled"
    services.judge_passage(apart, themes=["human-rights"], by=one, at=AT)
    services.judge_passage(apart, themes=["human-rights", "drivers"], by=other, at=AT)
    assert [(row.passage, row.said, row.named) for row in queries.differing(process, third)] == [
        (apart, (("human-rights",), ("drivers", "human-rights")), ("drivers", "human-rights"))
    ]
    figures = {
        row.theme: (row.units, row.both, row.one, row.kappa, row.alpha) for row in queries.agreement_of(process, third)
    }
    assert figures["governance"] == (2, 1, 0, 1.0, 1.0)
    assert figures["human-rights"] == (2, 1, 0, 1.0, 1.0)
    assert figures["drivers"] == (2, 0, 1, 0.0, 0.0)
    assert figures["diasporas"] == (2, 0, 0, None, None)
    services.settle_passage(apart, themes=["drivers"], by=third, at=AT)
    assert (standing(apart), queries.differing(process, third)) == ([("drivers", "confirmed")], [])
    assert refused(lambda: services.settle_passage(apart, themes=[], by=third, at=AT)) == "AlreadySettled"


def test_a_coder_sees_what_he_said_and_not_what_the_other_said(actors, passages, signed_in, client, suggested):
    services.judge_passage(passages[0], themes=["governance"], by=actors[OFFICER], at=AT)
    assert queries.own_judgements(actors[COFACILITATOR], passages) == {}
    assert queries.own_judgements(actors[OFFICER], passages) == {passages[0].pk: ["governance"]}
    signed_in(COFACILITATOR)
    page = client.get(f"{URL}GCM-S-001/judge/").content.decode()
    assert ("checked" in page, "suggested" in page, bool(suggested)) == (False, False, True)
    told = client.post(f"{URL}GCM-S-001/judge/", {"passage": passages[0].uuid, "themes": ["drivers"]})
    assert told["Location"] == f"{URL}GCM-S-001/judge/#p-{passages[1].uuid}"
    last = client.post(f"{URL}GCM-S-001/judge/", {"passage": passages[1].uuid})
    assert last["Location"] == f"{URL}GCM-S-001/judge/#p-{passages[1].uuid}"
    assert client.post(f"{URL}GCM-S-001/judge/", {"passage": "no"}).status_code == 422
    page = client.get(f"{URL}agreement/").content.decode()
    assert ("Coder 2:" in page, "on none of them" in page) == (True, False)
    settled = client.post(f"{URL}agreement/", {"passage": passages[0].uuid, "themes": ["drivers"]})
    assert (settled.status_code, standing(passages[0])) == (302, [("drivers", "confirmed"), ("governance", "rejected")])
    assert signed_in(DELEGATE).get(f"{URL}agreement/").status_code == 403


def run(*words, expect=0, process="gcm-2018"):
    where = ["--process", process] if process else []
    result = CliRunner().invoke(main, [*words, *where, "--at", "2017-06-20"])
    assert result.exit_code == expect, result.output
    return result.output


@pytest.mark.usefixtures("actors")
def test_codes_go_out_to_a_file_and_judgements_come_in_from_one(passages, tmp_path):
    first = [{"passage": str(row.uuid), "themes": "governance"} for row in passages]
    one, other = tmp_path / "one.csv", tmp_path / "other.json"
    with one.open("w", newline="") as sink:
        writer = csv.DictWriter(sink, ["passage", "themes"])
        writer.writeheader()
        writer.writerows(first)
    other.write_text(json.dumps([first[0], first[1] | {"themes": ["drivers"]}]))
    run("coding", "import", str(one), "--as", "officer")
    run("coding", "import", str(other), "--as", "cofacilitator")
    assert Judgement.objects.unscoped("the test").count() == 4
    rows = list(csv.DictReader(io.StringIO(run("coding", "export", "--judgements"))))
    assert [(row["coder"], row["themes"]) for row in rows] == [
        ("1", "governance"),
        ("2", "governance"),
        ("1", "governance"),
        ("2", "drivers"),
    ]
    figures = {row["theme"]: row for row in json.loads(run("coding", "agreement", "--json"))}
    assert (figures["governance"]["both"], figures["governance"]["one only"]) == (1, 1)
    run("coding", "settle", str(passages[1].uuid), "drivers")
    out = tmp_path / "out.json"
    run("coding", "export", "--json", "--out", str(out))
    assert [(row["passage"], row["themes"]) for row in json.loads(out.read_text())] == [
        (str(passages[1].uuid), "drivers")
    ]
    told = run("coding", "import", str(one), "--as", "officer")
    assert "left as settled: 1" in told
    run("coding", "judge", str(passages[0].uuid), "governance", "--as", "officer")
    bad = tmp_path / "bad.csv"
    bad.write_text("passage,themes\nnobody,governance\n")
    run("coding", "import", str(bad), expect=2)


BOOK = (
    Entry("governance", "Cooperation and governance", words=("governance", "cooperation")),
    Entry("cities", "Cities", "element", "governance", ("city", "cities")),
)


def test_the_codebook_is_revised_in_editions_and_a_code_in_use_stays(process, submission, passages):
    services.code_passage(passages[0], theme="drivers", by=OPERATOR, at=AT)
    deed = lambda entries: services.revise_codebook(process, entries=entries, by=OPERATOR, at=AT)  # noqa: E731 - tried
    assert refused(lambda: deed(BOOK)) == "CodeInUse"
    kept = (*BOOK, Entry("drivers", "Drivers", retired=True))
    assert (deed(kept).number, [row.key for row in queries.themes(process)]) == (1, ["governance", "cities"])
    assert [code.theme.key for code in queries.coded(process)] == ["drivers"]
    found = {code.theme.key for code in services.suggest_codes(submission, by=OPERATOR, at=AT)}
    assert found == {"governance", "cities"}
    assert (
        deed(kept[:1] + kept[2:]).number == 2
        if not found
        else refused(lambda: deed(kept[:1] + kept[2:])) == "CodeInUse"
    )
    wrong = [
        (Entry("", "No key"),),
        (Entry("twice", "A"), Entry("twice", "B")),
        (Entry("untitled", " "),),
        (Entry("odd", "Odd", "colour"),),
        (Entry("child", "Child", parent="nobody"),),
    ]
    assert [refused(lambda entries=entries: deed(entries)) for entries in wrong] == ["WrongCode"] * 5
    assert {entry.key: entry.retired for entry in entries_of(process)}["drivers"] is True


@pytest.mark.usefixtures("submission")
def test_the_codebook_goes_out_and_comes_back(tmp_path, process):
    path = tmp_path / "book.csv"
    path.write_text(run("coding", "codebook"))
    assert len(path.read_text().splitlines()) == 7
    assert "edition: 1" in run("coding", "codebook", "--revise", str(path), "--note", "As it was.")
    assert [row["key"] for row in json.loads(run("coding", "codebook", "--json"))][:1] == [
        queries.themes(process)[0].key
    ]
    path.write_text("nothing\nof it\n")
    run("coding", "codebook", "--revise", str(path), expect=2)


AGREED = [("a", "1", "drivers"), ("b", "1", "drivers"), ("a", "2", "drivers;cities"), ("b", "2", ""), ("a", "3", "")]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "json"])
def test_agreement_is_reckoned_from_a_file_of_two_coders(tmp_path, form):
    path = tmp_path / f"coders.{form}"
    rows = [dict(zip(("coder", "passage", "themes"), row, strict=True)) for row in AGREED]
    lines = ["coder,passage,themes", *(",".join(row) for row in AGREED)]
    path.write_text(json.dumps(rows) if form == "json" else "\n".join(lines))
    found = json.loads(run("coding", "agreement", str(path), "--json", process=""))
    assert [(row["theme"], row["passages"], row["both"], row["one only"]) for row in found] == [
        ("cities", 2, 0, 1),
        ("drivers", 2, 1, 1),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["coder,passage,themes\na,1,drivers\n", "passage,themes\n1,drivers\n"])
def test_a_file_of_one_coder_says_nothing_of_agreement(tmp_path, words):
    path = tmp_path / "coder.csv"
    path.write_text(words)
    run("coding", "agreement", str(path), process="", expect=2)
    run("coding", "agreement", process="", expect=2)
