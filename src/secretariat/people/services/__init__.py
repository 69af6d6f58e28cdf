"""Accounts and their sign-in: what may be done, and what the sign-in library asks of us."""

from secretariat.people.services.accounts import (
    ACCOUNT_AT_MOST,
    NAME_AT_MOST,
    MayNotAdd,
    MayNotReset,
    NameTaken,
    NotAnAddress,
    NotAName,
    OneselfCannotBeReset,
    WeakPassword,
    may_add,
    may_reset,
    register_person,
    reset_sign_in,
    taken_away,
    way_back,
)
from secretariat.people.services.watching import security

__all__ = [
    "ACCOUNT_AT_MOST",
    "NAME_AT_MOST",
    "MayNotAdd",
    "MayNotReset",
    "NameTaken",
    "NotAName",
    "NotAnAddress",
    "OneselfCannotBeReset",
    "WeakPassword",
    "may_add",
    "may_reset",
    "register_person",
    "reset_sign_in",
    "security",
    "taken_away",
    "way_back",
]
