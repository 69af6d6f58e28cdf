from datetime import date

import pytest

from secretariat.evidence import services
from secretariat.evidence.models import Dataset
from secretariat.evidence.queries.register import in_use
from secretariat.evidence.services.common import BadKey
from secretariat.evidence.services.registering import NoReason, NothingSaid, NothingTaken, RetiredBefore, prepared
from secretariat.record.models import Entry
from tests.secretariat.evidence.conftest import STOCK
from travaux.evidence.load import load
from travaux.evidence.registry import AlreadyThere, OlderThanInUse, UnitChanged
from travaux.modalities import NotForRole


def test_an_edition_is_kept_with_its_rows_and_its_digest(stock):
    entry = Entry.objects.get(deed="register_dataset")
    assert (stock.read, stock.taken, stock.rejected, stock.rows) == (12, 12, 0, 12)
    assert stock.columns == ["birthplace", "residence", "year", "sex", "stock"]
    assert entry.facts["sha256"] == stock.source.blob_id
    assert entry.facts["parquet"] == stock.parquet_id
    assert str(stock) == "Migrant stock, 2015"


def test_a_row_that_is_not_taken_is_listed_with_its_reason(register):
    row = register(STOCK + "MEX,ARL,2015,both,-5\n")
    assert (row.read, row.rejected) == (13, 1)
    assert bytes(row.rejects.content).decode().splitlines()[1] == '14,-5 is below nought,"MEX,ARL,2015,both,-5"'


def test_a_file_of_which_nothing_is_taken_is_refused():
    content = b"stock,year\n-1,2020\n"
    with pytest.raises(NothingTaken, match="below nought"):
        prepared(content, "bad.csv", load(content, "bad.csv"))
    empty = load(b"a,b\nx,y,z\n", "ragged.csv")
    with pytest.raises(NothingTaken):
        prepared(b"", "ragged.csv", empty)


def test_the_newest_edition_is_in_use_and_an_older_one_is_added_on_purpose_only(register, stock, process):
    with pytest.raises(OlderThanInUse):
        register(edition="2013", published=date(2013, 12, 1))
    older = register(STOCK.replace("150", "151"), edition="2013", published=date(2013, 12, 1), older=True)
    assert in_use(process) == {"migrant-stock": stock}
    assert older in Dataset.objects.all()


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"edition": "2015"}, AlreadyThere),
        ({"edition": "2017", "key": "Stock!"}, BadKey),
        ({"edition": "2017", "key": "check"}, BadKey),
        ({"edition": "2017", "publisher": " "}, NothingSaid),
    ],
)
def test_what_cannot_stand_beside_it_is_refused(register, stock, parts, refusal):
    assert stock.key == "migrant-stock"
    with pytest.raises(refusal):
        register(STOCK.replace("150", "151"), **parts)


def test_another_unit_is_refused(process, officer, at, stock):
    ready = prepared(STOCK.encode(), "s.csv", load(STOCK.encode(), "s.csv"))
    said = services.Described(stock.key, "2017", "T", "P", "L", date(2017, 1, 1), unit="thousands")
    with pytest.raises(UnitChanged):
        services.register_dataset(process, described=said, prepared=ready, by=officer, at=at)


def test_a_retired_edition_stays_and_is_no_longer_in_use(stock, fact, process, officer, at):
    with pytest.raises(NoReason):
        services.retire_dataset(stock, reason=" ", by=officer, at=at)
    services.retire_dataset(stock, reason="Two rows were doubled.", by=officer, at=at)
    assert in_use(process) == {}
    assert Entry.objects.get(deed="retire_dataset").facts["stale"] == [fact.key]
    with pytest.raises(RetiredBefore):
        services.retire_dataset(stock, reason="Again.", by=officer, at=at)


def test_who_is_no_officer_registers_nothing(register, as_delegate):
    with pytest.raises(NotForRole):
        register(by=as_delegate)
