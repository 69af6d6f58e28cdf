"""Which lines of the record are told to whom. A line that is withheld still stands in the log, with its digest."""

from secretariat.record.models import Entry

# Deeds that the others may not know of: a proposal before it is tabled. Data, since the record knows no stage above it.
WITHHELD = frozenset({"prepare_proposal"})
# Deeds whose facts hold words that were not yet before the meeting when they were done: told to no outsider.
SEALED = WITHHELD | {
    "open_summary",
    "write_sentence",
    "strike_sentence",
    "open_text",
    "draft_provision",
    "redraft_provision",
    "suggest_codes",
    "code_passage",
    "confirm_code",
    "reject_code",
}
OFFICER = "officer"


def may_read(entry: Entry, *, role: str, reference: str) -> bool:
    """Whether one who acts as `role`, known to the record as `reference`, is told who did what to which thing."""
    return entry.deed not in WITHHELD or reference == entry.actor or role == OFFICER
