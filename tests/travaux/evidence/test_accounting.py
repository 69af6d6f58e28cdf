import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.evidence.accounting import (
    Closure,
    Demography,
    MoreBornThanLive,
    MoreDiedThanLived,
    NobodyToBalance,
    account,
)
from travaux.evidence.balance import MarginsCannotBeMet
from travaux.evidence.flows import audit, minimum

START = np.array([[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]], dtype=float)
END = np.array([[1060, 60, 10, 10], [45, 540, 40, 0], [70, 75, 770, 70], [30, 30, 20, 230]], dtype=float)
BIRTHS, DEATHS = np.array([80.0, 20, 40, 60]), np.array([70.0, 30, 50, 10])
NAMES = tuple("ABCD")


def known(start=START, end=END, births=BIRTHS, deaths=DEATHS):
    return Demography(
        NAMES[: len(start)],
        np.array(start, float),
        np.array(end, float),
        np.array(births, float),
        np.array(deaths, float),
    )


def test_a_closed_account_has_the_same_birthplaces_and_says_what_it_balanced():
    books = account(known())
    assert books.start.sum(axis=1) == pytest.approx(books.end.sum(axis=1))
    assert [note.partition(":")[0] for note in books.notes] == [
        "the stocks change by 60, births less deaths by 40",
        "the totals of 4 birthplaces differ between the tables (most of all B",
    ]
    change = END.sum(axis=0) - START.sum(axis=0) - BIRTHS + DEATHS
    assert (books.end - books.start).sum() == pytest.approx(0, abs=1e-9)
    assert abs((books.end - books.start).sum(axis=0) - change).sum() == pytest.approx(20)


def test_half_of_the_gap_falls_on_the_native_born_of_each_table():
    books = account(known(births=[0, 0, 0, 0], deaths=[0, 0, 0, 0]))
    assert books.start.sum() == pytest.approx(3030)
    assert books.end.sum() == pytest.approx(3030)
    assert books.start.sum(axis=0)[0] == pytest.approx(1155 + 30 * 1000 / 2555)


def test_an_open_account_lets_people_leave_and_come_by_the_other_table():
    books = account(known(), Closure.OPEN)
    natural = START - START * (DEATHS / START.sum(axis=0)), END - np.diag(BIRTHS)
    gap = natural[0].sum(axis=1) - natural[1].sum(axis=1)
    assert books.left.sum(axis=1) == pytest.approx(np.maximum(gap, 0))
    assert books.came.sum(axis=1) == pytest.approx(np.maximum(-gap, 0))
    leaving = int(np.argmax(gap))
    assert books.left[leaving] == pytest.approx(gap[leaving] * natural[1][leaving] / natural[1][leaving].sum())
    assert books.start.sum(axis=1) == pytest.approx(books.end.sum(axis=1))
    assert (
        books.notes[0]
        == f"{books.left.sum():,.6g} left for places outside the table, {books.came.sum():,.6g} came from there"
    )


def test_the_open_account_of_2013_spreads_each_table_by_itself():
    books = account(known(), Closure.OPEN_2013)
    natural = START - START * (DEATHS / START.sum(axis=0))
    leaving = int(np.argmax(books.left.sum(axis=1)))
    assert books.left[leaving] == pytest.approx(books.left[leaving].sum() * natural[leaving] / natural[leaving].sum())
    assert (books.start >= 0).all()


def test_an_open_account_says_where_more_left_than_lived_there():
    books = account(known([[10, 0], [0, 10]], [[2, 2], [0, 10]], [0, 0], [0, 0]), Closure.OPEN)
    assert books.notes[1].startswith("in some cells more left or came than lived there")
    assert minimum(books).all.min() >= 0


def test_an_open_account_of_tables_that_agree_says_nothing():
    assert account(known(START, START, [0] * 4, [0] * 4), Closure.OPEN).notes == ()


@pytest.mark.parametrize("closure", list(Closure))
def test_the_books_close_in_every_area(closure):
    books = account(known(), closure)
    assert audit(minimum(books).all, books) == pytest.approx(np.zeros(4), abs=1e-8)


@given(st.integers(3, 7), st.integers(0, 2**32 - 1))
def test_the_books_close_whatever_the_world(size, seed):
    chance = np.random.default_rng(seed)
    start = chance.gamma(0.5, 100, (size, size)) + np.diag(chance.gamma(2, 5000, size) + 100) + 0.01
    end = start * np.exp(chance.normal(0, 0.05, (size, size)))
    births, deaths = end.sum(axis=0) * 0.05, start.sum(axis=0) * 0.03
    books = account(Demography(tuple(map(str, range(size))), start, end, births, deaths))
    assert np.abs(audit(minimum(books).all, books)).max() <= 1e-7 * start.sum()


def test_deaths_by_birthplace_are_taken_as_they_are():
    deaths = np.zeros((4, 4))
    deaths[1, 0] = 5
    books = account(known(START, START - deaths, [0] * 4, deaths))
    assert books.start.tolist() == (START - deaths).tolist()


@pytest.mark.parametrize("deaths", [[2000, 0, 0, 0], np.diag([0.0, 1500, 0, 0])])
def test_more_deaths_than_people_are_refused(deaths):
    with pytest.raises(MoreDiedThanLived):
        account(known(deaths=deaths))


def test_more_births_than_people_are_refused():
    with pytest.raises(MoreBornThanLive, match="live in D"):
        account(known(births=[0, 0, 0, 5000], deaths=[0, 0, 0, 0]))


def test_where_more_were_born_than_natives_live_births_are_spread_over_birthplaces():
    end = END.copy()
    end[3, 3] = 40
    end[0, 3] += 190
    books = account(known(end=end), Closure.OPEN_2013)
    assert (books.end + books.came)[3, 3] == pytest.approx(40 - 60 * 40 / end[:, 3].sum())


def test_a_gap_that_nobody_can_bear_is_refused():
    with pytest.raises(NobodyToBalance, match="differ by 1,990"):
        account(known([[10, 5], [5, 10]], [[10, 1000], [1000, 10]], [0, 0], [0, 0]))


def test_an_area_without_foreign_born_keeps_its_native_born_and_this_is_said():
    start = [[100, 0, 10], [0, 50, 20], [0, 0, 80]]
    end = [[100, 5, 20], [5, 40, 10], [0, 0, 80]]
    books = account(known(start, end, [0, 0, 0], [0, 0, 0]))
    assert [note.split(" ")[0] for note in books.notes][-1] in {"A", "A,"} or "foreign-born" not in books.notes[-1]
    assert audit(minimum(books).all, books) == pytest.approx(np.zeros(3), abs=1e-7)


def test_a_birthplace_with_fewer_people_than_live_in_its_own_closed_area_is_raised():
    start = [[100, 0, 0], [0, 500, 30], [0, 20, 500]]
    end = [[90, 0, 0], [0, 505, 35], [0, 25, 505]]
    with pytest.raises(MarginsCannotBeMet):
        account(known(start, end, [0, 0, 0], [0, 0, 0]))
    end[0][1] = 2
    books = account(known(start, end, [0, 0, 0], [0, 0, 0]))
    assert books.notes[-1].startswith("A cannot have fewer native-born than live there")


def test_a_world_of_closed_areas_that_do_not_agree_is_refused():
    with pytest.raises(MarginsCannotBeMet, match="born in A"):
        account(known([[100, 0], [0, 100]], [[150, 0], [0, 50]], [0, 0], [0, 0]))


def test_all_of_a_birthplace_leave_an_open_account_where_nobody_of_it_is_left():
    books = account(known([[10, 2], [0, 10]], [[0, 0], [0, 10]], [0, 0], [0, 0]), Closure.OPEN)
    assert (books.left.tolist(), books.start.sum()) == ([[10, 2], [0, 0]], 10)


def test_a_gap_without_any_native_born_is_refused():
    with pytest.raises(NobodyToBalance):
        account(known([[0, 2], [2, 0]], [[0, 4], [2, 0]], [0, 0], [0, 0]))
