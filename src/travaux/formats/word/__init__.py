"""Word with its tracked changes: read, resolved, written."""
