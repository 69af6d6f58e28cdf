"""Who may know of what: the process file's own rules, the usual ones, and footnote 5 of A/RES/71/280 to the letter."""

from datetime import UTC, datetime
from itertools import product

import pytest

from travaux.modalities import USUAL, is_voluntary, library_file, load_modalities, may_see, sights_of, sights_on
from travaux.modalities.wants import ROLES

SIGHT = """
[[sights]]
things = ["letter"]
states = ["sent"]
relations = ["own"]
roles = ["delegate"]
phases = ["negotiations"]
paragraph = "2"
because = "Whoever wrote it keeps it."
"""
NEGOTIATIONS = datetime(2018, 1, 8, 12, tzinfo=UTC)
CONSULTATIONS = datetime(2017, 5, 8, 12, tzinfo=UTC)
GCM = load_modalities(library_file("gcm-2018"))


@pytest.fixture
def ruled(small):
    return load_modalities(small + SIGHT)


def sees(modalities, thing="letter", **asked):
    return may_see(
        modalities,
        thing,
        **{"role": "delegate", "at": NEGOTIATIONS, "state": "sent", "relations": ["own"], **asked},
    )


def test_a_thing_is_seen_by_the_role_in_the_state_relation_and_phase_that_the_rule_names(ruled):
    assert sees(ruled)


@pytest.mark.parametrize(
    "other",
    [
        {"role": "officer"},
        {"state": "drafted"},
        {"state": ""},
        {"relations": []},
        {"relations": ["group"]},
        {"at": CONSULTATIONS},
        {"at": None},
        {"thing": "postcard"},
    ],
    ids=str,
)
def test_where_one_of_them_is_another_it_is_not_seen(ruled, other):
    assert not sees(ruled, **other)


def test_a_file_that_says_nothing_on_a_thing_goes_by_what_is_usual(ruled, small):
    usual = tuple(sight for sight in USUAL if sight.thing == "proposal")
    assert (sights_on(ruled, "proposal"), sights_on(load_modalities(small), "proposal")) == (usual, usual)


def test_a_file_that_says_something_on_a_thing_says_all_on_it(small):
    closed = load_modalities(small + SIGHT.replace("letter", "proposal"))
    assert not may_see(closed, "proposal", role="visitor", state="tabled")
    assert may_see(load_modalities(small), "proposal", role="visitor", state="tabled")


def test_the_rules_are_told_that_let_a_role_see(ruled):
    (rule,) = sights_of(ruled, "letter", role="delegate", at=NEGOTIATIONS)
    assert (rule.paragraph, rule.because, rule.voluntary) == ("2", "Whoever wrote it keeps it.", False)


def test_the_compact_goes_by_its_own_paragraphs_in_all_that_is_usual():
    """The file says of each thing what is usual too, so that every rule shows its paragraph."""
    things = list(dict.fromkeys(sight.thing for sight in USUAL))
    states = ["prepared", "tabled", "presented", "unpresented", "draft", "issued", "standing", "struck", "suggested"]
    states += ["confirmed", "rejected"]
    silent = load_modalities(library_file("gcm-2018").partition("# Sights")[0])
    for thing, state, role, own in product(things, states, ROLES, ([], ["own"])):
        asked = {"role": role, "state": state, "relations": own}
        assert may_see(GCM, thing, **asked) == may_see(silent, thing, **asked), (thing, asked)


# Footnote 5. What each may know of, by the relation in which it stands: all other cells are no.
FOOTNOTE_5 = {
    ("list_of_names", "proposed", "delegate", "member_state"),
    ("list_of_names", "final", "delegate", "member_state"),
    ("list_of_names", "proposed", "officer", "office"),
    ("list_of_names", "final", "officer", "office"),
    ("objection_basis", "told", "delegate", "objecting_state"),
    ("objection_basis", "told", "delegate", "member_state_that_asked"),
    ("objection_basis", "told", "officer", "office"),
}
RELATIONS = [
    *("member_state", "member_state_that_asked", "objecting_state", "office"),
    *("group", "observer", "agency", "civil_society", "civil_society_that_asked", "named", "none"),
]


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", ["proposed", "final", "told", "not_told"])
@pytest.mark.parametrize("thing", ["list_of_names", "objection_basis"])
def test_footnote_5_gives_what_it_says_and_nothing_more(thing, state, role, relation):
    seen = may_see(GCM, thing, role=role, state=state, relations=[relation])
    assert seen == ((thing, state, role, relation) in FOOTNOTE_5)


def test_the_basis_of_an_objection_is_given_of_ones_own_will_and_a_list_is_not():
    assert (is_voluntary(GCM, "objection_basis"), is_voluntary(GCM, "list_of_names")) == (True, False)


def test_each_rule_on_the_basis_of_an_objection_cites_the_footnote():
    assert {sight.paragraph for sight in sights_on(GCM, "objection_basis")} == {"footnote 5"}


def test_without_such_a_footnote_a_basis_stays_between_the_state_that_told_it_and_the_office(small):
    modalities, things = load_modalities(small), ["list_of_names", "objection_basis"]
    asked = product(things, ROLES, ["proposed", "final", "told"], RELATIONS)
    seen = {
        (thing, role, relation)
        for thing, role, state, relation in asked
        if may_see(modalities, thing, role=role, state=state, relations=[relation])
    }
    assert seen == {
        ("list_of_names", "delegate", "member_state"),
        ("list_of_names", "officer", "office"),
        ("objection_basis", "delegate", "objecting_state"),
        ("objection_basis", "officer", "office"),
    }
