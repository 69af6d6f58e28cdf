from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.commitments import Suggestion, suggest


@dataclass(frozen=True)
class Paragraph:
    key: str
    number: str
    kind: str
    wording: str


def why(kind, wording):
    found = suggest([Paragraph("a", "1", kind, wording)])
    return found[0].why if found else None


def test_a_paragraph_marked_as_a_commitment_is_suggested_with_its_number_and_words():
    action = Paragraph("a", "7 (b)", "action", "Publish on one website which visas exist.")
    assert suggest([action]) == (
        Suggestion("a", "7 (b)", "Publish on one website which visas exist.", "The text marks it as: action."),
    )


@pytest.mark.parametrize(
    ("wording", "opening"),
    [
        ("We commit to counting every boat.", "We commit"),
        ("We further commit to counting.", "We further commit"),
        ("Decides to meet again in spring;", "Decides"),
        ("Also decides to meet again;", "Also decides"),
        ("Requests the Secretary-General to report;", "Requests"),
        ("Calls upon all harbours to open;", "Calls upon"),
        ("  We will meet in four years.", "We will"),
    ],
)
def test_a_paragraph_that_opens_like_a_commitment_is_suggested(wording, opening):
    assert why("operative", wording) == f"It opens with “{opening}”."


def test_a_duty_laid_on_states_is_suggested():
    assert why("operative", "Each State Party shall keep a list.") == "It lays a duty on States: “State Party shall”."


@pytest.mark.parametrize(
    ("kind", "wording"),
    [
        ("operative", "Welcomes the generous offer of the host;"),
        ("operative", "Decideds is no word;"),
        ("operative", "States differ. The weather shall decide."),
        ("operative", ""),
        ("preambular", "Recalling that States shall cooperate,"),
        ("heading", "We commit"),
        ("title", "Decides"),
        ("footnote", "States shall."),
    ],
)
def test_what_binds_nobody_is_not_suggested(kind, wording):
    assert why(kind, wording) is None


PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        key=st.uuids().map(str),
        number=st.text(max_size=5),
        kind=st.sampled_from(["title", "preambular", "operative", "action", "objective", "footnote"]),
        wording=st.sampled_from(["Decides to meet;", "Notes the rain;", "States shall rest.", ""]),
    ),
    unique_by=lambda each: each.key,
)


@given(PARAGRAPHS)
def test_suggestions_stand_in_the_order_of_the_text_and_change_no_word(paragraphs):
    found = {each.key: each for each in suggest(paragraphs)}
    assert list(found) == [each.key for each in paragraphs if each.key in found]
    assert all(found[each.key].wording == each.wording for each in paragraphs if each.key in found)
    assert all(each.why for each in found.values())
