import pytest

from travaux.evidence.indicators import (
    INDICATORS,
    SERIES,
    CannotBeToldApart,
    NoSuchIndicator,
    NotReckonable,
    Recruited,
    Service,
    countries_by_level,
    indicator,
    injuries,
    labour_rights,
    lost_on_the_way,
    policy_level,
    recruitment_cost,
    refugees_of,
    remittance_cost,
    require_dimension,
    told_apart,
)


def test_the_indicators_of_migration_are_known_with_what_they_lack():
    assert list(INDICATORS) == ["10.7.1", "10.7.2", "10.7.3", "10.7.4", "10.c.1", "8.8.1", "8.8.2", "17.18"]
    assert indicator("8.8.2").lacking == ("sex", "migratory status")
    with pytest.raises(NoSuchIndicator):
        indicator("1.1.1")


def test_each_indicator_says_who_answers_for_it_and_where_its_metadata_stand():
    assert all(each.custodians and each.source.startswith("https://unstats.un.org/") for each in INDICATORS.values())
    assert (SERIES["SM_POP_REFG_OR"].code, SERIES["SI_RMT_COST"].code) == ("10.7.4", "10.c.1")
    assert all(not set(each.can) & set(each.cannot) for each in INDICATORS.values())


def test_the_countries_of_a_region_are_counted_by_the_level_that_they_reach():
    assert countries_by_level(["meets", "fully meets", "meets"]) == {
        "fully meets": 1,
        "meets": 2,
        "partially meets": 0,
        "requires further progress": 0,
    }
    with pytest.raises(NotReckonable, match="four levels"):
        countries_by_level(["splendid"])


def test_what_a_source_cannot_tell_apart_is_refused_with_the_reason():
    require_dimension("8.8.1", "sex")
    with pytest.raises(CannotBeToldApart, match=r"country as a whole.*by: nothing"):
        require_dimension("8.8.2", "sex")
    with pytest.raises(CannotBeToldApart, match="it is not recorded"):
        require_dimension("10.c.1", "height")


def test_recruitment_costs_are_months_of_earnings_and_few_workers_are_not_told():
    workers = [Recruited(paid, 500) for paid in range(0, 5000, 500)]
    assert recruitment_cost(workers) == (4.5, 4.5)
    assert recruitment_cost(workers[:9]) is None
    with pytest.raises(NotReckonable):
        recruitment_cost([Recruited(1, 0)])


@pytest.mark.parametrize(
    ("yes", "level"), [(5, "fully meets"), (4, "meets"), (2, "partially meets"), (1, "requires further progress")]
)
def test_policies_reach_one_of_four_levels(yes, level):
    answers = {f"domain{number}": [True] * yes + [False] * (5 - yes) for number in range(6)}
    domains, mean, reached = policy_level(answers)
    assert (set(domains.values()), mean, reached) == ({20.0 * yes}, 20.0 * yes, level)


@pytest.mark.parametrize("answers", [{}, {f"d{n}": [True] * 4 for n in range(6)}])
def test_policies_of_other_than_six_domains_of_five_are_refused(answers):
    with pytest.raises(NotReckonable):
        policy_level(answers)


def test_those_lost_are_summed_by_region_and_small_sums_are_not_told():
    incidents = [("sea", 3, 20), ("sea", 1, 0), ("desert", 2, 0), ("border", 0, 0)]
    assert lost_on_the_way(incidents) == {"sea": 24, "desert": 2, "border": 0}
    assert lost_on_the_way(incidents, least=5) == {"sea": 24, "desert": None, "border": 0}
    with pytest.raises(NotReckonable):
        lost_on_the_way([("sea", -1, 0)])


def test_refugees_are_reckoned_on_those_who_stayed_and_those_who_fled():
    assert refugees_of(1, 99) == 1000
    for figures in ((-1, 5), (0, 0)):
        with pytest.raises(NotReckonable):
            refugees_of(*figures)


def test_the_cost_of_sending_is_the_fee_and_the_rate():
    dear, cheap = Service(200, 10, 1.0, 1.0), Service(200, 2, 0.98, 1.0)
    assert cheap.cost == pytest.approx(3)
    assert remittance_cost([dear, cheap, cheap, cheap]) == pytest.approx((3.5, 3))
    for services in ([], [Service(0, 1, 1, 1)], [Service(200, -1, 1, 1)]):
        with pytest.raises(NotReckonable):
            remittance_cost(services)


def test_injuries_are_told_where_enough_people_work():
    assert injuries(3, 1000) == 300
    assert (injuries(0, 9), injuries(0, 0, least=0)) == (None, None)
    for figures in ((-1, 5), (1, 0)):
        with pytest.raises(NotReckonable):
            injuries(*figures)


def test_labour_rights_run_from_nought_to_ten():
    assert labour_rights({"a": True, "b": False}, {"a": 1, "b": 3}) == 2.5
    with pytest.raises(NotReckonable, match="finding: b"):
        labour_rights({"a": True}, {"a": 1, "b": 3})
    with pytest.raises(NotReckonable, match="sum to nothing"):
        labour_rights({}, {})


def test_the_share_of_areas_whose_figures_are_told_apart():
    rows = [("MEX", {"sex": "female"}), ("MEX", {"sex": "BOTHSEX"}), ("USA", {"sex": "total", "age": "0-4"})]
    found = told_apart(rows)
    assert (found["sex"], found["age"], found["income"]) == (50, 50, 0)
    with pytest.raises(NotReckonable):
        told_apart([])
