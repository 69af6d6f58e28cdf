"""The deeds of the negotiation."""

from secretariat.negotiation.services.binding import bundle_provisions, give_assent, set_attribution, unbind_package
from secretariat.negotiation.services.bridging import offer_bridging_text, take_bracket_position, withdraw_bridging_text
from secretariat.negotiation.services.drafting import draft_provision, open_text, present_draft, redraft_provision
from secretariat.negotiation.services.freezing import adopt_part, adopt_text, freeze_version
from secretariat.negotiation.services.preparing import Asked, prepare_proposal
from secretariat.negotiation.services.proposing import (
    cosponsor_proposal,
    submit_proposal,
    table_proposal,
    take_position,
    withdraw_proposal,
)
from secretariat.negotiation.services.settling import agree_provision, lift_bracket, reopen_provision
from secretariat.negotiation.services.silences import break_silence, conclude_silence, open_silence
from secretariat.negotiation.services.voting import enter_reservation, explain_position, record_vote, withdraw_statement
from secretariat.negotiation.services.workbench import accept_amendment, merge_proposals, move_to_alternative, undo_deed

__all__ = [
    "Asked",
    "accept_amendment",
    "adopt_part",
    "adopt_text",
    "agree_provision",
    "break_silence",
    "bundle_provisions",
    "conclude_silence",
    "cosponsor_proposal",
    "draft_provision",
    "enter_reservation",
    "explain_position",
    "freeze_version",
    "give_assent",
    "lift_bracket",
    "merge_proposals",
    "move_to_alternative",
    "offer_bridging_text",
    "open_silence",
    "open_text",
    "prepare_proposal",
    "present_draft",
    "record_vote",
    "redraft_provision",
    "reopen_provision",
    "set_attribution",
    "submit_proposal",
    "table_proposal",
    "take_bracket_position",
    "take_position",
    "unbind_package",
    "undo_deed",
    "withdraw_bridging_text",
    "withdraw_proposal",
    "withdraw_statement",
]
