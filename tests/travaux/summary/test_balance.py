from travaux.summary.balance import Balance, Share, balance

SPOKE = {"ARL": "north", "BRU": "north", "COR": "south", "DEL": "south", "G12": "groups"}


def test_balance_says_of_each_group_who_is_quoted_and_who_is_not():
    found = balance(SPOKE, ["ARL", "ARL", "ARL", "COR"])
    assert found == Balance(
        (
            Share("groups", (), ("G12",), 0, 0.2, 0.0),
            Share("north", ("ARL",), ("BRU",), 3, 0.4, 0.75),
            Share("south", ("COR",), ("DEL",), 1, 0.4, 0.25),
        ),
        (),
    )
    assert [share.is_balanced for share in found.shares] == [False, True, True]


def test_a_group_quoted_more_than_twice_its_share_is_out_of_balance():
    assert [share.is_balanced for share in balance(SPOKE, ["G12", "ARL"]).shares] == [False, True, False]


def test_a_summary_without_quotations_leaves_everybody_unquoted():
    assert [share.unquoted for share in balance(SPOKE, []).shares] == [("G12",), ("ARL", "BRU"), ("COR", "DEL")]


def test_one_who_is_quoted_and_never_spoke_is_named():
    assert balance({"ARL": "north"}, ["ZZZ", "ARL"]).strangers == ("ZZZ",)
