from pathlib import Path

import pytest
from lxml import etree

from travaux.modalities import NoSuchFile, calendar_of, library, library_file, load_modalities, unaccounted

DEEDS = {
    "open_process",
    "fulfil_obligation",
    "register_document",
    "issue_in_language",
    "distribute_document",
    "withdraw_document",
    "put_question",
    "record_decision",
    "admit_entity",
    "rename_entity",
    "change_members",
    "seat_person",
    "vacate_seat",
    "open_registration",
    "decide_registrations",
    "check_in",
    "receive_credentials",
    "examine_credentials",
    "withdraw_credentials",
    "erase_registration",
    "register_people",
    "amend_registration",
    "withdraw_registration",
    "open_fund",
    "renew_fund_terms",
    "pledge_contribution",
    "receive_payment",
    "award_support",
    "pay_support",
    "close_award",
    "reverse_contribution_entry",
    "reverse_support_entry",
    "apply_for_support",
    "withdraw_support_request",
    "prepare_message",
    "reword_message",
    "release_message",
    "drop_message",
    "note_bounce",
    "begin_application",
    "save_application",
    "hand_in_application",
    "withdraw_application",
    "screen_application",
    "circulate_list",
    "close_list",
    "decide_name",
    "object_to_name",
    "withdraw_objection",
    "ask_objection_basis",
    "file_submission",
    "withdraw_submission",
    "endorse_submission",
    "seal_submission",
    "withdraw_envelope",
    "replace_submission",
    "add_language_version",
    "open_call",
    "remind_of_call",
    "judge_passage",
    "import_judgements",
    "settle_passage",
    "revise_codebook",
    "set_workplan",
    "give_reason",
    "set_quantities",
    "suggest_codes",
    "code_passage",
    "confirm_code",
    "reject_code",
    "open_summary",
    "write_sentence",
    "mend_sentence",
    "strike_sentence",
    "issue_summary",
    "open_text",
    "draft_provision",
    "redraft_provision",
    "present_draft",
    "prepare_proposal",
    "table_proposal",
    "withdraw_proposal",
    "cosponsor_proposal",
    "take_position",
    "lift_bracket",
    "agree_provision",
    "reopen_provision",
    "freeze_version",
    "adopt_text",
    "register_commitments",
    "add_precedents",
    "adopt_part",
    "break_silence",
    "bundle_provisions",
    "conclude_silence",
    "enter_reservation",
    "explain_position",
    "freeze_screen",
    "give_assent",
    "merge_proposals",
    "move_to_alternative",
    "offer_bridging_text",
    "open_silence",
    "record_vote",
    "release_screen",
    "render_provision",
    "set_attribution",
    "show_provision",
    "submit_proposal",
    "take_bracket_position",
    "unbind_package",
    "undo_deed",
    "withdraw_bridging_text",
    "withdraw_statement",
    "accept_amendment",
    "confirm_suggestions",
    "drop_suggestions",
    "hand_in_document",
    "register_dataset",
    "retire_dataset",
    "state_fact",
    "restate_fact",
    "link_fact",
    "open_report",
    "write_report_section",
    "mend_report_section",
    "strike_report_section",
    "issue_report",
}


def test_the_library_holds_the_files_of_the_folder_processes():
    folder = Path(__file__).parents[3] / "processes"
    assert library() == tuple(sorted(file.stem for file in folder.glob("*.toml")))


@pytest.mark.parametrize("key", library())
def test_every_process_file_of_the_library_is_taken_under_its_own_key(key):
    assert load_modalities(library_file(key)).key == key


def test_a_file_that_the_library_has_not_is_refused_with_those_it_has():
    with pytest.raises(NoSuchFile) as caught:
        library_file("../gcm-2018")
    assert caught.value.parts[1].startswith("The library has: gcm-2018, ldc5-2023, ")


def test_the_modalities_of_the_compact_have_a_rule_on_every_deed():
    gcm = load_modalities(library_file("gcm-2018"))
    assert {rule.deed for rule in gcm.rules} == DEEDS


def test_the_modalities_of_the_compact_in_figures():
    gcm = load_modalities(library_file("gcm-2018"))
    assert [phase.key for phase in gcm.phases] == [
        "preparation",
        "consultations",
        "stocktaking",
        "negotiations",
        "conference",
        "followup",
    ]
    rounds = [event.days for event in gcm.events if event.kind == "negotiation-round"]
    sessions = [event.days for event in gcm.events if event.kind == "thematic-session"]
    assert (rounds, sum(sessions), gcm.limits[0].days_at_most) == ([3, 4, 4, 5, 5, 5], 12, 12)
    assert len(gcm.themes) == 6
    assert {number.split(" ")[0] for number, _ in gcm.paragraphs} == {*map(str, range(1, 32)), "footnote", "72/244"}


SHARED = Path(__file__).parents[4] / "shared" / "data" / "modalities"
LATER = {"lldc3-2025": ("78-315", "79-279")}


def numbers(folder, before=""):
    """Return the numbers of the operative paragraphs, as the mark-up of the resolution has them."""
    path = SHARED / folder / "English.xml"
    if not path.exists():
        pytest.skip("the resolutions are not beside this checkout")
    found = etree.parse(path).xpath("//*[local-name()='num']")
    said = ("".join(each.itertext()).strip() for each in found)
    return {before + each.rstrip(".") for each in said if each.rstrip(".").isdigit()}


@pytest.mark.parametrize("key", [key for key in library() if key != "gcm-2018"])
def test_every_operative_paragraph_of_the_resolution_is_in_the_file(key):
    found = load_modalities(library_file(key))
    folder = found.symbol.removeprefix("A/RES/").replace("/", "-")
    whole = numbers(folder).union(*(numbers(later, f"{later.replace('-', '/')}: ") for later in LATER.get(key, ())))
    assert {number.split(" (")[0] for number, _ in found.paragraphs if not number.startswith("footnote")} == whole


@pytest.mark.parametrize("key", library())
def test_every_paragraph_is_accounted_for_and_the_calendar_can_be_drawn(key):
    found = load_modalities(library_file(key))
    drawn = [line.key for line in calendar_of(found)]
    assert (unaccounted(found), len(drawn)) == ((), len(found.phases) + len(found.events) + len(found.obligations))
