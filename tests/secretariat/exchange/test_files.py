"""Every form in which a version is handed out says what stands, what is proposed where it shows that, and its line."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from lxml import etree

from secretariat.exchange import queries
from secretariat.exchange.queries.files import NothingToCompare, OnlyWhileItMoves
from secretariat.exchange.queries.stamps import receipt_code
from secretariat.negotiation.models import TextVersion
from secretariat.negotiation.queries import current
from secretariat.record.queries import entry_of_code
from secretariat.record.services import sequence
from secretariat.room.services import render_provision
from tests.secretariat.exchange.conftest import Paper, w
from tests.secretariat.negotiation.conftest import CONFERENCE
from travaux.formats.akn.validity import errors
from travaux.formats.typeset import typst
from travaux.formats.word.package import open_package
from travaux.formats.word.read import read_revisions
from travaux.formats.word.resolve import accept, reject
from travaux.text.rolling import DASH

pytestmark = pytest.mark.django_db


def said(content):
    """Return what the paragraphs of a Word document say, empty ones left out."""
    return [line for line in Paper.of(content).said() if line.strip()]


def settled(content, settle):
    package = open_package(content, "x.docx")
    settle(package)
    return "\n".join("".join(t.text or "" for t in p.iter(w("t"))) for p in package.body.iter(w("p")))


def unzipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


@pytest.fixture
def proposed(desk, table):
    """Two proposals are on the table, one of them with a position on it."""
    one = table.table("ARL", table.action, "Publish one accessible national website.", reason="All can read it.")
    table.table("BRU", table.desk, "Set up desks.")
    table.do("take_position", one, stance="oppose", note="Too costly.", by="COR")
    return desk


def test_the_document_to_change_tracks_changes_and_says_how_in_its_language(desk):
    content = desk.out()
    assert "w:trackRevisions" in unzipped(content)
    lines = said(content)
    assert lines[0].startswith("Change the paragraphs below")
    assert lines[-1].endswith("Set up desks for newcomers.")


def test_the_rolling_text_in_word_has_an_author_for_each_delegation_and_says_why_in_comments(proposed):
    content = proposed.out("tracked")
    changes = read_revisions(open_package(content, "x.docx"))
    told = [(each.kind, each.author, each.text) for each in changes]
    assert {(kind, author) for kind, author, _ in told} == {
        ("ins", "ARL"),
        ("del", "BRU"),
        ("comment", "ARL"),
        ("comment", "COR"),
    }
    assert {text for kind, _, text in told if kind == "comment"} == {"All can read it.", "Oppose. Too costly."}
    assert "Publish one national website." in settled(content, reject)
    assert "Publish one accessible national website." in settled(content, accept)


def test_without_names_the_rolling_text_in_word_names_nobody_who_proposes(proposed, table):
    table.do("set_attribution", table.text, attributed=False)
    changes = read_revisions(open_package(proposed.out("tracked"), "x.docx"))
    assert {each.author for each in changes} == {"", "COR"}


def test_the_rolling_text_with_brackets_reads_as_on_the_page(proposed):
    lines = said(proposed.out("bracketed"))
    assert f"Publish one [accessible {DASH} ARL] national website." in " ".join(lines)
    assert f"[for newcomers {DASH} BRU: delete]" in " ".join(lines)


def test_a_frozen_version_has_brackets_and_nothing_tracked(proposed, table):
    version = table.freeze()
    assert f"[accessible {DASH} ARL]" in " ".join(said(proposed.out("bracketed", version=version)))
    with pytest.raises(OnlyWhileItMoves):
        proposed.out("tracked", version=version)


def test_the_clean_text_has_nothing_that_is_only_proposed(proposed, table):
    table.table("ARL", table.desk, "A new desk.", kind="new_paragraph")
    lines = " ".join(said(proposed.out("clean")))
    assert ("accessible" in lines, "A new desk." in lines, "one national website" in lines) == (False, False, True)


def test_two_versions_compared_reject_to_the_old_and_accept_to_the_new(desk, table):
    table.redraft(table.action, "Publish two websites.")
    table.freeze()
    content = desk.out("compared", old=TextVersion.objects.get(ordinal=0), version=TextVersion.objects.get(ordinal=1))
    assert "Publish one national website." in settled(content, reject)
    assert "Publish two websites." in settled(content, accept)


def test_without_another_version_there_is_nothing_to_compare(desk):
    with pytest.raises(NothingToCompare):
        desk.out("compared", version=TextVersion.objects.get(ordinal=0))


def test_akoma_ntoso_is_valid_names_each_provision_and_attributes_what_is_proposed(proposed, table):
    content = proposed.out("akn")
    assert errors(etree.fromstring(content)) == []
    tree = etree.fromstring(content)
    names = {each.get("wId") for each in tree.iter("{*}*") if each.get("wId")}
    assert f"p-{table.action.uuid}" in names
    assert [
        (each.tag.rpartition("}")[2], "".join(each.itertext()).strip()) for each in tree.iter("{*}ins", "{*}del")
    ] == [
        ("ins", "accessible"),
        ("del", "for newcomers"),
    ]


def test_akoma_ntoso_tells_the_way_of_a_text_what_was_taken_up_and_how_it_was_voted(desk, table):
    proposal = table.table("ARL", table.action, "Publish one accessible national website.")
    table.lift(table.action, "Publish one accessible national website.")
    version = table.freeze()
    table.at(CONFERENCE)
    votes = {"in_favour": [table.entities["ARL"]], "against": [table.entities["BRU"]]}
    table.do("record_vote", table.text, question="Adopt?", rule="simple", votes=votes)
    tree = etree.fromstring(desk.out("akn", version=version))
    assert [each.get("outcome") for each in tree.iter("{*}step")] == ["#frozen", "#frozen"]
    (change,) = tree.iter("{*}textualMod")
    counts = [(each.get("refersTo"), each.get("value")) for each in tree.iter("{*}count")]
    assert counts == [("#inFavour", "1"), ("#against", "1"), ("#abstaining", "0")]
    assert (change.get("type"), change[0].get("href")) == ("substitution", f"#proposal-{proposal.uuid}")


def test_akoma_ntoso_maps_each_renumbered_paragraph_from_its_lasting_name_to_its_present_one(desk, table):
    two = table.draft("We will answer in many languages.", after=table.action)
    table.freeze()
    tree = etree.fromstring(desk.out("akn", version=table.freeze(renumber=True)))
    found = {each.get("original"): each.get("current") for each in tree.iter("{*}mapping")}
    present = {f"#{each.get('wId')}": f"#{each.get('eId')}" for each in tree.iter("{*}*") if each.get("wId")}
    assert (found.items() <= present.items(), found[f"#p-{two.uuid}"]) == (True, present[f"#p-{two.uuid}"])
    assert f"#p-{table.title.uuid}" not in found


@pytest.mark.parametrize("form", ["page", "markdown", "text"])
def test_pages_and_plain_texts_show_brackets_and_names_and_bear_the_line(proposed, form):
    content = proposed.out(form).decode()
    plain = content.replace("<ins>", "").replace("</ins>", "").replace("<del>", "").replace("</del>", "")
    plain = plain.replace("\\[", "[").replace("\\]", "]").replace("**", "").replace("~~", "")
    assert f"[accessible {DASH} ARL] national" in plain
    assert "travaux checkpoint" in content
    stamp = queries.stamp_in(content)
    assert (stamp.text, stamp.ordinal) == ("compact", 1)


@pytest.mark.skipif(typst is None, reason="the typesetter is an extra that is not installed here")
def test_a_pdf_is_written_in_the_official_layout(proposed):
    assert proposed.out("pdf")[:5] == b"%PDF-"


@pytest.mark.usefixtures("desk")
def test_the_line_names_the_log_a_receipt_that_can_be_checked_the_version_and_the_time(table):
    at = datetime(2018, 3, 2, 10, tzinfo=UTC)
    sequence()  # where the deed of a test is never committed, nothing takes its entry up
    line = queries.stamp_line(current(table.text), at)
    code = receipt_code(table.text)
    assert entry_of_code(code).deed == "present_draft"
    assert line.endswith(f"; receipt {code}; compact 1 2018-03-02T10:00:00.000000Z")
    assert queries.stamp_in(f"footer: {line}") == queries.Stamp("compact", 1, at)


@pytest.mark.parametrize("words", ["", "nothing", "; compact 1 2018-99-02T10:00:00Z"])
def test_words_without_a_line_say_nothing(words):
    assert queries.stamp_in(words) is None


def test_a_text_in_another_language_says_how_far_that_lags(desk, table):
    by = table.actors["officer"]
    render_provision(table.row(table.action), language="fr", wording="Publier un site.", by=by, at=table.at())
    render_provision(table.row(table.desk), language="fr", wording="Ouvrir des guichets.", by=by, at=table.at())
    table.redraft(table.desk, "Set up some desks.")
    content = desk.out("text", language="fr").decode()
    assert "Publier un site." in content
    assert "3 paragraphs are not in this language yet" in content
    assert "1 paragraph renders an earlier wording." in content
    assert queries.languages_of(current(table.text)) == ["en", "fr"]


def test_what_is_proposed_is_handed_out_in_the_language_negotiated_alone(desk, table):
    form = queries.FORMS["tracked"]
    with pytest.raises(queries.NoSuchLanguage) as refused:
        queries.sheet_of(current(table.text), form, desk.sheet(language="fr"))
    assert refused.value.facts["known"] == "en"


@pytest.mark.parametrize("name", queries.TABLES)
def test_a_table_has_as_many_cells_in_each_row_as_columns(proposed, table, name):
    found = queries.TABLES[name]
    version = table.freeze()
    rows = found.rows(proposed.sheet(version=version))
    assert rows
    assert {len(row) for row in rows} == {len(found.columns)}
    assert json.dumps(rows)


def test_the_tables_tell_who_proposes_what_and_who_says_what(proposed):
    proposals = queries.TABLES["proposals"].rows(proposed.sheet())
    assert [row[2:6] for row in proposals] == [
        ["insert", "ARL", "Publish one national website.", "Publish one accessible national website."],
        ["delete", "BRU", "Set up desks for newcomers.", "Set up desks."],
    ]
    positions = queries.TABLES["positions"].rows(proposed.sheet())
    assert [row[2:5] for row in positions] == [["COR", "oppose", "Too costly."]]
