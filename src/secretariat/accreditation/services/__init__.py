"""Accreditation on a non-objection basis: applications, lists, objections."""

from secretariat.accreditation.services.applying import (
    OPEN_TO_ITS_HOLDER,
    begin_application,
    hand_in_application,
    save_application,
    withdraw_application,
)
from secretariat.accreditation.services.keeping import forget_applicants
from secretariat.accreditation.services.lists import (
    SCREENED,
    circulate_list,
    close_list,
    decide_name,
    screen_application,
)
from secretariat.accreditation.services.objections import ask_objection_basis, object_to_name, withdraw_objection

__all__ = [
    "OPEN_TO_ITS_HOLDER",
    "SCREENED",
    "ask_objection_basis",
    "begin_application",
    "circulate_list",
    "close_list",
    "decide_name",
    "forget_applicants",
    "hand_in_application",
    "object_to_name",
    "save_application",
    "screen_application",
    "withdraw_application",
    "withdraw_objection",
]
