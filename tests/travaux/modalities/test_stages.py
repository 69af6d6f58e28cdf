import pytest

from travaux.modalities import library_file, load_modalities
from travaux.modalities.refusals import UnknownModel, WrongValue

GCM = load_modalities(library_file("gcm-2018"))


def staged(small, model="gcm-2018"):
    text = small.replace("[paragraphs]", f'rules_as = "{model}"\n[paragraphs]', 1)
    return text.replace(
        "opens = 2017-12-01\ncloses = 2018-07-31",
        'stages = ["negotiations", "conference"]\nopens = 2017-12-01\ncloses = 2018-07-31',
    )


def test_where_a_file_is_silent_the_rules_of_the_model_hold_stage_by_stage(small):
    found = load_modalities(staged(small))
    (rule,) = found.rules_on("table_proposal")
    assert (rule.roles, rule.phases, rule.paragraph) == (("delegate",), ("negotiations",), "")


def test_its_own_rules_stand_and_a_rule_on_a_stage_that_it_has_not_gives_nothing(small):
    found = load_modalities(staged(small))
    assert [rule.paragraph for rule in found.rules_on("file_submission")] == ["1", "2"]
    assert found.rules_on("open_summary") == ()
    assert found.rules_on("register_commitments")[0].phases == ("negotiations",)


def test_a_rule_that_holds_at_any_time_holds_so_there_too(small):
    assert [rule.phases for rule in load_modalities(staged(small)).rules_on("admit_entity")] == [()]


def test_sights_come_with_the_rules(small):
    assert {sight.thing for sight in load_modalities(staged(small)).sights} == {sight.thing for sight in GCM.sights}


@pytest.mark.parametrize("model", ["no-such-file", "wsis20-2025"])
def test_rules_are_taken_from_a_file_of_the_library_that_says_them_itself(small, model):
    with pytest.raises(UnknownModel) as caught:
        load_modalities(staged(small, model))
    because, remedy = caught.value.parts[1::2]
    assert because == (
        f"The head of the file, line 8 takes its rules from “{model}”, "
        "which is no file of the library with rules of its own."
    )
    assert remedy == "Choose one of: gcm-2018."


def test_a_deed_that_the_file_goes_without_is_given_to_nobody(small):
    text = staged(small).replace("[paragraphs]", 'without = ["table_proposal"]\n[paragraphs]', 1)
    assert load_modalities(text).rules_on("table_proposal") == ()


def test_a_deed_that_the_model_does_not_give_cannot_be_left_out(small):
    text = staged(small).replace("[paragraphs]", 'without = ["table_a_proposal"]\n[paragraphs]', 1)
    with pytest.raises(WrongValue) as caught:
        load_modalities(text)
    assert "table_a_proposal" in str(caught.value)
