from datetime import date

import pytest

from secretariat.processes import queries, services
from travaux.modalities import Status, library_file

pytestmark = pytest.mark.django_db

DAY = date(2018, 4, 5)


def test_a_process_is_found_by_its_key(process):
    assert queries.process_named("gcm-2018") == process


def test_a_process_that_is_not_there_is_refused():
    with pytest.raises(queries.NoSuchProcess) as caught:
        queries.process_named("gcm-2018")
    assert caught.value.facts == {"key": "gcm-2018"}


def test_processes_are_listed_the_newest_first(process, officer, at):
    newer = services.open_process(library_file("gcm-2018"), key="newer", by=officer, at=at)
    assert list(queries.all_processes()) == [newer, process]


def test_the_board_shows_what_presses_first(process, officer, at):
    services.fulfil_obligation(process, obligation="zero-draft", evidence="A letter", by=officer, at=at)
    board = queries.board(process, DAY)
    statuses = [task.standing.status for task in board.pressing]
    assert statuses == [Status.LATE] * 15 + [Status.DUE] * 3 + [Status.OPEN]
    assert [task.obligation.key for task in board.ahead] == ["conference-report"]
    assert [(task.obligation.key, task.evidence) for task in board.done] == [("zero-draft", "A letter")]
    assert board.counts == [("late", 15), ("impossible", 0), ("due", 3), ("open", 1), ("not yet", 1), ("done", 1)]
    assert [phase.key for phase in board.phases] == ["negotiations"]


def test_on_a_day_before_it_was_met_an_obligation_is_not_done_and_shows_no_evidence(process, officer, at):
    services.fulfil_obligation(process, obligation="zero-draft", evidence="A letter", by=officer, at=at)
    board = queries.board(process, date(2018, 4, 4))
    assert board.done == []
    assert {task.evidence for task in board.tasks} == {""}


@pytest.mark.django_db
def test_the_board_takes_two_queries(process, django_assert_num_queries):
    with django_assert_num_queries(2):
        queries.board(process, DAY)
