"""Pages of the evidence: figures, data sets, facts, reports."""
