"""Accounts and their sign-in: what may be done, and what the sign-in library asks of us."""

from secretariat.people.services import purge
from secretariat.people.services.accounts import (
    ACCOUNT_AT_MOST,
    NAME_AT_MOST,
    AccountIsClosed,
    AccountIsOpen,
    MayNotAdd,
    MayNotClose,
    MayNotReset,
    NameTaken,
    NotAnAddress,
    NotAName,
    OneselfCannotBeClosed,
    OneselfCannotBeReset,
    WeakPassword,
    close_account,
    may_add,
    may_close,
    may_reset,
    open_account,
    register_person,
    reopen_account,
    reset_sign_in,
    taken_away,
)
from secretariat.people.services.handing import acknowledge, hand_over
from secretariat.people.services.passwords import words_of_the_trade
from secretariat.people.services.sealing import reseal
from secretariat.people.services.watching import security

__all__ = [
    "ACCOUNT_AT_MOST",
    "NAME_AT_MOST",
    "AccountIsClosed",
    "AccountIsOpen",
    "MayNotAdd",
    "MayNotClose",
    "MayNotReset",
    "NameTaken",
    "NotAName",
    "NotAnAddress",
    "OneselfCannotBeClosed",
    "OneselfCannotBeReset",
    "WeakPassword",
    "acknowledge",
    "close_account",
    "hand_over",
    "may_add",
    "may_close",
    "may_reset",
    "open_account",
    "purge",
    "register_person",
    "reopen_account",
    "reseal",
    "reset_sign_in",
    "security",
    "taken_away",
    "words_of_the_trade",
]
