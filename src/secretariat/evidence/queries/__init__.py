"""What may be asked of the evidence: editions and their rows, facts, charts, the report."""
