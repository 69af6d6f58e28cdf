"""What is made of a document that came back: found, carried over, reported, or refused with its own clear answer."""

import io
import zipfile

import pytest

from secretariat.exchange.models import Returned
from secretariat.exchange.services.reading import reading_of
from secretariat.frame import cell
from secretariat.inputs.access import NotYourEntity
from secretariat.jobs.models import Job
from secretariat.negotiation.models import TextVersion
from secretariat.negotiation.queries import NothingMoves
from secretariat.record.access import may_read
from secretariat.record.models import Entry
from tests.secretariat.exchange.conftest import w
from tests.secretariat.negotiation.conftest import CONFERENCE
from travaux.modalities import NotForRole, OutsidePhase

pytestmark = pytest.mark.django_db
ACCESSIBLE = "Publish one accessible national website."


def kinds(rows):
    return [(row.kind, row.wording, row.fate) for row in rows]


def test_handing_in_keeps_the_bytes_and_a_line_in_the_record_that_nobody_else_is_told(desk):
    content = desk.out()
    returned = desk.hand_in(content, "C:\\papers\\changed.docx")
    entry = Entry.objects.get(deed="hand_in_document")
    assert (returned.filename, bytes(returned.blob.content), returned.on_behalf) == ("changed.docx", content, False)
    assert entry.facts["sha256"] == returned.blob_id
    assert (may_read(entry, reference="delegate:ARL"), may_read(entry, reference="delegate:BRU")) == (True, False)


def test_a_document_without_changes_suggests_nothing_and_says_what_it_was_made_from(desk):
    returned = desk.read(desk.out())
    assert (returned.state, desk.rows(), returned.made_from.ordinal) == ("read", [], 1)
    assert returned.made_at is not None


def test_the_secretariat_hands_in_for_a_delegation_and_that_is_said(desk):
    paper = desk.paper()
    paper.replace("one national", "two national")
    returned = desk.read(paper.bytes(), who="officer", entity="BRU")
    assert (returned.on_behalf, returned.entity.code, returned.by) == (True, "BRU", "officer")


def test_a_delegation_hands_in_for_itself_only(desk):
    with pytest.raises(NotYourEntity):
        desk.hand_in(desk.out(), entity="BRU")


def test_those_who_lead_hand_nothing_in(desk):
    with pytest.raises(NotForRole):
        desk.hand_in(desk.out(), who="chair")


def test_nothing_is_handed_in_after_the_negotiations(desk, table):
    content = desk.out()
    table.at(CONFERENCE)
    with pytest.raises(OutsidePhase):
        desk.hand_in(content)


def test_nothing_is_handed_in_on_a_text_that_no_longer_moves(desk, table):
    content = desk.out()
    TextVersion.objects.filter(status="working").update(status="adopted", sha256="x", frozen_at=table.now)
    with pytest.raises(NothingMoves):
        desk.hand_in(content)


def test_a_document_made_before_the_text_changed_is_read_against_what_it_was_made_from(desk, table):
    paper = desk.paper()
    paper.replace("one national website", "one accessible national website")
    table.redraft(table.action, "Publish one national website by May.")
    desk.read(paper.bytes())
    assert kinds(desk.rows()) == [("insert", "Publish one accessible national website by May.", "clean")]


def test_a_change_whose_words_are_gone_is_orphaned(desk, table):
    paper = desk.paper()
    paper.replace("national website", "portal of the nation")
    table.redraft(table.action, "Print a leaflet.")
    desk.read(paper.bytes())
    assert [(row.fate, row.base) for row in desk.rows()] == [("orphaned", "Print a leaflet.")]


def test_a_document_made_from_a_frozen_version_is_read_against_that(desk, table):
    paper = desk.paper(version=TextVersion.objects.get(ordinal=0))
    paper.replace("one national website", "one accessible national website")
    table.redraft(table.action, "Publish one national website by May.")
    table.freeze()
    returned = desk.read(paper.bytes())
    assert returned.made_from.ordinal == 0
    assert kinds(desk.rows()) == [("insert", "Publish one accessible national website by May.", "clean")]


def test_a_document_that_does_not_say_what_it_was_made_from_is_compared_with_what_its_people_name(desk, table):
    paper = desk.paper()
    paper.parts["word/footer1.xml"] = paper.parts["word/footer1.xml"].replace(b"travaux checkpoint", b"x")
    table.redraft(table.action, "Publish one national website by May.")
    returned = desk.read(paper.bytes(), made_from=TextVersion.objects.get(ordinal=0))
    assert (returned.made_from.ordinal, returned.made_at, desk.rows()) == (0, None, [])


def test_what_would_come_first_of_all_can_be_proposed_behind_the_first_and_that_is_said(desk, table):
    paper = desk.paper()
    first = paper.paragraph("Sample compact")
    paper.add_after("Sample compact", "We, the States, met.")
    first.addprevious(first.getnext())
    desk.read(paper.bytes())
    assert [(row.kind, row.after, row.fate) for row in desk.rows()] == [("new_paragraph", table.title, "adjusted")]


def test_a_moved_paragraph_is_a_move_behind_the_one_before_it(desk, table):
    paper = desk.paper()
    paper.paragraph("Set up desks").addnext(paper.paragraph("Inform all"))
    desk.read(paper.bytes())
    assert [(row.kind, row.provision, row.after) for row in desk.rows()] == [("move", table.objective, table.desk)]


def test_looks_comments_and_what_stands_nowhere_are_reported_and_not_proposed(desk):
    paper = desk.paper()
    *_, run = paper.paragraph("Publish one").iter(w("r"))
    properties = run.find(w("rPr"))
    properties = run.makeelement(w("rPr")) if properties is None else properties
    change = paper.change("rPrChange")
    change.append(change.makeelement(w("rPr")))
    properties.append(change)
    run.insert(0, properties)
    returned = desk.read(paper.bytes())
    assert [row["group"] for row in returned.reported] == ["formatting"]
    assert desk.rows() == []


@pytest.mark.parametrize("form", ["page", "markdown", "text"])
def test_other_formats_are_compared_with_the_version_that_they_say_they_were_made_from(desk, table, form):
    content = desk.out(form).replace(b"one national website", b"one accessible national website")
    table.redraft(table.action, "Publish one national website by May.")
    suffix = {"page": "html", "markdown": "md", "text": "txt"}[form]
    returned = desk.read(content, f"text.{suffix}")
    assert (returned.refusal, returned.made_from.ordinal) == ([], 1)
    assert kinds(desk.rows()) == [("insert", "Publish one accessible national website by May.", "clean")]
    assert [(row.found_by, row.tracked) for row in desk.rows()] == [("alignment", False)]


def bomb():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<a>" + b"x" * 80_000_000)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("content", "filename", "says"),
    [
        (b"", "changed.docx", "The file is empty."),
        (b"PK\x03\x04 cut off", "changed.docx", "It cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "changed.docx", "password"),
        (b"%PDF-1.7 not a document", "changed.docx", "Its content is PDF."),
        (bomb(), "changed.docx", "unpack"),
    ],
)
def test_a_document_that_cannot_be_read_says_why_and_what_to_do(desk, content, filename, says):
    returned = desk.read(content, filename)
    assert (returned.state, desk.rows()) == ("refused", [])
    assert any(says in sentence for sentence in returned.refusal), returned.refusal


def test_macros_are_not_run_and_the_words_are_read(desk):
    paper = desk.paper()
    paper.parts["word/vbaProject.bin"] = b"evil"
    paper.replace("one national", "two national")
    desk.read(paper.bytes())
    assert [row.wording for row in desk.rows()] == ["Publish two national website."]


def test_changes_without_author_or_date_are_read_and_that_is_said(desk):
    paper = desk.paper()
    paper.author = ""
    paper.replace("one national", "two national")
    for change in paper.body.iter(w("ins"), w("del")):
        change.attrib.pop(w("date"))
    returned = desk.read(paper.bytes())
    assert [(row.authors, row.dated) for row in desk.rows()] == [([], "")]
    assert returned.remarks


def test_a_document_is_read_once(desk):
    paper = desk.paper()
    paper.replace("one national", "two national")
    returned = desk.read(paper.bytes())
    assert reading_of(returned)() == {"read": "before"}
    assert len(desk.rows()) == 1


def test_busy_readers_are_asked_again_later(desk, monkeypatch):
    returned = desk.hand_in(desk.out())
    monkeypatch.setattr(cell, "_in_line", cell.BoundedSemaphore(1))
    cell._in_line.acquire()  # noqa: SLF001 - stands in for others who wait
    with pytest.raises(cell.TooBusy):
        reading_of(returned)
    assert Returned.objects.get().state == "reading"
    assert Job.objects.get(kind="returned").state == "waiting"


def test_each_suggestion_keeps_the_tracked_changes_of_the_file_that_it_was_made_from(desk):
    paper = desk.paper()
    paper.replace("one national", "two national")
    returned = desk.read(paper.bytes())
    [row] = returned.suggestions.unscoped("a test reads what was put down")
    assert [(trace["kind"], trace["author"], trace["words"]) for trace in row.traces] == [
        ("del", row.authors[0], "one national"),
        ("ins", row.authors[0], "two national"),
    ]
    assert all(trace["id"] and trace["date"] for trace in row.traces)


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("a.html", "<html><body><p>{}</p></body></html>"),
        ("a.md", "{}\n"),
        ("a.txt", "{}\n"),
    ],
)
def test_what_is_no_word_document_is_compared_by_its_words(desk, filename, content):
    wording = ACCESSIBLE.replace("one", "two")
    returned = desk.read(content.format(wording).encode(), filename)
    assert (returned.state, [(row.kind, row.tracked) for row in desk.rows() if row.wording == wording]) == (
        "read",
        [("replace", False)],
    )
