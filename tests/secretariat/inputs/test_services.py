from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from secretariat.inputs import services
from secretariat.inputs.access import NotYourEntity
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.inputs.queries import code_named, receipt_of
from secretariat.people.access import Actor
from secretariat.record.models import Entry
from travaux.formats.detect import EmptyFile, Mislabelled
from travaux.formats.intake import opened
from travaux.modalities import NotForRole, OutsidePhase

NEGOTIATIONS = datetime(2018, 4, 5, 12, tzinfo=UTC)
CONFERENCE = datetime(2018, 12, 10, 12, tzinfo=UTC)


def only_entry(deed):
    return Entry.objects.get(deed=deed)


def test_a_paper_is_kept_byte_for_byte_and_cut_into_passages(submission):
    assert bytes(submission.document.blob.content) == submission.text.encode()
    assert [(row.kind, row.number, row.text[:12]) for row in submission.passages.all()] == [
        ("heading", "", "Cities recei"),
        ("paragraph", "1", "Cities ask f"),
        ("paragraph", "", "Children sho"),
        ("footnote", "1", "See our pape"),
    ]
    assert [submission.text[row.start : row.end] for row in submission.passages.all()] == [
        row.text for row in submission.passages.all()
    ]


def test_a_filing_leaves_one_entry_that_is_its_receipt(submission):
    entry = only_entry("file_submission")
    assert entry.facts == {
        "submission": "GCM-S-001",
        "entity": "HCN",
        "title": "Cities receive first",
        "kind": "position_paper",
        "themes": ["governance"],
        "sha256": submission.document.blob_id,
        "passages": 4,
        "not read": [],
        "on behalf": True,
        "late": False,
    }
    receipt = receipt_of(submission)
    assert (receipt.entry, receipt.leaf, receipt.at) == (str(entry.uuid), entry.leaf, entry.at)


def test_papers_are_numbered_in_the_order_in_which_they_come(file):
    assert [file("ARL").key, file("BRU").key] == ["GCM-S-001", "GCM-S-002"]


def test_those_of_an_entity_file_for_it_and_the_record_says_so(file, actors):
    submission = file("BRU", by=actors["delegate"])
    assert (submission.on_behalf, submission.filed_by) == (False, actors["delegate"].person)
    assert only_entry("file_submission").actor == "delegate:BRU"


def test_nobody_files_for_another_entity_but_the_secretariat(file, actors):
    with pytest.raises(NotYourEntity, match=r"act for Arlandia\. In this process you act for BRU"):
        file("ARL", by=actors["delegate"])
    assert Submission.objects.count() == 0


def test_a_visitor_does_not_file(file):
    with pytest.raises(NotForRole):
        file(by=Actor())


def test_what_comes_after_the_consultations_is_marked_late_where_it_is_taken_at_all(file, actors):
    assert file(by=actors["focal_point"], at=NEGOTIATIONS).late is True
    with pytest.raises(OutsidePhase):
        file("BRU", by=actors["delegate"], at=NEGOTIATIONS)


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"title": "  "}, services.WrongTitle),
        ({"title": "x" * 301}, services.WrongTitle),
        ({"kind": "poem"}, services.NoSuchKind),
        ({"themes": ["governance", "weather"]}, services.NoSuchTheme),
        ({"content": b""}, EmptyFile),
        ({"content": b"%PDF-1.7"}, Mislabelled),
    ],
)
def test_a_paper_that_cannot_be_taken_leaves_nothing(file, parts, refusal):
    with pytest.raises(refusal):
        file(**parts)
    assert (Submission.objects.count(), Entry.objects.filter(deed="file_submission").count()) == (0, 0)


def test_nobody_hands_over_the_reading_of_another_paper(file):
    with pytest.raises(services.OtherPaper, match=r"not those of the paper that was opened"):
        file(opened=opened(b"Quite other words.", "cities.md"))
    assert Submission.objects.count() == 0


def test_the_same_file_is_filed_once_by_an_entity_unless_it_was_withdrawn(file, submission, officer, at):
    with pytest.raises(services.AlreadyFiled, match="as GCM-S-001"):
        file()
    assert file("ARL").key == "GCM-S-002"
    services.withdraw_submission(submission, by=officer, at=at)
    assert file().key == "GCM-S-003"


def test_a_name_of_a_file_is_kept_without_its_folders(file):
    assert file(filename="C:\\papers\\cities.md").document.filename == "cities.md"


def test_what_could_not_be_read_is_kept_with_the_paper(file):
    submission = file(content=b"# Map\n\n![map](map.png)")
    assert submission.warnings == [{"what": "pictures, of which only the caption is read", "count": 1}]


def test_a_paper_is_withdrawn_once_and_stays(submission, actors, at):
    services.withdraw_submission(submission, reason="Replaced", by=actors["focal_point"], at=at)
    assert Submission.objects.get().status == "withdrawn"
    assert only_entry("withdraw_submission").facts == {"submission": "GCM-S-001", "reason": "Replaced"}
    with pytest.raises(services.Withdrawn, match="on 2017-06-20"):
        services.withdraw_submission(submission, by=actors["focal_point"], at=at)


def test_nobody_withdraws_the_paper_of_another(submission, actors, at):
    with pytest.raises(NotYourEntity):
        services.withdraw_submission(submission, by=actors["delegate"], at=at)


def test_an_entity_endorses_for_itself(submission, actors, cast, at):
    row = services.endorse_submission(submission, entity=cast["BRU"], by=actors["delegate"], at=at)
    assert (row.name, row.entity) == ("Bruma", cast["BRU"])
    with pytest.raises(NotYourEntity):
        services.endorse_submission(submission, entity=cast["ARL"], by=actors["delegate"], at=at)
    with pytest.raises(services.AlreadyEndorsed, match="Bruma has endorsed it already"):
        services.endorse_submission(submission, entity=cast["BRU"], by=actors["delegate"], at=at)


def test_names_of_those_who_do_not_take_part_are_entered_by_the_submitter(submission, actors, at):
    services.endorse_submission(submission, name=" Old Quay ", by=actors["focal_point"], at=at)
    entry = only_entry("endorse_submission")
    assert (entry.facts["entity"], "name" in entry.facts, list(entry.facts["committed"])) == ("", False, ["name"])
    assert entry.openings.get().value == "Old Quay"
    with pytest.raises(NotYourEntity):
        services.endorse_submission(submission, name="Marenberg", by=actors["delegate"], at=at)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("", services.NameMissing), ("x" * 201, services.NameMissing), ("Harbour Cities Network", services.OwnPaper)],
)
def test_an_endorsement_names_another(submission, officer, at, name, refusal):
    with pytest.raises(refusal):
        services.endorse_submission(submission, name=name, by=officer, at=at)


def test_the_codebook_suggests_and_says_why(suggested):
    assert [(code.passage.ordinal, code.theme.key, code.status) for code in suggested] == [
        (2, "governance", "suggested"),
        (3, "human-rights", "suggested"),
    ]
    assert (suggested[0].suggested_by, suggested[0].decided_at) == ("learned weights, 1; 0 passages", None)
    assert suggested[0].why == ["Cities", "local authorities", "border", "border management"]
    assert only_entry("suggest_codes").facts == {
        "submission": "GCM-S-001",
        "rule": "learned weights, 1",
        "suggested": {"governance": 1, "human-rights": 1},
    }


def test_suggesting_again_leaves_alone_what_is_there(submission, suggested, officer, at):
    services.reject_code(suggested[0], by=officer, at=at)
    assert services.suggest_codes(submission, by=officer, at=at) == []
    assert Code.objects.filter(status="rejected").count() == 1


def test_a_suggestion_is_confirmed_once(suggested, actors, at):
    code = services.confirm_code(suggested[0], by=actors["cofacilitator"], at=at)
    assert (code.status, code.coded_by, code.decided_at) == ("confirmed", actors["cofacilitator"].person, at)
    with pytest.raises(services.AlreadyDecided, match="It is already confirmed"):
        services.confirm_code(suggested[0], by=actors["cofacilitator"], at=at)


def test_of_two_who_decide_at_once_the_second_is_told(suggested, officer, at):
    seen_by_both = Code.objects.get(pk=suggested[0].pk)
    services.reject_code(suggested[0], by=officer, at=at)
    with pytest.raises(services.AlreadyDecided, match="It is already rejected"):
        services.confirm_code(seen_by_both, by=officer, at=at)


def test_a_confirmed_code_can_be_rejected_and_set_again(suggested, officer, at):
    passage = suggested[0].passage
    services.confirm_code(suggested[0], by=officer, at=at)
    services.reject_code(code_named(passage, "governance"), by=officer, at=at)
    assert services.code_passage(passage, theme="governance", by=officer, at=at).status == "confirmed"
    with pytest.raises(services.AlreadyDecided):
        services.code_passage(passage, theme="governance", by=officer, at=at)


def test_a_person_codes_a_passage_that_no_machine_suggested(submission, officer, at):
    passage = submission.passages.get(ordinal=2)
    code = services.code_passage(passage, theme="drivers", by=officer, at=at)
    assert (code.suggested_by, code.why, code.status) == ("", [], "confirmed")
    assert only_entry("code_passage").subject == f"passage:{passage.uuid}"


def test_a_theme_that_does_not_exist_is_refused_naming_those_that_do(submission, officer, at):
    with pytest.raises(services.NoSuchTheme, match="human-rights, irregular-migration, governance"):
        services.code_passage(submission.passages.first(), theme="weather", by=officer, at=at)


def test_delegates_do_not_code_and_nobody_codes_at_the_conference(suggested, actors, officer):
    with pytest.raises(NotForRole):
        services.confirm_code(suggested[0], by=actors["delegate"], at=NEGOTIATIONS)
    with pytest.raises(OutsidePhase):
        services.confirm_code(suggested[0], by=officer, at=CONFERENCE)


def test_a_paper_that_was_withdrawn_is_not_worked_with(submission, suggested, officer, at, cast):
    services.withdraw_submission(submission, by=officer, at=at)
    for deed in (
        lambda: services.suggest_codes(submission, by=officer, at=at),
        lambda: services.confirm_code(suggested[0], by=officer, at=at),
        lambda: services.reject_code(suggested[0], by=officer, at=at),
        lambda: services.code_passage(suggested[0].passage, theme="drivers", by=officer, at=at),
        lambda: services.endorse_submission(submission, entity=cast["ARL"], by=officer, at=at),
    ):
        with pytest.raises(services.Withdrawn):
            deed()


def test_the_database_keeps_no_empty_passage(submission):
    passage = submission.passages.first()
    with pytest.raises(IntegrityError):
        Passage.objects.filter(pk=passage.pk).update(end=passage.start)


def test_the_database_keeps_no_suggestion_without_its_rule(submission, process):
    with pytest.raises(IntegrityError):
        Code.objects.create(passage=submission.passages.first(), theme=process.themes.first())
