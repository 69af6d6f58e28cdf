from travaux.participation.resolve import resolver
from travaux.participation.rolls import CheckedRoll, Side, checked_roll

RESOLVER = resolver()


def test_a_vote_is_read_and_what_does_not_agree_is_shown():
    found = checked_roll(
        [
            Side("inFavour", "3", ("TÜRKÝYE", "IRAN (ISLAMIC REPUBLIC OF)", "COTE D'IVOIRE")),
            Side("against", "2", ("TURKIYE", "KOREA", "EUROPEAN UNION")),
            Side("abstaining", "", ()),
        ],
        RESOLVER,
    )
    assert found == CheckedRoll(
        (("TÜRKÝYE", "TUR"), ("IRAN (ISLAMIC REPUBLIC OF)", "IRN"), ("COTE D'IVOIRE", "CIV"), ("TURKIYE", "TUR")),
        ("KOREA", "EUROPEAN UNION"),
        ("against: 2 printed, 3 listed", "TUR: listed 2 times"),
    )
