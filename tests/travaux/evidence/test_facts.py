import pytest

from travaux.evidence.facts import Desk, NotAFact, check, read_facts
from travaux.evidence.registry import NoSuchDataset, Source, add
from travaux.evidence.wording import NoFigure

FACT = """
[[fact]]
key = "stock"
dataset = "stock"
edition = "2020"
sentence = "{people} people lived abroad in {year}."
query = "SELECT sum(stock) AS people, max(year) AS year FROM data"
says = "Nearly 281 million people lived abroad in 2020."
[fact.wording]
people = { how = "hedged", unit = "million" }
year = { how = "plain" }
"""


def keep(folder, edition, rows, published):
    content = f"area,year,stock\n{rows}\n".encode()
    source = Source("stock", edition, "Stock", "UN DESA", "CC BY", published)
    return add(folder, content, "stock.csv", source, layout=None, older=False)


@pytest.fixture
def folder(tmp_path):
    keep(tmp_path, "2020", "MEX,2020,280000000\nUSA,2020,598105", "2020-12-01")
    return tmp_path


def checked(folder, text=FACT):
    with Desk(folder) as desk:
        return list(check(desk, read_facts(text, "f.toml")))


def test_a_fact_says_its_figures_and_where_they_come_from(folder):
    with Desk(folder) as desk:
        found = desk.render(read_facts(FACT, "f.toml")[0])
    assert found.sentence == "Nearly 281 million people lived abroad in 2020."
    assert found.footnote.startswith("UN DESA, Stock, edition 2020 (2020-12-01), CC BY; SHA-256 ")
    assert (found.words, found.figures) == (
        {"people": "nearly 281 million", "year": "2020"},
        {"people": 280598105, "year": 2020},
    )


def test_a_fact_of_the_newest_edition_is_current(folder):
    assert [(one.state, one.newest) for one in checked(folder)] == [
        ("current", "Nearly 281 million people lived abroad in 2020.")
    ]
    unsaid = FACT.replace('says = "Nearly 281 million people lived abroad in 2020."', "")
    assert checked(folder, unsaid)[0].state == "current"


def test_a_fact_is_stale_when_a_newer_edition_is_there_and_says_what_that_would_give(folder):
    keep(folder, "2024", "MEX,2024,304000000", "2025-01-20")
    one = checked(folder)[0]
    assert (one.state, one.newest_edition, one.newest) == ("stale", "2024", "304 million people lived abroad in 2024.")


def test_a_newer_edition_that_does_not_answer_is_said(folder):
    add(
        folder,
        b"area,total\nMEX,5\n",
        "s.csv",
        Source("stock", "2024", "S", "P", "L", "2025-01-20"),
        layout=None,
        older=False,
    )
    one = checked(folder)[0]
    assert (one.state, one.newest, "Binder Error" in one.because) == ("stale", "", True)


def test_a_figure_that_comes_out_otherwise_than_approved_is_changed(folder):
    one = checked(folder, FACT.replace("Nearly 281 million", "Nearly 291 million"))[0]
    assert (one.state, one.now) == ("changed", "Nearly 281 million people lived abroad in 2020.")
    keep(folder, "2024", "MEX,2024,304000000", "2025-01-20")
    assert checked(folder, FACT.replace("Nearly 281 million", "Nearly 291 million"))[0].state == "changed"


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ('dataset = "stock"', 'dataset = "stocks"', "The registry in"),
        ('edition = "2020"', 'edition = "2019"', "in the edition 2019"),
        ("sum(stock)", "sum(stick)", "Binder Error"),
        ("sum(stock) AS people", "1 AS persons", "found nothing where one number should stand"),
        ("FROM data", "FROM data WHERE year = 1 GROUP BY area", "found 0 rows"),
    ],
)
def test_a_fact_that_cannot_be_asked_has_failed_and_says_why(folder, old, new, because):
    one = checked(folder, FACT.replace(old, new))[0]
    assert (one.state, because in one.because) == ("failed", True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("fact = 3", "“fact” is no list of tables"),
        ("[[fact", "The file"),
        ("fact = [3]", "it is no table"),
        ("[[fact]]\nkey = 'x'", "it lacks sentence, query, dataset, edition"),
        (FACT + FACT, "“stock”: stands there more than once"),
        (FACT.replace("people = {", "persons = {"), "no place for persons"),
        (FACT.replace('how = "plain"', "height = 3"), "height"),
        (FACT.replace("{people} people", "{people people"), "unexpected '{'"),
    ],
)
def test_what_is_no_fact_is_refused(text, reason):
    with pytest.raises(NotAFact, match=reason):
        read_facts(text, "f.toml")


def test_a_data_set_that_is_not_there_is_refused(folder):
    with Desk(folder) as desk:
        with pytest.raises(NoSuchDataset):
            desk.newest("none")
        with pytest.raises(NoFigure):
            desk.render(read_facts(FACT.replace("sum(stock) AS people", "'many' AS people"), "f.toml")[0])
