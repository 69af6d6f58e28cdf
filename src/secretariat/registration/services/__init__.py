"""Registration for meetings: naming people, deciding, amending, letting in."""

from secretariat.registration.services.credentials import (
    examine_credentials,
    receive_credentials,
    withdraw_credentials,
)
from secretariat.registration.services.deciding import decide_registrations, withdraw_registration
from secretariat.registration.services.doors import check_in
from secretariat.registration.services.keeping import erase_registration, forget_people
from secretariat.registration.services.lists import rows_apart
from secretariat.registration.services.naming import amend_registration, open_registration, register_people

__all__ = [
    "amend_registration",
    "check_in",
    "decide_registrations",
    "erase_registration",
    "examine_credentials",
    "forget_people",
    "open_registration",
    "receive_credentials",
    "register_people",
    "rows_apart",
    "withdraw_credentials",
    "withdraw_registration",
]
