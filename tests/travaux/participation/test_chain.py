import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.participation.chain import Chain, chain, trimmed


@pytest.mark.parametrize(
    ("words", "speakers", "spoken_for"),
    [
        ("Arlandia", ("Arlandia",), None),
        ("Arlandia on behalf of Bruma", ("Arlandia",), "Bruma"),
        ("Arlandia on behalf of on behalf of the Group", ("Arlandia",), "Group"),
        ("Arlandia on behalf of on behlaf of the Group", ("Arlandia",), "Group"),
        ("Arlandia on behalf of Arlandia on belaf of Group", ("Arlandia", "Arlandia"), "Group"),
        ("Arlandia on behalf of and Bruma", ("Arlandia", "and Bruma"), None),
        ("on behalf of Farmers", (), "Farmers"),
        ("on behalf of Network on behalf of Farmers", ("Network",), "Farmers"),
        ("Arlandia on behalf of", ("Arlandia",), None),
        ("on behalf of", (), None),
        ("", (), None),
        ("Arlandia au nom du Groupe", ("Arlandia",), "Groupe"),
        ("Arlandia en nombre de Bruma", ("Arlandia",), "Bruma"),
        ("Арландия от имени Группы", ("Арландия",), "Группы"),
        ("埃及代表非洲国家集团", ("埃及",), "非洲国家集团"),
        ("Arlandia, also speaking on behalf of Bruma", ("Arlandia",), "Bruma"),
        ("Arlandia on behalf代表Bruma", ("Arlandia",), "Bruma"),
        ("Arlandia on between Bruma", ("Arlandia on between Bruma",), None),
        ("Submission by the Government of Arlandia", ("Arlandia",), None),
        ("Joint statement: Arlandia", ("Arlandia",), None),
        ("Permanent Mission of Arlandia to the United Nations in Geneva", ("Arlandia",), None),
        ("Mission permanente de l'Arlandie auprès des Nations Unies", ("Arlandie",), None),
        ("Arlandia's delegation", ("Arlandia",), None),
        ("Union Delegation to the UN", ("Union",), None),
        ("Garden Mission", ("Garden Mission",), None),
        ("Letter to the United Nations", ("Letter to the United Nations",), None),
        ("Delegation", ("Delegation",), None),
        ("Arlandia (also on behalf of Bruma)", ("Arlandia",), "Bruma)"),
        ("Arlandia on behalf of for the Union", ("Arlandia",), "Union"),
    ],
)
def test_a_string_is_taken_apart_where_it_says_for_whom(words, speakers, spoken_for):
    assert chain(words) == Chain(speakers, spoken_for)


def test_who_supports_is_neither_a_speaker_nor_spoken_for():
    found = chain("Arlandia on behalf of the Union. This submission is supported by Bruma and Cordovia.")
    assert found == Chain(("Arlandia",), "Union", "Bruma and Cordovia")


@given(st.text(alphabet="on behalf of the AB,.\n", max_size=60))
def test_no_part_has_marks_at_its_edges(words):
    found = chain(words)
    for part in (*found.speakers, found.spoken_for or ""):
        assert part == trimmed(part)
