"""Which lines of the record are told to whom. A line that is withheld still stands in the log, with its digest."""

from secretariat.record.models import Entry

# Deeds that the others may not know of: a proposal before it is tabled. Data, since the record knows no stage above it.
WITHHELD = frozenset({"prepare_proposal"})
LEAD = frozenset({"officer", "cofacilitator"})
# Deeds whose facts hold words that were not yet before the meeting when they were done: told to no outsider.
SEALED = WITHHELD | {
    "open_summary",
    "write_sentence",
    "mend_sentence",
    "strike_sentence",
    "open_text",
    "draft_provision",
    "redraft_provision",
    "suggest_codes",
    "code_passage",
    "confirm_code",
    "reject_code",
}


def is_withheld(entry: Entry) -> bool:
    """Whether the deed is about something that nobody but its author may know of; a fact `untabled` says so too."""
    return entry.deed in WITHHELD or "untabled" in entry.facts


def is_sealed(entry: Entry) -> bool:
    """Whether an export for outsiders gives the digest of the entry only."""
    return entry.deed in SEALED or is_withheld(entry)


def may_name(entry: Entry, *, role: str) -> bool:
    """Whether one in `role` is told to which thing the deed was done: of what is sealed, those who lead."""
    return role in LEAD or not is_sealed(entry)


def may_read(entry: Entry, *, reference: str) -> bool:
    """Whether one whom the record knows as `reference` is told who did what to which thing."""
    return not is_withheld(entry) or reference == entry.actor
