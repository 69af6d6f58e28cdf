import hashlib
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from secretariat.inputs.models import Submission
from secretariat.inputs.services import NoSuchTheme, withdraw_submission
from secretariat.processes.services import open_process
from secretariat.record.access import is_sealed
from secretariat.record.models import Entry
from secretariat.stocktaking import services
from secretariat.stocktaking.models import Sentence, Summary
from travaux.modalities import NotForRole, OutsidePhase, library_file
from travaux.summary.citation import Misquoted, Uncited

NEGOTIATIONS = datetime(2018, 4, 5, 12, tzinfo=UTC)


def test_a_summary_is_opened_as_a_draft_under_the_next_number(summary, process, officer, at):
    assert (summary.key, summary.status) == ("GCM-SUM-1", "draft")
    assert services.open_summary(process, title="Another", by=officer, at=at).key == "GCM-SUM-2"


@pytest.mark.parametrize("title", [" ", "x" * 301])
def test_a_summary_without_a_title_is_refused(process, officer, at, title):
    with pytest.raises(services.WrongTitle):
        services.open_summary(process, title=title, by=officer, at=at)


def test_delegates_write_no_summary_and_nobody_does_in_the_negotiations(process, actors, at):
    with pytest.raises(NotForRole):
        services.open_summary(process, title="Ours", by=actors["delegate"], at=at)
    with pytest.raises(OutsidePhase):
        services.open_summary(process, title="Late", by=actors["cofacilitator"], at=NEGOTIATIONS)


def test_a_sentence_keeps_its_passages_its_author_and_its_place(write, passages, actors):
    first = write("Two asked.", passages["ARL"], passages["BRU"], passages["ARL"], theme="governance")
    second = write("I thank you.", own=True, by=actors["cofacilitator"])
    assert [row.pk for row in first.passages.order_by("pk")] == [passages["ARL"].pk, passages["BRU"].pk]
    assert (first.ordinal, second.ordinal, second.own) == (1, 2, True)
    assert second.written_by == actors["cofacilitator"].person
    assert Entry.objects.filter(deed="write_sentence").order_by("id").first().facts == {
        "summary": "GCM-SUM-1",
        "sentence": str(first.uuid),
        "wording": "Two asked.",
        "passages": [str(passages["ARL"].uuid), str(passages["BRU"].uuid)],
        "own": False,
        "theme": "governance",
    }


@pytest.mark.parametrize("wording", ["  ", "x" * 2001])
def test_a_sentence_says_something_and_is_one_sentence(write, wording):
    with pytest.raises(services.WrongWording):
        write(wording)


def test_a_sentence_under_an_unknown_theme_is_refused(write):
    with pytest.raises(NoSuchTheme):
        write(theme="weather")


def test_no_sentence_rests_on_a_paper_that_was_withdrawn(write, passages, officer, at):
    withdraw_submission(Submission.objects.get(entity__code="ARL"), by=officer, at=at)
    passages["ARL"].submission.refresh_from_db()
    with pytest.raises(services.SourceWithdrawn, match="GCM-S-001 was withdrawn"):
        write("One asked.", passages["ARL"])


def test_no_sentence_rests_on_a_paper_of_another_process(passages, officer, at):
    other = open_process(library_file("gcm-2018"), key="other", by=officer, at=at)
    summary = services.open_summary(other, title="Other", by=officer, at=at)
    assert summary.key == "OTHER-SUM-1"
    with pytest.raises(services.OtherProcess):
        services.write_sentence(summary, wording="One asked.", passages=[passages["ARL"]], by=officer, at=at)


def test_a_sentence_is_struck_once_and_stays(write, officer, at):
    sentence = write()
    services.strike_sentence(sentence, by=officer, at=at)
    assert Sentence.objects.get().struck_at == at
    with pytest.raises(services.AlreadyStruck):
        services.strike_sentence(sentence, by=officer, at=at)
    assert write("Again.").ordinal == 2


def test_a_mended_sentence_keeps_its_place_and_the_record_what_it_said_before(write, passages, officer, at):
    sentence, behind = write("One asked.", passages["ARL"], theme="drivers"), write("Thanks.", own=True)
    mending = {"wording": " Two asked. ", "passages": [passages["BRU"], passages["HCN"], passages["BRU"]]}
    services.mend_sentence(sentence, **mending, own=False, theme="governance", by=officer, at=at)
    stands = Sentence.objects.get(pk=sentence.pk)
    assert (stands.ordinal, stands.wording, stands.theme.key) == (1, "Two asked.", "governance")
    assert [row.pk for row in stands.passages.order_by("pk")] == [passages["BRU"].pk, passages["HCN"].pk]
    assert Sentence.objects.get(pk=behind.pk).wording == "Thanks."
    assert Entry.objects.get(deed="mend_sentence").facts == {
        "summary": "GCM-SUM-1",
        "sentence": str(sentence.uuid),
        "wording": "Two asked.",
        "passages": [str(passages["BRU"].uuid), str(passages["HCN"].uuid)],
        "own": False,
        "theme": "governance",
        "before": "One asked.",
    }


def test_a_sentence_is_mended_by_the_rules_by_which_it_is_written(write, passages, actors, officer, at):
    sentence = write("One asked.", passages["ARL"])

    def mend(wording="Two asked.", theme="", by=officer):
        services.mend_sentence(sentence, wording=wording, passages=[], own=False, theme=theme, by=by, at=at)

    with pytest.raises(NotForRole):
        mend(by=actors["delegate"])
    with pytest.raises(services.WrongWording):
        mend(" ")
    with pytest.raises(NoSuchTheme):
        mend(theme="weather")
    services.strike_sentence(sentence, by=officer, at=at)
    with pytest.raises(services.MendedStruck, match="It was struck"):
        mend()
    assert Sentence.objects.get().wording == "One asked."
    assert sentence.passages.get() == passages["ARL"]


def test_a_sentence_on_a_withdrawn_paper_is_mended_onto_one_that_stands(write, passages, officer, at):
    sentence = write("One asked.", passages["ARL"])
    withdraw_submission(Submission.objects.get(entity__code="ARL"), by=officer, at=at)
    passages["ARL"].submission.refresh_from_db()
    same = {"wording": "One asked.", "own": False, "theme": "", "by": officer, "at": at}
    with pytest.raises(services.SourceWithdrawn):
        services.mend_sentence(sentence, passages=[passages["ARL"]], **same)
    services.mend_sentence(sentence, passages=[passages["BRU"]], **same)
    assert sentence.passages.get() == passages["BRU"]


def test_the_words_of_a_mended_sentence_are_sealed_as_those_of_a_written_one(write, officer, at):
    services.mend_sentence(write(), wording="Two.", passages=[], own=True, theme="", by=officer, at=at)
    assert is_sealed(Entry.objects.get(deed="mend_sentence"))


def test_a_summary_with_an_uncited_sentence_is_refused_and_the_sentence_listed(summary, write, passages, officer, at):
    write("Two asked.", passages["ARL"])
    bare = write("All agreed.")
    with pytest.raises(Uncited, match=r"“All agreed\.”"):
        services.issue_summary(summary, by=officer, at=at)
    services.mend_sentence(bare, wording="All agreed.", passages=[], own=True, theme="", by=officer, at=at)
    assert services.issue_summary(summary, by=officer, at=at).status == "issued"


def test_what_was_issued_is_in_the_record_by_its_digest(summary, write, passages, officer, at):
    write("Two asked.", passages["ARL"], passages["BRU"])
    write("I thank you.", own=True)
    services.issue_summary(summary, by=officer, at=at)
    assert Entry.objects.get(deed="issue_summary").facts == {
        "summary": "GCM-SUM-1",
        "sha256": hashlib.sha256(b"Two asked.\nI thank you.").hexdigest(),
        "sentences": 2,
        "own": 1,
        "citations": 2,
    }


def test_an_empty_summary_is_not_issued(summary, officer, at):
    with pytest.raises(services.NoSentences):
        services.issue_summary(summary, by=officer, at=at)


def test_a_summary_whose_sources_were_changed_behind_its_back_is_not_issued(summary, write, passages, officer, at):
    write("Two asked.", passages["ARL"])
    Submission.objects.filter(entity__code="ARL").update(text="Something else altogether, and much longer than before.")
    with pytest.raises(Misquoted, match="GCM-S-001"):
        services.issue_summary(summary, by=officer, at=at)


def test_what_was_issued_is_changed_no_more(summary, write, officer, at):
    sentence = write("I thank you.", own=True)
    services.issue_summary(summary, by=officer, at=at)
    for deed in (
        lambda: write("One more."),
        lambda: services.strike_sentence(sentence, by=officer, at=at),
        lambda: services.mend_sentence(sentence, wording="Us.", passages=[], own=True, theme="", by=officer, at=at),
        lambda: services.issue_summary(summary, by=officer, at=at),
    ):
        with pytest.raises(services.AlreadyIssued, match="It was issued on 20 June 2017"):
            deed()


def test_the_database_keeps_no_issued_summary_without_its_day(summary):
    with pytest.raises(IntegrityError):
        Summary.objects.filter(pk=summary.pk).update(status="issued")
