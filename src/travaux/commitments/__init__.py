"""What an adopted text commits to."""

from travaux.commitments.suggest import Provision, Suggestion, suggest

__all__ = ["Provision", "Suggestion", "suggest"]
