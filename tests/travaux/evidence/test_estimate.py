import numpy as np
import pytest

from travaux.evidence.accounting import Closure
from travaux.evidence.draws import Doubt
from travaux.evidence.estimate import Method, NotOfThisMethod, Tables, Wanted, estimate
from travaux.evidence.stocks import NativesMissing, read_births, read_deaths, read_seed, read_stocks
from travaux.evidence.table import read_table

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
