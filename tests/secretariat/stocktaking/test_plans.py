"""The workplan, reasons, words of quantity, balance, and forms on which somebody else was faster."""

import re

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from secretariat.inputs.models import Code, Passage
from secretariat.people.access import COFACILITATOR, OFFICER, Actor
from secretariat.stocktaking import commands, queries, services
from secretariat.stocktaking.models import Activity, Sentence
from travaux.refusal import Refusal

PAPER = "Remittances must cost less on every route that our members use to send money home."
OFFICE = Actor(role=OFFICER)
URL = "/processes/gcm-2018/stocktaking/"
PLAN = """kind,key,title,region,lead,opens,closes,status,outcome,address,elements
element,returns,Return and readmission,,,,,,,,
element,data,Data on migration,,,,,,,,
element,skills,Skills,,,,,,,,
consultation,africa,Regional consultation,africa,A commission,2017-06-01,2017-06-02,done,GCM-S-001,,returns
process,dialogue,=Dialogue,asia_pacific,A dialogue,,,held,,https://example.org/outcome,returns;data
product,atlas,Atlas of skills,,,2017-05-01,,cancelled,,,skills
"""


def refused(deed):
    with pytest.raises(Refusal) as caught:
        deed()
    return type(caught.value).__name__


def page_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def run(command, *words):
    where = ("--process", "gcm-2018", "--at", "2017-06-20")
    return CliRunner().invoke(command, [*map(str, words), *where], catch_exceptions=False).output


@pytest.mark.usefixtures("passages")
def test_the_workplan_shows_what_came_of_each_line_and_what_nobody_covers(process, officer, at, client):
    assert services.set_workplan(process, content=PLAN.encode(), by=officer, at=at) == 3
    plan = queries.plan(process)
    assert [(activity.key, cells) for activity, cells in plan.rows] == [
        ("atlas", (False, False, True)),
        ("africa", (True, False, False)),
        ("dialogue", (True, True, False)),
    ]
    assert [element.key for element in plan.uncovered] == ["skills"]
    page = page_of(client.get(f"{URL}workplan/"))
    assert ("Nobody covers “Skills”." in page, "/inputs/GCM-S-001/" in page) == (True, True)
    shorter = "\n".join(line for line in PLAN.splitlines() if not line.startswith("product"))
    assert services.set_workplan(process, content=shorter.encode(), by=officer, at=at) == 2
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "line",
    [
        "process,,,,,,,,,,",
        "process,No Key,A title,,,,,,,,",
        "party,a,A title,,,,,,,,",
        "process,a,A title,moon,,,,,,,",
        "process,a,A title,,,soon,,,,,",
        "process,a,A title,,,2017-02-02,2017-02-01,,,,",
        "process,a,A title,,,,,dreamt,,,",
        "process,a,A title,,,,,,GCM-S-009,,",
        "process,a,A title,,,,,,,javascript:alert(1),",
        "process,a,A title,,,,,,,,no-such",
        "element,data,Twice,,,,,,,,",
        "\udcff",
    ],
)
def test_a_workplan_with_a_wrong_line_is_refused_whole(process, officer, at, line):
    content = (PLAN.replace("GCM-S-001", "") + line).encode(errors="surrogateescape")
    assert refused(lambda: services.set_workplan(process, content=content, by=officer, at=at)) == "WrongPlan"
    assert Activity.objects.count() == 0


@pytest.mark.usefixtures("passages")
def test_the_workplan_is_set_on_the_page_and_by_command(signed_in, client, tmp_path):
    signed_in("officer")
    table = SimpleUploadedFile("plan.csv", PLAN.encode(), content_type="text/csv")
    assert client.post(f"{URL}workplan/", {"table": table}).status_code == 302
    wrong = SimpleUploadedFile("plan.csv", b"kind\nnothing\n", content_type="text/csv")
    assert client.post(f"{URL}workplan/", {"table": wrong}).status_code == 422
    path = tmp_path / "plan.csv"
    path.write_text(PLAN)
    assert "Nobody covers: skills" in run(commands.summary, "workplan", "--set", path)
    assert '"uncovered"' in run(commands.summary, "workplan", "--json")


def test_words_of_quantity_stand_for_numbers_that_the_chair_set(summary, passages, write, officer, at):
    services.set_quantities(summary, lines=["several 3 9", "", "many 10"], by=officer, at=at)
    write("Several delegations asked for a seat.", passages["ARL"], passages["BRU"])
    ((_row, each),) = queries.misfits_of(summary, queries.sentences_of(summary))
    assert (each.word, each.count, each.of) == ("Several", 2, 3)
    assert refused(lambda: services.issue_summary(summary, by=officer, at=at)) == "Miscounted"
    for line in ("several", "several three", "several 9 3"):
        deed = lambda line=line: services.set_quantities(summary, lines=[line], by=officer, at=at)  # noqa: E731 - tried
        assert refused(deed) == "WrongQuantities"
    services.set_quantities(summary, lines=["several 2 9"], by=officer, at=at)
    assert [(row.group, row.quoted, row.unquoted, row.is_balanced) for row in queries.balance_of(summary).shares] == [
        ("Local authority", (), ("HCN",), False),
        ("Member State", ("ARL", "BRU"), (), True),
    ]
    assert services.issue_summary(summary, by=officer, at=at).status == "issued"
    assert refused(lambda: services.open_summary(summary.process, title="A", kind="poem", by=officer, at=at)) == (
        "WrongKind"
    )


def test_whom_a_summary_quotes_is_shown_to_those_who_write_it(signed_in, client, summary, passages, write):
    write("Many delegations asked for a seat.", passages["ARL"])
    signed_in(COFACILITATOR)
    where = f"{URL}{summary.key}/quantities/"
    assert client.post(where, {"lines": "many 10"}).status_code == 302
    page = page_of(client.get(where))
    assert ("does not fit" in page, "“Many” stands for 1 of 3 who spoke." in page) == (True, True)
    assert client.post(where, {"lines": "many"}).status_code == 422
    printed = run(commands.summary, "balance", summary.key)
    assert "HCN" in printed
    assert "several" in run(commands.summary, "quantities", summary.key, "several 3 9")


def test_a_form_on_which_somebody_was_faster_is_told_so_and_keeps_what_was_typed(
    signed_in, client, summary, passages, write, officer, at
):
    row = write("Several delegations asked for a seat.", passages["ARL"])
    signed_in(COFACILITATOR)
    where = f"{URL}{summary.key}/sentences/{row.uuid}/mend/"
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', page_of(client.get(where)))[1]
    typed = {"wording": "Some asked for a seat.", "passages": [str(passages["ARL"].uuid)], "seen": seen}
    services.mend_sentence(
        row, wording="Two asked for seats.", passages=[passages["BRU"]], own=False, theme="", by=officer, at=at
    )
    stale = client.post(where, typed)
    assert (stale.status_code, "Some asked for a seat." in page_of(stale)) == (409, True)
    assert Sentence.objects.unscoped("the test").get().wording == "Two asked for seats."
    row.refresh_from_db()
    fresh = typed | {"seen": queries.stamp_of(row)}
    assert client.post(where, fresh).status_code == 302


def test_looking_at_another_theme_drops_nothing_that_was_typed(signed_in, client, summary, passages):
    signed_in(COFACILITATOR)
    where = f"{URL}{summary.key}/edit/"
    picked = str(passages["ARL"].uuid)
    typed = {"wording": "Half a sent", "passages": [picked, "nonsense"], "theme": "diasporas", "look": "1"}
    page = page_of(client.post(where, typed))
    assert ("Half a sent" in page, str(passages["HCN"].uuid) in page) == (True, True)
    assert re.search(rf'value="{picked}"[^>]*checked', page)
    whole = typed | {"wording": "A sentence.", "passages": [picked, str(passages["HCN"].uuid)]}
    del whole["look"]
    assert client.post(where, whole).status_code == 302
    assert Sentence.objects.unscoped("the test").get().citations.count() == 2


def test_passages_are_offered_by_their_words_some_at_once_those_that_ask_first(
    signed_in, client, summary, passages, process, at
):
    first, theme = passages["ARL"], process.themes.get(key="governance")
    more = Passage.objects.bulk_create(
        Passage(submission=first.submission, ordinal=number, kind="item", start=number, end=number + 1, text="Clinics.")
        for number in range(2, queries.OFFERED + 2)
    )
    more[-1].asks = ["must"]
    more[-1].save()
    Code.objects.bulk_create(Code(passage=row, theme=theme, status="confirmed", decided_at=at) for row in more)
    offered = queries.offered(process, theme="governance")
    assert (len(offered.passages), offered.number) == (queries.OFFERED, queries.OFFERED + 2)
    assert offered.passages[0].pk == more[-1].pk
    signed_in(COFACILITATOR)
    where = f"{URL}{summary.key}/edit/?theme=governance"
    assert f"{queries.OFFERED} of {queries.OFFERED + 2} passages" in page_of(client.get(where))
    page = page_of(client.get(f"{where}&words=AUTHORITY+money"))
    assert (str(passages["BRU"].uuid) in page, str(first.uuid) in page, "words narrow" in page) == (True, False, False)
    assert "holds these words" in page_of(client.get(f"{where}&words=nowhere"))


def test_a_reason_is_read_by_whoever_asked(signed_in, client, passages, at):
    signed_in(COFACILITATOR)
    where = f"{URL}reasons/{passages['ARL'].uuid}/"
    assert client.post(where, {"reason": " "}).status_code == 422
    assert client.post(where, {"reason": "It is said elsewhere in the text."}).status_code == 302
    told = queries.reasons_of([passages["ARL"].uuid])
    assert [row.reason for row in told.values()] == ["It is said elsewhere in the text."]
    assert b"said elsewhere" in client.get(where).content
    assert "reason: No." in run(commands.summary, "reason", passages["ARL"].uuid, "No.")
    assert refused(lambda: services.give_reason(passages["ARL"], reason=" ", by=OFFICE, at=at)) == "NoReason"


@pytest.mark.usefixtures("passages")
def test_who_spoke_is_counted_by_every_axis_and_handed_out_as_a_table(client):
    lines = {by: run(commands.coverage, "--by", by, "--csv").splitlines()[0] for by in queries.AXES}
    assert lines == {
        "kind": "theme,state,local",
        "region": "theme,latin_america,western,global",
        "group": "theme",
        "status": "theme,other",
        "language": "theme,en",
        "input": "theme,position_paper",
    }
    table = client.get(f"{URL}?by=language&format=csv")
    assert table["Content-Disposition"] == 'attachment; filename="coverage-by-language.csv"'
    assert table.content.decode("utf-8-sig").splitlines()[0] == "Theme,English"
    assert client.get(f"{URL}?by=group&format=xlsx").content[:2] == b"PK"
    assert client.get(f"{URL}?by=nothing").status_code == 200


def test_what_is_asked_for_on_a_theme_is_brought_together(process, passages, client):
    assert queries.convergence_of(process, "governance") == []  # "need a seat" is not read as asking
    ((found, rows),) = queries.convergence_of(process, "governance", context=True)[:1]
    assert (found.contrary, rows[found.asking.quoted.passage].submission.entity.code in {"ARL", "BRU"}) == (None, True)
    page = page_of(client.get(f"{URL}convergence/?theme=diasporas"))
    assert "asked for by" in page_of(client.get(f"{URL}convergence/?theme=governance&all=1"))
    assert (PAPER in page, "asked for by" in page, passages["HCN"].text == PAPER) == (True, True, True)
    assert b"No recommendation has been coded" in client.get(f"{URL}convergence/?theme=drivers").content
