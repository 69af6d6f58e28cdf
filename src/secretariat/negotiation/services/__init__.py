"""The deeds of the negotiation."""

from secretariat.negotiation.services.drafting import draft_provision, open_text, present_draft, redraft_provision
from secretariat.negotiation.services.freezing import adopt_text, freeze_version
from secretariat.negotiation.services.proposing import (
    cosponsor_proposal,
    prepare_proposal,
    table_proposal,
    take_position,
    withdraw_proposal,
)
from secretariat.negotiation.services.settling import agree_provision, lift_bracket, reopen_provision

__all__ = [
    "adopt_text",
    "agree_provision",
    "cosponsor_proposal",
    "draft_provision",
    "freeze_version",
    "lift_bracket",
    "open_text",
    "prepare_proposal",
    "present_draft",
    "redraft_provision",
    "reopen_provision",
    "table_proposal",
    "take_position",
    "withdraw_proposal",
]
