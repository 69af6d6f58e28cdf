"""The deeds on documents that come and go, and the jobs that read and make them."""

from secretariat.exchange.services.confirming import Confirmed, Wish, confirm_suggestions, drop_suggestions
from secretariat.exchange.services.handing import HandedIn, hand_in_document
from secretariat.exchange.services.making import MAKE, NoAccount, ask_for_file
from secretariat.exchange.services.reading import read_document, reading_of

__all__ = [
    "MAKE",
    "Confirmed",
    "HandedIn",
    "NoAccount",
    "Wish",
    "ask_for_file",
    "confirm_suggestions",
    "drop_suggestions",
    "hand_in_document",
    "read_document",
    "reading_of",
]
