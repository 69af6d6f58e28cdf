import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.resolve import Party, own, resolver

PLAIN = resolver()


def read(words, using=PLAIN):
    found = using.read(words)
    return [each.key for each in found.entities], [each.key for each in found.on_behalf_of], found.review


@pytest.mark.parametrize(
    ("words", "entities", "on_behalf_of"),
    [
        ("Iran, Islamic Republic of", ["IRN"], []),
        ("NETHERLANDS (KINGDOM OF THE)", ["NLD"], []),
        ("Korea (the Democratic People's Republic of)", ["PRK"], []),
        ("Maldives on behalf of on behalf of AOSIS", ["MDV"], ["AOSIS"]),
        ("Australia on behalf of and U.S.A", ["AUS", "USA"], []),
        ("on behalf of Farmers' Constituency", [], ["C-FARMERS"]),
        ("on behalf of Chad on behalf of the African Group", ["TCD"], ["AG"]),
        (
            "Malta on behalf of and the European Commission on behalf of the European Union and its Member States",
            ["MLT", "EC"],
            ["EU"],
        ),
        ("European Union on behalf of - Malta and the European Commission on behalf of the EU", ["MLT", "EC"], ["EU"]),
        ("China on behalf of ABU, AGN, Arab Group, BASIC and LMDC", ["CHN"], ["ABU", "AG", "ARAB", "BASIC", "LMDC"]),
        ("Argentina on behalf of Argentina, Brazil and Uruguay", ["ARG"], ["ARG", "BRA", "URY"]),
        ("Thailand on behalf of Thailand", ["THA"], []),
        ("Guatemala en nombre de AILAC", ["GTM"], ["AILAC"]),
        ("Кения от имени Группы африканских государств", ["KEN"], ["AG"]),
        ("埃及代表非洲国家集团", ["EGY"], ["AG"]),
        ("FJI", ["FJI"], []),
        ("U.K.", ["GBR"], []),
        ("P.N.G.", ["PNG"], []),
        ("Groupe des 77 et la Chine", ["G77"], []),
        ("Hong Kong SAR, China", ["HKG"], []),
        ("Maldives for AOSIS", ["MDV"], ["AOSIS"]),
        ("Belize, Chair of AOSIS", ["BLZ"], ["AOSIS"]),
        ("Honduras (in its capacity as Chair of the G77)", ["HND"], ["G77"]),
        ("Finland (also on behalf of Denmark, Iceland and Sweden)", ["FIN"], ["DNK", "ISL", "SWE"]),
        ("Permanent Mission of the Republic of Ghana to the United Nations in Geneva", ["GHA"], []),
        ("Mr. Ruiz (Ghana), on behalf of the African Group", ["GHA"], ["AG"]),
        ("World Meteorological Organization (WMO) on behalf of Global Climate Observing System", ["WMO"], ["GCOS"]),
    ],
)
def test_who_is_meant_and_for_whom_they_speak(words, entities, on_behalf_of):
    assert read(words) == (entities, on_behalf_of, False)


@pytest.mark.parametrize(
    "words", ["Statement", "", "NA", "Slovania", "Korea", "Chad on behalf of Gender issues", "Kenya and Garden"]
)
def test_what_cannot_be_told_goes_to_a_person(words):
    assert read(words)[2]


def test_an_organization_is_itself_under_every_spelling_of_one_normal_form():
    found = resolver(
        ["Garden Friends Network (GFN)", "GARDEN FRIENDS' NETWORK on behalf of Garden Friends Network (GFN)"]
    )
    assert read("GARDEN FRIENDS' NETWORK on behalf of Garden Friends Network (GFN)", found) == (
        ["new:garden friends network"],
        [],
        False,
    )
    assert found.read("gfn").entities == (Party("new:garden friends network", "Garden Friends Network"),)


def test_organizations_that_are_nearly_alike_are_not_merged_but_shown():
    found = resolver(["Garden Friends Network", "Garden Friend Network", "Kenya and Chad on behalf of LDCs"])
    assert read("Garden Friends Network", found) == (["new:garden friends network"], [], True)
    assert read("Garden Friend Network", found) == (["new:garden friend network"], [], True)


@pytest.mark.parametrize(
    "words",
    [
        "Garden Friends on behalf of Garden Friends of Arlandia",
        "Friends House Garden on behalf of House Garden Friends",
    ],
)
def test_one_that_speaks_for_another_of_nearly_its_name_is_shown(words):
    assert read(words)[2]


def test_an_acronym_of_two_is_nobodys():
    found = resolver(["Garden Friends Network (GFN)", "Great Food Norms (GFN)"])
    assert found.read("GFN").entities == (Party("new:gfn", "GFN"),)


def test_a_list_of_names_that_each_stand_alone_elsewhere_is_a_list():
    found = resolver(["Mercy Friends", "Practical Friends", "Mercy Friends and Practical Friends"])
    assert read("Mercy Friends and Practical Friends", found)[0] == ["new:mercy friends", "new:practical friends"]


@pytest.mark.parametrize(
    "words",
    [
        "Garden Friends on behalf of Joint gardeners' submission",
        "Garden Friends on behalf of Ana Ruiz, Chair, Bo Li, Project Manager, Garden Friends",
        "Garden Friends for the House",
    ],
)
def test_a_paper_or_people_behind_an_organization_are_nobody_spoken_for(words):
    assert read(words)[1] == []


def test_a_name_with_its_constituency_behind_is_not_taught_as_another():
    found = resolver(["Garden Friends", "Garden Friends Indigenous Peoples organization"])
    assert read("Garden Friends Indigenous Peoples organization", found) == (["new:garden friends"], [], False)


def test_what_somebody_reviewed_comes_first():
    given_ = {"Gender issues": (("MWI",), ("new:garden",))}
    found = resolver(aliases=given_).read("GENDER ISSUES")
    assert (found.entities, found.on_behalf_of) == ((Party("MWI", "Malawi"),), (Party("new:garden", "garden"),))
    assert (found.confidence, found.review) == (1.0, False)


def test_who_supports_a_submission_is_told_apart():
    found = PLAIN.read("Malta on behalf of the EU. This submission is supported by Serbia and Albania.")
    assert [each.key for each in found.supported_by] == ["SRB", "ALB"]
    assert [each.key for each in found.on_behalf_of] == ["EU"]


def test_an_organization_for_which_nobody_is_named_is_one():
    assert read("on behalf of Garden Friends") == ([], ["new:garden friends"], False)


def test_a_name_is_known_by_itself_without_its_own_acronym():
    assert own("Garden Friends (GF)") == "garden friends"
    assert own("Garden Friends (Arlandia)") == "garden friends arlandia"
    assert own("GF (Garden Friends)") == "garden friends"


@given(st.text(alphabet="Arlandi, and(the)ofKenyMx.-\n", max_size=50))
def test_whatever_is_written_is_read_and_nobody_unnamed_is_sure(words):
    found = PLAIN.read(words)
    assert found.input == words
    assert found.review or found.entities or found.on_behalf_of
    assert found.confidence <= 0.5 or not found.review


@pytest.mark.parametrize(
    "words",
    [
        "Garden Friends on behalf of Garden Friends collective experience of tending",
        "Garden Friends (GF) on behalf of GF Garden Friends",
        "Garden Friends on behalf of Garden Friends Contact: Ana Ruiz (ana@example.org)",
    ],
)
def test_who_is_spoken_for_under_the_speakers_own_name_described_is_the_speaker(words):
    assert read(words) == (["new:garden friends"], [], False)


@pytest.mark.parametrize("tail", ["of the sea", "from the sea", "Nepal", "nepal Coast"])
def test_a_name_that_goes_on_may_be_anothers(tail):
    assert read(f"Garden Friends on behalf of Garden Friends {tail}")[2]
