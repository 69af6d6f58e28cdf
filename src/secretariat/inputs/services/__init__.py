"""What may be done with inputs: filing, withdrawing, endorsing, coding."""

from secretariat.inputs.services.coding import code_passage, confirm_code, reject_code, suggest_codes
from secretariat.inputs.services.filing import (
    NAME_AT_MOST,
    TITLE_AT_MOST,
    Filing,
    endorse_submission,
    file_submission,
    withdraw_submission,
)
from secretariat.inputs.services.steps import (
    AlreadyDecided,
    AlreadyEndorsed,
    AlreadyFiled,
    NameMissing,
    NoSuchKind,
    NoSuchTheme,
    OtherPaper,
    OwnPaper,
    Withdrawn,
    WrongTitle,
)

__all__ = [
    "NAME_AT_MOST",
    "TITLE_AT_MOST",
    "AlreadyDecided",
    "AlreadyEndorsed",
    "AlreadyFiled",
    "Filing",
    "NameMissing",
    "NoSuchKind",
    "NoSuchTheme",
    "OtherPaper",
    "OwnPaper",
    "Withdrawn",
    "WrongTitle",
    "code_passage",
    "confirm_code",
    "endorse_submission",
    "file_submission",
    "reject_code",
    "suggest_codes",
    "withdraw_submission",
]
