"""Inputs on the command line."""

from secretariat.inputs.commands import calls, codebooks
from secretariat.inputs.commands.coding import coding
from secretariat.inputs.commands.papers import submissions

__all__ = ["calls", "codebooks", "coding", "submissions"]
