"""Registration for meetings: naming people, deciding, amending, letting in."""

from secretariat.registration.services.deciding import decide_registrations, withdraw_registration
from secretariat.registration.services.doors import check_in
from secretariat.registration.services.naming import amend_registration, open_registration, register_people

__all__ = [
    "amend_registration",
    "check_in",
    "decide_registrations",
    "open_registration",
    "register_people",
    "withdraw_registration",
]
