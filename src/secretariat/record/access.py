"""Which lines of the record are told to whom. A line that is withheld still stands in the log, with its digest.

Each deed is named in one of the two tables. What is named in neither is sealed: a deed that somebody adds is told to
outsiders only once somebody said that it may be.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from secretariat.record.models import Entry

# Deeds that the others may not know of: a proposal before it is tabled, words tried out in private. Data, since the
# record knows no stage above it.
WITHHELD = frozenset(
    {
        *("prepare_proposal", "offer_bridging_text", "withdraw_bridging_text"),
        *("hand_in_document", "confirm_suggestions", "drop_suggestions"),
        *("object_to_name", "withdraw_objection", "ask_objection_basis"),
        *("seal_submission", "withdraw_envelope"),
    }
)
# Deeds of which everybody is told all but what is private: their facts were before the meeting when they were done.
OPEN = frozenset(
    {
        *("open_process", "renew_modalities", "fulfil_obligation", "erase_personal_data", "trust_machine"),
        *(
            "register_document",
            "issue_in_language",
            "distribute_document",
            "withdraw_document",
            "put_question",
            "record_decision",
        ),
        *("copy_process", "remind_of_obligations"),
        *("register_person", "open_account", "close_account", "reopen_account", "reset_sign_in", "reset_colleague"),
        *("rename_entity", "change_members"),
        *("admit_entity", "seat_person", "vacate_seat", "circulate_list", "close_list"),
        "decide_name",
        "open_registration",
        *("open_fund", "renew_fund_terms", "pledge_contribution", "receive_payment"),
        "reverse_contribution_entry",
        *("file_submission", "withdraw_submission", "endorse_submission"),
        *("replace_submission", "release_submission", "add_language_version", "open_call", "remind_of_call"),
        *("revise_codebook", "set_workplan", "give_reason"),
        *("issue_summary", "present_draft", "freeze_version", "adopt_text", "register_commitments"),
        *("table_proposal", "submit_proposal", "withdraw_proposal", "cosponsor_proposal", "take_position"),
        *("lift_bracket", "agree_provision", "reopen_provision", "give_assent", "undo_deed", "set_attribution"),
        *("merge_proposals", "move_to_alternative", "accept_amendment", "take_bracket_position", "adopt_part"),
        *("bundle_provisions", "unbind_package", "open_silence", "break_silence", "conclude_silence", "record_vote"),
        *("explain_position", "enter_reservation", "withdraw_statement"),
        "add_precedents",
        *("register_dataset", "retire_dataset", "state_fact", "restate_fact", "link_fact", "issue_report"),
        *("show_provision", "freeze_screen", "release_screen", "render_provision"),
    }
)
# Deeds whose facts may hold words that were not yet before the meeting, each with the kind of thing, as the process
# files name it, that it works on: whoever sees those in every state is told to which of them it was done.
SEALED: Mapping[str, str] = MappingProxyType(
    {
        "register_people": "registration",
        "amend_registration": "registration",
        "decide_registrations": "registration",
        "withdraw_registration": "registration",
        "check_in": "attendance",
        "erase_registration": "registration",
        "forget_people": "registration",
        "forget_travellers": "support_request",
        "forget_applicants": "accreditation_application",
        "receive_credentials": "credential",
        "examine_credentials": "credential",
        "withdraw_credentials": "credential",
        "award_support": "support_request",
        "pay_support": "support_request",
        "close_award": "support_request",
        "reverse_support_entry": "support_request",
        "apply_for_support": "support_request",
        "withdraw_support_request": "support_request",
        "prepare_message": "outbox_message",
        "reword_message": "outbox_message",
        "release_message": "outbox_message",
        "drop_message": "outbox_message",
        "note_bounce": "outbox_message",
        "begin_application": "accreditation_application",
        "save_application": "accreditation_application",
        "hand_in_application": "accreditation_application",
        "withdraw_application": "accreditation_application",
        "screen_application": "accreditation_application",
        "object_to_name": "objection",
        "withdraw_objection": "objection",
        "ask_objection_basis": "basis_request",
        "prepare_proposal": "proposal",
        "hand_in_document": "returned_document",
        "confirm_suggestions": "returned_document",
        "drop_suggestions": "returned_document",
        "offer_bridging_text": "bridging_text",
        "withdraw_bridging_text": "bridging_text",
        "open_summary": "summary",
        "write_sentence": "sentence",
        "mend_sentence": "sentence",
        "strike_sentence": "sentence",
        "open_report": "report",
        "write_report_section": "report",
        "mend_report_section": "report",
        "strike_report_section": "report",
        "open_text": "text",
        "draft_provision": "text",
        "redraft_provision": "redraft",
        "suggest_codes": "code",
        "code_passage": "code",
        "confirm_code": "code",
        "reject_code": "code",
        "judge_passage": "judgement",
        "import_judgements": "judgement",
        "settle_passage": "judgement",
        "seal_submission": "envelope",
        "withdraw_envelope": "envelope",
        "set_quantities": "summary",
    }
)


def is_withheld(entry: Entry) -> bool:
    """Whether the deed is about something that nobody but its author may know of; a fact `untabled` says so too."""
    return entry.deed in WITHHELD or "untabled" in entry.facts


def is_sealed(entry: Entry) -> bool:
    """Whether an export for outsiders gives the digest of the entry only."""
    return entry.deed not in OPEN or is_withheld(entry)


def may_name(entry: Entry, *, sees: Collection[str]) -> bool:
    """Whether one who `sees` things of these kinds in every state is told to which thing the deed was done."""
    return not is_sealed(entry) or SEALED.get(entry.deed) in sees


def may_read(entry: Entry, *, reference: str) -> bool:
    """Whether one whom the record knows as `reference` is told who did what to which thing."""
    return not is_withheld(entry) or reference == entry.actor
