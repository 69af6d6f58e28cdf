from uuid import uuid4

import pytest

from secretariat.inputs import queries, services
from secretariat.people.access import Actor

VISITOR = Actor()


def test_submissions_are_listed_by_number_and_theme(file, process, officer, at):
    first = file("ARL", themes=["drivers", "governance"])
    second = file("BRU", themes=["drivers"])
    services.withdraw_submission(second, by=officer, at=at)
    assert [(row.key, row.length) for row in queries.submissions(process)] == [(first.key, 4)]
    assert list(queries.submissions(process, theme="human-rights")) == []
    assert list(queries.submissions(process, theme="drivers", withdrawn=True)) == [first, second]


def test_what_is_not_there_is_unknown(process, submission):
    with pytest.raises(queries.NoSuchSubmission, match="GCM-S-009"):
        queries.submission_named(process, "GCM-S-009")
    with pytest.raises(queries.NoSuchPassage):
        queries.passage_named(uuid4())
    with pytest.raises(queries.NoSuchPassage):
        queries.passages_named([uuid4()], process)
    with pytest.raises(queries.NoSuchCode, match="drivers"):
        queries.code_named(submission.passages.first(), "drivers")


def test_passages_are_found_by_their_identity_in_the_order_asked(process, submission):
    passages = list(submission.passages.all())
    wanted = [str(passages[2].uuid), passages[0].uuid, str(passages[2].uuid)]
    assert queries.passages_named(wanted, process) == [passages[2], passages[0]]
    assert queries.passage_named(passages[1].uuid, process).submission == submission


def test_only_coders_see_what_is_suggested(submission, suggested, actors, officer, at):
    services.confirm_code(suggested[0], by=officer, at=at)
    seen = {
        role: [len(row.seen) for row in queries.passages_of(submission, actor)]
        for role, actor in {**actors, "visitor": VISITOR}.items()
    }
    assert seen == {
        "officer": [0, 1, 1, 0],
        "cofacilitator": [0, 1, 1, 0],
        "delegate": [0, 1, 0, 0],
        "focal_point": [0, 1, 0, 0],
        "visitor": [0, 1, 0, 0],
    }


def test_only_confirmed_codes_of_standing_papers_count(process, submission, suggested, officer, at):
    assert list(queries.coded(process)) == []
    code = services.confirm_code(suggested[0], by=officer, at=at)
    assert list(queries.coded(process)) == [code]
    assert list(queries.coded(process, theme="drivers")) == []
    assert queries.suggested(submission) == [suggested[1]]
    services.withdraw_submission(submission, by=officer, at=at)
    assert list(queries.coded(process)) == []


def test_an_entity_has_spoken_where_it_filed_or_a_passage_was_confirmed(process, cast, suggested, officer, at):
    assert queries.spoken(process) == {(cast["HCN"], "governance")}
    services.confirm_code(suggested[1], by=officer, at=at)
    assert queries.spoken(process) == {(cast["HCN"], "governance"), (cast["HCN"], "human-rights")}


def test_one_files_for_ones_own_entity_and_the_secretariat_for_all(process, cast, actors):
    assert list(queries.entities_for(process, actors["delegate"])) == [cast["BRU"]]
    assert list(queries.entities_for(process, actors["officer"])) == [cast["ARL"], cast["BRU"], cast["HCN"]]
    assert list(queries.entities_for(process, VISITOR)) == []


def test_only_its_own_people_and_the_secretariat_change_a_paper(submission, actors, officer, at):
    assert {role: queries.may_change(submission, actor) for role, actor in actors.items()} == {
        "officer": True,
        "cofacilitator": False,
        "delegate": False,
        "focal_point": True,
    }
    services.withdraw_submission(submission, by=officer, at=at)
    assert queries.may_change(submission, actors["focal_point"]) is False


def test_the_codebook_is_that_of_the_process_file(process):
    assert queries.codebook_of(process).themes == tuple(row.key for row in queries.themes(process))


def test_a_paper_without_an_entry_has_no_receipt(submission):
    submission.uuid = uuid4()
    assert queries.receipt_of(submission) is None
