"""What may be done in the registry: documents are entered under symbols, questions put and decided, people reminded."""

from secretariat.registry.services.copying import copy_process
from secretariat.registry.services.deciding import (
    AlreadyDecided,
    Putting,
    Taking,
    Way,
    WrongQuestion,
    put_question,
    record_decision,
)
from secretariat.registry.services.documents import (
    AlreadyGeneral,
    AlreadyInLanguage,
    AlreadyWithdrawn,
    Entering,
    File,
    SymbolTaken,
    WrongDocument,
    distribute_document,
    issue_in_language,
    register_document,
    withdraw_document,
)
from secretariat.registry.services.reminding import remind_of_obligations, remind_today, want_reminders

__all__ = [
    "AlreadyDecided",
    "AlreadyGeneral",
    "AlreadyInLanguage",
    "AlreadyWithdrawn",
    "Entering",
    "File",
    "Putting",
    "SymbolTaken",
    "Taking",
    "Way",
    "WrongDocument",
    "WrongQuestion",
    "copy_process",
    "distribute_document",
    "issue_in_language",
    "put_question",
    "record_decision",
    "register_document",
    "remind_of_obligations",
    "remind_today",
    "want_reminders",
    "withdraw_document",
]
