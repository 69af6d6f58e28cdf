from datetime import date
from decimal import Decimal

import pytest

from travaux.participation.fund import NotAFund, Reversal, estimate, ranked, read_fund, standing
from travaux.participation.ledger import NotMoney

HEAD = '[fund]\ntitle = "Fund"\ncurrency = "USD"\nparagraph = "31"\nsurplus = "pro_rata"\n'
RULES = """
[[eligibility]]
column = "status"
values = ["LDC", "LLDC"]
paragraph = "31"
[[priorities]]
column = "gender"
values = ["woman"]
points = 2
[[priorities]]
column = "status"
values = ["LDC"]
points = 1
paragraph = "31"
[allowances]
Geneva = "300.50"
"""


def application(key, entity, status, gender="", **more):
    lines = {"key": f'"{key}"', "entity": f'"{entity}"', "fare": '"1000"', "days": "2", "place": '"Geneva"', **more}
    body = "\n".join(f"{name} = {value}" for name, value in lines.items())
    return f'\n[[applications]]\n{body}\nfacts = {{status = "{status}", gender = "{gender}"}}\n'


WHOLE = (
    HEAD
    + RULES
    + application("a", "ARL", "LLDC")
    + application("b", "BRU", "LDC", "woman")
    + application("c", "BRU", "LDC", "woman")
    + application("d", "COR", "none")
)


def test_a_journey_costs_the_fare_and_the_allowance_of_each_day():
    fund = read_fund(WHOLE)
    assert estimate(fund, fund.applications[0]) == Decimal("1601.00")


def test_applications_are_ranked_with_what_gave_them_their_place():
    found = ranked(read_fund(WHOLE), available=Decimal(3500))
    assert [(each.application.key, each.place, each.points, each.affordable) for each in found] == [
        ("b", 1, 3, True),
        ("a", 2, 0, True),
        ("c", 3, 3, False),
        ("d", None, 0, False),
    ]
    assert found[0].because == ("gender woman: 2", "status LDC (31): 1")
    assert found[3].because == ("status not LDC or LLDC (31)",)


def test_without_turns_points_alone_decide():
    fund = read_fund(WHOLE.replace('currency = "USD"', 'currency = "USD"\neach_entity_first = false'))
    assert [each.application.key for each in ranked(fund)] == ["b", "c", "a", "d"]


def test_money_does_not_jump_over_the_first_that_cannot_be_paid():
    text = HEAD + RULES + application("a", "ARL", "LDC", fare='"9000"') + application("b", "BRU", "LDC", fare='"1"')
    assert [each.affordable for each in ranked(read_fund(text), available=Decimal(2000))] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "not toml =",
        "[fund]\ntitle = 'x'",
        "fund = 3",
        HEAD.replace("pro_rata", "burn"),
        "contributions = 7\n" + HEAD,
        HEAD + "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = '2018'\npledged = '1'",
        HEAD + "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = 2018-01-01\ncurrency = 'EUR'\npledged = '1'",
        HEAD
        + "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = 2018-01-01\ncurrency = 'EUR'\npledged = '1'\nrate = 1.5",
        HEAD
        + "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = 2018-01-01\ncurrency = 'EUR'\npledged = '1'\nrate = '-1'",
        HEAD
        + "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = 2018-01-01\ncurrency = 'EUR'\npledged = '1'\nrate = 'x'",
        HEAD + 2 * "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = 2018-01-01\npledged = '1'\n",
        HEAD + "[[payments]]\ncontribution = 'a'\non = 2018-01-01\namount = '1'",
        HEAD + "[[awards]]\napplication = 'a'\non = 2018-01-01\namount = '1'",
        HEAD + "[[expenses]]\napplication = 'a'\non = 2018-01-01\namount = '1'",
        HEAD + "[[eligibility]]\ncolumn = 'status'\nvalues = 'LDC'",
        HEAD + "[[applications]]\nkey = 'a'\nentity = 'ARL'\ndays = -1",
        HEAD + "[[applications]]\nkey = 'a'\nentity = 'ARL'\ndays = 1\nplace = 'Mars'",
    ],
)
def test_a_file_that_does_not_fit_is_refused(text):
    with pytest.raises(NotAFund):
        read_fund(text)


def test_an_amount_that_is_none_is_refused_as_such():
    with pytest.raises(NotMoney):
        read_fund(HEAD + "[[contributions]]\nkey = 'a'\ndonor = 'D'\non = 2018-01-01\npledged = 1.5")


def test_an_entry_says_when_it_was_reversed_and_why():
    text = (
        HEAD
        + '[[contributions]]\nkey = "a"\ndonor = "A"\non = 2018-01-01\npledged = "5"\n'
        + 'reversed = 2018-01-02\nreason = "Twice."\n'
    )
    (found,) = read_fund(text).contributions
    assert (found.reversal, standing([found])) == (Reversal(date(2018, 1, 2), "Twice."), ())
    for wrong in (
        text.replace('"Twice."', '" "'),
        text.replace("01-02", "01-00"),
        text.replace("2018-01-02", "2017-01-02"),
    ):
        with pytest.raises(NotAFund):
            read_fund(wrong)


def test_a_fund_says_for_how_long_it_keeps_who_travelled():
    assert read_fund(HEAD).keep_days == 730
    assert read_fund(HEAD + "keep_days = 30\n").keep_days == 30
    for wrong in ("0", '"30"', "true"):
        with pytest.raises(NotAFund):
            read_fund(HEAD + f"keep_days = {wrong}\n")
