import numpy as np
import pytest

from travaux.evidence.accounting import Closure
from travaux.evidence.draws import Doubt
from travaux.evidence.estimate import Method, NotOfThisMethod, Tables, Wanted, estimate
from travaux.evidence.stocks import NativesMissing, read_births, read_deaths, read_seed, read_stocks
from travaux.evidence.table import MissingColumn, read_table

START = [[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]]
END = [[950, 100, 60, 0], [80, 505, 75, 5], [90, 30, 800, 40], [40, 45, 0, 180]]


def stocks(rows, file, *, natives=True):
    lines = [
        f"{k},{i},{number},2020"
        for k, row in zip("ABCD", rows, strict=True)
        for i, number in zip("ABCD", row, strict=True)
        if natives or k != i
    ]
    return read_stocks(read_table("\n".join(["birthplace,residence,stock,year", *lines]), file))


def vital(kind, numbers, reader):
    rows = "\n".join(f"{area},{number}" for area, number in zip("ABCD", numbers, strict=True))
    return reader(read_table(f"residence,{kind}\n{rows}", f"{kind}.csv"))


BIRTHS, DEATHS = vital("births", [80, 20, 40, 60], read_births), vital("deaths", [70, 30, 50, 10], read_deaths)
TABLES = Tables(stocks(START, "s0.csv"), stocks(END, "s1.csv"))


@pytest.mark.parametrize(
    ("method", "total"),
    [
        (Method.MIN, 150),
        (Method.INDEPENDENCE, 880.638655),
        (Method.PSEUDOBAYES, 0.87 * 150 + 0.13 * 880.638655),
        (Method.DROP, 150),
        (Method.REVERSE, 180),
        (Method.DENNETT, 120),
    ],
)
def test_each_method_gives_its_total(method, total):
    assert estimate(TABLES, Wanted(method)).flows.sum() == pytest.approx(total)


def test_what_was_not_used_and_not_given_is_said():
    assert [note.partition(":")[0] for note in estimate(TABLES, Wanted(Method.MIN)).notes] == [
        "“s0.csv”",
        "“s1.csv”",
        "no births were given",
        "no deaths were given",
        "in every area arrivals less departures make up the change, to 0 of all",
    ]
    tables = Tables(TABLES.stock0, TABLES.stock1, BIRTHS, DEATHS)
    assert "“births.csv” was not used: the method drop knows stocks only" in estimate(tables, Wanted(Method.DROP)).notes


def test_births_and_deaths_enter_the_account_and_the_rates():
    tables = Tables(TABLES.stock0, TABLES.stock1, BIRTHS, DEATHS)
    flows = estimate(tables, Wanted(Method.MIN, Closure.OPEN_2013))
    assert flows.types.all.tolist() == flows.flows.tolist()
    net = np.sum(END, axis=0) - np.sum(START, axis=0) - np.array([80, 20, 40, 60]) + np.array([70, 30, 50, 10])
    assert estimate(tables, Wanted(Method.DENNETT)).flows.sum() == pytest.approx(np.abs(net).sum())
    told = read_deaths(read_table("birthplace,residence,deaths\nA,A,70\nB,B,30\nC,C,50\nD,D,10", "d.csv"))
    tables = Tables(TABLES.stock0, TABLES.stock1, BIRTHS, told)
    assert estimate(tables, Wanted(Method.DENNETT)).flows.sum() == pytest.approx(np.abs(net).sum())
    assert estimate(tables, Wanted(Method.MIN)).flows.sum() > 0


def test_a_seed_and_draws_are_taken_up():
    seed = read_seed(
        read_table(
            "origin,destination,weight\n" + "\n".join(f"{a},{b},{1 + (a == 'D')}" for a in "ABCD" for b in "ABCD"),
            "w.csv",
        )
    )
    tables = Tables(TABLES.stock0, TABLES.stock1, seed=seed)
    assert estimate(tables, Wanted(Method.MIN)).flows == pytest.approx(
        estimate(TABLES, Wanted(Method.MIN)).flows, abs=1e-6
    )
    band = estimate(TABLES, Wanted(Method.PSEUDOBAYES, doubt=Doubt(5, 1))).band
    assert (band.low <= band.high).all()


def test_rates_below_nought_are_called_a_diagnosis():
    assert estimate(TABLES, Wanted(Method.ROGERS)).notes[-1].startswith("3 flows are below nought")


def test_differencing_needs_no_native_born_and_accounting_does():
    tables = Tables(stocks(START, "s0.csv", natives=False), stocks(END, "s1.csv", natives=False))
    assert estimate(tables, Wanted(Method.REVERSE)).flows.sum() == 180
    with pytest.raises(NativesMissing):
        estimate(tables, Wanted(Method.MIN))


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        (Wanted(Method.MIN, doubt=Doubt(5, 1)), "draws"),
        (Wanted(Method.DROP, Closure.OPEN), "an open account"),
    ],
)
def test_what_a_method_does_not_have_is_refused(wanted, what):
    with pytest.raises(NotOfThisMethod, match=what):
        estimate(TABLES, wanted)


def test_a_seed_is_of_the_minimum_only():
    seed = read_seed(read_table("origin,destination,weight\nA,B,1", "w.csv"))
    with pytest.raises(NotOfThisMethod, match="a seed"):
        estimate(Tables(TABLES.stock0, TABLES.stock1, seed=seed), Wanted(Method.PSEUDOBAYES))


# Published examples of four areas with births and deaths; figures of their rounded sources.
BEFORE_2013 = [[1000, 100, 10, 0], [55, 555, 50, 5], [80, 40, 800, 40], [20, 25, 20, 200]]
AFTER_2013 = [[1060, 60, 10, 10], [45, 540, 40, 0], [70, 75, 770, 70], [30, 30, 20, 230]]
BEFORE_2018 = [[100, 10, 10, 0], [20, 55, 25, 10], [10, 40, 140, 65], [20, 25, 20, 200]]
ABEL_2013 = [
    [0, 8.502866, 0, 3.695332],
    [26.42296, 0, 0.4234563, 9.855274],
    [0, 34.183358, 0, 25.077888],
    [11.46761, 10.933241, 1.3928875, 0],
]
ABEL_SANDER_2014 = [
    [0, 3.328563, 0, 3.24299],
    [34.120952, 0, 0.583874, 9.809336],
    [0.004366, 27.127753, 0, 25.711331],
    [12.44612, 9.058478, 2.259526, 0],
]
ABEL_2018 = [
    [0, 8.126216, 0, 0],
    [15.45535, 0, 18.081832, 5.712864],
    [0, 1.125679, 0, 0],
    [17.66941, 0, 8.043363, 0],
]
AFTER_2018 = [[75, 25, 5, 0], [20, 45, 30, 15], [30, 40, 150, 60], [30, 30, 20, 230]]


@pytest.mark.parametrize(
    ("before", "after", "births", "deaths", "flows"),
    [
        (BEFORE_2013, AFTER_2013, [80, 20, 40, 60], [70, 30, 50, 10], ABEL_2013),
        (BEFORE_2013, AFTER_2013, [80, 20, 60, 60], [70, 30, 50, 10], ABEL_SANDER_2014),
        (BEFORE_2018, AFTER_2018, [10, 50, 25, 60], [30, 10, 40, 10], ABEL_2018),
    ],
)
def test_the_published_tables_with_births_and_deaths_come_out(before, after, births, deaths, flows):
    tables = Tables(
        stocks(before, "s0.csv"),
        stocks(after, "s1.csv"),
        vital("births", births, read_births),
        vital("deaths", deaths, read_deaths),
    )
    found = estimate(tables, Wanted(Method.MIN))
    assert found.flows == pytest.approx(np.array(flows), abs=2e-3)
    assert any("the account is open" in note for note in found.notes) == (flows is ABEL_2013)


@pytest.mark.parametrize(
    ("before", "after", "flows"),
    [
        (
            BEFORE_2018,
            [[70, 30, 10, 10], [25, 60, 10, 15], [10, 55, 140, 50], [40, 45, 0, 180]],
            [[0, 20, 0, 10], [0, 0, 0, 0], [15, 15, 0, 5], [10, 25, 0, 0]],
        ),
        (
            [[100, 10, 10, 0], [80, 180, 10, 90], [30, 10, 140, 40], [60, 70, 10, 160]],
            [[95, 5, 15, 5], [75, 225, 5, 55], [55, 0, 115, 50], [35, 25, 25, 215]],
            [[0, 5, 55 / 7, 155 / 7], [50 / 7, 0, 85 / 7, 285 / 7], [125 / 7, 5, 0, 50 / 7], [0, 35, 0, 0]],
        ),
    ],
)
def test_the_published_tables_without_births_and_deaths_come_out(before, after, flows):
    """Abel (2018), International Migration Review 52; Abel & Cohen (2019), Scientific Data 6."""
    found = estimate(Tables(stocks(before, "s0.csv"), stocks(after, "s1.csv")), Wanted(Method.MIN))
    assert found.flows == pytest.approx(np.array(flows), abs=1e-9)


def test_what_is_asked_for_goes_before_what_the_tables_call_for():
    tables = Tables(stocks(BEFORE_2013, "s0.csv"), stocks(AFTER_2013, "s1.csv"), BIRTHS, DEATHS)
    found = estimate(tables, Wanted(Method.MIN, Closure.CLOSED))
    assert any("half of the gap of -20 was put on the native-born" in note for note in found.notes)


@pytest.mark.parametrize("head", ["area,births", "Country,Value", "births,iso3"])
def test_births_are_found_under_other_names_of_the_same_columns(head):
    rows = "A,80\nB,20" if not head.startswith("births") else "80,A\n20,B"
    assert read_births(read_table(f"{head}\n{rows}", "b.csv")).cells == {("A", "A"): 80, ("B", "B"): 20}


def test_two_columns_that_may_both_be_meant_are_not_guessed_between():
    with pytest.raises(MissingColumn):
        read_births(read_table("area,country,births\nA,B,80", "b.csv"))
