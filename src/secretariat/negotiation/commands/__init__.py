"""The negotiating text on the command line."""

from secretariat.negotiation.commands import deciding, negotiating
from secretariat.negotiation.commands.base import NoSuchNumber, text
from secretariat.negotiation.commands.negotiating import NotOneBracket, UnknownSource

__all__ = ["NoSuchNumber", "NotOneBracket", "UnknownSource", "deciding", "negotiating", "text"]
