import pytest

from secretariat.evidence import services
from secretariat.evidence.queries.asking import ask
from secretariat.evidence.services import estimating
from secretariat.evidence.services.estimating import NoStocks
from travaux.evidence.store import DatabaseMissing


def flows(process, stock, officer, at, choice):
    described, prepared = services.estimated(stock, choice, at=at)
    return services.register_dataset(process, described=described, prepared=prepared, by=officer, at=at)


def test_flows_are_a_data_set_of_their_own_with_their_method(process, stock, officer, at):
    row = flows(process, stock, officer, at, services.Choice("min"))
    assert (row.key, row.edition, row.layout) == ("migrant-stock-min", "2015", "flows")
    assert stock.source.blob_id in row.notes
    found = ask(
        row,
        "SELECT sum(flow) FILTER (WHERE origin <> '900' AND destination <> '900'), "
        "sum(flow) FILTER (WHERE origin = '900'), count(low) FROM data",
    )
    total, arrivals, bands = found.rows[0]
    assert (total, bands) == (pytest.approx(arrivals), 0)


def test_the_same_draws_give_the_same_file(stock, at):
    choice = services.Choice("pseudobayes", 5)
    (_, one), (_, two) = services.estimated(stock, choice, at=at), services.estimated(stock, choice, at=at)
    assert (one.content, b"2010,2015" in one.content) == (two.content, True)


def test_bands_hold_the_totals_of_each_area(process, stock, officer, at):
    row = flows(process, stock, officer, at, services.Choice("pseudobayes", 20))
    found = ask(row, "SELECT count(*), count(low) FROM data WHERE low <= high AND destination = '900'").rows
    assert found == ((3, 3),)


def test_a_table_that_holds_no_stocks_of_two_years_is_refused(register, at):
    with pytest.raises(NoStocks, match="area, value"):
        services.estimated(register("area,value\nMEX,1\n", key="other"), services.Choice("min"), at=at)


def test_without_the_extra_nothing_is_estimated(stock, at, monkeypatch):
    monkeypatch.setattr(estimating, "HAS_DATABASE", False)
    with pytest.raises(DatabaseMissing):
        services.estimated(stock, services.Choice("min"), at=at)
