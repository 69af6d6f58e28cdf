from collections import Counter
from datetime import date

import pytest

from travaux.evidence.areas import ISO
from travaux.participation.entities import (
    KINDS,
    LANGUAGES,
    REGIONAL,
    STATUSES,
    Entity,
    NoSuchEntity,
    day_after,
    entity,
    first_day,
    groups_of,
    held,
    library,
    members,
    memberships,
    sources,
    states,
)

TODAY = date(2026, 11, 1)


def test_there_are_193_member_states_with_short_and_formal_names_in_six_languages():
    assert len(states()) == 193
    for each in states():
        held_ = {(name.language, name.kind) for name in each.names}
        assert held_ >= {(language, kind) for language in LANGUAGES for kind in ("short", "formal")}, each.key
    for language in LANGUAGES:
        assert len({each.called(language) for each in states()}) == 193


def test_codes_and_statuses_are_those_of_the_areas_of_m49():
    for each in library().values():
        if each.m49:
            assert int(each.m49) == ISO[each.key].m49
    for status in STATUSES:
        areas = {area.iso3 for area in ISO.values() if status in area.groups and area.ends is None}
        ours = set(members(status, on=TODAY))
        assert ours == areas & set(library()), status


def test_every_state_belongs_to_one_regional_group():
    counted = Counter(group for each in states() for group in groups_of(each.key, on=TODAY) if group in REGIONAL)
    assert counted == {"AG": 54, "APG": 54, "EEG": 23, "GRULAC": 33, "WEOG": 29}


def test_every_row_names_what_is_there():
    assert {each.kind for each in library().values()} <= set(KINDS)
    assert {name.source for each in library().values() for name in each.names} <= set(sources())
    for row in memberships():
        assert library()[row.group].kind in ("group", "observer")
        assert row.member in library()
        assert row.source in sources()


def test_a_name_is_that_of_the_day():
    turkiye = entity("TUR")
    assert turkiye.called("en") == "Türkiye"
    assert turkiye.called("en", on=date(2022, 5, 31)) == "Turkey"
    assert turkiye.called("en", on=date(2022, 6, 1)) == "Türkiye"
    assert turkiye.called("fr", formal=True, on=date(2000, 1, 1)) == "République de Türkiye"


def test_an_entity_without_a_name_in_a_language_is_called_in_english_or_by_its_key():
    assert entity("C-WGC").called("ru") == "Women and Gender Constituency"
    assert entity("EU").called("fr", formal=True) == "Union européenne"
    assert Entity("XX", "igo").name == "XX"


def test_a_state_that_joins_or_leaves_a_group_half_way_belongs_to_it_while_it_does():
    assert "GBR" in members("EU", on=date(2020, 1, 30))
    assert "GBR" not in members("EU", on=date(2020, 1, 31))
    assert "EU" in groups_of("HRV", on=TODAY)
    assert "EU" not in groups_of("HRV", on=date(2013, 6, 30))


@pytest.mark.parametrize("said", ["FJI", "fji", "FJ", "242", " 242 "])
def test_an_entity_is_found_by_key_and_code(said):
    assert entity(said).key == "FJI"


@pytest.mark.parametrize("said", ["", "Nowhere", "999"])
def test_what_is_not_in_the_library_is_refused(said):
    with pytest.raises(NoSuchEntity):
        entity(said)


def test_a_year_or_a_month_alone_is_the_whole_of_it():
    assert first_day("1973") == date(1973, 1, 1)
    assert first_day("2025-10") == date(2025, 10, 1)
    assert [day_after("2011"), day_after("2020-11"), day_after("2020-12"), day_after("2020-01-31")] == [
        date(2012, 1, 1),
        date(2020, 12, 1),
        date(2021, 1, 1),
        date(2020, 1, 31),
    ]
    assert held("1971", "2011", date(2011, 12, 31))
    assert not held("1971", "2011", date(2012, 1, 1))
    assert not held("1971", "", date(1970, 12, 31))
    assert held("", "", date(1, 1, 1))
